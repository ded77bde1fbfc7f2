"""Rows of plain text whose cells are set off by bars (`Name | Shares | %`), as converters write tables → rows with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.sources.lines import Line
from kg.sources.tables import row_lines

__all__ = ["row_of", "without_bars"]

_ROW = re.compile(r"\S[ \t]+\|[ \t]+\S|^[ \t]*\|.*\S.*\|[ \t]*$")
_CELL = re.compile(r"(?<!\\)\|")
_NEAR = 3  # lines above and below within which another row stands
_RULE = re.compile(r"[\s|:+=-]*\|[\s|:+=-]*")


def without_bars(text: str) -> str:
    """The text with tabs between the cells of such rows, and without the rules between them; as it is, where it has none."""
    return "\n".join(_lines(text)) if "|" in text else text


def row_of(cells: list[str]) -> str:
    """The cells as one row; empty ones count for nothing, and a sign of percent or a currency goes to its number."""
    return "\n".join(line.text for line in row_lines([[Line(cell)] for cell in cells if cell]))


def _lines(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if "|" not in line:
            yield line
        elif not _RULE.fullmatch(line):
            yield row_of([cell.strip() for cell in _CELL.split(line)]) if _is_row(lines, i) else line


def _is_row(lines: Sequence[str], at: int) -> bool:
    """Whether a line has cells, and so has one near it: a bar in a sentence makes no table."""
    if not _ROW.search(lines[at]):
        return False
    return any("|" in line for line in (*lines[max(at - _NEAR, 0) : at], *lines[at + 1 : at + 1 + _NEAR]))
