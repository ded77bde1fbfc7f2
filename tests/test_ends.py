"""Who stands at the ends of a fact: companies with their whole names, and neither sites nor those that are told beside them."""

from __future__ import annotations

import pytest
from machines import line, lines, read


@pytest.mark.parametrize(
    "text",
    [
        "We acquired 60% of the Alder Field in 2012.",
        "We acquired 60% of Parcel in 2012.",
        "Through a combination, we acquired full ownership of Alder Point (Ohio) fuels refineries.",
        "We acquired Kelda Alder (KA) rope plant in Norway in 2014.",
        "In 2014 we sold certain North Delta natural gas interests.",
    ],
)
def test_sites_and_fields_are_no_companies(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On May 3, 2014 we acquired KJV No. 3 Pty. Ltd. for cash.", "KJV No. 3 Pty. Ltd."),
        ("On May 3, 2014 we acquired Kelda Global S.á r.l. for cash.", "Kelda Global S.á r.l."),
        ("On May 3, 2014 we acquired Kelda Trinidad and Tobago LLC for cash.", "Kelda Trinidad and Tobago LLC"),
    ],
)
def test_a_name_is_whole_up_to_its_legal_form(text: str, name: str) -> None:
    assert lines(text) == [f"SELF acquired {name} 2014-05-03"]


def test_a_venture_that_was_dissolved_is_a_former_one() -> None:
    found = read("Through the dissolution of our Kelda joint venture we got a mill.").facts
    assert [(line(fact), fact.status) for fact in found] == [("Kelda jointVentureOf SELF 2015", "former")]


def test_who_acquires_is_the_subject_and_not_its_owner() -> None:
    text = "In 2014 Kelda Ltd., a mill of Osprey Ltd., acquired Murre Ltd. In 2014 the venture Tern Ltd. (Brandt AG 35%) acquired Alca Ltd."
    assert lines(text, "acquired") == ["Kelda Ltd. acquired Murre Ltd. 2014", "Tern Ltd. acquired Alca Ltd. 2014"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kelda Ltd., a Delaware corporation, was founded in 1984 by Jane Murre on a simple idea.",
            ["Kelda Ltd. established Jane Murre 1984"],
        ),
        ("A joint effort of the Ropes Group and Kelda Ltd. created the Tern Group in 1996.", []),
        ("Osprey Ltd. has a director who sat on a council for rivers from its inception in 1993.", []),
    ],
)
def test_what_was_founded_and_by_whom(text: str, expected: list[str]) -> None:
    assert lines(text, "established") == expected
