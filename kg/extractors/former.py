"""Former names in the header of a submission → `renamedTo`.

EDGAR's "DATE OF NAME CHANGE" below a former name is the day from which it has known the filer by that name, not that on which the name
was given up (the header of Apple's filings has 1997 for Apple Computer, which was renamed in 2007): so it dates the change from the name
before. When the last former name went is not said, and that change has the year of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.mentions.dates import Date, dates
from kg.mentions.find import Party
from kg.model import Mention, Span
from kg.names import plain, squash
from kg.reading import Candidate, Document
from kg.text import Sentence

__all__ = ["former_names"]

_NAME = re.compile(r"^[ \t]*(?P<key>COMPANY|FORMER) CONFORMED NAME:[ \t]*(?P<name>\S[^\n]*?)[ \t]*$", re.MULTILINE)
_DATE = re.compile(r"[ \t]*\n[ \t]*DATE OF NAME CHANGE:[ \t]*(?P<day>\d{8})\b")
_STATE = re.compile(r"\s*/[A-Z]{2,4}/?$")  # "FORD MOTOR CO /DE/"
_READ = 60_000  # characters in which the header stands
_MOST = 20


class _Name(NamedTuple):
    name: str
    at: Span
    end: int
    since: str  # YYYY-MM-DD, "" where it is not said


def former_names(document: Document) -> Iterator[Candidate]:
    """The changes of the filer's name, the first first."""
    text = document.filing.text[:_READ]
    found = list(_names(text)) if "CONFORMED NAME:" in text else []
    if len(found) < 2 or len(found) > _MOST:
        return
    today, *former = found
    chain = [*sorted(former, key=lambda name: name.since), today]
    for old, new in pairwise(chain):
        if squash(old.name) != squash(new.name):  # else but its legal form is written in another way
            yield from _renamed(document, old, new, is_last=new is today)


def _names(text: str) -> Iterator[_Name]:
    """The filer's name and its former names; a second filer's are left aside."""
    for number, match in enumerate(_NAME.finditer(text)):
        if (match["key"] == "COMPANY") != (number == 0):
            return
        date = _DATE.match(text, match.end())
        day = date["day"] if date else ""
        yield _Name(
            _STATE.sub("", plain(match["name"])),
            Span(*match.span("name")),
            date.end() if date else match.end(),
            f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else "",
        )


def _renamed(document: Document, old: _Name, new: _Name, *, is_last: bool) -> Iterator[Candidate]:
    start, end = min(old.at.start, new.at.start), max(old.end, new.end)
    reading = document.read(Sentence(start, end, "row", document.section(start)))
    if not reading.items:
        return
    subject = Party(Mention("company", *old.at, old.name), old.name)
    registrant = document.filing.source.registrant
    name = registrant if is_last else new.name
    object_ = Party(Mention("self" if is_last else "company", *new.at, name), name)
    place = (reading, "header-former-name", 0, 0, len(reading.items))
    day = None if is_last else _day(new.since)
    dated = "" if day else "reporting"
    yield Candidate("renamedTo", subject, object_, *place, day, presupposed=True, dated=dated, steps=("header",))


def _day(iso: str) -> Date | None:
    found = next(dates(iso, 0, len(iso)), None)
    return found._replace(role="on") if found else None
