"""The year of a fact, and where it comes from: the date of the event, the date as of which it held, or the year reported on.

A date counts for a fact when it stands in the clause of its trigger, or opens the sentence ("In May 2001, …"); a relative clause without
a date of its own takes that of the clause before it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from kg.mentions.dates import Date, dates
from kg.model import Basis, Relation
from kg.reading import Candidate, Reading

__all__ = ["Dating", "date_of", "more_exact"]

_CLOSE = 3  # items
_LOOK_BACK = 600  # characters
_SAME = re.compile(r"\b(?:in|on|at|during)\s+(?:the\s+same|that)\s+(?P<unit>day|month|time|year)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\W*(?:following|after|upon|as\s+(?:a\s+)?(?:part|result)\s+of|in\s+connection\s+with|with|in)\s+(?:this|that|these|the)\s+"
    r"(?:acquisition|combination|deal|merger|purchase|reorganization|sale|spin-off|transactions?)\b(?!\s+(?:of|by|with|to)\b)",
    re.IGNORECASE,
)
_MONTHS = "January February March April May June July August September October November December".split()
_IN_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Oo]n|[Dd]uring|[Ee]ffective|[Uu]ntil)\s+(?:early\s+|late\s+|mid-)?(?:(?P<month>{'|'.join(_MONTHS)})"
    r"(?:\s+(?P<day>\d{1,2}))?\b(?!,?\s*(?:of\s+)?\d)|the\s+(?P<quarter>first|second|third|fourth)\s+quarter\b(?!\s+(?:of|in)\b))"
)
_YEAR_ABOVE = re.compile(r"^[ \t]*(?:Fiscal\s+(?:Year\s+)?)?((?:19|20)\d\d)(?:[ \t]+[A-Z][\w ]{0,40})?:?[ \t]*$", re.MULTILINE)
_RUN_IN = re.compile(
    r"^[ \t]*(?:(?P<first>(?:19|20)\d\d)[ \t]+[A-Z][a-z]+|"
    r"[A-Z][a-z]+(?:[ \t]+[A-Za-z]+){0,3}[ \t]+(?:in|during)[ \t]+(?P<last>(?:19|20)\d\d))"
    r"\.(?=[ \t]+[A-Z])",
    re.MULTILINE,
)
_THAT_YEAR = re.compile(r"\b[Dd]uring\s+the\s+year\b(?!\s*,?\s*(?:ended|ending|of|to|from|\d))")
_FAR = 6000  # characters
_DEALS = frozenset("acquisition investment merger purchase sale transaction".split())
_RELATIVE = frozenset("which who whom whose where".split())
_FOUNDED = frozenset("built created dated established formed founded incorporated organized organised".split())
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
    said = (_same_time(reading) or _month_alone(reading, candidate)) if event else None
    if said is not None:
        return said
    opens = _opening(reading)
    return opens[1] if opens is not None and _counts(opens[1], candidate, opens[0], event=event) else None


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
    told = dates(reading.text, max(0, match.start() - _LOOK_BACK), match.start())
    found = [date for date in told if date.iso and (not after or date.role == "on")]
    if not found:
        return None
    iso = found[-1].iso[: 10 if after else {"year": 4, "month": 7}.get(match["unit"].lower(), 10)]
    return found[-1]._replace(iso=iso, role="on")


def _month_alone(reading: Reading, candidate: Candidate) -> Date | None:
    """The date of "In March, we acquired …": its year is that of the heading above, or of the date told last, or of the fiscal year."""
    sentence, text = reading.sentence, reading.text
    trigger = reading.items[candidate.trigger].start
    found = [match for match in _IN_MONTH.finditer(text, sentence.start, sentence.end) if match.start() < trigger or candidate.last]
    if len(found) != 1:
        return None if found else _that_year(reading)
    end = reading.document.filing.source.fiscal_year_end
    if found[0]["quarter"]:
        year = _year_above(reading) or _year_before(reading) or end.year
        return Date(*found[0].span(), str(year), dt.date(year, 1, 1), dt.date(year, 12, 31), year, "on")
    month = _MONTHS.index(found[0]["month"]) + 1
    above, before = _year_above(reading), _year_before(reading)
    year = max(above, before) if above and before and _just_told(reading, before) else above or before or end.year - (month > end.month)
    first = dt.date(year, month, 1)
    last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    day = int(found[0]["day"] or 0)
    if 0 < day <= last.day:
        first = last = first.replace(day=day)
    iso = first.isoformat() if first == last else f"{year}-{month:02}"
    return Date(*found[0].span(), iso, first, last, year, "on")


def _that_year(reading: Reading) -> Date | None:
    """The year that "during the year" means under a heading that opens its paragraph: "Purchases in 2012. During the year …"."""
    match, year = _THAT_YEAR.search(reading.text, reading.sentence.start, reading.sentence.end), _run_in(reading)
    if match is None or year is None:
        return None
    return Date(*match.span(), str(year), dt.date(year, 1, 1), dt.date(year, 12, 31), year, "on")


def _run_in(reading: Reading) -> int | None:
    """The year of the last heading that opens a paragraph of the section, before or above: "2012 Acquisitions. In May …"."""
    text, start = reading.text, reading.sentence.start
    heading = reading.sentence.section.rpartition(" › ")[2]
    first = max(0, start - _FAR, text.rfind(heading, 0, start) if heading else 0)
    opens = [match for match in _RUN_IN.finditer(text, first, reading.sentence.end) if match.start() <= start]
    return int(opens[-1]["first"] or opens[-1]["last"]) if opens else None


def _year_above(reading: Reading) -> int | None:
    """The year in the heading that the sentence stands under, at its paragraph's start or on a line of its own above it."""
    run_in = _run_in(reading)
    if run_in is not None:
        return run_in
    heading = reading.sentence.section.rpartition(" › ")[2]
    years = re.findall(r"\b(?:19|20)\d\d\b", heading)
    if len(set(years)) == 1:
        return int(years[0])
    start = max(0, reading.sentence.start - _FAR)
    lines = list(_YEAR_ABOVE.finditer(reading.text, start, reading.sentence.start))
    return int(lines[-1][1]) if lines else None


def _year_before(reading: Reading) -> int | None:
    """The year of the event told last before the sentence."""
    start = reading.sentence.start
    first = max(0, start - _LOOK_BACK)
    paragraph = max(first, reading.text.rfind("\n\n", first, start))
    found = [date for date in dates(reading.text, first, start) if date.role == "on"]
    found = [date for date in found if len(date.iso) > 4 or date.start >= paragraph]  # "… completed in 1995. In May …"
    return found[-1].year if found else None


def _just_told(reading: Reading, year: int) -> bool:
    """Whether the paragraph so far tells a year: nearer than any heading."""
    start = reading.sentence.start
    return str(year) in reading.text[max(reading.text.rfind("\n\n", 0, start), start - _LOOK_BACK, 0) : start]


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
