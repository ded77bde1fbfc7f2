"""Plain text without the ends of its pages: marks, page numbers and running heads go, and a sentence that a page's end cut is whole.

Filings of the 1990s have them: `-12-`, `<PAGE>` and `Item 1. Business (Continued)` in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["without_breaks"]

_MARK = re.compile(r"\s*<PAGE>(?:\s*\d{1,4})?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(?:[-–—]{0,2}\s?(?:page\s+)?\d{1,3}\s?[-–—]{0,2})?\s*", re.IGNORECASE)  # or nothing at all
_HEAD = re.compile(r"\s*(?:.{0,90}\(continued\)[.:]?|.{0,60}[ ]{3,}page\s+\d{1,4})\s*", re.IGNORECASE)
_PART = re.compile(r"\s*[A-K]\.\s+[A-Z]")
_HEAD_LINES = 3  # the first lines of a page, among which a running head stands
_FULL = 45  # characters of a line of prose


def without_breaks(text: str) -> str:
    """The text without the ends of its pages; as it is, where it marks none."""
    if "<page>" not in text.lower():
        return text
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if not _MARK.fullmatch(lines[at]):
            kept.append(lines[at])
            at += 1
            continue
        while kept and _NUMBER.fullmatch(kept[-1]):
            kept.pop()
        at = _below(lines, at + 1)
        if not (kept and at < len(lines) and _is_cut(kept[-1].strip(), lines[at].strip())):
            kept.append("")
    return "\n".join(kept)


def _below(lines: Sequence[str], at: int) -> int:
    """Where the words of a page begin: behind its number and its running heads."""
    heads = 0
    while at < len(lines):
        if _HEAD.fullmatch(lines[at]) and heads < _HEAD_LINES:
            heads += 1
        elif not (_NUMBER.fullmatch(lines[at]) or _MARK.fullmatch(lines[at])):
            break
        at += 1
    return at


def _is_cut(above: str, below: str) -> bool:
    """Whether the end of a page lies in the middle of a sentence: both its lines are as long as prose's, and nothing ends there."""
    ended = above[-1:] in '.!?:;"”)' or above.isupper() or below.isupper()
    return not ended and min(len(above), len(below)) >= _FULL and below[0].isalnum() and not _PART.match(below)
