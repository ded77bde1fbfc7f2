"""Tables of acquisitions: a row a company, with what was paid for it, under a year or with the day in a column → `acquired`.

A table counts whose columns speak of a price and whose introduction, heading or columns speak of acquisitions, or one that a line leads
as "the following acquisitions". In tables of joint ventures a column of partners gives `jointVentureOf`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from kg.mentions.amounts import moneys
from kg.mentions.dates import Date, dates
from kg.mentions.find import Party
from kg.model import Attributes
from kg.names import has_legal_form
from kg.reading import Candidate, Document, Reading
from kg.text import Row, Table

__all__ = ["listed_company", "purchases", "venture_partners"]

_PRICE = re.compile(r"\b(?:consideration|purchase\s+price|cost\s+of\s+acquisition|price\s+paid)\b", re.IGNORECASE)
_OURS = re.compile(r"\bacquisitions?\b|\bbusiness\s+combinations?\b|\bacquired\b", re.IGNORECASE)
_LED = re.compile(
    r"\b(?:following\s+(?:\w+\s+){0,2}acquisitions|acquired\s+the\s+following|acquisitions\s+(?:\w+\s+){0,6}following)\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\b(?:pro\s+forma|disposals?|divest\w*|dispositions?|sold|pending|proposed|subsequent)\b", re.IGNORECASE)
_PARTNER = re.compile(r"(?:(?:joint\s+venture|our|other|local)\s+)?(?:partners?|shareholders?)(?:\(s\))?", re.IGNORECASE)
_VENTURES = re.compile(r"\bjoint\s+ventures?\b", re.IGNORECASE)
_YEAR = re.compile(r"^[ \t]*(?:Fiscal\s+(?:Year\s+)?)?((?:19|20)\d\d)(?:\s+Acquisitions)?:?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_FORM = re.compile(r"\b(?:form|type|nature)\s+of\b", re.IGNORECASE)
_UNIT = re.compile(r"\b(?:in\s+(?:[a-z]+\s+){0,2}?(?P<unit>thousand|million|billion)s?)\b", re.IGNORECASE)
_BARE = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,9})?")
_FIRST = 2  # cells of a row in which its company stands
_LOOK_BACK = 2  # sentences above a table that may introduce it


def purchases(document: Document) -> Iterator[Candidate]:
    """The acquisitions that the tables of a filing list."""
    text = document.filing.text
    for table in document.tables:
        titles = table.titles(text)
        above = document.above(table, _LOOK_BACK)
        led = " ".join(text[s.start : s.end] for s in above)
        words = f"{document.section(table.start)} {led} {titles}"
        if (_PRICE.search(titles) and _OURS.search(words) and not _OTHERS.search(titles)) or (_LED.search(led) and not _OTHERS.search(led)):
            told = [date for s in above[-1:] for date in dates(text, s.start, s.end)]
            paid = _paid(text, table, f"{led} {titles}")
            yield from _rows(document, table, told[0] if len(told) == 1 and not told[0].more else None, paid)


def _paid(text: str, table: Table, words: str) -> dict[int, Attributes]:
    """What was paid for the company of each row, by the row's start: the figure in the column of prices, in the units that the table has.

    Accountants print the currency in the first row alone; where it is told nowhere there is no sum.
    """
    columns = sorted({cell.column for row in table.header for cell in row.cells})
    prices = (c for c in columns if _PRICE.search(title := table.heading(text, c)) and not _FORM.search(title))
    if (column := next(prices, None)) is None:
        return {}
    unit = f" {told['unit']}" if (told := _UNIT.search(words)) else ""
    figures = {row.start: cell.words(text) for row in table.rows if (cell := row.cell(column))}
    sums = {start: next(moneys(f"{figure}{unit}", 0, len(figure) + len(unit)), None) for start, figure in figures.items()}
    currency = next((money.currency for money in sums.values() if money), "")
    for start, figure in figures.items():
        if sums[start] is None and currency and _BARE.fullmatch(figure):
            sums[start] = next(moneys(f"${figure}{unit}", 0, 1 + len(figure) + len(unit)))
    return {start: (("amount", int(money.amount)), ("currency", currency)) for start, money in sums.items() if money}


def _rows(document: Document, table: Table, told: Date | None, paid: Mapping[int, Attributes]) -> Iterator[Candidate]:
    for row in table.rows:
        reading = document.row(row)
        party = listed_company(reading, row)
        date = _date(reading, table, row) or told if party else None
        if party and date and len(row.cells) > 1:
            place = (reading, "acquisitions-table", 0, 0, len(reading.items))
            date = date._replace(role="on")
            yield Candidate(
                "acquired", document.itself(row.start), party, *place, date, paid.get(row.start, ()),
                presupposed=True, dated="event", steps=("table",),
            )  # fmt: skip


def listed_company(reading: Reading, row: Row) -> Party | None:
    """The company that fills the first cell of a row, or the one behind a date."""
    first = next((item for item in reading.items if item.members), None)
    cell = next((cell for cell in row.cells[:_FIRST] if first is not None and cell.start == first.start), None)
    if first is None or len(first.members) != 1 or cell is None or first.end > cell.end:
        return None
    party = first.members[0]
    named = party.mention.kind == "company" or has_legal_form(party.full)
    return party if named and party.mention.kind != "self" else None


def venture_partners(document: Document) -> Iterator[Candidate]:
    """The partners in tables of joint ventures that have a column for them."""
    text = document.filing.text
    for table in document.tables:
        column = next((c.column for row in table.header for c in row.cells if _PARTNER.fullmatch(text, c.start, c.end)), 0)
        if not column or not table.rows:
            continue
        above = document.above(table, _LOOK_BACK)
        if _VENTURES.search(" ".join([table.titles(text), *(text[s.start : s.end] for s in above)])):
            for row in table.rows:
                yield from _partners(document, row, column)


def _partners(document: Document, row: Row, column: int) -> Iterator[Candidate]:
    reading, cell = document.row(row), row.cell(column)
    venture = listed_company(reading, row)
    if venture is None or cell is None:
        return
    for index, item in enumerate(reading.items):
        if item.code in "CGN" and cell.start <= item.start < cell.end:
            place = (reading, "venture-partners-table", index, 0, len(reading.items))
            for partner in item.members:
                yield Candidate("jointVentureOf", venture, partner, *place, presupposed=True, steps=("table",))


def _date(reading: Reading, table: Table, row: Row) -> Date | None:
    """The date in a row, or the year in the last line above it that holds nothing else."""
    own = [item.date for item in reading.items if item.date is not None]
    if own:
        return own[0] if len(own) == 1 else None
    years = list(_YEAR.finditer(reading.text, table.start, row.start))
    if not years:
        return None
    year = int(years[-1][1])
    return Date(*years[-1].span(1), years[-1][1], dt.date(year, 1, 1), dt.date(year, 12, 31), year, "on")
