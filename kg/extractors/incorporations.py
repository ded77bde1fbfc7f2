"""Tables of companies with a column "Date of incorporation", "Year of formation", … → `established`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.purchases import listed_company
from kg.mentions.dates import dates
from kg.reading import Candidate, Document

__all__ = ["incorporations"]

_TITLE = re.compile(
    r"(?:(?:date|year)\s+(?:of\s+)?(?:incorporation|formation|establishment|organi[sz]ation|incorporated|established|formed|founded)"
    r"|(?:incorporation|formation)\s+date|(?:incorporated|established|founded|formed)(?:\s+(?:in|on))?)\W*",
    re.IGNORECASE,
)


def incorporations(document: Document) -> Iterator[Candidate]:
    """When the companies of a table were founded, as its column says."""
    text = document.filing.text
    for table in document.tables:
        columns = sorted({cell.column for row in table.header for cell in row.cells})
        column = next((one for one in columns if _TITLE.fullmatch(table.heading(text, one))), 0)
        for row in table.rows if column else ():
            cell, reading = row.cell(column), document.row(row)
            company = listed_company(reading, row)
            told = list(dates(text, cell.start, cell.end)) if cell else []
            if company is not None and len(told) == 1:
                place = (reading, "incorporations-table", 0, 0, len(reading.items))
                day = told[0]._replace(role="on")
                yield Candidate("established", company, None, *place, day, presupposed=True, dated="event", steps=("table",))
