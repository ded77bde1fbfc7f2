"""Lines → text: what belongs to the printed page goes, and what the end of a page cut is joined.

Of the page are its number, running heads, and links to the contents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kg.sources.lines import Line, joins

__all__ = ["text_of"]

_NUMBER = re.compile(r"[-–—\s]*(?:[Pp]age\s+)?(?:[A-Z]{1,2}\s?-\s?)?(?:\d{1,4}|[ivx]{1,6})(?:\s+of\s+\d{1,4})?[-–—\s]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LINK = re.compile(
    r"(?:(?:back|return|go) to (?:the )?)?(?:table of contents|contents|index|top)|\(?continued\)?|quicklinks(?:\s*-- click here .{0,60})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+(?:[A-C]?, \d+)*[A-C]?")  # "Item 9, 9A" stands above a page like "Item 8"
_OPENS = re.compile(r"(?:item|part|note|exhibit)\s+\w{1,4}\b", re.IGNORECASE)
_REACH, _WIDTH = 2, 120  # how many lines from a page's end a running head stands, and how long it may be
_OFTEN = 4  # ends of pages at which the same line must stand


def text_of(lines: Sequence[Line]) -> str:
    """The text: rows of a table one below the other, and an empty line between everything else."""
    parts: list[str] = []
    before: Line | None = None
    for line in _joined(_without_heads(_broken(lines))):
        if before is not None:
            parts.append("\n" if before.kind == line.kind == "row" else "\n\n")
        parts.append(line.text)
        before = line
    return "".join(parts)


def _broken(lines: Sequence[Line]) -> list[Line]:
    """The same with page numbers and links to the contents as ends of pages, and no two of these in a row."""
    found: list[Line] = []
    for line, after in zip_longest(lines, lines[1:]):
        short = len(line.text) <= 80
        if after and after.kind == "row" and _YEAR.fullmatch(line.text):  # what the rows below it are of
            found.append(Line(line.text, "row"))
        elif short and line.kind != "pre" and (not line.text or _NUMBER.fullmatch(line.text) or _LINK.fullmatch(line.text)):
            if found and found[-1].kind != "break":
                found.append(Line("", "break"))
        else:
            found.append(line)
    return found


def _without_heads(lines: list[Line]) -> list[Line]:
    """The same without lines that stand at many ends of pages, but for the numbers in them; the first of each stays."""
    near = sorted({i for at, line in enumerate(lines) if line.kind == "break" for i in _around(lines, at)})
    keys = {i: _DIGITS.sub("#", lines[i].text) for i in near}
    counts = Counter(keys.values())
    seen: set[str] = set()
    dropped: set[int] = set()
    for i in near:
        if counts[keys[i]] >= _OFTEN:
            if keys[i] in seen:
                dropped.add(i)
            seen.add(keys[i])
    return [line for i, line in enumerate(lines) if i not in dropped]


def _around(lines: list[Line], at: int) -> Iterator[int]:
    for step in (-1, 1):
        for i in range(at + step, at + step * (_REACH + 1), step):
            if not 0 <= i < len(lines) or lines[i].kind not in ("text", "row") or len(lines[i].text) > _WIDTH:
                break
            yield i


def _joined(lines: list[Line]) -> Iterator[Line]:
    """Without the ends of pages; a paragraph that one cuts in the middle of a sentence is whole again."""
    held: list[str] = []  # the pieces of the paragraph that may go on
    cut = False
    for line in lines:
        if line.kind == "break":
            cut = True
            continue
        if cut and held and line.kind == "text" and _goes_on(held[-1], line.text):
            held.append(line.text)
        else:
            if held:
                yield _whole(held)
            held = [line.text] if line.kind == "text" else []
            if not held:
                yield line
        cut = False
    if held:
        yield _whole(held)


def _whole(pieces: Sequence[str]) -> Line:
    """One paragraph of its pieces; a word that is divided at its hyphen keeps the hyphen."""
    return Line("".join(piece if piece[-1:] == "-" else f"{piece} " for piece in pieces).rstrip() if len(pieces) > 1 else pieces[0])


def _goes_on(above: str, below: str) -> bool:
    """Whether the paragraph at the foot of a page goes on at the head of the next; headings don't."""
    heading = above.isupper() or _OPENS.match(above) or _OPENS.match(below)
    sure = below[:1].islower() or not above.startswith("- ")  # a list's item often has no full stop
    return sure and not heading and len(below) > 30 and joins(above, below)
