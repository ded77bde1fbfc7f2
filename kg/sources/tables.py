"""Rows of HTML tables → lines.

Filings use tables for tables, and for layout: a bullet and its text, a number and its heading, prose in a cell. A row of several short
cells is one line with tabs; everything else is what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.sources.lines import Line

__all__ = ["hard_blanks", "indent_of", "indented", "row_lines"]

Cell = list[Line]

_GLYPH = re.compile(r"[•·●○▪■□◦§♦◆➢►▶⬤‣∙*o–—\uf0b7\uf0a7-]")
_NUMBER = re.compile(r"\(?(?:[ivx]{1,4}|[A-Za-z]|\d{1,2})[.)]")
_ITEM = re.compile(r"item\s+\d{1,2}[A-Z]?\s*[.:–—-]?", re.IGNORECASE)
_BEFORE = re.compile(r"\(?(?:[A-Z]{0,3}[$€£¥]|Ps\.?|Rs\.?)\s*\(?")  # a currency in a cell of its own
_AFTER = re.compile(r"%|\)|\)\s*%|%\s*\)")
_SENTENCE = re.compile(r"[a-z0-9)”\"]\. +[A-Z]|[.;:]$")
_ADDRESS = re.compile(r"\d|c/o\b|P\.? ?O\.? ")
_PROSE, _SHORT = 160, 100
_INDENT = re.compile(r"(?:padding-left|margin-left|text-indent)\s*:\s*(-?\d{1,4}(?:\.\d{1,3})?)(pt|px|em|%)")
_BLANKS = {"pt": 0.2, "px": 0.15, "em": 2.0, "%": 0.5}  # how wide a blank is drawn, about
_DEEPEST = 40
_TABLE = 4  # cells of a row that is one even where prose stands in some of them: that goes below it
_PARALLEL = 3  # lines side by side in all cells, from which on they are rows


def row_lines(cells: Sequence[Cell]) -> list[Line]:
    """The lines that a row of cells makes; empty cells count for nothing."""
    filled = [cell for cell in cells if cell]
    if len(filled) <= 1:
        return filled[0] if filled else []
    size = len(filled[0])
    if size >= _PARALLEL and all(len(cell) == size and all(_is_short(line) for line in cell) for cell in filled):
        return [line for i in range(size) for line in _one_row([cell[i].text for cell in filled])]
    lines: list[Line] = []
    short: list[str] = []
    for cell in filled:
        if not _is_layout(cell):
            short.append(_flat(cell))
            continue
        whole = _marked(short, cell)
        if len(filled) < _TABLE:
            lines += _one_row(short)
            short = []
        lines += whole
    return [*_one_row(short), *lines] if len(filled) >= _TABLE else lines + _one_row(short)


def indented(lines: list[Line], blanks: float) -> list[Line]:
    """The same with the first row as far in as it is drawn: in a list of subsidiaries that says whose each is."""
    if not lines or lines[0].kind != "row" or blanks < 1:
        return lines
    return [Line(" " * min(round(blanks), _DEEPEST) + lines[0].text, "row"), *lines[1:]]


def indent_of(style: str) -> float:
    """How many blanks a style sets words in by."""
    return sum(float(size) * _BLANKS[unit] for size, unit in _INDENT.findall(style.lower())) if style else 0


def hard_blanks(run: str) -> int:
    """How many hard blanks stand before the words of a run."""
    return run[: len(run) - len(run.lstrip())].count("\u00a0")


def _is_short(line: Line) -> bool:
    return line.kind == "text" and len(line.text) <= _SHORT


def _is_layout(cell: Cell) -> bool:
    """Whether a cell holds more than the entry of a table: prose, or a table itself."""
    if any(line.kind != "text" for line in cell):
        return True
    return any(len(line.text) >= _PROSE and _SENTENCE.search(line.text) for line in cell)


def _flat(cell: Cell) -> str:
    """A cell on one line. An address below a name is set off from it as in plain text, by two blanks."""
    text = cell[0].text
    for line in cell[1:]:
        text += ("  " if _ADDRESS.match(line.text) else " ") + line.text
    return text


def _marked(short: list[str], cell: Cell) -> Cell:
    """The cell with the bullet or number that stands before it as the beginning of its first line; it is taken off the others."""
    if len(short) != 1 or cell[0].kind != "text" or not (_GLYPH.fullmatch(short[0]) or _NUMBER.fullmatch(short[0])):
        return cell
    mark = short.pop()
    return [Line(f"{'-' if _GLYPH.fullmatch(mark) else mark} {cell[0].text}"), *cell[1:]]


def _one_row(pieces: Sequence[str]) -> list[Line]:
    pieces = _merged(pieces)
    if len(pieces) > 1 and _GLYPH.fullmatch(pieces[0]):
        pieces = [f"- {pieces[1]}", *pieces[2:]]
    elif len(pieces) == 2 and (_ITEM.fullmatch(pieces[0]) or _NUMBER.fullmatch(pieces[0])) and any(c.isalpha() for c in pieces[1]):
        pieces = [" ".join(pieces)]
    if len(pieces) <= 1:
        return [Line(piece) for piece in pieces]
    return [Line("\t".join(pieces), "row")]


def _merged(pieces: Sequence[str]) -> list[str]:
    """Currencies, closing brackets and signs of percent put back to the numbers that they were cut from for the sake of alignment."""
    merged: list[str] = []
    before = ""
    for piece in pieces:
        if _BEFORE.fullmatch(piece):
            before += piece
        elif merged and not before and _AFTER.fullmatch(piece) and merged[-1][-1:].isdigit():
            merged[-1] += piece
        else:
            merged.append(before + piece)
            before = ""
    return [*merged, before] if before else merged
