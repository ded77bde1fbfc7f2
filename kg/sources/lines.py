"""Lines on their way from markup to text, and how inline text becomes lines."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

__all__ = ["BREAK", "Line", "is_marker", "joins", "split", "squeeze"]

Kind = Literal["text", "row", "pre", "break"]


class Line(NamedTuple):
    """A paragraph, heading or list item ("text"), a row of a table with tabs between its cells, preformatted lines, or a page's end."""

    text: str
    kind: Kind = "text"


BREAK = "\x0b"  # stands for <br> in a run of text: no decoded text holds it
_SPACE = re.compile(r"[^\S ]\s*| \s+")  # all but a single plain blank
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_GLYPH = re.compile(r"[•·●○▪■□◦§♦◆➢►▶⬤‣∙\uf0b7\uf0a7]\s*|[-–—]\s+(?=\S)")
_TIGHT = re.compile(r"(\d{1,2}\.|\([a-z\d]{1,4}\)|[A-I]\.)(?=[A-Z][a-z])")  # "(a)Dividends": the gap is drawn, not written
_MARKER = re.compile(r"-|\((?:[ivx]{1,4}|[a-z]|\d{1,2})\)")
_PROSE_WIDTH = 60  # a line that was broken by hand within a sentence is at least so long


def squeeze(text: str) -> str:
    """Text with white space as a browser shows it: one blank for any run (hard blanks too), and without invisible characters."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return _SPACE.sub(" ", text).strip()


def joins(above: str, below: str) -> bool:
    """Whether a sentence goes on from one line to the next: the first is as long as prose is, and nothing ends there."""
    return len(above) >= _PROSE_WIDTH and above[-1] not in ".!?:;" and above[-2:] not in (".”", '."', ".)") and below[:1].isalnum()


def is_marker(line: Line) -> bool:
    """Whether a line is nothing but a bullet, or a number in brackets, for the line below it."""
    return line.kind == "text" and _MARKER.fullmatch(line.text) is not None


def split(run: str) -> list[str]:
    """The lines of a run of inline text: it is cut at line breaks, but not where one cuts a sentence; glyphs of bullets become "- "."""
    lines: list[str] = []
    empty = True  # an empty line lies between
    for piece in run.split(BREAK):
        line = squeeze(piece)
        if not line:
            empty = True
            continue
        glyph = _GLYPH.match(line)
        line = f"- {line[glyph.end() :]}".strip() if glyph else _TIGHT.sub(r"\1 ", line, count=1) if _TIGHT.match(line) else line
        if lines and not empty and joins(lines[-1], line):
            lines[-1] += " " + line
        else:
            lines.append(line)
        empty = False
    return lines
