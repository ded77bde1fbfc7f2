"""Kinds of names told by their words: exchanges, authorities, names that end in "'s"; what is no name."""

from __future__ import annotations

import pytest

from tests.machines import filing, shipped


def found(text: str) -> set[tuple[str, str]]:
    return {(fact.relation, fact.object.name) for fact in shipped()(filing(text)).facts if fact.object}


def subjects(text: str) -> list[str]:
    return [fact.subject.name for fact in shipped()(filing(text)).facts]


@pytest.mark.parametrize(
    ("text", "exchanges"),
    [
        ("Our stock is listed on the New York, London and Pacific stock exchanges.", ["New York", "London", "Pacific"]),
        ("Our shares are traded on the Tokyo and the Osaka Stock Exchanges.", ["Tokyo", "Osaka"]),
        ("Kelda Ltd. is listed on the London stock exchange.", ["London"]),
    ],
)
def test_exchanges_named_by_their_places(text: str, exchanges: list[str]) -> None:
    assert found(text) == {("listedOn", f"{place} Stock Exchange") for place in exchanges}


@pytest.mark.parametrize("name", ["OTC Bulletin Board", "Korea Exchange", "OTCQB", "Nasdaq National Market", "Pink Sheets", "TSX", "CSE"])
def test_markets_whose_names_say_so(name: str) -> None:
    assert found(f"Our common stock is quoted on the {name}.") == {("listedOn", name)}


@pytest.mark.parametrize(
    "name",
    [
        "Central Bank of Brazil",
        "Department of Transportation",
        "FDA",
        "Federal Deposit Insurance Corporation",
        "Federal Reserve Board",
        "Israeli Ministry of Communications",
        "Monetary Authority of Singapore",
        "Superintendency of Banks",
        "Surface Transportation Board",
    ],
)
def test_authorities(name: str) -> None:
    assert found(f"Our operations are regulated by the {name}.") == {("regulatedBy", name)}


def test_authorities_make_a_list() -> None:
    text = "We are regulated by the Surface Transportation Board, the Federal Railroad Administration and state agencies."
    assert found(text) == {("regulatedBy", "Surface Transportation Board"), ("regulatedBy", "Federal Railroad Administration")}


def test_an_office_of_a_shop_is_no_authority() -> None:
    assert subjects("We compete with Office Mundi and Bureau Hollis in most cities.") == ["Office Mundi", "Bureau Hollis"]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["Hobb's Corporation", "Wrenn's Sporting Goods, Inc."], "We compete with Hobb's Corporation and Wrenn's Sporting Goods, Inc."),
        (["Macy's", "Kohl's"], "Our competitors include Macy's and Kohl's."),
    ],
)
def test_names_that_end_in_s_for_good(names: list[str], text: str) -> None:
    assert subjects(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Our competitors include Chinese Internet portals such as Sinopo Ltd.", ["Sinopo Ltd."]),
        ("We compete with Kelda-based makers of shoes and with Auk Ltd.", ["Auk Ltd."]),
        ("Competing drugs are made by E.A. du Bois and Company and by Auk Ltd.", ["E.A. du Bois and Company", "Auk Ltd."]),
    ],
)
def test_adjectives_are_no_names(text: str, names: list[str]) -> None:
    assert subjects(text) == names
