"""Dates as covers and manifests write them: "March 31, 2006", "31 March 2006", "2006-03-31", "20060331"."""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["DATE", "date_of", "parse_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name)))
_GAP = r"[ \u00a0]{0,12}(?:\n[ \u00a0]{0,40})?"  # a blank, or the end of a wrapped line; never a table's tab or an empty line
# Groups: month, day, year, or (in the other order) day, month, year.
DATE = (
    rf"(?:(?P<month>{_MONTH})\.?{_GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:{_GAP},)?{_GAP}(?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?(?P<month2>{_MONTH})\.?,?{_GAP}(?P<year2>(?:19|20)\d\d))(?!\d)"
)
_DATE = re.compile(DATE, re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))")


def date_of(match: re.Match[str]) -> dt.date | None:
    """The date that a match of `DATE` names; None where the calendar has no such day."""
    month = match["month"] or match["month2"]
    try:
        return dt.date(int(match["year"] or match["year2"]), _MONTHS[month.casefold()], int(match["day"] or match["day2"]))
    except ValueError:
        return None


def parse_date(text: str) -> dt.date | None:
    """The date that a cell or an option holds, and nothing else; None where it is none."""
    text = text.strip()
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        try:
            return dt.date(int(numbers[1]), int(numbers[3] or numbers[5]), int(numbers[4] or numbers[6]))
        except ValueError:
            return None
    match = _DATE.fullmatch(text)
    return date_of(match) if match else None
