"""SPARQL over a store: queries that only read, answers as records, errors that point at the place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import prefixes
from kg.store import base_of
from kg.vocab import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Cell = str | int | float | bool | None

_XSD = XSD.integer.value.removesuffix("integer")
_FLOATS = frozenset({_XSD + "decimal", _XSD + "double", _XSD + "float"})
_INTEGERS = frozenset(_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"))
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<variable>[?$]\w+|@[A-Za-z][A-Za-z0-9-]*)
    |(?P<name>[\w.-]*:(?:[\w.:%-]|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<word>\w+)''',
    re.VERBOSE | re.DOTALL,
)
_WHERE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: rows of terms (SELECT), a truth value (ASK) or triples (CONSTRUCT, DESCRIBE)."""

    variables: tuple[str, ...] = ()
    terms: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The terms as Python values: numbers, truth values, text; IRIs in full; None where unbound."""
        return tuple(tuple(map(cell, row)) for row in self.terms)


def cell(term: Term | None) -> Cell:
    """A term as a Python value; a literal that is no valid value of its datatype stays text."""
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else None if term is None else str(term)
    datatype, text = term.datatype.value, term.value
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _FLOATS:
            number = float(text)
            return number if math.isfinite(number) else text
    except ValueError:
        return text
    if datatype == _XSD + "boolean":
        return text in ("true", "1")
    return text


def query(store: ox.Store, sparql: str) -> Answer:
    """Run a SPARQL query on the union of all graphs, so that evidence is found without GRAPH.

    The prefixes kg:, entity:, claim:, evidence:, filing: and those of the vocabularies used are known without PREFIX.

    Raises:
        QueryError: The query can't be parsed (with line and column), fails, is an update, or would fetch from elsewhere (SERVICE).
    """
    _only_reads(sparql)
    known = prefixes(base_of(store))
    try:
        result = store.query(sparql, prefixes=known, use_default_graph_as_union=True)
        if isinstance(result, ox.QueryBoolean):
            return Answer(boolean=bool(result), prefixes=known)
        if isinstance(result, ox.QueryTriples):
            return Answer(triples=tuple(sorted(set(result), key=str)), prefixes=known)
        variables = tuple(variable.value for variable in result.variables)
        return Answer(variables, tuple(tuple(solution) for solution in result), prefixes=known)
    except SyntaxError as error:
        raise QueryError(_explain(sparql, str(error), known)) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query can't be run: {error}") from error


def _only_reads(sparql: str) -> None:
    """Refuse updates, and SERVICE, with which a query could reach into the network.

    The store's parser needs no blanks around keywords, and reads `<` as "less than" where an expression may stand. So "service" is
    refused in every word and prefixed name, and a query that holds it at all must hold no IRIs that could be a comparison and more.
    """
    words = (text.upper() for kind, text in _tokens(sparql) if kind == "word")
    first = next((word for word in words if word not in ("PREFIX", "BASE")), "")
    if first in _UPDATES:
        raise QueryError(f"{first} changes the graph, and queries only read; change the filings or the rules, and build again")
    if "service" not in sparql.lower():
        return
    for kind, text in _tokens(sparql):
        if kind in ("word", "name") and "service" in text.lower():
            raise QueryError(
                f"{text}: SERVICE is refused, since a query must not reach into the network; write a name that holds it as <IRI>"
            )
        if kind == "iri" and re.search("['()#]", text) and not re.match(r"<[A-Za-z][\w+.-]*://", text):
            raise QueryError(f"{text}: beside the word SERVICE, an IRI with quotes, parentheses or # must be absolute, as in <https://…>")


def _tokens(sparql: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(sparql):
        yield match.lastgroup or "", match.group()


def _explain(sparql: str, message: str, known: Mapping[str, str]) -> str:
    """The parser's message as line, column, what is wrong, and the line with a caret under the place."""
    match = _WHERE.match(message)
    if match is None:
        return f"the query can't be parsed: {message}"
    line, column = int(match[1]), int(match[2])
    lines = sparql.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    start = max(0, column - 60)
    shown = "".join(c if c.isprintable() else " " for c in text[start : column + 40])
    caret = " " * (column - 1 - start) + "^"
    return f"line {line}, column {column}: {_wrong(text[column - 1 :], match[3], known)}\n{shown}\n{caret}"


def _wrong(rest: str, expected: str, known: Mapping[str, str]) -> str:
    """What is wrong, from the list of what the parser would have taken."""
    if "Prefix not found" in expected:
        return f"a prefix that is not declared; known without PREFIX are {', '.join(f'{name}:' for name in sorted(known))}"
    spoken = re.search(r"The [^,\[\]]{10,}", expected)
    if spoken:
        return spoken[0].strip()
    what = f"{rest.split(maxsplit=1)[0][:20]!r} can't stand here" if rest.strip() else "something is missing"
    words = sorted(set(re.findall(r"(?<![\w'\[])[A-Z]{2,}(?:_[A-Z]+)*(?![\w'])", re.sub(r"\[[^\]]*\]", "", expected))))
    marks = sorted(set(re.findall(r'"([^\s"\\]{1,3})"', expected)))
    options = [*words, *marks]
    return f"{what}; one of these could: {' '.join(options)}" if 0 < len(options) <= 12 else what
