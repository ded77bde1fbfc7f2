"""Lines → tables: title, header, rows and cells, each with its place in the text.

A table is a run of lines with gaps: tabs (as our reader writes the rows of an HTML table), three blanks or more, or leaders ("Name.....").
In plain text the cells of a row may go on for several lines, each below its beginning; they are put together by their columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kg.model import Span
from kg.text.lines import lines

__all__ = ["Cell", "Row", "Table", "cells_of", "tables"]

_GAP = re.compile(r"[ ]*\t[ \t]*|[ ]{2,}|[ ]?(?:\.[ ]?){4,}[ ]*")
_ROW = re.compile(r"\S(?:[ ]*\t[ \t]*|[ ]{3,}|[ ]?(?:\.[ ]?){4,}[ ]*)\S")
_MARK = re.compile(r"\s*(?:(?:<[^<>\n]{0,40}>\s*)+|[-–—_=.*\s]{2,}|[-–—\s]*\d{1,4}[-–—\s]*)\s*")
_WIDEST = 140  # characters; a longer line is prose
_BLANKS = 3  # empty lines and marks within a table
_LOOSE = 3  # lines without a gap within a table, one after the other
_FEWEST_DOTS = 3  # leaders have more
_DEEP = 15  # blanks before a line on which a further column goes on
_HEADED = 8  # lines among which the first with a figure is looked for
_MOST_ROWS = 5000


class Cell(NamedTuple):
    """A cell: its column, counted from 0, and its words; they stand on several lines where the cell is wrapped."""

    column: int
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where its last words end."""
        return self.spans[-1].end

    def words(self, text: str) -> str:
        """What it says, on one line."""
        return " ".join(" ".join(text[span.start : span.end].split()) for span in self.spans)


class Row(NamedTuple):
    """A row: its place, how far its first cell is indented, and its cells in order; none of them is empty."""

    start: int
    end: int
    indent: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell | None:
        """The cell of a column."""
        return next((cell for cell in self.cells if cell.column == column), None)


class _Line(NamedTuple):
    """A line with words: place, indent, whether an empty line or a mark stands above it, and its cells as (column in characters, span)."""

    start: int
    end: int
    indent: int
    apart: bool
    ruled: bool
    cells: tuple[tuple[int, Span], ...]


class Table:
    """A table: its place, the rows that head its columns, and the others; told when asked for, since most tables are passed over."""

    def __init__(self, text: str, lines: Sequence[_Line]) -> None:
        self.start, self.end = lines[0].start, lines[-1].end
        self._lines = lines
        self._tabbed = any("\t" in text[line.start : line.end] for line in lines)
        self._fullest = max(lines, key=lambda line: len(line.cells))
        self._split = _header_size(text, lines, self._columns(lines[:_HEADED]))

    @cached_property
    def header(self) -> tuple[Row, ...]:
        """The rows that head the columns."""
        head = self._columns(self._lines[: self._split])
        if not self._tabbed:
            return tuple(_wrapped(self._lines[: self._split], head))
        widest = Counter(len(line.cells) for line in self._lines[self._split :]).most_common(1)
        return tuple(_shifted(row) if widest and len(row.cells) == widest[0][0] - 1 else row for row in head)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows below the header."""
        below = self._lines[self._split :]
        return tuple(self._columns(below) if self._tabbed else _wrapped(below, self._columns(below)))

    def titles(self, text: str) -> str:
        """All that stands above the columns."""
        return " ".join(cell.words(text) for row in self.header for cell in row.cells)

    def heading(self, text: str, column: int) -> str:
        """What stands above a column."""
        return " ".join(cell.words(text) for row in self.header for cell in row.cells if cell.column == column)

    def _columns(self, lines: Sequence[_Line]) -> list[Row]:
        return [_numbered(line) for line in lines] if self._tabbed else _aligned(lines, self._fullest)


def cells_of(text: str, start: int, end: int) -> list[Span]:
    """The cells of one line: what stands between gaps."""
    found = []
    at = start
    for gap in _GAP.finditer(text, start, end):
        if gap.start() > at:
            found.append(Span(at, gap.start()))
        at = gap.end()
    return [*found, Span(at, end)] if at < end else found


def tables(text: str) -> Iterator[Table]:
    """The tables of a text, in order."""
    held: list[_Line] = []
    rows = loose = blanks = 0
    ruled = False
    for first, start, words in lines(text):
        if not words or (not words[0].isalpha() and _MARK.fullmatch(words)):
            blanks += 1
            ruled = ruled or words != ""
            continue
        end = start + len(words)
        wide = len(words) > _WIDEST and "\t" not in words
        gapped = not wide and ("\t" in words or "   " in words or words.count(".") > _FEWEST_DOTS) and _ROW.search(words) is not None
        if held and (wide or blanks > _BLANKS or loose >= _LOOSE or rows >= _MOST_ROWS):
            yield from _table(text, held, rows)
            held, rows, loose = [], 0, 0
        if gapped or (held and not wide):
            cells = cells_of(text, start, end) if gapped else [Span(start, end)]
            held.append(_Line(start, end, start - first, blanks > 0, ruled, tuple((cell.start - first, cell) for cell in cells)))
        rows, loose = (rows + 1, 0) if gapped else (rows, loose + 1)
        if held and not gapped and blanks == 0 and start - first >= _DEEP:
            loose -= 1  # a cell of a further column goes on
        blanks, ruled = 0, False
    yield from _table(text, held, rows)


def _table(text: str, lines: list[_Line], rows: int) -> Iterator[Table]:
    while lines and len(lines[-1].cells) == 1 and (lines[-1].apart or lines[-1].indent < _DEEP):
        lines.pop()
    if rows < 2 or not lines:
        return
    yield Table(text, lines)


def _numbered(line: _Line) -> Row:
    return Row(line.start, line.end, line.indent, tuple(Cell(i, (span,)) for i, (_, span) in enumerate(line.cells)))


def _shifted(row: Row) -> Row:
    """The same with a heading over each column where the first, that of the names, has none."""
    return row._replace(cells=tuple(cell._replace(column=cell.column + 1) for cell in row.cells))


def _aligned(lines: Sequence[_Line], fullest: _Line) -> list[Row]:
    """Rows with their columns by position: those of the fullest line, to which every cell goes that stands nearest."""
    starts = [at for at, _ in fullest.cells]
    ends = [at + span.end - span.start for at, span in fullest.cells]
    rows = []
    for line in lines:
        cells: dict[int, list[Span]] = {}
        for at, span in line.cells:
            cells.setdefault(_nearest(starts, ends, at, at + span.end - span.start), []).append(span)
        rows.append(Row(line.start, line.end, line.indent, tuple(Cell(column, tuple(spans)) for column, spans in sorted(cells.items()))))
    return rows


def _nearest(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> int:
    """The column that a stretch of a line shares most with; where it shares nothing, the nearer of its neighbours."""
    first, stop = bisect_right(ends, start), bisect_left(starts, end)
    near = range(first, stop) if first < stop else range(max(first - 1, 0), min(first + 1, len(starts)))
    if len(near) == 1:
        return near[0]
    return min(near, key=lambda i: (-max(min(ends[i], end) - max(starts[i], start), 0), min(abs(starts[i] - start), abs(ends[i] - end))))


def _header_size(text: str, lines: Sequence[_Line], rows: Sequence[Row]) -> int:
    """How many lines head the columns: those above the first rule, or else above the first line with a figure."""
    for i, line in enumerate(lines[:12]):
        if line.ruled and i:
            return i
    for i, row in enumerate(rows):
        if any(text[cell.start : cell.end].strip("$(*% ")[:1].isdigit() for cell in row.cells[1:]):
            return i
    return 1 if len(lines) > 1 else 0


def _wrapped(lines: Sequence[_Line], rows: Sequence[Row]) -> list[Row]:
    """Rows of plain text with the lines below them on which their cells go on: nothing stands in the first column, or it is set in."""
    whole: list[Row] = []
    for line, row in zip(lines, rows, strict=True):
        above = whole[-1] if whole else None
        if above is None or not _continues(line, row, above):
            whole.append(row)
            continue
        cells = {cell.column: cell.spans for cell in above.cells}
        for cell in row.cells:
            cells[cell.column] = cells.get(cell.column, ()) + cell.spans
        whole[-1] = Row(above.start, row.end, above.indent, tuple(Cell(column, spans) for column, spans in sorted(cells.items())))
    return whole


def _continues(line: _Line, row: Row, above: Row) -> bool:
    if line.apart:
        return False
    first = row.cells[0]
    known = {cell.column for cell in above.cells}
    return first.column > 0 or (line.indent > above.indent and len(row.cells) < len(known))
