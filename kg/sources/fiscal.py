"""The day on which the fiscal year ended that a text without a cover reports on, by all that the text says of fiscal years."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter

from kg.sources.dates import DATE, date_of

__all__ = ["YEAR_ENDED", "body_year_end"]

# Blanks, with the end of a wrapped line among them; never a table's tab or an empty line. Each is bounded and has a word before it.
_W = r"(?:[ \u00a0]{1,20}(?:\n[ \u00a0]{0,60})?|\n[ \u00a0]{0,60})"
# "fiscal year ended", "years ended", "52 weeks ended", "FY ended", "FYE": never months or quarters.
YEAR_ENDED = (
    rf"\b(?:years?|FY|FYE|(?:52|53|fifty[- ](?:two|three)){_W}weeks){_W}(?:then{_W})?(?:(?P<verb>ended|ending|ends){_W}?:?{_W})?(?:on{_W})?"
)
_FISCAL = re.compile(YEAR_ENDED + DATE, re.IGNORECASE)
_AS_OF = re.compile(rf"\b(?:as{_W}of|as{_W}at|at){_W}{DATE}", re.IGNORECASE)
_MORE = re.compile(rf"(?:,(?:{_W}(?:and|or|&))?|{_W}(?:and|or|&)){_W}(?:(?P<bare>(?:19|20)\d\d)(?![,.]?\d)|{DATE})", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:adopt(?:ed|ion)?|anticipates?|beginning|effective|expects?|until|will|would)\b[^.;]*\Z", re.IGNORECASE)
_MOST_IN_LIST = 12
_LATE = dt.timedelta(days=400)  # a report speaks of days up to a year after the one that it reports on, seldom later
_ENOUGH, _NEGLIGIBLE = 0.15, 0.05  # shares of the times that the year named most is named
_WEEK_YEARS = 10  # days by which a year of 52 or 53 weeks may miss the end of the month


def body_year_end(text: str) -> tuple[dt.date | None, str]:
    """The fiscal year's end and how it was learnt, or None and why it can't be told.

    The latest year counts, not the one named most: a report compares with the years before it. Fiscal years that are "ending" lie ahead.
    """
    ended, as_of = Counter[dt.date](), Counter[dt.date]()
    for match in _FISCAL.finditer(text):
        ahead = _AHEAD.search(text, max(0, match.start() - 120), match.start())
        if (match["verb"] or "ended").casefold() == "ended" and not ahead:
            ended.update(_listed(text, match))
    for match in _AS_OF.finditer(text):
        as_of.update(_listed(text, match))
    return _by_fiscal_years(ended, as_of) if ended else _by_balance_dates(as_of)


def _listed(text: str, match: re.Match[str]) -> list[dt.date]:
    """The dates of "March 31, 2010, 2011 and 2012": the one matched and those that go on with it."""
    first = date_of(match)
    if first is None:
        return []
    dates, end = [first], match.end()
    for _ in range(_MOST_IN_LIST):
        more = _MORE.match(text, end)
        if more is None:
            break
        day = _same_day(first, int(more["bare"])) if more["bare"] else date_of(more)
        if day is not None:
            dates.append(day)
        end = more.end()
    return dates


def _same_day(day: dt.date, year: int) -> dt.date:
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _month(day: dt.date) -> int:
    """The month at whose end a fiscal year ended, give or take the days of a year of whole weeks."""
    return ((day - dt.timedelta(days=_WEEK_YEARS)).month) if day.day <= _WEEK_YEARS else day.month


def _by_fiscal_years(ended: Counter[dt.date], as_of: Counter[dt.date]) -> tuple[dt.date | None, str]:
    months = Counter[int]()
    for day, count in ended.items():
        months[_month(day)] += count
    ranked = months.most_common(2)
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        names = " and in ".join(calendar.month_name[month] for month in sorted(month for month, _ in ranked))
        return None, f"it speaks of fiscal years that ended in {names} alike"
    month = ranked[0][0]
    support = Counter({day: count for day, count in ended.items() if _month(day) == month})
    for day, count in as_of.items():  # the balance sheet's day says so too; the first of a month is when a rule came into force
        if day in support or (_month(day) == month and day.day > _WEEK_YEARS):
            support[day] += count
    return _latest(support, as_of, "latest fiscal year that the text says has ended")


def _by_balance_dates(as_of: Counter[dt.date]) -> tuple[dt.date | None, str]:
    """Without a word of fiscal years: the day of the year at which the text states how things stood, where it is clearly one day."""
    month_ends = Counter({day: n for day, n in as_of.items() if day.day == calendar.monthrange(day.year, day.month)[1]})
    months = Counter[int]()
    for day, count in month_ends.items():
        months[day.month] += count
    ranked = months.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) == 2 and ranked[1][1] * 2 > ranked[0][1]):
        return None, "it nowhere says which fiscal year it reports on"
    support = Counter({day: count for day, count in month_ends.items() if day.month == ranked[0][0]})
    return _latest(support, as_of, "latest day of the year as of which the text states how things stood")


def _latest(support: Counter[dt.date], as_of: Counter[dt.date], how: str) -> tuple[dt.date | None, str]:
    """The latest day that is spoken of enough: a year before it may be named more often, but a year to come is named now and then too."""
    most = max(support.values())
    for day in sorted(support, reverse=True):
        if support[day] > _ENOUGH * most:
            break
        if support[day] > _NEGLIGIBLE * most:
            return None, f"it speaks of the fiscal year ended {day}, but far more of earlier ones"
    later = [other for other in as_of if other > day + _LATE]
    if sum(as_of[other] for other in later) > _NEGLIGIBLE * as_of.total():
        return None, f"it speaks of the fiscal year ended {day}, but of how things stood at {max(later)} as well"
    return day, how
