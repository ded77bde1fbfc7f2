"""Dates: every form, as exact as the text, with the part that they play in it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.dates import Date, dates


def found(text: str) -> list[Date]:
    return list(dates(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on December 14, 2006", "2006-12-14"), ("on December 14 2006", "2006-12-14"), ("on 14 December 2006", "2006-12-14"),
        ("on the 3rd of March 2014", "2014-03-03"), ("on March 3rd, 2014", "2014-03-03"), ("on 1 March, 2014", "2014-03-01"),
        ("on Dec. 5, 2014", "2014-12-05"), ("on Sept 5, 2014", "2014-09-05"), ("on 2010-09-01", "2010-09-01"), ("on February 29, 2000",
        "2000-02-29"), ("in April 2012", "2012-04"), ("in April of 2012", "2012-04"), ("in April, 2012", "2012-04"), ("in 1997", "1997"),
        ("in early 1999", "1999"), ("in fiscal 2004", "2004"), ("in fiscal year 2004", "2004"), ("in the 2004 fiscal year", "2004"),
        ("in the second quarter of 1997", "1997"), ("the 1997 acquisition", "1997"), ("(1999)", "1999"), ("on September\n1, 2010",
        "2010-09-01"),
    ],
)  # fmt: skip
def test_forms(text: str, iso: str) -> None:
    assert [date.iso for date in found(text)] == [iso]
    assert found(text)[0].year == int(iso[:4])


@pytest.mark.parametrize(
    "text", ["February 30, 2001", "31 June 2001", "February 29, 2001", "2010-02-31", "April 0, 2012", "January 32, 2012"]
)
def test_impossible_dates_are_none(text: str) -> None:
    assert [date.iso for date in found(f"on {text}, it rained") if len(date.iso) == 10] == []


@pytest.mark.parametrize(
    "text", ["1,997 shares", "$1997", "1997 shares", "in 2100", "in 1799", "in the 1990s", "19972", "No. 1997-4", "2001%", "may 5"]
)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("in April 2012", "2012-04-01", "2012-04-30"),
        ("in February 2012", "2012-02-01", "2012-02-29"),
        ("in December 2012", "2012-12-01", "2012-12-31"),
        ("in 1997", "1997-01-01", "1997-12-31"),
        ("in the second quarter of 1997", "1997-04-01", "1997-06-30"),
        ("in the fourth quarter of 1997", "1997-10-01", "1997-12-31"),
        ("in the fiscal year ended March 31, 2011", "2010-04-01", "2011-03-31"),
        ("in the year ended February 29, 2012", "2011-03-01", "2012-02-29"),
        ("in the year ended December 31, 1999", "1999-01-01", "1999-12-31"),
        ("in fiscal 2004", "2003-01-01", "2004-12-31"),
        ("on May 3, 2001", "2001-05-03", "2001-05-03"),
    ],
)
def test_bounds(text: str, earliest: str, latest: str) -> None:
    date = found(text)[0]
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("as of March 31, 2012", "as_of"), ("as at 30 June 2003", "as_of"), ("at December 31, 1999", "as_of"), ("At year-end 2003",
        "as_of"), ("at the end of 2003", "as_of"), ("on May 3, 2001", "on"), ("in May 2001", "on"), ("Effective September 1, 2010", "on"),
        ("during 2001", "on"), ("on or about May 3, 2001", "on"), ("since 1965", "since"), ("from 1990", "since"), ("until June 2010",
        "until"), ("prior to 2003", "until"), ("before May 1, 2003", "until"), ("for the fiscal year ended March 31, 2011", "period"),
        ("years ended March 31, 2010", "period"), ("May 3, 2001", "plain"), ("the 1997 acquisition", "plain"),
        ("our 1997 acquisition", "plain"),
    ],
)  # fmt: skip
def test_roles(text: str, role: str) -> None:
    assert [date.role for date in found(text)] == [role]


def test_a_period_has_a_year_but_no_day() -> None:
    assert [(date.iso, date.year) for date in found("for the fiscal year ended March 31, 2011")] == [("", 2011)]


@pytest.mark.parametrize("text", ["March 31, 2015, 2016 and 2017", "March 31, 2015, 2016, and 2017"])
def test_series_of_years_share_their_day(text: str) -> None:
    (date,) = found(f"as of {text}, respectively")
    assert (date.iso, date.more, text) == ("2015-03-31", (2016, 2017), f"{text}")
    assert [date.with_year(year).iso for year in date.more] == ["2016-03-31", "2017-03-31"]


def test_a_leap_day_in_another_year() -> None:
    (date,) = found("as of February 29, 2012 and 2013")
    other = date.with_year(2013)
    assert (other.earliest, other.year) == (dt.date(2013, 2, 28), 2013)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(["%B {d}, %Y", "{d} %B %Y", "%Y-%m-%d", "%b. {d}, %Y"]))
def test_every_day_is_read_back(day: dt.date, form: str) -> None:
    text = day.strftime(form).replace("{d}", str(day.day)).replace("May.", "May")
    (date,) = found(f"It was on {text}.")
    assert (date.iso, date.earliest, date.latest, date.role) == (day.isoformat(), day, day, "on")
