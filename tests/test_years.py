"""The year of a fact and where it comes from."""

from __future__ import annotations

import pytest
from machines import read, reasons

from kg.model import Fact


def fact(text: str, relation: str) -> Fact:
    found = [f for f in read(text).facts if f.relation == relation]
    assert found, f"no fact in {text!r}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "year", "date"),
    [
        ("On May 3, 2014, we acquired Kelda Ltd.", 2014, "2014-05-03"),
        ("In May 2014, we acquired Kelda Ltd.", 2014, "2014-05"),
        ("In 2014 we acquired Kelda Ltd.", 2014, "2014"),
        ("On May 3, 2014 Brandt AG acquired Kelda Ltd.", 2014, "2014-05-03"),
        ("We acquired Kelda Ltd. on 3 May 2014.", 2014, "2014-05-03"),
        ("We acquired Kelda Ltd. in May 2014 from Brandt AG.", 2014, "2014-05"),
        ("We acquired Kelda Ltd. in fiscal 2014.", 2014, "2014"),
        ("We acquired Kelda Ltd. during the fiscal year ended March 31, 2014.", 2014, None),
        ("Effective May 3, 2014, we acquired Kelda Ltd.", 2014, "2014-05-03"),
        ("In 1990 it rained, and then, in 1998, we acquired Kelda Ltd.", 1998, "1998"),
        ("Kelda Ltd., which we acquired in May 2014, makes ropes.", 2014, "2014-05"),
        ("We acquired Kelda Ltd. in May 2014 and opened a shop in June 2015.", 2014, "2014-05"),
    ],
)
def test_an_event_has_the_date_on_which_it_happened(text: str, year: int, date: str | None) -> None:
    found = fact(text, "acquired")
    assert (found.year, found.year_basis, found.date) == (year, "event", date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("As of March 31, 2014, we owned 45% of Kelda Ltd.", "2014-03-31"),
        ("We owned 45% of Kelda Ltd. as of March 31, 2014.", "2014-03-31"),
        ("At December 31, 2014 we owned 45% of Kelda Ltd.", "2014-12-31"),
        ("Kelda Ltd. held 29.9% of our shares as of March 31, 2014.", "2014-03-31"),
    ],
)
def test_a_state_has_the_date_as_of_which_it_held(text: str, date: str) -> None:
    found = fact(text, "ownsShareIn")
    assert (found.year, found.year_basis, found.date) == (2014, "as_of", date)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("We own 45% of Kelda Ltd.", "ownsShareIn"),
        ("We compete with Kelda Ltd.", "competitorOf"),
        ("Kelda Ltd., our largest supplier, was founded in 1998.", "supplierOf"),
        ("We acquired Kelda Ltd.", "acquired"),
        ("We own 45% of Kelda Ltd., which was founded in 1998.", "ownsShareIn"),
    ],
)
def test_without_a_date_of_its_own_a_fact_has_the_year_reported(text: str, relation: str) -> None:
    found = fact(text, relation)
    assert (found.year, found.year_basis, found.date) == (2015, "reporting", None)


def test_a_series_is_a_fact_a_year() -> None:
    text = "Kelda Ltd. owned 14.0%, 13.1% and 12.4% of our shares as of December 31, 2013, 2014 and 2015, respectively."
    assert [(f.year, f.year_basis, f.date, f.attribute("percent")) for f in read(text).facts] == [
        (2013, "as_of", "2013-12-31", 14),
        (2014, "as_of", "2014-12-31", 13.1),
        (2015, "as_of", "2015-12-31", 12.4),
    ]


def test_an_event_told_twice_has_the_more_exact_date() -> None:
    text = "We acquired Kelda Ltd. in the fiscal year ended March 31, 2015.\n\nOn September 1, 2014, we acquired Kelda Ltd. from Brandt AG."
    assert {(f.year, f.date) for f in read(text).facts if f.relation == "acquired"} == {(2014, "2014-09-01")}


def test_an_undated_event_takes_the_date_told_elsewhere() -> None:
    text = "We acquired Kelda Ltd.\n\nOn September 1, 2014, we acquired Kelda Ltd. from Brandt AG."
    assert {(f.year, f.year_basis) for f in read(text).facts if f.relation == "acquired"} == {(2014, "event")}


def test_two_events_keep_their_dates() -> None:
    text = "On May 3, 2013, we acquired Kelda Ltd.\n\nOn September 1, 2014, we acquired Brandt AG."
    assert [(f.object.name if f.object else "", f.date) for f in read(text).facts if f.relation == "acquired"] == [
        ("Kelda Ltd.", "2013-05-03"),
        ("Brandt AG", "2014-09-01"),
    ]


@pytest.mark.parametrize("year", [2017, 2019, 2099])
def test_a_year_after_the_report_is_rejected(year: int) -> None:
    text = f"In {year} we acquired Kelda Ltd."
    assert [f for f in read(text).facts if f.relation == "acquired"] == []
    assert reasons(text, "acquired") == {"year"}


def test_the_year_after_the_fiscal_year_is_still_told_in_the_report() -> None:
    assert fact("In February 2016, we acquired Kelda Ltd.", "acquired").year == 2016


def test_an_impossible_day_leaves_its_month() -> None:
    assert fact("On February 30, 2014, we acquired Kelda Ltd.", "acquired").date == "2014-02"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In March, we acquired Kelda Ltd.", "2015-03"),
        ("On March 4, we acquired Kelda Ltd.", "2015-03-04"),
        ("2013 Acquisitions\n\nIn March, we acquired Kelda Ltd. for cash.", "2013-03"),
        ("2013\n----\nPurchase of Kelda Ltd. -\n\nDuring the third quarter, we acquired Kelda Ltd. for cash.", "2013"),
        ("On May 3, 2012 we sold a mill. In June, we acquired Kelda Ltd. for cash.", "2012-06"),
        ("2013 Acquisitions. In March, we acquired Kelda Ltd. for cash.", "2013-03"),
        ("2013 Acquisitions. It rained.\n\nOur mills ran well.\n\nIn March, we acquired Kelda Ltd. for cash.", "2013-03"),
        ("2014 Purchases. It rained.\n\n2013 Purchase. In March, we acquired Kelda Ltd. for cash.", "2013-03"),
        ("Purchases in 2013. During the year we acquired Kelda Ltd., a maker of ropes.", "2013"),
        ("In June 2012 it rained. We completed the sale of our mills in 2014. In March, we acquired Kelda Ltd.", "2014-03"),
    ],
)
def test_a_month_without_a_year_has_that_of_its_heading_or_of_what_was_told_before(text: str, date: str) -> None:
    assert fact(text, "acquired").date == date


def test_a_year_without_a_heading_that_names_it_is_the_one_reported() -> None:
    found = fact("Purchases. During the year we acquired Kelda Ltd., a maker of ropes.", "acquired")
    assert (found.year, found.year_basis) == (2015, "reporting")


def test_what_follows_a_deal_has_the_day_of_the_deal() -> None:
    text = "On May 3, 2012 Kelda Ltd. and Brandt AG combined. Following this merger, Kelda Ltd. changed its name to Orbis plc."
    assert fact(text, "renamedTo").date == "2012-05-03"


def test_a_date_right_before_the_clause_belongs_to_it() -> None:
    text = "Since the end of the current fiscal year, on August 3, 2015, we acquired Kelda Ltd."
    assert fact(text, "acquired").date == "2015-08-03"


def test_two_spellings_of_a_company_are_one_event() -> None:
    text = "On May 3, 2014 we acquired Kelda, Inc. We could borrow because we acquired Kelda, Inc, too."
    assert {one.year for one in read(text).facts if one.relation == "acquired"} == {2014}


@pytest.mark.parametrize(
    ("text", "year", "status"),
    [
        ("Until its sale in March 2012, Kelda Ltd. was our joint venture with Brandt AG.", 2012, "former"),
        ("Kelda Ltd., our joint venture with Brandt AG, was dissolved in 2010.", 2010, "former"),
        ("In 2010 we sold Kelda Ltd., our joint venture with Brandt AG.", 2010, "former"),
        ("The sale of Kelda Ltd. (a joint venture with Brandt AG) in 2010 brought a gain.", 2010, "former"),
        ("Kelda Ltd., our joint venture with Brandt AG, may be dissolved in 2016.", 2015, "current"),
        ("Kelda Ltd., our joint venture with Brandt AG, sold a mill in 2010.", 2015, "current"),
        ("Kelda Ltd. is our joint venture with Brandt AG and runs until 2030.", 2015, "current"),
    ],
)
def test_what_is_over_by_its_own_sentence_is_former_and_has_the_year_of_its_end(text: str, year: int, status: str) -> None:
    found = fact(text, "jointVentureOf")
    assert (found.year, found.status) == (year, status)
