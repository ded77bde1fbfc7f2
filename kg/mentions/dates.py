"""Dates of every form a filing has, as exact as the text says them.

"December 14, 2006", "14 December 2006", "April 2012", "fiscal 2004", "the second quarter of 1997", "the fiscal year ended March 31, 2011",
"March 31, 2015, 2016 and 2017". What a date does in its sentence (as of, since, until) is told by the words before it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

__all__ = ["Date", "dates"]

Role = Literal["as_of", "on", "since", "until", "period", "plain"]

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_YEAR = r"(?:1[89]|20)\d\d"
_MORE = rf"(?P<more>(?:,\s+{_YEAR})*,?\s+(?:and|or)\s+{_YEAR})?"
_DATE = re.compile(  # what a date can begin with is looked at first
    rf"(?=[fstJFMASOND\d])(?:(?:\b(?P<quarter>first|second|third|fourth)\s+(?:fiscal\s+)?quarter\s+(?:of|in)\s+(?:the\s+)?"
    rf"(?:fiscal\s+(?:year\s+)?|calendar\s+)?(?P<qyear>{_YEAR})\b)"
    rf"|(?:\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<year>{_YEAR})\b{_MORE})"
    rf"|(?:\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{'|'.join(_MONTHS)}),?\s+(?P<year2>{_YEAR})\b)"
    rf"|(?:\b(?P<month3>{'|'.join(_MONTHS)}),?\s+(?:of\s+)?(?P<year3>{_YEAR})\b)"
    rf"|(?:\b(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\b)"
    rf"|(?:\b(?P<fiscal>fiscal|financial)\s+(?:years?\s+)?(?P<fyear>{_YEAR})\b(?!\s*,\s*\d))"
    rf"|(?:\b(?P<fyear2>{_YEAR})\s+(?:fiscal|financial)\s+year\b)"
    rf"|(?:(?<![\w$¥€£.,-])(?P<bare>{_YEAR})\b(?![\w,.]?\d|\s*(?:%|percent|shares|employees|million|billion))))"
)  # fmt: skip
_SIGN = re.compile(_YEAR)  # the cheap look before the dear one
_BEFORE = re.compile(
    r"(?:(?P<as_of>\b(?:as\s+(?:of|at)|at\s+(?:the\s+end\s+of|year[- ]end)|at|at\s+the\s+close\s+of)\s+"
    r"(?:the\s+)?(?:fiscal\s+year[- ]end\s+)?)"
    r"|(?P<since>\b(?:since|from|effective\s+since)\s+(?:(?:early|late|mid)[- ])?)"
    r"|(?P<until>\b(?:until|through|to|by|before|prior\s+to|and)\s+)"
    r"|(?P<period>\b(?:fiscal|financial)?\s*(?:years?|quarters?|months|weeks|half|periods?)\s+(?:ended|ending)\s+(?:on\s+)?)"
    r"|(?P<on>\b(?:(?:with\s+effect|effective)\s+from|on|in|during|effective|effective\s+as\s+of|dated|for|throughout|"
    r"late\s+in|early\s+in|at\s+the\s+beginning\s+of|of)\s+"
    r"(?:or\s+about\s+)?(?:the\s+)?(?:(?:early|late|mid|spring|summer|fall|autumn|winter)[- ](?:of\s+)?)?))$",
    re.IGNORECASE,
)

_DETERMINER = re.compile(r"(?:.*\W)?(?:the|our|its|their)\s", re.IGNORECASE | re.DOTALL)


class Date(NamedTuple):
    """A date: `iso` as exact as the text (2010-09-01, 2012-04, 2012), or "" for a span that no such form says (a fiscal year).

    `earliest` and `latest` bound it; `role` is what the words before it make of it; `more` holds further years of a series that share
    month and day.
    """

    start: int
    end: int
    iso: str
    earliest: dt.date
    latest: dt.date
    year: int
    role: Role
    more: tuple[int, ...] = ()

    def with_year(self, year: int) -> Date:
        """The same day of another year, as in "March 31, 2015, 2016 and 2017"."""
        return self._replace(
            iso=f"{year}{self.iso[4:]}", earliest=_safe(year, self.earliest), latest=_safe(year, self.latest), year=year, more=()
        )


def dates(text: str, start: int, end: int) -> Iterator[Date]:
    """The dates in a stretch of text, in order."""
    for match in _DATE.finditer(text, start, end) if _SIGN.search(text, start, end) else ():
        date = _read(match)
        before = _BEFORE.search(text[max(start, match.start() - 45) : match.start()])
        role: Role = before.lastgroup if before else "plain"  # type: ignore[assignment]
        if match["bare"] and role == "plain" and not _stands_alone(text, match):
            continue
        yield _of_period(date) if role == "period" else date._replace(role=role)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether four digits with nothing before them that asks for a year are one: "(1999)", "the 1997 acquisition"."""
    return (
        text[match.end() : match.end() + 1] in ("", ",", ".", ";", ")")
        or (text[match.end()] == ":" and text[match.start() - 1 : match.start()] == "(")  # "37% (2014: 33%)"
        or _DETERMINER.fullmatch(text, max(0, match.start() - 6), match.start()) is not None
    )


def _read(match: re.Match[str]) -> Date:
    start, end = match.span()
    if match["quarter"]:
        year, quarter = int(match["qyear"]), "first second third fourth".split().index(match["quarter"].lower())
        return Date(start, end, str(year), dt.date(year, 3 * quarter + 1, 1), _month_end(year, 3 * quarter + 3), year, "plain")
    if match["iso"]:
        return _exact(start, end, *map(int, match["iso"].split("-")))
    if match["year"]:
        more = tuple(int(y) for y in re.findall(_YEAR, match["more"] or ""))
        date = _exact(start, end, int(match["year"]), _month(match["month"]), int(match["day"]))
        return date._replace(more=more)
    if match["year2"]:
        return _exact(start, end, int(match["year2"]), _month(match["month2"]), int(match["day2"]))
    if match["year3"]:
        year, month = int(match["year3"]), _month(match["month3"])
        return Date(start, end, f"{year}-{month:02}", dt.date(year, month, 1), _month_end(year, month), year, "plain")
    fiscal = match["fyear"] or match["fyear2"]
    year = int(fiscal or match["bare"])
    return Date(start, end, str(year), dt.date(year - bool(fiscal), 1, 1), dt.date(year, 12, 31), year, "plain")


def _exact(start: int, end: int, year: int, month: int, day: int) -> Date:
    try:
        date = dt.date(year, month, day)
    except ValueError:  # "February 30, 2001" is no day; which it should have been is not ours to guess, but month and year are said
        return Date(start, end, f"{year}-{month:02}", dt.date(year, month, 1), _month_end(year, month), year, "plain")
    return Date(start, end, date.isoformat(), date, date, year, "plain")


def _of_period(date: Date) -> Date:
    """The year that ended on a date, as a span: an event in it has that year, and no date."""
    first = _safe(date.year - 1, date.latest) + dt.timedelta(days=1)
    return date._replace(iso="", earliest=first, role="period")


def _month(word: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.lower().startswith(word.lower().rstrip(".")[:3]))


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _safe(year: int, date: dt.date) -> dt.date:
    return date.replace(year=year, day=min(date.day, 28)) if date.month == 2 else date.replace(year=year)
