"""Series of values: percentages told for several companies, owners or years in one sentence.

"29.9%, 27.1% and 26.9% as of March 31, 2015, 2016 and 2017, respectively"; "29.9% on March 31, 2011 and 27.1% on March 31, 2012";
"37% (1999: 33%)"; "51% and 49% of A and B, respectively".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.mentions.dates import Date
from kg.mentions.sequence import Item

__all__ = ["Point", "dates_of", "years_of"]

_REACH = 8  # items between a percentage and its date
_BETWEEN = frozenset({"and", "as", "respectively", "compared", "with", "to", "from", "versus"})
_JOINS = frozenset({"and", "during", "effective", "in", "on"})


class Point(NamedTuple):
    """A percentage at a date."""

    percent: float
    date: Date


def years_of(items: Sequence[Item], index: int) -> list[Point]:
    """The percentages that begin at the item `index`, each with its own date; empty where they have none or share one."""
    values = [value.value for value in items[index].values]
    if len(values) > 1:
        years = _shared_day(items, index)
        return [Point(value, year) for value, year in zip(values, years, strict=True)] if len(years) == len(values) else []
    return _in_brackets(items, index) or _interleaved(items, index)


def dates_of(items: Sequence[Item], count: int) -> list[Date]:
    """The dates of a list of `count` parties, in order: "A and B in 1998 and May 2000, respectively"; empty where there is no such row."""
    said = any(item.word == "respectively" for item in items)
    for index, item in enumerate(items) if said and count > 1 else ():
        if item.date is None:
            continue
        row = [item.date._replace(more=()), *(item.date.with_year(year) for year in item.date.more)]
        place = index + 1
        while place < len(items) and (items[place].code in "D#," or items[place].word in _JOINS):
            year = items[place].word if items[place].code == "#" and len(items[place].word) == 4 else ""
            date = row[0].with_year(int(year)) if year.isdigit() else items[place].date
            row += [date] if date is not None else []
            place += 1
        if len(row) == count:
            at = any(date.role == "as_of" for date in row)
            return [date._replace(role="as_of" if at else "on") for date in row]
    return []


def _shared_day(items: Sequence[Item], index: int) -> list[Date]:
    """The years of "as of March 31, 2015, 2016 and 2017", each as its own date; or as many dates in a row."""
    following = [item.date for item in items[index + 1 :] if item.date is not None]
    if following and following[0].more:
        date = following[0]
        return [date._replace(more=()), *(date.with_year(year) for year in date.more)]
    opening = next((item.date for item in items[:index] if item.date is not None and item.date.more), None)
    if opening is not None and not following:  # "At December 31, 2015 and 2014, we owned 20% and 25%, respectively, of X"
        return [opening._replace(more=()), *(opening.with_year(year) for year in opening.more)]
    return following


def _in_brackets(items: Sequence[Item], index: int) -> list[Point]:
    """Of "37% (1999: 33%)" the value before; the value itself has the date that the sentence gives it, so it is not among these."""
    codes = [item.code for item in items[index + 1 : index + 6]]
    if codes != ["(", "D", ":", "%", ")"]:
        return []
    date = items[index + 2].date
    return [Point(items[index + 4].values[0].value, date._replace(role="as_of"))] if date is not None else []


def _interleaved(items: Sequence[Item], index: int) -> list[Point]:
    """The values of "29.9% on March 31, 2011 and 27.1% on March 31, 2012"."""
    points: list[Point] = []
    position = index
    while position < len(items) and items[position].code == "%" and len(items[position].values) == 1:
        place = next(
            (i for i in range(position + 1, min(position + 1 + _REACH * (2 if not points else 1), len(items))) if items[i].date), None
        )
        date = items[place].date if place is not None else None
        if place is None or date is None or any(item.code == "%" for item in items[position + 1 : place]):
            break
        points.append(Point(items[position].values[0].value, date))
        position = place + 1
        while position < len(items) and (items[position].code in ",;" or items[position].word in _BETWEEN):
            position += 1
    return points if len(points) > 1 else []
