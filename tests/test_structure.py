"""Structure told in more than a sentence or beside it: deals that a later sentence completes, tables of purchases, lists led by a line."""

from __future__ import annotations

import pytest
from machines import lines, read

PURCHASES = """Note 13: Acquisitions

The following table shows our business combinations:

(In millions)\tConsideration\tGoodwill

2014

Kelda Wire Ltd.\t$517\t$336

Brandt AG\t$156\t$93

Other\t$12\t$3

2013

Orbis S.A.\t$81\t$20
"""
DOLLARS = {"Kelda Wire Ltd.": (517_000_000, "USD"), "Brandt AG": (156_000_000, "USD"), "Orbis S.A.": (81_000_000, "USD")}
POUNDS = (
    PURCHASES.replace("$", "£").replace("£517", "£5.5 billion").replace("Consideration", "Purchase price").replace("millions", "thousands")
)
SUBSIDIARIES = """The principal subsidiary undertakings, all of which are wholly-owned, are:

                                                            COUNTRY OF INCORPORATION
                                                    NOTES        AND OPERATION
                                                    -----   ------------------------
Kelda Wire Limited................................     1              U.K.
Acme Pty Limited..................................     2           Australia
Acme s.r.l........................................     2             Italy
"""


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "In March 2013 we entered into an agreement to acquire Kelda Wire Ltd. The acquisition was completed on April 30, 2013.",
            ["SELF acquired Kelda Wire Ltd. 2013-04-30"],
        ),
        (
            "In May 2011 we announced the sale of our Kelda Direct online business to Brandt Ltd. The sale closed on July 1, 2011.",
            ["SELF divested Kelda Direct 2011-07-01", "Brandt Ltd. acquired Kelda Direct 2011-07-01"],
        ),
        ("In May 2013 we agreed to acquire Brandt Ltd. The acquisition is expected to be completed on May 3, 2016.", []),
        ("In May 2013 we agreed to buy licences from Brandt Ltd. The purchase was completed on June 3, 2013.", []),
    ],
)
def test_an_agreed_deal_is_a_fact_once_a_sentence_tells_its_completion(text: str, facts: list[str]) -> None:
    assert [line for line in lines(text) if "acquired" in line or "divested" in line] == facts


def test_a_rename_to_the_present_name_goes_with_the_name_at_the_founding() -> None:
    text = (
        "Acme Holdings Ltd. was incorporated on August 3, 2005 under the name Silver Fox Mining Corp. "
        "On May 2, 2009 the Company changed its name to Acme Holdings Ltd."
    )
    assert lines(text, "renamedTo") == ["Silver Fox Mining Corp. renamedTo SELF 2009-05-02"]


def test_a_table_of_purchases_has_the_years_of_its_lines() -> None:
    assert lines(PURCHASES, "acquired") == [
        "SELF acquired Kelda Wire Ltd. 2014",
        "SELF acquired Brandt AG 2014",
        "SELF acquired Orbis S.A. 2013",
    ]
    assert lines(PURCHASES.replace("business combinations", "sales").replace("Acquisitions", "Sales"), "acquired") == []


def test_a_table_of_purchases_has_their_prices_in_whole_units() -> None:
    paid = {(f.object.name, f.attribute("amount"), f.attribute("currency")) for f in read(PURCHASES).facts if f.object}
    assert ("Kelda Wire Ltd.", 517_000_000, "USD") in paid


@pytest.mark.parametrize(("share", "percent"), [("one-third", 33.33), ("two-thirds", 66.67), ("one half", 50), ("three-quarter", 75)])
def test_fractions_are_percentages(share: str, percent: float) -> None:
    assert lines(f"The Company has a {share} interest in Kelda Ltd., a maker of wire.") == [f"SELF ownsShareIn Kelda Ltd. 2015 {percent}%"]
    assert lines(f"The Company spent {share} of its profit on Kelda Ltd. wire.", "ownsShareIn") == []


def test_a_stake_in_a_company_is_none_in_a_place() -> None:
    assert lines("In 2014 we held a 25.5% interest in Ruhrwark, Germany's largest maker of wire.", "ownsShareIn") == [
        "SELF ownsShareIn Ruhrwark 2014 25.5%"
    ]


def test_a_line_can_lead_a_list_of_subsidiaries_and_notes_are_no_percentages() -> None:
    assert lines(SUBSIDIARIES) == [f"{name} subsidiaryOf SELF 2015" for name in ("Kelda Wire Limited", "Acme Pty Limited", "Acme s.r.l.")]


def test_stakes_one_after_another_keep_their_shares() -> None:
    text = "In 2014 we sold our 55% interest in Kelda Ltd., a maker of wire, and our 30% interest in Brandt Ltd. of Canada to Orbis S.A."
    sold = {(f.object.name, f.attribute("percent")) for f in read(text).facts if f.relation == "divested" and f.object}
    assert sold == {("Kelda Ltd.", 55), ("Brandt Ltd.", 30)}


def test_the_date_of_a_founding_in_between_is_not_that_of_the_deal() -> None:
    text = "Kelda Bank, a savings bank organized in Delaware in 1959, was acquired by the Company in December 1985."
    assert lines(text, "acquired") == ["SELF acquired Kelda Bank 1985-12"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("We acquired full ownership of Orbis' Carlin (Ohio) and Cherry Hill (Utah) fuels refineries.", "acquired"),
        ("He had been President of our Orbis Division since its acquisition by the Company in 2011.", "acquired"),
        ("Name\tShares held\t%\n\nTaro Yamada, Director\tNil\t150,000 (2)\n", "ownsShareIn"),
    ],
)
def test_no_company_no_stake(text: str, relation: str) -> None:
    assert lines(f"Major Shareholders\n\nHolders of more than 5% of our shares:\n\n{text}", relation) == []


def test_a_name_goes_on_in_the_next_line_of_a_table() -> None:
    text = (
        "Our subsidiaries at December 31, 2015:\n\nCompany                   Our share %\n\nBrandt AG                 80\n"
        "Kelda Energy Company\n  of Trinidad             90\nOrbis S.A.                70\n"
    )
    assert "SELF ownsShareIn Kelda Energy Company of Trinidad 2015-12-31 90%" in lines(text)


def test_a_term_that_has_a_legal_form_of_its_own_is_not_the_filer() -> None:
    text = 'We lease it from Acme Holdings Incorporated, a subsidiary of Acme Holdings ("Acme Holdings Incorporated").'
    assert lines(text, "subsidiaryOf") == ["Acme Holdings Incorporated subsidiaryOf SELF 2015"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            (
                "Our joint ventures are shown below:\n\nJoint Venture\tPartner\tLocation\n\n"
                "Kelda-Brandt Ltd.\tBrandt AG\tIndia\n\nOrbis Brakes S.A.\tOrbis Group\tPeru\n"
            ),
            ["Kelda-Brandt Ltd. jointVentureOf Brandt AG 2015", "Orbis Brakes S.A. jointVentureOf Orbis Group 2015"],
        ),
        (
            (
                "The following acquisitions were completed in the last two years:\n\nDate\tCompany\tBusiness\n\n"
                "May 2014\tKelda Ltd.\tPumps\n\nJune 2015\tBrandt AG\tValves\n"
            ),
            ["SELF acquired Kelda Ltd. 2014-05", "SELF acquired Brandt AG 2015-06"],
        ),
        (
            "In 2013 we completed the following divestitures:\n\n- Kelda Ltd., sold to Orbis S.A. in May;\n\n- Brandt AG, sold in June.",
            ["SELF divested Kelda Ltd. 2013", "SELF divested Brandt AG 2013"],
        ),
        (
            (
                "We work through the following subsidiaries: (i) Kelda Ltd., which makes pumps, (ii) Brandt AG, which makes valves, "
                "and (iii) Orbis S.A."
            ),
            ["Kelda Ltd. subsidiaryOf SELF 2015", "Brandt AG subsidiaryOf SELF 2015", "Orbis S.A. subsidiaryOf SELF 2015"],
        ),
    ],
)
def test_tables_and_lists_with_parties_of_their_own(text: str, facts: list[str]) -> None:
    relation = next(name for name in ("jointVentureOf", "acquired", "divested", "subsidiaryOf") if f" {name} " in facts[0])
    assert lines(text, relation)[-len(facts) :] == facts


def test_a_dealt_in_paper_is_no_company() -> None:
    text = (
        "On July 14, 2015, we entered into a share purchase agreement with Orbis Group to acquire the entire share capital of Kelda Ltd. "
        "The transaction closed on September 1, 2015."
    )
    assert lines(text, "acquired") == ["SELF acquired Kelda Ltd. 2015-09-01"]


def test_the_title_of_an_event_is_no_part_of_a_name() -> None:
    assert "Purchase" not in " ".join(lines("Purchase of Kelda Ltd. On May 3, 2014 the Company acquired Kelda Ltd. for $5 million."))


@pytest.mark.parametrize(
    ("table", "sums"),
    [
        (PURCHASES, DOLLARS),
        (PURCHASES.replace("$156", "156"), DOLLARS),  # the first row alone has the currency
        (POUNDS, {"Kelda Wire Ltd.": (5_500_000_000, "GBP"), "Brandt AG": (156_000, "GBP"), "Orbis S.A.": (81_000, "GBP")}),
        (PURCHASES.replace("$", ""), {}),
        (PURCHASES.replace("Consideration", "Form of consideration"), {}),
    ],
)  # fmt: skip
def test_a_table_of_purchases_tells_what_was_paid(table: str, sums: dict[str, tuple[int, str]]) -> None:
    paid = {
        fact.object.name: (fact.attribute("amount"), fact.attribute("currency"))
        for fact in read(table).facts
        if fact.object and fact.attribute("amount")
    }
    assert paid == sums


@pytest.mark.parametrize(
    ("text", "relation", "facts"),
    [
        (
            "On May 4, 2009, we completed a merger. Upon the consummation of the Merger, Kelda Ltd. changed its name to Orbis S.A.",
            "renamedTo",
            ["Kelda Ltd. renamedTo Orbis S.A. 2009"],
        ),
        (
            "Among Kelda Ltd., formerly known as Orbis S.A., Brandt AG and Lotis plc a pact was made.",
            "renamedTo",
            ["Orbis S.A. renamedTo Kelda Ltd. 2015"],
        ),
        (
            "Through the purchase of Brandt AG and its subsidiaries - Lotis plc and Orbis S.A., Kelda Ltd. has grown.",
            "subsidiaryOf",
            ["Lotis plc subsidiaryOf Brandt AG 2015", "Orbis S.A. subsidiaryOf Brandt AG 2015"],
        ),
        (
            "We work through several subsidiaries, which include: Kelda Ltd. (Wires), Orbis S.A. (Lamps) and Brandt AG.",
            "subsidiaryOf",
            ["Brandt AG subsidiaryOf SELF 2015", "Kelda Ltd. subsidiaryOf SELF 2015", "Orbis S.A. subsidiaryOf SELF 2015"],
        ),
        (
            "In May 2014 the Company bought Kelda Ltd., and its wholly owned subsidiary Orbis S.A.",
            "subsidiaryOf",
            ["Orbis S.A. subsidiaryOf Kelda Ltd. 2015"],
        ),
        ("Originally founded in 1965, Kelda Ltd. makes wire.", "established", ["Kelda Ltd. established - 1965"]),
    ],
)  # fmt: skip
def test_what_strangers_write_of_names_parents_and_lists(text: str, relation: str, facts: list[str]) -> None:
    assert sorted(lines(text, relation)) == facts
