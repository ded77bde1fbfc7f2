"""The cover's list of registered securities → `listedOn`: each exchange that stands beside shares, units or depositary receipts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.find import Party
from kg.model import Mention, Span
from kg.names import plain
from kg.reading import Candidate, Document
from kg.text import Sentence

__all__ = ["registered_securities"]

_OPENS = re.compile(r"[sS](?i:ecurities\s+registered\s+(?:or\s+to\s+be\s+registered\s+)?pursuant\s+to\s+section\s+12\s*\(\s*[bg]\s*\))")
_ENDS = re.compile(
    r"\bsecurities\s+(?:registered|for\s+which)\b|\bindicate\s+(?:by|the)\b|\baggregate\s+market\b|\bnumber\s+of\s+(?:outstanding\s+)?shares\b",
    re.IGNORECASE,
)
_TWO = "New York|Hong Kong|Pacific Coast|Tel Aviv|Sao Paulo|Buenos Aires|Kuala Lumpur|NEW YORK|HONG KONG"  # exchanges of two words
_EXCHANGE = re.compile(
    rf"(?P<name>(?:{_TWO}|\b[A-Z][\w.&-]+)[ ](?:(?:Stock|STOCK)[ ])?(?:Exchange|EXCHANGE)\b(?:,?[ ](?:Inc\.|LLC|Ltd\.))?"
    r"|\b(?:NASDAQ|Nasdaq)\b(?:[ ](?:Stock|Global|National|Select|Capital|SmallCap|Market|LLC)\b)*"
    r"|\bNYSE\b(?:[ ](?:American|Arca|MKT|Amex)\b)?|\bEuronext(?:[ ][A-Z][a-z]+)?|\bTSX\b(?:[ ]Venture\b(?:[ ]Exchange)?)?)"
)
_PLACE = re.compile(rf"(?:{_TWO})|[A-Z][a-z]+")
_SEVERAL = re.compile(rf"(?P<places>(?:(?:{_TWO}|[A-Z][a-z]+)(?:,[ ]|,?[ ]and[ ])){{1,6}}(?:{_TWO}|[A-Z][a-z]+))[ ]Stock[ ]Exchanges\b")
_SHARES = re.compile(r"\b(?:stock|shares?|units?|ads|adrs?|receipts|certificates|interests|warrants?)\b", re.IGNORECASE)
_DEBT = re.compile(r"\b(?:notes?|debentures?|bonds?|guarantees?|due\s+\d{4})\b|%", re.IGNORECASE)
_HEADING = re.compile(r"\b(?:name|title)\s+of\s+each\b|\bon\s+which\s+registered\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:securities|each|the|securities\s+and|on|foreign|any|an?|name\s+of\s+each)(?:\s+stock)?\s+exchange", re.IGNORECASE
)
_COVER = 20_000  # characters in which the list stands
_LONGEST = 3_000  # characters of it


def registered_securities(document: Document) -> Iterator[Candidate]:
    """The exchanges on which the filer's shares are listed, each once."""
    text = document.filing.text
    seen: set[str] = set()
    for opening in _OPENS.finditer(text, 0, min(len(text), _COVER)):
        stop = _ENDS.search(text, opening.end(), opening.end() + _LONGEST)
        for span in _lines(text, opening.end(), stop.start() if stop else min(len(text), opening.end() + _LONGEST)):
            for at, name in _exchanges(text, span):
                if name.casefold() not in seen and not _NO_NAME.match(name):
                    seen.add(name.casefold())
                    yield from _listed(document, span, at, name)


def _exchanges(text: str, line: Span) -> Iterator[tuple[Span, str]]:
    """The exchanges that a line names, those of "New York and Tokyo Stock Exchanges" one by one."""
    for several in _SEVERAL.finditer(text, line.start, line.end):
        for place in _PLACE.finditer(text, *several.span("places")):
            yield Span(*place.span()), f"{place[0]} Stock Exchange"
    for match in _EXCHANGE.finditer(text, line.start, line.end):
        yield Span(*match.span("name")), plain(" ".join(match["name"].split()))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of shares: what is said of debt is passed over, and a line without a class of its own is of the one above it."""
    of_shares = True
    at = start
    for line in text[start:end].splitlines(keepends=True):
        words = line.strip()
        before = _EXCHANGE.split(words, maxsplit=1)[0]
        if _SHARES.search(before) or _DEBT.search(before):  # "Preferred stock, 7%" are shares, "7% notes" are not
            of_shares = _SHARES.search(before) is not None
        if words and of_shares and not _HEADING.search(words) and words[0] not in "*(":
            begin = at + line.index(words[0])
            yield Span(begin, begin + len(words))
        at += len(line)


def _listed(document: Document, line: Span, at: Span, name: str) -> Iterator[Candidate]:
    reading = document.read(Sentence(line.start, line.end, "row", document.section(line.start)))
    if reading.items:
        exchange = Party(Mention("exchange", *at, name), name)
        place = (reading, "registered-securities", 0, 0, len(reading.items))
        yield Candidate("listedOn", document.itself(line.start), exchange, *place, presupposed=True, dated="reporting", steps=("cover",))
