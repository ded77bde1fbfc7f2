"""Exhibits 21 and 8 in every way they are drawn, and tables of people and stakes: what a reader of them would write down."""

from __future__ import annotations

import pytest
from machines import read

from kg.model import Fact
from kg.sources import Input, Metadata
from kg.sources import read as read_file

COLUMNS = """EX-21
9
LIST OF SUBSIDIARIES

                     SUBSIDIARIES OF NORTHWIND PLC
                         AS OF MARCH 31, 2015

                                                  Organized      Percentage
                                                  under the      of voting
                                                  laws of        power
                                                  ---------      ----------
Northwind plc.................................    England
  Subsidiaries consolidated, except as noted:

    Kelda Wire, Inc...........................    Delaware           100
      Kelda Wire (Services) Pte. Ltd..........    Singapore           55.5(A)
      Sociedad Murre de Cables y Alambres
        del Norte, S.A. de C.V................    Mexico             100
    Osprey Foreign Sales Co. Ltd. (Concentrate    People's Republic
     Division)                                    of China            --

                                     -1-

                SUBSIDIARIES OF NORTHWIND PLC (continued)

    Petrel Holdings (Overseas) Limited........    Delaware and       100
                                                    Ontario
    Tern A/S..................................    Denmark             49.9

Other subsidiaries that are not significant:
    Eleven domestic wholly-owned subsidiaries consolidated

(A) The rest is held by employees of the company and by others that
     are its friends.
"""
LINES = """EXHIBIT 21
SUBSIDIARIES OF NORTHWIND PLC
The following is a list of all subsidiaries as of March 1, 2015. The names of divisions are indented.

A & B Wires, Inc. (Texas)
Kelda GmbH (Germany)
     Kelda of Manatee County
Murre (Central) (Malta)
iMurre S.r.l. (Italy)
"""
PROSE = """EXHIBIT 21.1
Subsidiaries of the Registrant
Kelda Wire, Inc., a Delaware corporation
Murre Cables LLC, a New York limited liability company
Osprey Ltd., incorporated in Hong Kong
"""
BARE = "EX-8.1\nList of Subsidiaries\n\nKelda Wire Ltd.\nMurre Cables GmbH\nOsprey S.A.\n"
HTML = """<html><body><p>Exhibit 8.1</p><p>Subsidiaries of Northwind plc</p><table>
<tr><td>Name</td><td></td><td>Country of incorporation</td><td>Ownership</td></tr>
<tr><td>Kelda Wire Ltd.<sup>(1)</sup></td><td></td><td>Ireland</td><td>75</td><td>%</td></tr>
<tr><td style="padding-left:10pt">Murre Cables Ltd.</td><td></td><td>Malta</td><td>60</td><td>%</td></tr>
<tr><td>Osprey GmbH</td><td></td><td>Austria</td><td>100</td><td>%</td></tr></table></body></html>"""
SELF = "Northwind plc"


def facts_of(text: str) -> tuple[Fact, ...]:
    """The facts in a report of Northwind plc for the fiscal year 2015."""
    if text.startswith("<html"):
        filing, _ = read_file(Input("a", "a.htm", text.encode()), Metadata(SELF, fiscal_year=2015))
        assert filing is not None
        text = filing.text
    return read(text, SELF).facts


def subsidiaries(text: str) -> set[tuple[str, str, object]]:
    return {(f.subject.name, f.object.name, f.attribute("jurisdiction")) for f in facts_of(text) if f.relation == "subsidiaryOf"}


def shares(text: str) -> set[tuple[str, str, object]]:
    return {(f.subject.name, f.object.name, f.attribute("percent")) for f in facts_of(text) if f.relation == "ownsShareIn"}


def test_columns_with_nested_owners_and_wrapped_names() -> None:
    kelda, murre = "Kelda Wire, Inc.", "Sociedad Murre de Cables y Alambres del Norte, S.A. de C.V."
    osprey = "Osprey Foreign Sales Co. Ltd. (Concentrate Division)"
    assert subsidiaries(COLUMNS) == {
        (kelda, SELF, "Delaware"),
        ("Kelda Wire (Services) Pte. Ltd.", SELF, "Singapore"),
        ("Kelda Wire (Services) Pte. Ltd.", kelda, "Singapore"),
        (murre, SELF, "Mexico"),
        (murre, kelda, "Mexico"),
        (osprey, SELF, "People's Republic of China"),
        ("Petrel Holdings (Overseas) Limited", SELF, "Delaware and Ontario"),
        ("Tern A/S", SELF, "Denmark"),
    }
    assert shares(COLUMNS) == {
        (SELF, kelda, 100),
        (kelda, "Kelda Wire (Services) Pte. Ltd.", 55.5),
        (kelda, murre, 100),
        (SELF, "Petrel Holdings (Overseas) Limited", 100),
        (SELF, "Tern A/S", 49.9),
    }
    assert {(fact.date, fact.year_basis) for fact in facts_of(COLUMNS)} == {("2015-03-31", "as_of")}


def test_an_owner_in_a_line_above_is_a_reference_as_the_quote_does_not_hold_it() -> None:
    for fact in facts_of(COLUMNS):
        held = all(fact.evidence.start <= end.start for end in (fact.subject, fact.object) if end is not None)
        assert held or "reference" in fact.steps
    assert any("reference" in fact.steps for fact in facts_of(COLUMNS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINES, {("A & B Wires, Inc.", "Texas"), ("Kelda GmbH", "Germany"), ("Murre (Central)", "Malta"), ("iMurre S.r.l.", "Italy")}),
        (PROSE, {("Kelda Wire, Inc.", "Delaware"), ("Murre Cables LLC", "New York"), ("Osprey Ltd.", "Hong Kong")}),
        (BARE, {("Kelda Wire Ltd.", None), ("Murre Cables GmbH", None), ("Osprey S.A.", None)}),
    ],
    ids=["brackets", "prose", "names alone"],
)  # fmt: skip
def test_lists_without_columns(text: str, expected: set[tuple[str, object]]) -> None:
    assert {(child, place) for child, _, place in subsidiaries(text)} == expected


NOTED = """EXHIBIT 21

SUBSIDIARIES OF THE REGISTRANT

Kelda Wire, Inc. (a Rhode Island corporation)
Murre Hollis, Inc. (a New Hampshire corporation)(1)
Osprey Wash, Inc. (a Washington corporation, formerly Tarn Corporation)
"""
BY_STATE = """Exhibit 21

SUBSIDIARIES OF NORTHWIND PLC

ALABAMA
-------
    1.  Kelda Care, Inc. - Doing Business As:
    2.  Murre Care, Inc.

DELAWARE
--------
    1.  Osprey Corporation
"""
NUMBERED = """EXHIBIT 21.1
SUBSIDIARIES OF THE COMPANY

1. Kelda Wire, Inc., a Delaware corporation
2. Murre, LLC, a Texas limited liability company
   a. Osprey, LLC, a Texas limited liability company
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            NOTED,
            {
                ("Kelda Wire, Inc.", SELF, "Rhode Island"),
                ("Murre Hollis, Inc.", SELF, "New Hampshire"),
                ("Osprey Wash, Inc.", SELF, "Washington"),
            },
        ),
        (
            BY_STATE,
            {("Kelda Care, Inc.", SELF, "Alabama"), ("Murre Care, Inc.", SELF, "Alabama"), ("Osprey Corporation", SELF, "Delaware")},
        ),
        (
            NUMBERED,
            {
                ("Kelda Wire, Inc.", SELF, "Delaware"),
                ("Murre, LLC", SELF, "Texas"),
                ("Osprey, LLC", SELF, "Texas"),
                ("Osprey, LLC", "Murre, LLC", "Texas"),
            },
        ),
    ],
    ids=["notes and former names", "places above", "numbers and letters"],
)
def test_lists_with_numbers_notes_and_headings(text: str, expected: set[tuple[str, object]]) -> None:
    assert subsidiaries(text) == expected


def test_rows_of_html_keep_who_is_set_in_below_whom() -> None:
    assert subsidiaries(HTML) == {
        ("Kelda Wire Ltd.", SELF, "Ireland"),
        ("Murre Cables Ltd.", SELF, "Malta"),
        ("Murre Cables Ltd.", "Kelda Wire Ltd.", "Malta"),
        ("Osprey GmbH", SELF, "Austria"),
    }
    assert shares(HTML) == {(SELF, "Kelda Wire Ltd.", 75), ("Kelda Wire Ltd.", "Murre Cables Ltd.", 60), (SELF, "Osprey GmbH", 100)}


def test_a_table_in_the_report_that_is_headed_so() -> None:
    text = """ITEM 4. INFORMATION ON THE COMPANY

     The significant subsidiaries of the Group at March 31, 2015 and the Group
percentage of equity capital are set out below.

Subsidiary                            Country of
undertakings                  %       incorporation        Principal activities
------------                          -------------        --------------------
Europe
Kelda Wire                    100     England              Wires
Murre Cables                   75     Norway               Cables
"""
    assert subsidiaries(text) == {("Kelda Wire", SELF, "England"), ("Murre Cables", SELF, "Norway")}
    assert shares(text) == {(SELF, "Kelda Wire", 100), (SELF, "Murre Cables", 75)}


def test_a_list_of_exhibits_is_no_list_of_subsidiaries() -> None:
    assert (
        subsidiaries("Exhibit No.   Description\n21            Subsidiaries of the Registrant\n23            Consent of Kelda LLP\n")
        == set()
    )


def test_officers_and_directors() -> None:
    text = """The following table sets forth our executive officers as of March 15, 2015:

Name	Age	Title
Jane A. Roe (1)	60	Chairman of the Board
Mr. John Doe, Jr.	51	Chief Financial Officer and
Ann van Buren	47	Chairman of Kelda Wire, Inc.
Dell Kestrel	44	Former Director
All officers as a group	9	Officers
"""
    found = {(f.subject.name, f.object.name, f.attribute("role"), f.date) for f in facts_of(text) if f.rule == "officers-list"}
    assert found == {
        ("Jane A. Roe", SELF, "Chairman of the Board", "2015-03-15"),
        ("John Doe, Jr.", SELF, "Chief Financial Officer", "2015-03-15"),
        ("Ann van Buren", "Kelda Wire, Inc.", "Chairman", "2015-03-15"),
        ("Ann van Buren", SELF, "executive officer", "2015-03-15"),
    }


def test_holders_of_shares_with_figures_that_have_no_sign() -> None:
    text = """Major shareholders. As of June 30, 2015 these persons held more than 5% of our shares:

                                                Number           Percentage
Name and address                                of shares        of class
----------------                                ---------        ----------
Kelda Wire Ltd. ..........................      1,000,000          12.5
Mr. John Doe, Director....................        700,000           8.75
All directors and officers as a group.....        900,000          11
"""
    found = {(f.subject.name, f.subject.kind, f.attribute("percent"), f.date) for f in facts_of(text) if f.relation == "ownsShareIn"}
    assert found == {("Kelda Wire Ltd.", "company", 12.5, "2015-06-30"), ("John Doe", "person", 8.75, "2015-06-30")}


def test_figures_of_accounts_are_no_stakes() -> None:
    text = """Return to shareholders. Selected financial data:

	Fiscal 2015	Fiscal 2014	% Change (In millions, except per share data)
Net income	1,392.0	1,211.6	15%
Diluted earnings per share	5.28	4.48	18%
"""
    assert shares(text) == set()


@pytest.mark.parametrize(
    ("above", "head", "row"),
    [
        (
            "Our debt to associated lenders and its rates were:",
            "Lender\tAmount\t% held\tEffective interest",
            "Series Alder\t500\t0.875%\t1.000%",
        ),
        (
            "Our affiliates owed us as follows, with our effective interest:",
            "Due date\tAmount\tEffective interest",
            "Series Alder\t500\t1.5%",
        ),
        ("Our affiliates and our ownership:", "When\tAmount\tOwnership", "May 1, 2023\t500\t1.5%"),
    ],
)
def test_what_is_owed_at_a_rate_is_no_stake(above: str, head: str, row: str) -> None:
    assert shares(f"{above}\n\n{head}\n{row}\n{row.replace('500', '700')}\n") == set()


def test_joint_ventures_with_their_shares() -> None:
    text = """Joint ventures. Our ownership in joint ventures as of March 31, 2015 was:

Joint venture	Partner	Our share
Kelda Wire GmbH	Murre Ltd.	50%
Osprey LLC	Tern AG	40%
"""
    ventures = {(f.subject.name, f.object.name) for f in facts_of(text) if f.rule == "stakes-table" and f.relation == "jointVentureOf"}
    assert ventures == {("Kelda Wire GmbH", SELF), ("Osprey LLC", SELF)}
    assert shares(text) == {(SELF, "Kelda Wire GmbH", 50), (SELF, "Osprey LLC", 40)}


def test_a_law_that_excuses_from_naming_others_is_no_subsidiary() -> None:
    text = f"Pursuant to Item 601 of Regulation S-K, the names of other subsidiaries of {SELF} are omitted."
    assert [f.subject.name for f in facts_of(text) if f.relation == "subsidiaryOf"] == []
