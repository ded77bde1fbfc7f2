"""Lists of subsidiaries filed by themselves: whose, and of which day, by their heads."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.sources import find_metadata
from kg.sources.exhibit import read_exhibit

ROWS = "\n\nKelda Wire Ltd.\tEngland\nBrandt Kabel GmbH\tGermany\n"
DAY = dt.date(2014, 12, 31)


@pytest.mark.parametrize(
    ("head", "registrant", "day"),
    [
        ("EXHIBIT 21.1\n   SUBSIDIARIES OF NORTHWIND CABLES, INC.\n   AS OF DECEMBER 31, 2014", "NORTHWIND CABLES, INC.", DAY),
        ("Exhibit 21\n\nNorthwind Cables plc\n\nList of subsidiaries\n\nOurs as of December\n31, 2014.", "Northwind Cables plc", DAY),
        ("EX-21\n\nSubsidiaries of\n\nNorthwind Inc.*\n\nPlace of incorporation", "Northwind Inc.", None),
        ("Exhibit 8\n  NORTHWIND N.V. SUBSIDIARIES\n", "NORTHWIND N.V.", None),
        ("Exhibit 21\nPARENTS AND SUBSIDIARIES\nAT 31 DECEMBER 2014\nRegistrant:\n Northwind plc.....  England", "Northwind plc", DAY),
        ("Exhibit 21\n\nSubsidiaries of the Registrant (1) – at December 31, 2014", "", DAY),
    ],
)  # fmt: skip
def test_the_head_says_whose_and_when(head: str, registrant: str, day: dt.date | None) -> None:
    found = read_exhibit(head + ROWS)
    assert (found.registrant, found.fiscal_year_end) == (registrant, day)
    assert found.form in ("EX-21", "EX-8")
    assert found.how("form") == "head of the list"


@pytest.mark.parametrize(
    "text", ["We own the subsidiaries of Kelda plc.", "Exhibit 21\n\nConsent of auditors", "Exhibit 10\n\nSubsidiaries"]
)
def test_what_is_no_such_list_says_nothing(text: str) -> None:
    assert read_exhibit(text).known() == ()


def test_a_report_that_ends_in_one_is_known_by_its_cover() -> None:
    cover = "FORM 10-K\nANNUAL REPORT PURSUANT TO\nFor the fiscal year ended June 30, 2013\nKelda plc\n(Exact name of registrant)\n"
    found = find_metadata(f"{cover}\nExhibit 21\nSUBSIDIARIES OF BRANDT AG\nAS OF MAY 1, 2012\n").metadata
    assert (found.registrant, found.fiscal_year_end) == ("Kelda plc", dt.date(2013, 6, 30))
