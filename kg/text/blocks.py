"""Lines → blocks: headings, paragraphs, bullets and table rows, each with the item and heading it stands under.

Filings come hard-wrapped (a paragraph is several lines) or not (a line is a paragraph), and both are cut by page breaks in the middle of a
sentence. Which of the two a text is, is told from the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from kg.text.lines import lines

__all__ = ["Block", "blocks"]

BlockKind = Literal["heading", "paragraph", "bullet", "row"]

_NOISE = re.compile(r"\s*(?:<[^<>\n]{0,80}>|[-–—_=.*\s]*\d{0,4}[-–—_=.*\s]*|page\s+\d{1,4})\s*", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-–—•·●○▪■◦*o]|\\cdot|- ·|- \\cdot|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})\))\s+(?=\S)")
_ITEM = re.compile(r"\s*item\s+\d{1,2}[A-Z]?\b[.:\s–—-]*", re.IGNORECASE)
_SUBITEM = re.compile(r"\s*[A-K]\.\s+[A-Z]")
_ROW = re.compile(r"\S(?: {3,}|[ ]*\t[ \t]*)\S")
_COLUMN = re.compile(r"\S(?: {6,}|[ ]*\t[ \t]*|\.{4,} *)\S")
_FILLED = re.compile(r"\S  \S")  # where a line is filled up, most gaps are of two blanks
_PROSE = 6  # words of one
_WRAPPED_WIDTH = 140
_HEADING_WIDTH = 160
_CUT_NAME = 40  # characters of a line that may be the beginning of a name
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Messrs|Prof)\.$")
_FULL = 60  # characters of prose that a page break may cut
# Words and signs with which nothing ends: the line below goes on.
_OPEN = re.compile(
    r"(?:,|&|\b(?:an?|and|as|at|between|by|for|from|in|into|of|on|or|our|than|the|their|to|upon|whose|with|[Ww]e|[Tt]he"
    r"|January|February|March|April|May|June|July|August|September|October|November|December))$"
)


class Block(NamedTuple):
    """A stretch of text of one kind; `section` is "item › sub-item › heading" as far as they are known."""

    start: int
    end: int
    kind: BlockKind
    section: str


class _Section:
    """The headings under which the walk stands, and their label."""

    def __init__(self) -> None:
        self.levels = ["", "", ""]
        self.label = ""

    def enter(self, heading: str) -> None:
        level = 0 if _ITEM.match(heading) else 1 if _SUBITEM.match(heading) else 2
        self.levels[level] = " ".join(heading.split())[:120].rstrip(" .:")
        self.levels[level + 1 :] = [""] * (2 - level)
        self.label = " › ".join(level for level in self.levels if level)


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order; white space, page numbers and rules between them belong to none."""
    wrapped, section = _is_wrapped(text), _Section()
    start = end = -1
    kind: BlockKind = "paragraph"
    alone = False  # the open block is one line and may be a heading
    previous_end = 0
    for _, begin, line in lines(text):
        if not line or ((not line[0].isalpha() or line[0] in "pP") and _NOISE.fullmatch(line)):
            continue
        stop = begin + len(line)
        gap = text.count("\n", previous_end, begin) > 1
        previous_end = stop
        line_kind = _kind_of(line)
        prose = start >= 0 and line_kind == "paragraph" and kind != "row"
        if prose and _continues(text, start, end, begin, gap=gap, wrapped=wrapped):
            end, alone = stop, False
            continue
        if start >= 0:
            yield from _close(text, start, end, kind, section, heading=alone and (gap or not wrapped))
        start, end, kind, alone = begin, stop, line_kind, line_kind == "paragraph"
    if start >= 0:
        yield from _close(text, start, end, kind, section, heading=alone)


def _close(text: str, start: int, end: int, kind: BlockKind, section: _Section, *, heading: bool) -> Iterator[Block]:
    if heading and _is_heading(text, start, end):
        section.enter(text[start:end])
        kind = "heading"
    yield Block(start, end, kind, section.label)


def _is_wrapped(text: str) -> bool:
    """Whether lines are cut at a width: then almost none is long."""
    sample = text[:200_000]
    lengths = [len(line) for line in sample.split("\n") if line.strip()]
    return sum(length > _WRAPPED_WIDTH for length in lengths) <= 0.02 * len(lengths)


def _kind_of(line: str) -> BlockKind:
    if _BULLET.match(line):
        return "bullet"
    return "row" if _is_row(line) else "paragraph"


def _is_row(line: str) -> bool:
    """Whether a line has columns: a tab, or blanks in a row that are more than what fills up a line of justified prose."""
    if ("\t" not in line and "   " not in line) or not _ROW.search(line):
        return False
    words = line.split()
    prose = len(words) >= _PROSE and sum(word[0].islower() for word in words) * 5 >= len(words) * 2 and words[-1][-1] != "%"
    filled = _FILLED.search(line) is not None
    return not (prose and filled) or _COLUMN.search(line) is not None or words[-1].strip("()$").replace(",", "").isdigit()


def _continues(text: str, start: int, end: int, begin: int, *, gap: bool, wrapped: bool) -> bool:
    """Whether the line at `begin` goes on with the block that ended at `end`."""
    if _ITEM.match(text, begin, begin + 20):
        return False
    if wrapped and not gap:
        return True
    if (text[end - 1] in '.!?:;"”' and not _TITLE.search(text, max(start, end - 8), end)) or _ITEM.match(text, start, start + 20):
        return False
    if gap:
        return (text[begin].islower() or text[end - 1] == ",") and end - start > _FULL
    return (
        text[begin].islower() or _is_open(text, max(start, text.rfind("\n", start, end) + 1), end) or _is_cut_name(text, start, end, begin)
    )


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a line is prose that breaks off: it is as long as a line of prose, or ends in a word or sign with which nothing ends."""
    if _OPEN.search(text, max(start, end - 12), end):
        return True
    words = text[start:end].split()
    return end - start >= _FULL and sum(word[0].islower() for word in words) * 2 >= len(words)


def _is_cut_name(text: str, start: int, end: int, begin: int) -> bool:
    """Whether a line of one or two words is the beginning of a name that the next line goes on with, as it stands elsewhere in one."""
    if end - start > _CUT_NAME or not text[start].isupper():
        return False
    if _TITLE.search(text, start, end):
        return True
    following = text[begin : begin + _CUT_NAME].split(maxsplit=1)
    return following[0][:1].isupper() and text[start:end].count(" ") < 2 and f"{text[start:end]} {following[0]} " in text


def _is_heading(text: str, start: int, end: int) -> bool:
    if end - start > _HEADING_WIDTH:
        return False
    if _ITEM.match(text, start, end) or _SUBITEM.match(text, start, end):
        return True
    return text[start:end].rstrip("\"”’')")[-1:] not in tuple(".!?;,:") and end - start <= 100 and text[start].isupper()
