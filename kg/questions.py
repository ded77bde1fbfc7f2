"""The named questions: SPARQL files with a title and typed parameters, under `ontology/queries/`.

    # title: Who owns shares in a company
    # description: With the percentage, where the filing gives one.
    # param: company entity optional "the company that is owned: name, short form or id"
    # param: year integer optional "only this year"

Each file is a whole query that runs as it stands. A parameter is the line `VALUES ?company { UNDEF }`, in each group that needs it;
asking puts an RDF term in the place of UNDEF, or takes the line away where the parameter is not given.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryError
from kg.resources import ontology_dir

__all__ = ["LONGEST", "TYPES", "Parameter", "Question", "find_question", "questions", "read_sparql"]

LONGEST = 1_000_000  # characters of a query: one that is written by hand has some hundreds
MOST_FILES = 1_000
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
        QueryError: A file has no title, is too long, or has a parameter that can't be read or has no place in the query.
    """
    paths = sorted((ontology_dir() / "queries").glob("*.rq"))
    if extra is not None:
        paths += _in_folder(extra) if extra.is_dir() else [extra]
    return dict(sorted({path.stem: _read(path) for path in paths}.items()))


def _in_folder(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.rq"))
    if not paths:
        raise QueryError(f"{folder} holds no .rq files")
    if len(paths) > MOST_FILES:
        raise QueryError(f"{folder} holds {len(paths)} .rq files; {MOST_FILES} is the most")
    for path in paths:
        if not path.is_file():
            raise QueryError(f"{path}: is no file; move it out of the folder of questions")
    return paths


def read_sparql(path: Path) -> str:
    """The text of a query in a file; never more than a query may have, whatever the file is.

    Raises:
        QueryError: It can't be read, or is too long.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            sparql = stream.read(LONGEST + 1)
    except (OSError, UnicodeError) as error:
        raise QueryError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    if len(sparql) > LONGEST:
        raise QueryError(f"{path}: is longer than the {LONGEST} characters that a query may have")
    return sparql


def _read(path: Path) -> Question:
    sparql = read_sparql(path)
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
    if parameter.place not in sparql:
        raise QueryError(f"{path}: the parameter {parameter.name} needs a place in the query, written {parameter.place}")
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
