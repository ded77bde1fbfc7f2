"""The year of a fact, and where it comes from: the date of the event, the date as of which it held, or the year reported on.

A date counts for a fact when it stands in the clause of its trigger, or opens the sentence ("In May 2001, …"); a relative clause without
a date of its own takes that of the clause before it.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import NamedTuple

from kg.mentions.dates import Date, dates
from kg.model import Basis, Relation
from kg.reading import Candidate, Reading
from kg.years.above import LOOK_BACK, month_alone, year_over

__all__ = ["Dating", "date_of", "more_exact"]

_CLOSE = 3  # items
_SAME = re.compile(r"\b(?:in|on|at|during)\s+(?:the\s+same|that)\s+(?P<unit>day|month|time|year)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\W*(?:following|after|upon|as\s+(?:a\s+)?(?:part|result)\s+of|in\s+connection\s+with|with|in)\s+(?:this|that|these|the)\s+"
    r"(?:acquisition|combination|deal|merger|purchase|reorganization|sale|spin-off|transactions?)\b(?!\s+(?:of|by|with|to)\b)",
    re.IGNORECASE,
)
_DEALS = frozenset("acquisition investment merger purchase sale transaction".split())
_RELATIVE = frozenset("which who whom whose where".split())
_FOUNDED = frozenset("built created dated established formed founded incorporated organized organised".split())
_PAPERS, _WITH = frozenset({"filed", "furnished"}), frozenset({"by", "on", "with"})
_APART = 6  # items between such a word and its date


class Dating(NamedTuple):
    """Year, basis, the date as exact as the text, and the days between which it lies (None for a state as reported)."""

    year: int
    basis: Basis
    date: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None


def date_of(candidate: Candidate, relation: Relation) -> Dating:
    """The dating of a candidate; without a date of its own, the year that the filing reports on."""
    event = candidate.dated == "event" or (relation.event and candidate.dated != "as_of")
    date = candidate.date or (_nearby(candidate, event=event) if candidate.dated != "reporting" else None)
    reported = candidate.reading.document.filing.source.fiscal_year
    if date is None or (date.year > reported + 1 and not event and candidate.date is None):  # "a contract that ends in 2018"
        return Dating(reported, "reporting")
    basis: Basis = "event" if (event and date.role != "as_of") or candidate.dated == "reporting" else "as_of"
    return Dating(date.year, basis, date.iso or None, date.earliest, date.latest)


def _nearby(candidate: Candidate, *, event: bool) -> Date | None:
    """The date that belongs to a candidate, if any."""
    reading = candidate.reading
    first, last = reading.clause(candidate.trigger)
    own = _best(reading, first, last, candidate, event=event)
    if own is not None:
        return own
    before = reading.items[first - 2].date if first > 1 and reading.items[first - 1].code == "," else None
    if event and before is not None and _counts(before, candidate, first - 2, event=event):
        return before  # "Since the end of the year, on August 3, 1999, we …"
    while first > 0 and _goes_back(reading, first):
        first, last = reading.clause(first - 1)
        parent = _best(reading, first, last, candidate, event=event)
        if parent is not None:
            return parent if event or parent.role == "as_of" else None
    said = (_same_time(reading) or month_alone(reading, candidate)) if event else None
    if said is not None:
        return said
    opens = _opening(reading)
    if opens is not None and _counts(opens[1], candidate, opens[0], event=event):
        return opens[1]
    return year_over(reading) if event and not candidate.presupposed else None


def _goes_back(reading: Reading, first: int) -> bool:
    """Whether a clause speaks of what the clause before it told: "which …", "; the purchase made …"."""
    words = [item.word for item in reading.items[first : first + 2]]
    return words[0] in _RELATIVE or (len(words) > 1 and words[0] in ("the", "this") and words[1] in _DEALS)


def _same_time(reading: Reading) -> Date | None:
    """The date that "in the same month" means: the last one told before the phrase, as exact as that."""
    after = _AFTER.match(reading.text, reading.sentence.start, reading.sentence.end)
    match = after or _SAME.search(reading.text, reading.sentence.start, reading.sentence.end)
    if match is None:
        return None
    told = dates(reading.text, max(0, match.start() - LOOK_BACK), match.start())
    found = [date for date in told if date.iso and (not after or date.role == "on")]
    if not found:
        return None
    iso = found[-1].iso[: 10 if after else {"year": 4, "month": 7}.get(match["unit"].lower(), 10)]
    return found[-1]._replace(iso=iso, role="on")


def _best(reading: Reading, first: int, last: int, candidate: Candidate, *, event: bool) -> Date | None:
    """The date of a clause that stands closest.

    An event's is right before its verb or at the sentence's start, if anywhere; then in the match or right behind it, before, far behind.
    """
    opening = _opening(reading)
    found = []
    for index in range(first, last):
        date = reading.items[index].date
        if date is None or not _counts(date, candidate, index, event=event):
            continue
        if 0 < candidate.trigger - index <= _CLOSE:
            rank = -1  # "and then, in 1998, acquired"
        elif opening is not None and index == opening[0] and event:
            rank = 0
        elif candidate.first <= index < candidate.last + 4:
            rank = 1
        else:
            rank = 2 if index < candidate.trigger else 3
        found.append((rank, abs(index - candidate.trigger), index))
    return reading.items[min(found)[2]].date if found else None


def _counts(date: Date, candidate: Candidate, index: int, *, event: bool) -> bool:
    """Whether a date can be that of a fact: an event's day, or the day as of which a state held.

    What is only presupposed ("X, our subsidiary, …") has the date of its sentence no more than its tense: an "as of" must stand close.
    """
    if event and candidate.relation != "established" and _is_another(candidate, index):
        return False
    if event and candidate.presupposed and not candidate.first - 2 <= index < candidate.last + 4:
        return False  # "growth in 2001 reflects our acquisition of X": the year is the growth's
    if event:
        close = len(date.iso) > 4 or index == candidate.trigger - 1  # "our 2007 acquisition of X"
        return date.role in ("on", "as_of", "period") or (date.role == "plain" and close)
    words = [item.word for item in candidate.reading.items[max(index - _CLOSE - 2, 0) : index]]
    if any(one in _PAPERS and other in _WITH for one, other in pairwise(words)):
        return False  # "as reported in a statement filed with the SEC on May 3"
    if candidate.presupposed:
        return date.role == "as_of" and candidate.first - 6 <= index < candidate.last + 6
    return date.role in ("as_of", "on", "period")


def _is_another(candidate: Candidate, index: int) -> bool:
    """Whether a date before the trigger is that of a participle: "X, organized in 1959, was bought", "under a contract dated May 2"."""
    items = candidate.reading.items
    for place in range(index - 1, max(index - _APART, 0) - 1, -1):
        if items[place].word in _FOUNDED:
            told = place and items[place - 1].word in ("was", "were", "have", "has", "had")
            closed = items[place].word == "dated" or (index + 1 < len(items) and items[index + 1].code in ",)")  # not "formed in 1983 by"
            return place != candidate.trigger and closed and not told
        if items[place].code in ",;:" or items[place].members:
            return False
    return False


def _opening(reading: Reading) -> tuple[int, Date] | None:
    """The date of a phrase that opens the sentence, and its index: "In May 2001, …", "On June 19, 2001 Liquorland …"."""
    for index, item in enumerate(reading.items[:8]):
        if item.date is not None:
            return index, item.date
        if item.members or item.code in ",;:(":
            return None
    return None


def more_exact(one: Dating, other: Dating) -> bool:
    """Whether `other` says the day of the same event more exactly than `one`, or at all."""
    if other.earliest is None or other.latest is None or other.basis == "reporting":
        return False
    if one.earliest is None or one.latest is None:
        return one.basis == "reporting"
    inside = one.earliest <= other.earliest and other.latest <= one.latest
    return inside and (other.latest - other.earliest) < (one.latest - one.earliest)
