"""What reading a list of people makes: its entries, and the cells of its lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.mentions.offices import office_of
from kg.mentions.people import Named
from kg.mentions.zones import Zone
from kg.model import Span

__all__ = ["BLANK", "LEAD", "Entry", "OpenEntry", "cells_of"]

LEAD = re.compile(
    r"(?:\s*(?:[-–—•·●○▪■◦*o]|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)])\s+)?(?:(?:BY|By|Per|PER|Name)\s*:\s*|(?:BY|By|Per)\s+(?=/\s*[sS]\s*/)|(?:BY|By)\s+)?(?:/?\s*[sS]\s*/\s*)?[(\"“_]*\s*"
)
BLANK = re.compile(r"[-–—_=*.]{2,}|(?:\(\w{1,2}\)[\s,]*)+")  # a cell with a rule or footnotes
_DAY = re.compile(r"[\s,;]*(?:(?:Dated?|DATED?)\s*:?\s*)?[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+(?:19|20)\d\d\s*$")
_DAY_FIRST = re.compile(r"(?:(?:Dated?|DATED?)\s*:?\s*)?[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+(?:19|20)\d\d\s+")
_GAP = re.compile(r"[ ]*\t[ \t]*|[ ]{2,}|[ ]?(?:\.[ ]?){3,}[ ]*")


class Entry(NamedTuple):
    """A person of a list: the name, the stretch from it to the last word of the office, and the office's words ("" where none stands).

    `told`: whether the office is that of a past or of nobody ("Former …"), so that it is none.
    """

    named: Named
    start: int
    end: int
    office: str
    zone: Zone
    dated: Span | None = None
    told: bool = True


class OpenEntry:
    """An entry while its lines are read."""

    def __init__(self, named: Named, start: int, zone: Zone) -> None:
        self.named, self.start, self.end, self.zone = named, start, named.stop, zone
        self.column = -1
        self.pieces: list[str] = []
        self.dated: Span | None = None
        self.history = self.closed = self.prose = False

    def add(self, words: str, end: int) -> None:
        """Take words of the office, which end at an offset; the day of a signature may stand behind them."""
        day = _DAY.search(words) if self.zone.kind == "signatures" else None
        if day:
            self.dated = self.dated or Span(max(self.start, end - len(words) + day.start()), end)
            words = words[: day.start()]
        before = _DAY_FIRST.match(words) if self.zone.kind == "signatures" else None
        if before:
            self.dated = self.dated or Span(max(self.start, end - len(words)), end)
            words = words[before.end() :]
        self.pieces.append(words)
        self.end = max(self.end, end)

    def signed_on(self, words: str, end: int) -> bool:
        """Whether words below an office are the day of the signature, which is taken."""
        if self.zone.kind != "signatures" or not self.pieces or not _DAY.fullmatch(words):
            return False
        self.dated = self.dated or Span(end - len(words), end)
        return True

    def entry(self) -> Entry:
        """The entry as read."""
        return Entry(self.named, self.start, self.end, office_of(self.pieces), self.zone, self.dated, not self.prose)


def cells_of(text: str, start: int, end: int) -> list[Span]:
    """The cells of one line: what stands between tabs, two blanks or more, and leaders."""
    found = []
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    for gap in _GAP.finditer(text, begin, end):
        if gap.start() > begin:
            found.append(Span(begin, gap.start()))
        begin = gap.end()
    if begin < end:
        found.append(Span(begin, end))
    return found
