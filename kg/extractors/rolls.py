"""Lists of people within a sentence → `officerOf`: "Our directors are A, B and C", "Members of the audit committee are: A; B; and C"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kg.extractors.antecedents import People
from kg.extractors.officers import companies_of
from kg.mentions.dates import Date
from kg.mentions.find import Party
from kg.mentions.people import Named, person_at
from kg.model import Attributes, Mention, Status
from kg.reading import Candidate, Document, Reading

__all__ = ["rolls"]

RULE = "officers-roll"
_WHAT = (
    r"(?P<board>\bboard\s+members|\bdirectors)\b|\bexecutive\s+officers\b"
    r"|\b(?:members?\s+of\s+)?(?:the|our|its)\s+(?P<body>(?!members?\b)(?:[A-Za-z]+,?\s+){0,5}?(?:committee|management\s+board|supervisory\s+board|executive\s+board))\b"
)
_INTRODUCES = re.compile(
    rf"(?:{_WHAT})[^.;:]{{0,140}}?(?::|\b(?:are|is|were|include|includes|consists?\s+of|(?:comprised|composed)\s+of|comprises?)\b:?)\s*"
    r"(?=(?-i:[A-Z][\w.'’-]*\s+(?:[A-Z][\w.'’-]*|d|v)))",
    re.IGNORECASE,
)
_THESE = re.compile(r"(?:These|They)\s+(?:are|were|include|included)\s*:?\s*(?=[A-Z])")
_DIRECTORS = re.compile(r"\bdirectors\b", re.IGNORECASE)
_GONE = re.compile(r"\b(?:retired|resigned|retiring|former)\b", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:\([^()]{1,30}\)\s*)?(?:[,;]\s*(?:and\s+)?|\s+and\s+|\s+&\s+)", re.IGNORECASE)
_WHOM = ("members", "directors", "officers", "committee", "board")  # a list has one in its sentence or the one before
_FEWEST = 2
_DAY = len("2015-07-01")  # a date exact to the day


class _Roll(NamedTuple):
    """People of a list, each with where what is told of it ends; what they are or were; whether the sentence before told it."""

    people: list[tuple[Named, int]]
    role: str
    status: Status
    told_before: bool = False


def rolls(document: Document) -> Iterator[Candidate]:
    """The directors, officers and members of committees that sentences list."""
    people = People(document)
    text = document.filing.text
    introduced = {place for index, _ in document.holding(*_WHOM) for place in (index, index + 1)}
    for index in sorted(introduced - {len(document.sentences)}):
        sentence = document.sentences[index]
        if sentence.kind not in ("paragraph", "bullet"):
            continue
        roll = _these(document, index) or _introduced(text, sentence.start, sentence.end)
        if roll is None or len(roll.people) < _FEWEST:
            continue
        reading = document.read(sentence)
        first = roll.people[0][0].start
        if any(item.code in "CGcg" and item.end <= first for item in reading.items):
            continue  # the directors of another company
        yield from _candidates(reading, people, roll)


def _introduced(text: str, start: int, end: int) -> _Roll | None:
    for match in _INTRODUCES.finditer(text, start, end):
        found = _names(text, match.end(), end)
        if len(found) >= _FEWEST:
            body = " ".join((match["body"] or "").split()).lower()
            role = f"member of the {body}" if body else "director" if match["board"] else "executive officer"
            return _Roll(found, role, "current")
    return None


def _these(document: Document, index: int) -> _Roll | None:
    """Directors whom a sentence of their own names: "Three directors retired. These were Mr. A, Ms. B and Mr. C"."""
    text, sentence = document.filing.text, document.sentences[index]
    match = _THESE.match(text, sentence.start, sentence.end)
    if match is None or index == 0:
        return None
    before = document.sentences[index - 1]
    if not _DIRECTORS.search(text, before.start, before.end):
        return None
    gone = _GONE.search(text, before.start, before.end) is not None
    return _Roll(_names(text, match.end(), sentence.end), "director", "former" if gone else "current", told_before=True)


def _day_told(reading: Reading) -> Date | None:
    """The last day that one of the two sentences before tells."""
    for _ in range(2):
        before = reading.before
        if before is None:
            return None
        days = [item.date for item in before.items if item.date is not None and len(item.date.iso) == _DAY]
        if days:
            return days[-1]
        reading = before
    return None


def _names(text: str, start: int, end: int) -> list[tuple[Named, int]]:
    """The people of a list: between semicolons, where it has some, with what they are; else name after name."""
    found: list[tuple[Named, int]] = []
    parted = ";" in text[start:end]
    at = start
    while (named := person_at(text, at, end)) is not None:
        stop = text.find(";", named.stop, end) if parted else named.stop
        stop = end if stop < 0 else stop
        found.append((named, stop))
        following = _NEXT.match(text, stop, end)
        if following is None:
            break
        at = following.end()
    return found


def _candidates(reading: Reading, people: People, roll: _Roll) -> Iterator[Candidate]:
    zone = people.zone(reading.sentence.start)
    date = zone.date if zone else _day_told(reading) if roll.told_before else None
    dated = ("event" if roll.status == "former" else "as_of") if date else "reporting"
    for named, stop in roll.people:
        party = people.known(Party(Mention("person", named.start, named.end, named.name), named.name))
        if party is None:
            continue
        trigger = max(bisect_right(reading.items, named.start, key=lambda item: item.start) - 1, 0)
        for company, role in [
            (reading.document.itself(named.start), roll.role),
            *((company, role) for company, role, _ in companies_of(reading, named.end, stop)),
        ]:
            attributes: Attributes = (("role", role),) if role else ()
            yield Candidate(
                "officerOf", party, company, reading, RULE, trigger, trigger, trigger + 1, date, attributes, roll.status,
                presupposed=True, dated=dated, steps=("list",),
            )  # fmt: skip
