"""Years that stand above a sentence: in the heading of its section or paragraph, or in a sentence before it.

"2012 Acquisitions", "In 2013, we made two acquisitions. …", "1999:" over a list; and "In March, …", whose year is theirs.
"""

from __future__ import annotations

import datetime as dt
import re

from kg.mentions.dates import Date, dates
from kg.reading import Candidate, Reading

__all__ = ["LOOK_BACK", "month_alone", "year_over"]

LOOK_BACK = 600  # characters
_MONTHS = "January February March April May June July August September October November December".split()
_IN_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Oo]n|[Dd]uring|[Ee]ffective|[Uu]ntil)\s+(?:early\s+|late\s+|mid-)?(?:(?P<month>{'|'.join(_MONTHS)})"
    r"(?:\s+(?P<day>\d{1,2}))?\b(?!,?\s*(?:of\s+)?\d)|the\s+(?P<quarter>first|second|third|fourth)\s+quarter\b(?!\s+(?:of|in)\b))"
)
_YEAR_ABOVE = re.compile(r"^[ \t]*(?:Fiscal\s+(?:Year\s+)?)?((?:19|20)\d\d)(?:[ \t]+[A-Z][\w ]{0,40})?:?[ \t]*$", re.MULTILINE)
_RUN_IN = re.compile(
    r"^[ \t]*(?:(?:Fiscal[ \t]+(?:Year[ \t]+)?)?(?P<first>(?:19|20)\d\d)[ \t]+[A-Z][a-z]+(?:[ \t]+(?:and[ \t]+)?[A-Z][a-z]+)?|"
    r"[A-Z][a-z]+(?:[ \t]+[A-Za-z]+){0,3}[ \t]+(?:in|during)[ \t]+(?:[Ff]iscal[ \t]+(?:[Yy]ear[ \t]+)?)?(?P<last>(?:19|20)\d\d))"
    r"(?:[.:]|[ \t]*[-–—]+)(?=[ \t]+[A-Z])",
    re.MULTILINE,
)
_DEALS = re.compile(
    r"\b(?:acqui|acquisition|alliance|development|dispos|disposition|divest|event|histor|invest|joint\s+venture|merger|purchase|reorgani|restructur|sales?\s+of|transaction)\w*",
    re.IGNORECASE,
)
_ONLY_YEAR = re.compile(
    r"\W*(?:(?:in|during)\s+)?(?:(?:the\s+)?(?:fiscal|financial|calendar)\s+)?(?:year\s+)?(?:19|20)\d\d\W*", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    r"(?:In|During)\s+(?:(?:the\s+)?(?:fiscal|financial|calendar)\s+(?:year\s+)?)?(?P<year>(?:19|20)\d\d),?\s+(?:[\w,’']+\s+){1,10}?"
    r"(?:(?:two|three|four|five|six|several|the\s+following|a\s+number\s+of)\s+(?:\w+\s+){0,3})"
    r"(?:acquisitions|alliances|changes|deals|disposals|dispositions|divestitures|events|investments|sales|steps|transactions|ventures)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THEREBY = re.compile(
    r"(?:(?:Upon|Following|After|At|On|Concurrently\s+with|Simultaneously\s+with)\s+the\s+(?:closing|completion|consummation|effectiveness)\s+of\s+(?:this|these|the|such)\s+"
    r"(?:[\w-]+\s+)?(?:acquisition|combination|mergers?|offering|reorganization|transactions?)|"
    r"Th(?:is|ese|e\s+(?:acquisition|combination|merger|reorganization|transaction))\s+(?:was|were)\s+(?:accomplished|achieved|done|effected)\s+by)\b",
    re.IGNORECASE,
)
_THAT_YEAR = re.compile(r"\b[Dd]uring\s+the\s+year\b(?!\s*,?\s*(?:ended|ending|of|to|from|\d))")
_FAR = 6000  # characters


def month_alone(reading: Reading, candidate: Candidate) -> Date | None:
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
    years = _YEAR.findall(heading)
    if len(set(years)) == 1:
        return int(years[0])
    start = max(0, reading.sentence.start - _FAR)
    lines = list(_YEAR_ABOVE.finditer(reading.text, start, reading.sentence.start))
    return int(lines[-1][1]) if lines else None


def _year_before(reading: Reading) -> int | None:
    """The year of the event told last before the sentence."""
    start = reading.sentence.start
    first = max(0, start - LOOK_BACK)
    paragraph = max(first, reading.text.rfind("\n\n", first, start))
    found = [date for date in dates(reading.text, first, start) if date.role == "on"]
    found = [date for date in found if len(date.iso) > 4 or date.start >= paragraph]  # "… completed in 1995. In May …"
    return found[-1].year if found else None


def _just_told(reading: Reading, year: int) -> bool:
    """Whether the paragraph so far tells a year: nearer than any heading."""
    start = reading.sentence.start
    return str(year) in reading.text[max(reading.text.rfind("\n\n", 0, start), start - LOOK_BACK, 0) : start]


def year_over(reading: Reading) -> Date | None:
    """The year that a heading of deals, or a sentence of the paragraph that announces them, gives to a sentence that tells none itself."""
    start, text = reading.sentence.start, reading.text
    if _YEAR.search(text, start, reading.sentence.end):
        return None
    if _THEREBY.match(text, start):
        year = _year_before(reading)
        return _whole(year, start) if year is not None else None
    first = max(text.rfind("\n\n", 0, start), start - LOOK_BACK, 0)
    opens = [*_RUN_IN.finditer(text, first, start + 1), *_ANNOUNCED.finditer(text, first, start)]
    found = max(opens, key=lambda match: match.start(), default=None)
    if found is not None:
        year = int(found["year"] if found.re is _ANNOUNCED else found["first"] or found["last"])
        other = any(int(one) != year for one in _YEAR.findall(text, found.start(), start))
        told = found.re is _ANNOUNCED or _DEALS.search(found.group())
        return _whole(year, start) if told and not other else None
    heading = reading.sentence.section.rpartition(" › ")[2]
    years = set(_YEAR.findall(heading))
    return _whole(int(years.pop()), start) if len(years) == 1 and (_DEALS.search(heading) or _ONLY_YEAR.fullmatch(heading)) else None


def _whole(year: int, start: int) -> Date:
    return Date(start, start, str(year), dt.date(year, 1, 1), dt.date(year, 12, 31), year, "on")
