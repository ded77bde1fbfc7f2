"""Lists of directors and officers in every form that filings give them, and what looks like one and is none."""

from __future__ import annotations

import pytest
from machines import read

from kg.mentions.people import person_at

ASCII = """ITEM 10.  DIRECTORS AND EXECUTIVE OFFICERS

     The directors and executive officers of the Company, as of
March 1, 2016, are as follows:

Name                    Age     Position                            Since
- ----                  ---     --------                            -----

Anna B. Stern           54      Chairman of the Board and           1998
                                Chief Executive Officer

Per G. H. Holt          61      Director                            2001

                                Vice Chairman                       May 2009

Edsel Moor, Jr.(1)      47      Senior Vice President,              2010
                                Wire Products
"""
LEADERS = """Executive Officers of the Registrant

     The executive officers and their ages at March 25, 2016 are shown below:

Name                         Position                     Held Since     Age

Alex Torrance.............     Chairman of the Board             November 2013   60
  (1)(2)                         of Directors, President
                                 and Chief Executive
                                 Officer
I. Martin Ingle...........     Group Vice President              January 2013    59
"""
TABBED = """Information About Our Executive Officers

The following sets forth certain information regarding our executive officers as of February 16, 2016:

Name\tAge\tPosition
Jen-Lin Hwang\t60\tPresident and Chief Executive Officer
Colette M. Krause\t56\tExecutive Vice President and Chief Financial Officer
Hans van Alsten\t41\tSenior Vice President, Operations & Technology
"""
HISTORY = """EXECUTIVE OFFICERS OF THE REGISTRANT (AS OF MARCH 1, 2016)

RAYMOND V. GILBERT -- Age 54

    November, 2014 -- Chairman of the Board, President and Chief Executive
     Officer

    June, 2012 -- President

R. GORDON DOWD JR. -- Age 61

    January, 2014 -- President, Acme Cables -- responsible for all functional
     areas

PER G. H. LOFT -- Age 48

    December, 2015 -- President, Tarn Bottling, Inc., a wholly-owned
     subsidiary of the Company
"""
DASHES = """Executive Officers of the Registrant

The executive officers of Acme as of July 25, 2016 are as follows:

Philip H. Knowles, Chairman of the Board — Mr. Knowles, 68, a director since 1968, is a co-founder of Acme.

Lewis L. Byrd III, President, Subsidiaries — Mr. Byrd, 42, joined Acme as President, Subsidiaries in July 2016.
"""
COMMAS = """Our senior management

Our executive officers are listed below.

Dr. Inge Solholm, Chief Financial Officer 41,667 -
Sir Ian Praed, age 58, Company Secretary since 2004
Tan Sri Lim Kok (61), Chief Operating Officer
"""
BELOW = """Executive officers

Mark G. Parr
Chief Executive Officer and President

Mary Kate Buck
Vice President and General Counsel
"""
SIGNED = """SIGNATURES

Pursuant to the requirements of Section 13 of the Securities Exchange Act of 1934, the registrant has duly caused this report to be signed
on its behalf by the undersigned, thereunto duly authorized.

ACME HOLDINGS LTD.

By: /s/ Colette M. Krause
Colette M. Krause
Executive Vice President and Chief Financial Officer

Signature\tTitle\tDate

/s/ JEN-LIN HWANG\tPresident and Director (Principal Executive Officer)\tFebruary 21, 2016
Jen-Lin Hwang

/s/ DONNA ROBERTS\tDirector\tFebruary 20, 2016
Donna Roberts

/s/ BRANDT & POOLE LLP
Brandt & Poole LLP
"""
SIGNED_ASCII = """                                   SIGNATURES

     Pursuant to the requirements of the Securities Exchange Act of 1934, this
Report has been signed below by the following persons on March 28, 2016.

         Signature                                         Title
         ---------                                         -----

     William Clay Forde, Jr.*                   Director, Chairman of the
-------------------------------                 Board and Chief Executive Officer
    (William Clay Forde, Jr.)                   and Chairman of the
                                                Policy Committee

        John R. H. Bonn*                        Director
-------------------------------
       (John R. H. Bonn)

                                          Director and
                                     Chairman of the Board
       Alex Torrance*                (principal executive officer)
      (Alex Torrance)

*By:   /s/ Peter Sherry, Jr.
     (Peter Sherry, Jr.)
       Attorney-in-Fact
"""
SIGNED_20F = """SIGNATURE

The registrant hereby certifies that it meets all of the requirements for filing on Form 20-F and that it has duly caused and
authorized the undersigned to sign this annual report on its behalf.

Acme Holdings Ltd.

By: /s/ José Antonio López
Name: José Antonio López
Title: Chief Financial Officer

Date: April 30, 2016
"""
INITIALS = """DIRECTORS AND SENIOR MANAGEMENT

     The following lists the directors on the board and the company secretary.

P D Sterne....................   Non-executive chairman (a)                Chairman since May 1997
Sir Ian Praed.................   Non-executive deputy chairman (a)(b)(c)   February 1999
E B Dawes, Jr.................   Non-executive director (a)(b)             December 1998

The biographies of the directors are set out below.

     P D Sterne, SC -- Peter Sterne (55) joined the board in 1995, having previously been a non-executive director from 1990 to 1993.
"""
SIDE_BY_SIDE = """                                 SIGNATURES

     Pursuant to the requirements of the Securities Exchange Act of 1934, this report has been signed below by the
following persons in the capacities and on the dates indicated.

  /s/ Anna B. Stern                        /s/ Per G. H. Holt
- ---------------------                    -----------------------
    Anna B. Stern                              Per G. H. Holt
 Chairman of the Board and                 Senior Vice President and
  Chief Executive Officer                    Chief Financial Officer
    March 10, 2016                            March 11, 2016

  /s/ Inge Solholm                         /s/ Edsel Moor, Jr.
  (Inge Solholm)                           (Edsel Moor, Jr.)
   Director                                 Director
"""
SIDE_BY_SIDE_TABBED = """SIGNATURES

Pursuant to the requirements of the Securities Exchange Act of 1934, this report has been signed below on behalf of the Registrant.

    By:\t/s/ COLETTE M. KRAUSE Colette M. Krause Executive Vice President and Chief Financial Officer March 9, 2016

/s/ ANNA B. STERN Anna B. Stern Chairman and Director March 10, 2016\t/s/ PER G. HOLT Per G. Holt Director March 11, 2016
/s/ INGE SOLHOLM\t/s/ EDSEL MOOR
Inge Solholm\tEdsel Moor
Director\tPresident, Chief Operating Officer and Director
March 10, 2016\tMarch 12, 2016
"""
NAMED_TWICE = """SIGNATURES

Pursuant to the requirements of the Securities Exchange Act of 1934, this report has been signed below on July 30, 2016.

Signature\tTitle
/S/ WILLIAM H. GRANT III William H. Grant III\tChairman
/S/ JOHN W. TOMKIN John Tomkin\tDirector
/S/ LIM ABDUL AZIZ\tDirector
/S/ INGE SOLHOLM\tDate July 29, 2016 Chief Financial Officer
"""


_LOFT = "President, Tarn Bottling, Inc., a wholly-owned subsidiary of the Company"
_FORDE = "Director, Chairman of the Board and Chief Executive Officer and Chairman of the Policy Committee"


def officers(text: str) -> set[tuple[str, str, str, str]]:
    """Who, of what ("" is the filer), with which office, as of when."""
    return {
        (f.subject.name, "" if f.object.kind == "self" else f.object.name, str(f.attribute("role") or ""), f.date or str(f.year))
        for f in read(text, aliases=("Acme",)).facts
        if f.rule == "officers-list" and f.object is not None
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ASCII,
            {
                ("Anna B. Stern", "", "Chairman of the Board and Chief Executive Officer", "2016-03-01"),
                ("Per G. H. Holt", "", "Director Vice Chairman", "2016-03-01"),
                ("Edsel Moor, Jr.", "", "Senior Vice President, Wire Products", "2016-03-01"),
            },
        ),
        (
            LEADERS,
            {
                ("Alex Torrance", "", "Chairman of the Board of Directors, President and Chief Executive Officer", "2016-03-25"),
                ("I. Martin Ingle", "", "Group Vice President", "2016-03-25"),
            },
        ),
        (
            TABBED,
            {
                ("Jen-Lin Hwang", "", "President and Chief Executive Officer", "2016-02-16"),
                ("Colette M. Krause", "", "Executive Vice President and Chief Financial Officer", "2016-02-16"),
                ("Hans van Alsten", "", "Senior Vice President, Operations & Technology", "2016-02-16"),
            },
        ),
        (
            HISTORY,
            {
                ("RAYMOND V. GILBERT", "", "Chairman of the Board, President and Chief Executive Officer", "2016-03-01"),
                ("R. GORDON DOWD JR.", "", "President, Acme Cables", "2016-03-01"),
                ("PER G. H. LOFT", "", _LOFT, "2016-03-01"),
                ("PER G. H. LOFT", "Tarn Bottling, Inc.", "President", "2016-03-01"),
            },
        ),
        (
            DASHES,
            {
                ("Philip H. Knowles", "", "Chairman of the Board", "2016-07-25"),
                ("Lewis L. Byrd III", "", "President, Subsidiaries", "2016-07-25"),
            },
        ),
        (
            COMMAS,
            {
                ("Inge Solholm", "", "Chief Financial Officer", "2015"),
                ("Ian Praed", "", "Company Secretary", "2015"),
                ("Lim Kok", "", "Chief Operating Officer", "2015"),
            },
        ),
        (
            BELOW,
            {
                ("Mark G. Parr", "", "Chief Executive Officer and President", "2015"),
                ("Mary Kate Buck", "", "Vice President and General Counsel", "2015"),
            },
        ),
        (
            SIGNED,
            {
                ("Colette M. Krause", "", "Executive Vice President and Chief Financial Officer", "2016-02-21"),
                ("JEN-LIN HWANG", "", "President and Director (Principal Executive Officer)", "2016-02-21"),
                ("DONNA ROBERTS", "", "Director", "2016-02-20"),
            },
        ),
        (
            SIGNED_ASCII,
            {
                ("William Clay Forde, Jr.", "", _FORDE, "2016-03-28"),
                ("John R. H. Bonn", "", "Director", "2016-03-28"),
                ("Alex Torrance", "", "Director and Chairman of the Board (principal executive officer)", "2016-03-28"),
            },
        ),
        (
            SIDE_BY_SIDE,
            {
                ("Anna B. Stern", "", "Chairman of the Board and Chief Executive Officer", "2016-03-10"),
                ("Per G. H. Holt", "", "Senior Vice President and Chief Financial Officer", "2016-03-11"),
                ("Inge Solholm", "", "Director", "2016-03-10"),
                ("Edsel Moor, Jr.", "", "Director", "2016-03-10"),
            },
        ),
        (
            SIDE_BY_SIDE_TABBED,
            {
                ("Colette M. Krause", "", "Executive Vice President and Chief Financial Officer", "2016-03-09"),
                ("Anna B. Stern", "", "Chairman and Director", "2016-03-10"),
                ("Per G. Holt", "", "Director", "2016-03-11"),
                ("INGE SOLHOLM", "", "Director", "2016-03-10"),
                ("EDSEL MOOR", "", "President, Chief Operating Officer and Director", "2016-03-12"),
            },
        ),
        (
            NAMED_TWICE,
            {
                ("William H. Grant III", "", "Chairman", "2016-07-30"),
                ("John Tomkin", "", "Director", "2016-07-30"),
                ("LIM ABDUL AZIZ", "", "Director", "2016-07-30"),
                ("INGE SOLHOLM", "", "Chief Financial Officer", "2016-07-29"),
            },
        ),
        (SIGNED_20F, {("José Antonio López", "", "Chief Financial Officer", "2016-04-30")}),
        (
            INITIALS,
            {
                ("P D Sterne", "", "Non-executive chairman", "2015"),
                ("Ian Praed", "", "Non-executive deputy chairman", "2015"),
                ("E B Dawes, Jr", "", "Non-executive director", "2015"),
            },
        ),
    ],
)  # fmt: skip
def test_a_list_gives_each_person_with_the_office_and_the_date(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert officers(text) == expected


@pytest.mark.parametrize(
    "heading", ["RECENT ACCOUNTING GUIDANCE", "Cost of Revenue", "C. Material Contracts", "U.S. Holders", "Kelda Wire (USA)"]
)
def test_headings_and_companies_in_a_list_are_nobody(heading: str) -> None:
    words = "Their accounting guidance and cost of revenue, material contracts and holders are told here."
    text = (
        f"{words}\n\nITEM 6. Directors and executive officers\n\nOur executive officers are:\n\nAnna B. Stern\nPer Holt\n{heading}\n\nMore."
    )
    assert heading not in {f.subject.name for f in read(text).facts if f.relation == "officerOf"}


def test_a_lord_is_known_by_his_name_without_his_place() -> None:
    listed = "ITEM 6. Directors\n\nOur directors are:\n\nThe Lord Holt of Tarn    Chairman\nPer Stern    Director"
    text = f"{listed}\n\nLord Holt retired on May 3, 2015."
    assert {f.subject.name for f in read(text).facts if "Holt" in f.subject.name} <= {"Holt of Tarn", "Holt"}
    assert ("Holt", "Holt of Tarn") in {(alias.form, alias.name) for alias in read(text).aliases}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna B. Stern Sr. Vice President", "Anna B. Stern"),
        ("Anna B. Stern Sr.\nDirector of it", "Anna B. Stern"),
        ("Per Holt Jr. of us", "Per Holt Jr"),
    ],
)
def test_a_senior_officer_is_no_senior(text: str, name: str) -> None:
    named = person_at(text, 0, len(text))
    assert named is not None
    assert named.name.rstrip(".") == name


def test_an_office_elsewhere_is_told_without_what_stands_before_it() -> None:
    text = """Directors

                              Robert A. Brook, 68, Chairman and Chief Executive Officer, Kelda Corporation
                              (aerospace). Director since 1982. Mr. Brook is also a director of Murre Inc.
"""
    found = {(fact.object.name, fact.attribute("role")) for fact in read(text).facts if fact.rule == "officers-list" and fact.object}
    assert {("Kelda Corporation", "Chairman and Chief Executive Officer"), ("Murre Inc.", "director")} <= found
