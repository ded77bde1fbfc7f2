"""Registrant, form and fiscal year end, found in covers, headers and bodies."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import core, is_acronym
from kg.sources import Metadata, discover, find_metadata, read
from kg.sources.fiscal import body_year_end
from kg.sources.selfname import self_name
from tests.guards import ends

FILINGS = Path(__file__).parents[3] / "shared" / "filings"

COVER = """\
                                 UNITED STATES
                                   FORM 20-F
[X]   ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d)
                  For the fiscal year ended {date}
[ ]   TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d)
                  For the transition period from        to

                    Commission file number 1-2345
- ------------------------------------------------------------
                           NORTHWIND CABLES N.V.
- ------------------------------------------------------------
        (Exact name of Registrant as specified in its charter)

Northwind Cables N.V. makes cables. Northwind's shareholders met. It compares with the fiscal year ended March 31, 1999.
"""


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("March 31, 2006", dt.date(2006, 3, 31)),
        ("MARCH 31, 2006", dt.date(2006, 3, 31)),
        ("31 March 2006", dt.date(2006, 3, 31)),
        ("31st  March, 2006", dt.date(2006, 3, 31)),
        ("July 2, 2005", dt.date(2005, 7, 2)),
        (":   Feb. 3, 2006", dt.date(2006, 2, 3)),
        ("December\n   31, 2000", dt.date(2000, 12, 31)),
    ],
)
def test_cover_page(written: str, day: dt.date) -> None:
    found = find_metadata(COVER.format(date=written)).metadata
    assert found.fiscal_year_end == day
    assert found.form == "20-F"
    assert found.registrant == "Northwind Cables N.V."
    assert found.how("registrant") == found.how("fiscal_year_end") == "cover page"


@pytest.mark.parametrize("line", ["Fiscal year ended July 28, 2002", "For the 52 weeks ended July 28, 2002", "FY ended July 28, 2002"])
def test_cover_of_three_lines(line: str) -> None:
    found = find_metadata(f"Northwind Stores Ltd.\nFORM 10-K\n{line}\n\n\nItem 1. We sell things.\n").metadata
    assert (found.registrant, found.form, found.fiscal_year_end) == ("Northwind Stores Ltd.", "10-K", dt.date(2002, 7, 28))


HEADER = """\
<SEC-DOCUMENT>0000012345-96-000007.txt : 19960321
<SEC-HEADER>0000012345-96-000007.hdr.sgml : 19960321
ACCESSION NUMBER:\t\t0000012345-96-000007
CONFORMED SUBMISSION TYPE:\t10-K405
CONFORMED PERIOD OF REPORT:\t{period}
\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tHART & CO INC
\t\tCENTRAL INDEX KEY:\t\t\t0000012345
\t\tFISCAL YEAR END:\t\t\t1231
\tFORMER COMPANY:
\t\tFORMER CONFORMED NAME:\tOLD HART CORP
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-K405
<DESCRIPTION>FORM 10-K FOR FISCAL YEAR ENDED JUNE 30, 1901
<TEXT>
Hart & Co., Inc. has customers. Hart & Co., Inc. has more in the year ended December 31, 1995.
"""


def test_header_of_a_full_submission() -> None:
    found = find_metadata(HEADER.format(period="19951231")).metadata
    assert found.registrant == "Hart & Co., Inc."
    assert found.aliases[:1] == ("OLD HART CORP",)
    assert (found.cik, found.accession, found.form) == ("0000012345", "0000012345-96-000007", "10-K405")
    assert (found.fiscal_year_end, found.how("fiscal_year_end")) == (dt.date(1995, 12, 31), "SGML header")


def test_a_period_that_is_the_day_of_filing_is_not_believed() -> None:
    found = find_metadata(HEADER.format(period="19960321")).metadata
    assert found.fiscal_year_end == dt.date(1995, 12, 31)
    assert found.how("fiscal_year_end") != "SGML header"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sales in the fiscal year ended March 31, 2012 rose.", dt.date(2012, 3, 31)),
        ("In the years ended March 31, 2010, 2011 and 2012 sales rose.", dt.date(2012, 3, 31)),
        ("Compared to the fiscal year ended March 31, 2011. " * 4 + "In the fiscal year ended March 31, 2012 …", dt.date(2012, 3, 31)),
        ("Sales in the fiscal year ended March 31, 2012. For the fiscal year ending March 31, 2013 we plan.", dt.date(2012, 3, 31)),
        ("The 52 weeks ended July 2, 2005; the fifty-two weeks ended June 26, 2004.", dt.date(2005, 7, 2)),
        ("The year ended December 31, 2001. " * 30 + "It will apply from the year ended December 31, 2003.", dt.date(2001, 12, 31)),
        (
            "Orders in the year ended September 30, 2023. Backlog as of September 30, 2024. Cash as of September 30, 2024.",
            dt.date(2024, 9, 30),
        ),
        ("As of March 31, 2006 we had 3. As of March 31, 2006 4. As of March 31, 2005 2. As of July 5, 2006 1.", dt.date(2006, 3, 31)),
        ("On 5 May 2011 the financial year ended 30 June 2010 was audited.", dt.date(2010, 6, 30)),
    ],
)
def test_year_from_the_body(text: str, day: dt.date) -> None:
    assert body_year_end(text)[0] == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("We sell cables.", "nowhere"),
        ("For the nine months ended March 31, 2006 and the quarter ended June 30, 2006.", "nowhere"),
        ("For the fiscal year ending March 31, 2013.", "nowhere"),
        ("The fiscal year ended March 31, 2006. The fiscal year ended December 31, 2007.", "March and in December"),
        ("The fiscal year ended March 31, 2006. " * 10 + "The fiscal year ended March 31, 2007.", "far more of earlier"),
        ("The fiscal year ended March 31, 2006. As of May 2, 2009 we had 3 plants.", "2009-05-02"),
        ("Fiscal year ended March 31,\t2002\t2003", "nowhere"),
        ("The fiscal year ended February 31, 2006.", "nowhere"),
    ],
)
def test_a_year_that_cannot_be_told_is_not_guessed(text: str, why: str) -> None:
    day, reason = body_year_end(text)
    assert day is None
    assert why in reason


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("As IIJ's largest shareholder, NTT may act. NTT is our supplier. IIJ's president left.", "IIJ"),
        ("Shareholders of IIJ and other IIJ Group companies; IIJ Technology Inc. was founded.", "IIJ"),
        ("Northwind Cables, Inc. (the “Company”) makes cables. Eastwind's shares fell.", "Northwind Cables"),
        ("Northwind and its subsidiaries grew. Northwind’s board met.", "Northwind"),
        ("Rossini is our largest shareholder. Rossini's shares fell. Rossini's board met. Rossini, our supplier, …", ""),
        ("Mr. Weber's shares. Mr. Weber's business. Mr. Weber's board.", ""),
        ("Stockholders' equity. Stockholders' equity. Stockholders' equity.", ""),
        ("Alpha's shares. Alpha's board. Beta's shares. Beta's board.", ""),
        ("We make cables.", ""),
    ],
)
def test_self_name(text: str, name: str) -> None:
    assert self_name(text) == name


def test_a_short_self_name_is_spelt_out_where_the_text_defines_it() -> None:
    text = "Northwind Cables Ltd. (\"Northwind\") was founded. Northwind's shares rose. Northwind's board met. Year ended June 30, 2004."
    found = find_metadata(text).metadata
    assert (found.registrant, found.aliases) == ("Northwind Cables Ltd.", ("Northwind",))


def test_a_known_registrant_gains_the_short_name_only_if_it_abbreviates() -> None:
    text = "IIJ's shares. IIJ's board. IIJ's president. The fiscal year ended March 31, 2006."
    assert find_metadata(text, "Internet Initiative Japan Inc.").metadata.aliases == ("IIJ",)
    assert find_metadata(text, "Northwind Ltd.").metadata.aliases == ()


@given(st.text(max_size=400))
def test_any_text_is_searched_without_failing(text: str) -> None:
    find_metadata(text)


@pytest.mark.parametrize(
    "unit", ["year ended" + " " * 300, "A ", "Ab Cd Ef's ", 'Foo (the "', "we, ", "at March 31 ,  ", "March 31, 2001, "]
)
def test_a_long_text_is_searched_to_its_end(unit: str) -> None:
    with ends(30):
        find_metadata(unit * (400_000 // len(unit)))


def _rows() -> dict[str, dict[str, str]]:
    if not FILINGS.exists():
        pytest.skip("the real filings are not beside the checkout")
    with (FILINGS / "INDEX.tsv").open(encoding="utf-8") as stream:
        return {row["file"]: row for row in csv.DictReader(stream, delimiter="\t")}


def _same(found: str, index: str) -> bool:
    expected = index.split(" (", maxsplit=1)[0]
    return core(found) == core(expected) or is_acronym(found, expected) or is_acronym(core(expected).upper(), found)


@pytest.mark.real
@pytest.mark.parametrize("folder", ["excerpts", "full"])
def test_real_filings(folder: str) -> None:
    """Registrant, form and year of every real filing, whatever its format."""
    rows = _rows()
    inputs = discover([str(FILINGS / folder)])[0]
    assert len(inputs) == sum(name.startswith(folder) for name in rows)
    for item in inputs:
        filing, problems = read(item, Metadata())
        assert filing is not None, problems
        assert problems == []
        row, source = rows[f"{folder}/{Path(item.path).name}"], filing.source
        assert _same(source.registrant, row["registrant"]), source
        assert source.form.removesuffix("405") == row["form"]  # the header knows 10-K405, the index calls it 10-K
        assert str(source.fiscal_year_end).startswith(row["fiscal_year_end"])
        assert {item for item, _ in source.found} >= {"registrant", "form", "fiscal_year_end"}


@pytest.mark.real
def test_real_bodies_without_cover_are_dated_right_or_not_at_all() -> None:
    rows = _rows()
    dated = 0
    for name, row in rows.items():
        if not name.endswith(".txt") or name.startswith("exhibits"):
            continue
        text = (FILINGS / name).read_text(encoding="utf-8", errors="replace")
        text = text[40_000:] if name.startswith("full") else text.partition("Fiscal year ended " if text[0] != "\n" else "\n")[2][25:]
        day, _ = body_year_end(text)
        assert day is None or str(day).startswith(row["fiscal_year_end"]), name
        dated += day is not None
    assert dated >= 15
