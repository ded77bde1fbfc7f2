"""Lists distribute, series pair, references find what they mean: alike for every relation."""

from __future__ import annotations

import pytest
from machines import lines, read, reasons

BULLETS = "Our competitors include:\n\n- Kelda Ltd.;\n- Brandt AG; and\n- Orbis S.A.\n"


@pytest.mark.parametrize(
    "names",
    [
        "Kelda Ltd., Brandt AG and Orbis S.A.",
        "Kelda Ltd., Brandt AG, and Orbis S.A.",
        "Kelda Ltd.; Brandt AG; and Orbis S.A.",
        "Kelda Ltd., Brandt AG or Orbis S.A.",
        "Kelda Ltd., Brandt AG as well as Orbis S.A.",
        "Kelda Ltd. and its affiliates, Brandt AG and Orbis S.A.",
        'Kelda Ltd. ("Kelda"), Brandt AG (“Brandt”) and Orbis S.A. (the "Orb")',
        "Kelda Ltd., Brandt AG, Orbis S.A. and their affiliates",
        "Kelda Ltd., a maker of ropes; Brandt AG, a unit of Ohlin; and Orbis S.A.",
    ],
)
def test_every_member_of_a_list_is_a_fact(names: str) -> None:
    expected = [f"{name} competitorOf SELF 2015" for name in ("Kelda Ltd.", "Brandt AG", "Orbis S.A.")]
    assert lines(f"Our competitors include {names}.", "competitorOf") == expected


def test_bullets_under_a_colon() -> None:
    assert lines(BULLETS, "competitorOf") == [f"{name} competitorOf SELF 2015" for name in ("Kelda Ltd.", "Brandt AG", "Orbis S.A.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We own 51% and 49% of Kelda Ltd. and Brandt AG, respectively.",
            ["SELF ownsShareIn Kelda Ltd. 2015 51%", "SELF ownsShareIn Brandt AG 2015 49%"],
        ),
        (
            "Kelda Ltd. held 12% of our shares on May 2, 2015, as compared to 11% of our shares on May 2, 2014, and 9% on May 2, 2013.",
            [f"Kelda Ltd. ownsShareIn SELF {year}-05-02 {share}%" for year, share in ((2015, 12), (2014, 11), (2013, 9))],
        ),
        ("We own a one-seventh interest in Kelda Ltd.", ["SELF ownsShareIn Kelda Ltd. 2015 14.29%"]),
        (
            "We owned 29.9%, 27.1% and 26.9% of Kelda Ltd. as of March 31, 2013, 2014 and 2015, respectively.",
            [
                "SELF ownsShareIn Kelda Ltd. 2013-03-31 29.9%",
                "SELF ownsShareIn Kelda Ltd. 2014-03-31 27.1%",
                "SELF ownsShareIn Kelda Ltd. 2015-03-31 26.9%",
            ],
        ),
        (
            "Kelda Ltd. held 29.9% of our shares on March 31, 2014 and 27.1% on March 31, 2015.",
            ["Kelda Ltd. ownsShareIn SELF 2014-03-31 29.9%", "Kelda Ltd. ownsShareIn SELF 2015-03-31 27.1%"],
        ),
        (
            "We own 45% of Kelda Ltd. and Brandt AG.",
            ["SELF ownsShareIn Kelda Ltd. 2015 45%", "SELF ownsShareIn Brandt AG 2015 45%"],
        ),
        (
            "We own 45% of Halden ASA, which owns 51% of Fjord AS.",
            ["SELF ownsShareIn Halden ASA 2015 45%", "Halden ASA ownsShareIn Fjord AS 2015 51%"],
        ),
    ],
)
def test_percentages_pair_with_companies_and_years(text: str, expected: list[str]) -> None:
    assert lines(text, "ownsShareIn") == expected


@pytest.mark.parametrize(
    "text", ["Kelda Ltd. and Brandt AG own 51% and 49%, respectively, of Orbis S.A.", "We own 37% (2014: 33%) of Kelda Ltd."]
)
def test_series_of_other_shapes(text: str) -> None:
    assert len(lines(text, "ownsShareIn")) == 2


def test_two_subjects_own_one_share_each() -> None:
    assert lines("Kelda Ltd. and Brandt AG each own 25% of our shares.", "ownsShareIn") == [
        "Kelda Ltd. ownsShareIn SELF 2015 25%",
        "Brandt AG ownsShareIn SELF 2015 25%",
    ]


def test_two_clauses_are_no_list() -> None:
    found = lines("We bought 45% of Kelda Ltd. and Brandt AG sold ropes.", "ownsShareIn")
    assert not [line for line in found if "Brandt" in line]


def test_its_means_the_subject_of_the_sentence() -> None:
    assert lines("In May 2014, Kelda Ltd. increased its interest in Brandt AG to 71%.", "ownsShareIn") == [
        "Kelda Ltd. ownsShareIn Brandt AG 2014-05 71%"
    ]


def test_steps_tell_how_a_fact_was_reached() -> None:
    steps = {step for fact in read("We own 45% of Kelda Ltd. and Brandt AG.").facts for step in fact.steps}
    assert {"list", "self-reference"} <= steps


def test_each_fact_is_told_once() -> None:
    facts = read("Since 2010 we have owned 45% of Kelda Ltd.").facts
    assert len({fact.id for fact in facts}) == len(facts)


def test_long_bullets_that_semicolons_end_are_items_of_a_list() -> None:
    trade = "makers of hawsers, hoists, winches and rigging for ships, cranes, lifts and bridges in every country in which we do business, "
    bullets = f"- {trade}and of nets, such as Kelda Ltd.;\n\n- {trade}including Brandt AG; and\n\n- {trade}such as Orbis S.A.\n"
    text = f"Our competitors include:\n\n{bullets}"
    assert [line.split(" competitorOf")[0] for line in lines(text, "competitorOf")] == ["Kelda Ltd.", "Brandt AG", "Orbis S.A."]


def test_each_list_that_such_as_brings_in_counts_in_a_bullet() -> None:
    bullets = "- makers of chips, such as Kelda Ltd., or firms that design chips of their own, such as Brandt AG;\n- Orbis S.A.\n"
    found = lines(f"Our current competitors include:\n\n{bullets}", "competitorOf")
    assert [line.split(" competitorOf")[0] for line in found] == ["Kelda Ltd.", "Brandt AG", "Orbis S.A."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We hold interests in Kelda Ltd. (60%) and Brandt AG (45%).", ["Kelda Ltd. 2015 60%", "Brandt AG 2015 45%"]),
        ("As of June 30, 2015 we owned interests in Kelda Ltd. (approximately 60%).", ["Kelda Ltd. 2015-06-30 60%"]),
    ],
)
def test_a_percentage_beside_a_name_goes_with_it(text: str, expected: list[str]) -> None:
    assert [line.removeprefix("SELF ownsShareIn ") for line in lines(text, "ownsShareIn")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kelda Ltd. is owned 60% by us and 40% by Brandt AG.",
        "Kelda Ltd. is 60% owned by us and 40% by Brandt AG.",
        "Kelda Ltd. is owned by us (60%) and Brandt AG (40%).",
        "Kelda Ltd. (60 percent owned by us and 40 percent owned by Brandt AG) makes wire.",
        "Kelda Ltd. is our 60/40 joint venture with Brandt AG.",
    ],
)
def test_two_owners_with_a_share_each(text: str) -> None:
    assert lines(text, "ownsShareIn") == ["SELF ownsShareIn Kelda Ltd. 2015 60%", "Brandt AG ownsShareIn Kelda Ltd. 2015 40%"]


def test_dates_beside_names_go_with_them() -> None:
    text = "We acquired Kelda Ltd. in 1996, Brandt AG in May 1997 and Orbis S.A. in 1998."
    assert lines(text, "acquired") == ["SELF acquired Kelda Ltd. 1996", "SELF acquired Brandt AG 1997-05", "SELF acquired Orbis S.A. 1998"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Following its merger with Brandt AG in 1998, Kelda Ltd. moved.", ["Brandt AG mergedInto Kelda Ltd. 1998"]),
        ("Through Kelda Ltd., its 60%-owned subsidiary, the Company sells wire.", ["Kelda Ltd. subsidiaryOf SELF 2015"]),
    ],
)
def test_a_reference_may_run_ahead_and_is_never_the_other_end(text: str, expected: list[str]) -> None:
    assert [line for line in lines(text) if "ownsShareIn" not in line] == expected


def test_the_filer_alone_is_enough_for_a_founding() -> None:
    assert lines("We were founded in April 1993.") == ["SELF established - 1993-04"]


def test_former_is_said_of_its_noun_alone() -> None:
    facts = [fact for fact in read("Kelda Ltd., a former competitor, now supplies us with wire.").facts if fact.relation == "supplierOf"]
    assert [fact.status for fact in facts] == ["current"]


def test_what_is_not_said_to_have_happened_is_rejected_and_kept() -> None:
    assert reasons("We may acquire Kelda Ltd.", "acquired") == {"hypothetical"}
    assert reasons("We agreed to acquire Kelda Ltd.", "acquired") == {"planned"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "In 2015 we sold Kelda Ltd. for consideration that includes cash, the assumption of debt and claims that come to $21 million.",
            21e6,
        ),
        ("We sold our Kelda business for $3 million to Brandt AG.", 3e6),
        ("We acquired Kelda Ltd. from Brandt AG, for a total cash consideration of €2  million.", 2e6),
        ("We acquired Kelda Ltd. The purchase price was approximately $310 million in cash.", 3.1e8),
        ("We acquired Kelda Ltd. Its sales were approximately $310 million.", None),
        ("We acquired Kelda Ltd. and assumed debt of $3 million.", None),
        ("We acquired Kelda Ltd. at a price of $83 per share.", None),
    ],
)
def test_what_was_paid_is_told_further_on(text: str, amount: float | None) -> None:
    assert next(fact.attribute("amount") for fact in read(text).facts if fact.relation in ("acquired", "divested")) == amount
