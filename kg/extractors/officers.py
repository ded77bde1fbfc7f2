"""Tables of directors and officers → `officerOf`: a person a row, with the role in the column that is headed so, or behind the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.people import ROLE, Person, person
from kg.mentions.dates import Date, dates
from kg.mentions.find import Party
from kg.model import Mention
from kg.names import has_legal_form, plain
from kg.reading import Candidate, Document
from kg.text import Cell, Row, Sentence, Table

__all__ = ["officers"]

_POSITION = re.compile(r"\b(?:positions?|titles?|offices?|capacity|function|occupation|role|responsibilit(?:y|ies))\b", re.IGNORECASE)
_BOARD = re.compile(
    r"\b(?:(?:executive|senior|principal)\s+officers|board\s+of\s+directors|our\s+directors|directors\s+(?:and|of)|senior\s+management"
    r"|management\s+board|supervisory\s+board|executive\s+committee)\b",
    re.IGNORECASE,
)
_NO_ROLE = re.compile(r"^(?:former|retired|deceased|none|nil)\b|[.;]\s+[A-Z].{60}", re.IGNORECASE)
_NOTES = re.compile(r"(?:\s*(?:\(\s*\w{1,2}\s*\)|\*+)[,\s]*)+$")
_LOOSE = re.compile(r"[\s,;]+(?:and|&)$")
_OF = re.compile(r"\s+(?:of|at|with)\s+(?:the\s+)?")
_LOOK_BACK = 4  # sentences above a table that may introduce it
_LONGEST = 200  # characters of a role
_PAY = re.compile(r"\b(?:salary|bonus|compensation|options?\s+granted|exercise\s+price|expir(?:y|ation))\b", re.IGNORECASE)


def officers(document: Document) -> Iterator[Candidate]:
    """The people in tables of directors and officers, with their roles in the filer."""
    text = document.filing.text
    for table in document.tables:
        above = document.above(table, _LOOK_BACK)
        column = _position(table, text)
        introduced = [document.section(table.start), *(text[s.start : s.end] for s in above)]
        if column is None and not any(_BOARD.search(words) for words in introduced):
            continue
        headings = " ".join(cell.words(text) for row in table.header for cell in row.cells)
        if _PAY.search(headings):
            continue
        date = _as_of(text, above[-1:])
        for row in table.rows:
            somebody = person(text[row.cells[0].start : row.cells[0].end]) if row.cells[0].column == 0 else None
            cell = _role(text, row, column) if somebody else None
            role = _plain(somebody.role if somebody and somebody.role else cell.words(text) if cell else "")
            if somebody and role and len(role) <= _LONGEST and not _NO_ROLE.search(role):
                yield from _officer(document, row, somebody, role, date)


def _position(table: Table, text: str) -> int | None:
    """The column that is headed as people's positions, where there is one."""
    found = (cell.column for row in table.header for cell in row.cells if cell.column > 0 and _POSITION.search(cell.words(text)))
    return next(found, None)


def _role(text: str, row: Row, column: int | None) -> Cell | None:
    """The cell with a person's role: that of the column, else the first that names an office."""
    cells = [cell for cell in row.cells[1:] if ROLE.search(cell.words(text)) and not _NO_ROLE.search(cell.words(text))]
    return next((cell for cell in cells if cell.column == column), cells[0] if cells else None)


def _plain(role: str) -> str:
    role = _LOOSE.sub("", _NOTES.sub("", role).strip(" ,;"))
    role = role if has_legal_form(role) else role.rstrip(".")
    return role[1:-1] if role[:1] == "(" and role.find(")") == len(role) - 1 else role


def _as_of(text: str, above: list[Sentence]) -> Date | None:
    found = [date for sentence in above for date in dates(text, sentence.start, sentence.end)]
    best = next((d for d in found if d.role == "as_of"), None) or next((d for d in found if len(d.iso) == 10), None)
    return best._replace(role="as_of") if best else None


def _officer(document: Document, row: Row, somebody: Person, role: str, date: Date | None) -> Iterator[Candidate]:
    reading = document.row(row)
    if not reading.items:
        return
    start = row.cells[0].start
    party = Party(Mention("person", start + somebody.start, start + somebody.end, somebody.name), somebody.name)
    place = (reading, "officers-table", 0, 0, len(reading.items))
    company, role = _elsewhere(reading.text, row, role) or (document.itself(row.start), role)
    attributes = (("role", role),)
    yield Candidate("officerOf", party, company, *place, date, attributes, presupposed=True, dated="as_of", steps=("table",))


def _elsewhere(text: str, row: Row, role: str) -> tuple[Party, str] | None:
    """The other company that a role is in, and the role there: "Chairman of Example plc", in a column of principal occupations."""
    for match in _OF.finditer(role):
        name = plain(role[match.end() :])
        if name[:1].isupper() and has_legal_form(name) and not ROLE.search(name):
            first, last = name.split()[0], name.split()[-1].rstrip(".")
            start = max(text.rfind(first, row.start, row.end), row.start)
            end = text.find(last, start, row.end)
            return Party(Mention("company", start, end + len(last) if end > 0 else start, name), name), role[: match.start()].strip(" ,")
    return None
