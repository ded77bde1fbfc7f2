"""Named questions: SPARQL files with a title and typed parameters, under `ontology/queries/`.

    # title: Who owns shares in a company
    # description: With the percentage, where the filing gives one.
    # param: company entity optional "the company that is owned: name, short form or id"
    # param: year integer optional "only this year"

Each file is a whole query that runs as it stands. A parameter is the one line `VALUES ?company { UNDEF }`; asking puts an RDF term in
the place of UNDEF, or takes the line away where the parameter is not given.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import Namer
from kg.lookup import lookup
from kg.resources import ontology_dir
from kg.sparql import Answer, Cell, Term, query
from kg.store import base_of
from kg.vocab import KG, RDF, SKOS

__all__ = ["Answer", "Cell", "Parameter", "Question", "Term", "ask", "find_question", "query", "questions"]

TYPES = ("entity", "integer", "string", "claim")
_HEADER = re.compile(r"#\s*(title|description|param):\s*(.+)")
_PARAM = re.compile(r'(\w+)\s+(\w+)(\s+optional)?\s+"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question. `type` is one of `TYPES`."""

    name: str
    type: str
    optional: bool
    description: str

    @property
    def place(self) -> str:
        """The text in the query that the parameter's value is put into."""
        return f"VALUES ?{self.name} {{ UNDEF }}"


@dataclass(frozen=True, slots=True)
class Question:
    """A named question and its SPARQL."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str


def questions(extra: Path | None = None) -> dict[str, Question]:
    """The shipped questions, and those in `extra` (a `.rq` file or a folder of them), which come first; by name, sorted.

    Raises:
        QueryError: A file has no title, or a parameter that can't be read or has no place in the query.
    """
    paths = sorted((ontology_dir() / "queries").glob("*.rq"))
    if extra is not None:
        own = sorted(extra.glob("*.rq")) if extra.is_dir() else [extra]
        if not own:
            raise QueryError(f"{extra} holds no .rq files")
        paths += own
    return dict(sorted({path.stem: _read(path) for path in paths}.items()))


def _read(path: Path) -> Question:
    try:
        sparql = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise QueryError(f"{path}: can't be read: {error}") from error
    headers = _HEADER.findall(sparql)
    titles = [value.strip() for key, value in headers if key == "title"]
    if not titles:
        raise QueryError(f"{path}: a question begins with a line such as: # title: Who owns shares in a company")
    return Question(
        name=path.stem,
        title=titles[0],
        description=" ".join(value.strip() for key, value in headers if key == "description"),
        parameters=tuple(_parameter(path, value, sparql) for key, value in headers if key == "param"),
        sparql=sparql,
    )


def _parameter(path: Path, text: str, sparql: str) -> Parameter:
    match = _PARAM.fullmatch(text.strip())
    if match is None or match[2] not in TYPES:
        raise QueryError(f'{path}: a parameter is written: # param: NAME {"|".join(TYPES)} [optional] "what it means"; not: {text}')
    parameter = Parameter(match[1], match[2], bool(match[3]), match[4])
    if sparql.count(parameter.place) != 1:
        raise QueryError(f"{path}: the parameter {parameter.name} needs one place in the query, written {parameter.place}")
    return parameter


def find_question(name: str, known: Mapping[str, Question]) -> Question:
    """The question of that name.

    Raises:
        QueryError: There is none; the message lists the nearest.
    """
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)
    raise QueryError(f"there is no question {name!r}; did you mean {' or '.join(near)}? All of them: kg ask --list")


def ask(store: ox.Store, question: Question, params: Mapping[str, str]) -> Answer:
    """Ask a question. Values are made RDF terms; text of a parameter never becomes text of the query.

    Raises:
        QueryError: A parameter is unknown, missing or of the wrong type, or names no entity or claim of the graph.
    """
    names = [parameter.name for parameter in question.parameters]
    for name in params:
        if name not in names:
            raise QueryError(f"the question {question.name} has no parameter {name}; it has {', '.join(names) or 'none'}")
    sparql = question.sparql
    for parameter in question.parameters:
        if parameter.name in params:
            term = _term(store, parameter, params[parameter.name])
            sparql = sparql.replace(parameter.place, parameter.place.replace("UNDEF", str(term)))
        elif parameter.optional:
            sparql = sparql.replace(parameter.place, "")
        else:
            raise QueryError(f"the question {question.name} needs {parameter.name}: {parameter.description}")
    return query(store, sparql)


def _term(store: ox.Store, parameter: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    if parameter.type == "integer":
        try:
            return ox.Literal(int(value))
        except ValueError as error:
            raise QueryError(f"{parameter.name} must be a whole number, not {value!r}") from error
    if parameter.type == "entity":
        return _entity(store, value)
    if parameter.type == "claim":
        return _claim(store, value)
    try:
        return ox.Literal(value)
    except ValueError as error:
        raise QueryError(f"{parameter.name} holds characters that no text can hold: {value!r}") from error


def _entity(store: ox.Store, wanted: str) -> ox.NamedNode:
    """The entity meant by a name, a short form, an id, an IRI or entity:id."""
    start = base_of(store) + "entity/"
    wanted = wanted.removeprefix(start).removeprefix("entity:")
    node = Namer(base_of(store))("entity", wanted)
    if next(store.quads_for_pattern(node, RDF.type, KG.Entity, ox.DefaultGraph()), None) is not None:
        return node
    names: dict[str, list[str]] = {}
    for label in (SKOS.prefLabel, SKOS.altLabel):
        for quad in store.quads_for_pattern(None, label, None, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                names.setdefault(quad.subject.value.removeprefix(start), []).append(quad.object.value)
    return ox.NamedNode(start + lookup(wanted, names, "company"))


def _claim(store: ox.Store, wanted: str) -> ox.NamedNode:
    """The claim meant by its own id or by the id of one of its facts."""
    namer = Namer(base_of(store))
    id_ = wanted.rpartition("/")[2].removeprefix("claim:").removeprefix("evidence:")
    claim = namer("claim", id_)
    if next(store.quads_for_pattern(claim, RDF.type, KG.Claim, ox.DefaultGraph()), None) is not None:
        return claim
    quad = next(store.quads_for_pattern(None, KG.evidence, namer("evidence", id_), None), None)
    if quad is None or not isinstance(quad.subject, ox.NamedNode):
        raise QueryError(f"there is no claim or fact with the id {wanted!r}; ids stand in the last column of the other questions' answers")
    return quad.subject
