"""Which words of a text name a party, of which kind, and where the name ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machines import FILER, book_of, lines

from kg.mentions.find import Party, parties
from kg.text import sentences


def found(text: str, registrant: str = FILER, aliases: tuple[str, ...] = ()) -> list[Party]:
    book = book_of(text, registrant, aliases)
    return [party for s in sentences(text) for party in parties(text, s.start, s.end, book) if not party.reference]


def named(text: str, *kinds: str) -> list[str]:
    """The names of the parties of those kinds (of all, if none is named) that are no self-references."""
    return [
        p.mention.name for p in found(text) if p.mention.kind in (kinds or ("company", "group", "person", "exchange", "authority", "name"))
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Kelda Inc.", "Kelda, Inc.", "Kelda Corp.", "Kelda Corporation", "Kelda Company", "Kelda & Co.", "Kelda LLC", "Kelda L.P.",
        "Kelda LLP", "Kelda Ltd.", "Kelda Limited", "Kelda plc", "Kelda PLC", "Kelda Pty Ltd", "Kelda Pty. Limited", "Kelda Pte. Ltd.",
        "Kelda Sdn. Bhd.", "Kelda GmbH", "Kelda AG", "Kelda SE", "Kelda GmbH & Co. KG", "Kelda KGaA", "Kelda N.V.", "Kelda B.V.",
        "Kelda S.A.", "Kelda S.A.S.", "Kelda S.A.R.L.", "Kelda S.p.A.", "Kelda S.r.l.", "Kelda, S.A. de C.V.", "Kelda, S.A.B. de C.V.",
        "Kelda Ltda.", "Kelda AB", "Kelda ASA", "Kelda A/S", "Kelda Oyj", "Kelda Oy", "Kelda K.K.", "Kelda Kabushiki Kaisha",
        "Kelda Co., Ltd.", "Kelda Tbk", "Kelda OAO", "Kelda s.r.o.", "Kelda a.s.", "Kelda d.d.", "Kelda Holdings",
    ],
)  # fmt: skip
def test_legal_forms_of_many_countries(name: str) -> None:
    assert named(f"We buy ropes from {name} every year.", "company") == [name]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Nippon Telegraph and Telephone Corporation", ["Nippon Telegraph and Telephone Corporation"]),
        ("Kelda Corporation and Brandt GmbH", ["Kelda Corporation", "Brandt GmbH"]),
        ("Žižkov Kabel a.s. and Łódź Drut S.A.", ["Žižkov Kabel a.s.", "Łódź Drut S.A."]),
        ("Kelda and Japan Telecom Co., Ltd.", ["Kelda", "Japan Telecom Co., Ltd."]),
        ("Procter & Gamble Company", ["Procter & Gamble Company"]),
        ("Kelda Ltd., Brandt AG, and Orbis S.A.", ["Kelda Ltd.", "Brandt AG", "Orbis S.A."]),
        ("Fire and Marine Insurance Company of Kelda, Inc.", ["Fire and Marine Insurance Company of Kelda, Inc."]),
        ("Kelda Shipping and Trading Ltd.", ["Kelda Shipping and Trading Ltd."]),
    ],
)
def test_and_inside_a_name_and_between_names(words: str, expected: list[str]) -> None:
    assert named(f"We buy ropes from {words} every year.", "company", "name") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Kelda (Holdings) Ltd.", "Kelda (Holdings) Ltd."),
        ("Kelda (China) Co., Ltd.", "Kelda (China) Co., Ltd."),
        ("G. J. Coles & Coy. Limited", "G. J. Coles & Coy. Limited"),
        ("J.P. Brandt & Co.", "J.P. Brandt & Co."),
        ("Kelda\n  Wire Ltd.", "Kelda Wire Ltd."),
        ("Kelda Motor Company of New York, Inc.", "Kelda Motor Company of New York, Inc."),
        ("3K Ropes Ltd.", "3K Ropes Ltd."),
        ("eKelda Inc.", "eKelda Inc."),
        ("Ésprit Nöel S.A.", "Ésprit Nöel S.A."),
        ("The Kelda Company", "The Kelda Company"),
        ("the Kelda Company", "Kelda Company"),
    ],
)
def test_names_of_odd_shapes(words: str, expected: str) -> None:
    assert named(f"We buy ropes from {words} every year.", "company") == [expected]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kelda's rivals are small. Kelda Ltd. is one.", "Kelda"),
        ("Kelda’s rivals are small. Kelda Ltd. is one.", "Kelda"),
        ("Kelda Corporation's rivals are small.", "Kelda Corporation"),
        ("Brandt AG’s rivals are small.", "Brandt AG"),
        ("Kelda Inc.'s rivals are small.", "Kelda Inc."),
        ("Brandt Ltd's rivals are small.", "Brandt Ltd"),
    ],
)
def test_possessives(text: str, name: str) -> None:
    first = found(text)[0]
    assert (first.mention.kind, first.mention.name, first.possessive) == ("company", name, True)
    assert text[first.start : first.end].rstrip("s").rstrip("'’") == name


@pytest.mark.parametrize("whose", ["Kelda subsidiaries", "Kelda Group companies", "Kelda shareholders"])
def test_what_belongs_to_a_company_is_not_the_company(whose: str) -> None:
    assert all(
        party.possessive for party in found(f"The law is kind to {whose}. We know Kelda Ltd.") if party.mention.name.startswith("Kelda G")
    )
    assert found(f"It is kind to {whose}. We know Kelda Ltd.")[0].possessive


@pytest.mark.parametrize(
    "heading",
    ["KELDA ROPES AND SACKS", "MANAGEMENT OF THE ROPES COMPANY", "REPORT OF THE BOARD", "ROPES, SACKS AND TWINE"],
)
def test_a_heading_in_capitals_names_no_company(heading: str) -> None:
    text = f"{heading}\n\nThe management of the company buys ropes, sacks and twine for the report of the board and for nobody else.\n"
    assert [p for p in found(text) if p.mention.kind == "company" and not p.weak] == []


def test_self_references() -> None:
    text = (
        "We sell. Our sales fell. They owe us. The Company, the Registrant and our company sell to the US. Acme Holdings is a name of ours."
    )
    assert [(text[p.start : p.end], p.possessive) for p in found(text) if p.mention.kind == "self"] == [
        ("We", False), ("Our", True), ("us", False), ("The Company", False), ("the Registrant", False), ("our", True),
        ("Acme Holdings", False), ("ours", True),
    ]  # fmt: skip
    assert {p.mention.name for p in found(text) if p.mention.kind == "self"} == {FILER}


def test_the_registrant_by_all_its_names() -> None:
    text = "Acme Holdings sells to AHL, and the AHL Group and Acme Holdings Ltd. grow."
    assert [(p.mention.kind, p.full) for p in found(text, aliases=("AHL",))] == [("self", FILER)] * 4


def test_a_short_form_of_the_registrant_counts_where_it_is_used_often() -> None:
    assert {p.mention.kind for p in found("Acme sells. " * 9)} == {"self"}
    assert {p.mention.kind for p in found("Acme sells. ")} == {"name"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mr. Koichi Suzuki sold it.", ["Koichi Suzuki"]),
        ("It was sold by Ms. J. Solheim and Dr. Anna Weber.", ["J. Solheim", "Anna Weber"]),
        ("Sir Hugh Carrow sold it.", ["Hugh Carrow"]),
        ("It was sold by Messrs. Aldous.", ["Aldous"]),
    ],
)
def test_people_by_their_titles(text: str, people: list[str]) -> None:
    assert named(text, "person") == people


def test_titles_are_no_names() -> None:
    assert named("It was sold by Mr. Taro Yamada, Dr. Anna Weber and Kelda Ltd.") == ["Taro Yamada", "Anna Weber", "Kelda Ltd."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We are on the Tokyo Stock Exchange.", "exchange"),
        ("We are on the Nasdaq National Market.", "exchange"),
        ("The Ministry of Finance is slow.", "authority"),
        ("The Cable Safety Office is slow.", "authority"),
        ("The Kelda Group is slow.", "group"),
        ("Brandt Semiconductor is slow.", "company"),
    ],
)
def test_kinds_by_the_words_of_a_name(text: str, kind: str) -> None:
    assert kind in {p.mention.kind for p in found(text)}


def test_a_bare_name_is_a_name_and_a_title_case_term_a_weak_one() -> None:
    text = "Toshiba sells to Ohlin. The Ropes Program costs more ropes than any other program."
    weak = {p.mention.name: p.weak for p in found(text)}
    assert weak == {"Toshiba": False, "Ohlin": False, "Ropes Program": True}


@pytest.mark.parametrize(
    "thing", ["Med NGL project", "Halco plant", "Orsa mine", "Kelda pipeline", "Solvik block", "Tern vessel", "Zorro trademark"]
)
def test_things_are_no_companies(thing: str) -> None:
    assert [p.weak or p.thing for p in found(f"They hold a 40% share of the {thing} since then.")] == [True]


@pytest.mark.parametrize(
    "word", ["Japan", "Northern Ireland", "Hong Kong", "Japanese", "March", "Risk", "GAAP", "Chairman", "Item 4", "U.S."]
)
def test_places_months_and_words_of_filings_are_no_names(word: str) -> None:
    assert named(f"They think of {word} again and again.") == []


@pytest.mark.parametrize(
    "text",
    [
        "We buy shoes from adidas AG now.",
        'We know i-revo Inc. ("i-revo") well.',
    ],
)
def test_a_legal_form_alone_is_no_name(text: str) -> None:
    assert not {"Inc", "AG", "Inc.", "A.G."} & set(named(text))


@given(st.text(max_size=200).map(lambda text: " ".join(text.split())))
def test_parties_are_ordered_and_apart(text: str) -> None:
    book = book_of(text)
    for sentence in sentences(text):
        end = sentence.start
        for party in parties(text, sentence.start, sentence.end, book):
            assert end <= party.start < party.end <= sentence.end
            end = party.end


@pytest.mark.parametrize("name", ["Kelda (Suzhou) Sports Company, Ltd.", "Kelda (China) Co., Ltd.", "Kelda (Deutschland) Rope Works GmbH"])
def test_a_name_goes_on_behind_its_place(name: str) -> None:
    assert named(f"We also own all of {name}, a maker of ropes.", "company") == [name]


@pytest.mark.parametrize(
    "text", ["We sell GPUs and CPUs to many.", "It was sold to Customer B in bulk.", "We depend on Supplier A for ropes."]
)
def test_plurals_of_acronyms_and_nameless_parties_are_no_names(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("name", ["Bank of New York", "Collision Team of America", "University of Oregon"])
def test_a_place_that_is_part_of_the_name(name: str) -> None:
    assert lines(f"We own 10% of {name}.", "ownsShareIn") == [f"SELF ownsShareIn {name} 2015 10%"]


@pytest.mark.parametrize(
    "text",
    [
        "They shut the Kelda, Virginia refinery in 2012.",
        "They run the Kelda (Ohio) and Brandt Point (Iowa) fuels refineries.",
        "They drill in our Orbis, Kelda (formerly known as Brandt), Murre and Tern fields.",
        "They have 50% of production in Kelda, France.",
        "It was bought by the Kelda Tern business unit.",
    ],
)
def test_sites_and_units_are_no_companies(text: str) -> None:
    assert [p for p in found(text) if not (p.weak or p.thing) and p.mention.kind != "self"] == []


@pytest.mark.parametrize(
    "name", ["OEMs & Peripherals", "Kj", "Industry Code of Conduct", "Senior Manager", "Staff", "Tern Division", "Dutch Company"]
)
def test_words_that_name_nobody(name: str) -> None:
    assert named(f"They wrote to {name} about staff and conduct of OEMs.") == []


def test_two_names_with_a_stroke_between_them_are_none() -> None:
    assert "Kelda/Brandt" not in named("We own Kelda Ltd. and Brandt AG. The Kelda/Brandt purchase is done.")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We sell gas to the Fuel and Chemical Company of Peru in bulk.", ["Fuel and Chemical Company of Peru"]),
        ("We sell the Korean PTA output in bulk.", ["PTA"]),
        ("We sell to 3 Com and Kelda.", ["Kelda"]),
        ("We sell gas to the Fuel and Chemical Company of Hainan in bulk.", ["Fuel and Chemical Company of Hainan"]),
        ("We sat on the Advisory Boards of Kelda & Young for long.", ["Kelda & Young"]),
    ],
)
def test_places_and_peoples_at_the_ends_of_a_name(words: str, expected: list[str]) -> None:
    assert named(words) == expected


def test_a_project_is_no_company() -> None:
    assert [(p.mention.name, p.thing) for p in found("They compete with projects, including Kelda.")] == [("Kelda", True)]


def test_a_unit_of_the_filer_buys_nothing() -> None:
    assert lines("The staff grew due to the acquisition of Kelda Glass Ltd. by the Tern Glass business unit in 2015.", "acquired") == []
