"""Signatures that stand side by side → the lines of a stretch in the order in which they are read: each column by itself, a cell a line.

A row opens columns where each of its first two cells begins with a person's name, and the names differ. The lines below go on with
them, each cell in the column under which it begins, up to one that belongs to no column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.mentions.listed import BLANK, LEAD, cells_of
from kg.mentions.offices import OFFICE
from kg.mentions.people import Named, person_at, surname
from kg.model import Span

__all__ = ["lines_of", "reading_order"]

_LINE = re.compile(r"[^\n]*\n?")
_SIGNED = re.compile(r"/\s*s\s*/", re.IGNORECASE)
_WIDEST = 200  # characters of a line without tabs that can be two cells
_BLANKS = 3  # empty lines between the parts of one signature


class _Column(NamedTuple):
    """A column: where it begins (characters of the line, or tabs in it), whose it is, and its cells so far."""

    at: int
    who: str
    cells: list[Span]


def lines_of(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a stretch without the blanks behind them; an empty one is empty."""
    for line in _LINE.finditer(text, start, end):
        if line.start() < line.end():
            yield Span(line.start(), line.start() + len(line.group().rstrip()))


def reading_order(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a signature page, those that hold several signatures cell by cell."""
    lines = list(lines_of(text, start, end))
    index = 0
    while index < len(lines):
        columns = _opened(text, lines[index])
        if not columns:
            yield lines[index]
            index += 1
            continue
        index = _fill(text, lines, index, columns)
        for column in columns:
            yield from column.cells
            yield Span(column.cells[-1].end, column.cells[-1].end)


def _opened(text: str, line: Span) -> list[_Column]:
    """The columns that a row of signatures opens; none where it is no such row."""
    tabbed = "\t" in text[line.start : line.end]
    if not tabbed and line.end - line.start > _WIDEST:
        return []
    cells = _cells(text, line)
    heads = [_signature(text, cell) for cell in cells]
    named = [(cell, who) for cell, who in zip(cells, heads, strict=True) if who is not None]
    if len(named) < 2 or heads[0] is None or heads[1] is None or len({who.name.lower() for _, who in named}) < len(named):
        return []
    if surname(named[0][1].name).lower() == surname(named[1][1].name).lower() and _SIGNED.search(text, *cells[1]) is None:
        return []  # "/s/ J. Roe     Jane Roe     Director"
    places = [_place(text, line, cell.start, tabbed=tabbed) for cell, _ in named]
    if not tabbed:  # words set under the middle of a name may begin before it
        ends = [cell.end - line.start for cell, _ in named]
        places = [0, *((before + at + 1) // 2 for before, at in zip(ends, places[1:], strict=False))]
    return [_Column(at, who.name, []) for at, (_, who) in zip(places, named, strict=True)]


def _signature(text: str, cell: Span) -> Named | None:
    """Who signs in a cell: a name and no more, or a name behind "/s/"."""
    lead = LEAD.match(text, *cell)
    at = lead.end() if lead else cell.start
    who = person_at(text, at, cell.end)
    signed = _SIGNED.match(text, *cell) is not None
    if who is None or (not signed and (OFFICE.search(text, *cell) or text[who.stop : cell.end].strip(" ,.*_)"))):
        return None
    return who


def _cells(text: str, line: Span) -> list[Span]:
    return [cell for cell in cells_of(text, *line) if not BLANK.fullmatch(text, *cell)]


def _place(text: str, line: Span, at: int, *, tabbed: bool) -> int:
    return text.count("\t", line.start, at) if tabbed else at - line.start


def _fill(text: str, lines: Sequence[Span], index: int, columns: list[_Column]) -> int:
    """Give the columns their cells; the index of the first line that has none."""
    tabbed = "\t" in text[lines[index].start : lines[index].end]
    blanks = 0
    for here in range(index, len(lines)):
        line = lines[here]
        cells = _cells(text, line)
        if not cells:
            blanks += 1
            continue
        if here > index and (blanks > _BLANKS or not _fits(text, line, cells, columns, tabbed=tabbed)):
            return here
        for cell in cells:
            at = _place(text, line, cell.start, tabbed=tabbed)
            column = next(column for column in reversed(columns) if column.at <= at or column is columns[0])
            if blanks and column.cells:
                column.cells.append(Span(cell.start, cell.start))
            column.cells.append(cell)
        blanks = 0
    return len(lines)


def _fits(text: str, line: Span, cells: Sequence[Span], columns: Sequence[_Column], *, tabbed: bool) -> bool:
    """Whether a line goes on with the columns: it opens no others, and no cell of it runs from one into the next."""
    others = _opened(text, line)
    if others and others[0].who.lower() != columns[0].who.lower() and others[-1].who.lower() != columns[-1].who.lower():
        return False
    if tabbed or "\t" in text[line.start : line.end]:
        return tabbed and (len(cells) > 1 or _place(text, line, cells[0].start, tabbed=True) > 0)
    last = columns[-1].at
    return not any(cell.start - line.start < last < cell.end - line.start - 4 for cell in cells)
