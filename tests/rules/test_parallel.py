"""Lists that plain coordination misses: parallel phrases, members with asides, names below a line that introduces them."""

from __future__ import annotations

import pytest

from kg.mentions.sequence import encode
from tests.machines import book_of, filing, shipped


def ends(text: str) -> set[tuple[str, str]]:
    facts = shipped()(filing(text)).facts
    return {(fact.subject.name, fact.relation) for fact in facts if fact.subject.kind != "self"}


@pytest.mark.parametrize(
    ("text", "names", "relation"),
    [
        ("Malt is bought by us from Kelda plc, a unit of Tern plc, and from Auk Ltd.", {"Kelda plc", "Auk Ltd"}, "supplierOf"),
        ("We compete against Kelda plc in the high end and against Auk Ltd. in the low end.", {"Kelda plc", "Auk Ltd"}, "competitorOf"),
        ("We rely on Kelda plc for wire and Auk Ltd. and power companies for lines.", {"Kelda plc", "Auk Ltd"}, "supplierOf"),
        ("Our competitors range from firms such as Kelda plc to newcomers like Auk Ltd.", {"Kelda plc", "Auk Ltd"}, "competitorOf"),
        ("Our competitors include chains such as Kelda plc or makers of ships, such as Auk Ltd.", {"Kelda plc", "Auk Ltd"}, "competitorOf"),
        ("Our competitors include Kelda plc in printers and Auk Ltd. in scanners.", {"Kelda plc", "Auk Ltd"}, "competitorOf"),
        ("In inks, we compete with Kelda plc; and in paper, with Auk Ltd.", {"Kelda plc", "Auk Ltd"}, "competitorOf"),
        ("Velo competes with Zoko, made by Kelda plc, and the older Lipo, made by Auk Ltd.", {"Kelda plc", "Auk Ltd"}, "competitorOf"),
        ("Competing drugs include Zoko (Kelda plc) and Lipo (Auk Ltd.).", {"Kelda plc", "Auk Ltd"}, "competitorOf"),
        ("Our competitors are Kelda plc and, to a lesser extent, Auk Ltd.", {"Kelda plc", "Auk Ltd"}, "competitorOf"),
    ],
)
def test_both_phrases_give_their_parties(text: str, names: set[str], relation: str) -> None:
    assert {(name.rstrip("."), found) for name, found in ends(text)} == {(name, relation) for name in names}


@pytest.mark.parametrize(
    "text",
    [
        "We buy wire from Kelda plc and were sued by Auk Ltd.",
        "We compete with Kelda plc, which bought its mill from Teal plc and sells with Auk Ltd.",
        "We buy wire from Kelda plc. Trade with and from Auk Ltd. has ended.",
    ],
)
def test_a_clause_of_its_own_is_no_parallel(text: str) -> None:
    assert not any(name.startswith("Auk") for name, _ in ends(text))


def test_a_joint_rule_asks_for_the_filer_in_the_list() -> None:
    assert ("Kelda plc", "partnerOf") in ends("In 2014, the Company and Kelda plc formed a research alliance.")
    assert ends("In 2014, Auk Ltd. and Kelda plc formed a research alliance.") == set()


def test_a_list_whose_members_bring_figures() -> None:
    facts = shipped()(filing("Two customers accounted for a tenth of sales each: Kelda plc (19%), Teal AG (14%) and Auk Ltd. (12%).")).facts
    assert {fact.object.name for fact in facts if fact.object} == {"Kelda plc", "Teal AG", "Auk Ltd."}


@pytest.mark.parametrize(
    "aside",
    [
        "(in each case only for some of our products)",
        "(by volume)",
        "(including their agents, wherever they trade)",
        "(in Europe, that is)",
    ],
)
def test_an_aside_that_names_nobody_is_passed_over(aside: str) -> None:
    text = f"Our main competitors {aside} include Kelda plc {aside}, Auk Ltd. {aside} and Tern AG."
    assert {name.rstrip(".") for name, _ in ends(text)} == {"Kelda plc", "Auk Ltd", "Tern AG"}


@pytest.mark.parametrize("aside", ["(which Auk Ltd. owns)", "(50% in 2014)", "(" + "and so on " * 20 + ")"])
def test_an_aside_with_names_or_figures_or_without_end_is_none(aside: str) -> None:
    text = f"We compete with Kelda plc {aside} in wire."
    codes = encode(text, 0, len(text), book_of(text), shipped().rules.alphabet).codes
    assert (codes.count("("), codes.count(")")) == (1, 1)


def test_names_with_semicolons_below_a_line_that_introduces_them_belong_to_it() -> None:
    text = "Our competitors include the following:\n\nKelda plc; Auk Ltd.; and Tern AG, among others.\n\nGull Inc.; Skua Inc.; and others."
    assert {name.rstrip(".") for name, _ in ends(text)} == {"Kelda plc", "Auk Ltd", "Tern AG"}
