"""Blocks → sentences: which full stops end one, lists under a colon, the longest that there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from text_samples import TEXTS

from kg.text import sentences
from kg.text.sentences import MAX_LENGTH
from tests.guards import ends


def split(text: str) -> list[str]:
    return [" ".join(text[s.start : s.end].split()) for s in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "We bought Kelda Inc. and Brandt Corp. in 2014.",
        "Mr. J. R. Smith and Dr. Anna Weber own it.",
        "The U.S. Government paid for No. 5 in St. Paul.",
        "Brandt S.A. de C.V. sells to Orbis S.p.A. in Italy.",
        "It cost approx. 5 million, i.e. Rs. 400 million, on Dec. 5, 2014.",
        "See Fig. 3 and Art. 12 of the law.",
        "We sold Kelda Co. Ltd. Shares of it are listed.",
        "We own 29.9% of Kelda.",
        "He lives at 5 Ropewalk Ave. Fenmoor.",
    ],
)
def test_full_stops_inside_a_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We bought Kelda Inc. However, we sold it.", ["We bought Kelda Inc.", "However, we sold it."]),
        ("We bought Kelda Inc. The price was low.", ["We bought Kelda Inc.", "The price was low."]),
        ("We sell in the U.S. Our office is there.", ["We sell in the U.S.", "Our office is there."]),
        ("We sell glass. Kelda buys it.", ["We sell glass.", "Kelda buys it."]),
        ('They call it "glass." We do not.', ['They call it "glass."', "We do not."]),
        ("It grew (by 5%.) It shrank.", ["It grew (by 5%.)", "It shrank."]),
        ("Is it so? It is! 1999 was good.", ["Is it so?", "It is!", "1999 was good."]),
        ("We own Kelda.  “Kelda” is small.", ["We own Kelda.", "“Kelda” is small."]),
    ],
)
def test_full_stops_that_end_one(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_list_under_a_colon_is_one_sentence() -> None:
    text = "We have rivals. Our competitors include:\n\n- Kelda Ltd.;\n- Brandt AG; and\n- Orbis S.A.\n\nWe are small.\n"
    assert split(text) == ["We have rivals.", "Our competitors include: - Kelda Ltd.; - Brandt AG; and - Orbis S.A.", "We are small."]


def test_bullets_of_prose_stay_apart() -> None:
    prose = (
        "We bought a maker of sacks, and with it came people, sheds, ponies and debts, and more of the same, "
        + "again " * 12
        + "and again."
    )
    text = f"In the year:\n\n- {prose}\n- {prose} Then it rained, and rained.\n"
    assert len(split(text)) >= 3


def test_bullets_without_an_introduction_stay_apart() -> None:
    assert split("We are small.\n\n- Kelda Ltd.;\n- Brandt AG.\n") == ["We are small.", "- Kelda Ltd.;", "- Brandt AG."]


def test_headings_and_rows_are_sentences_of_their_own() -> None:
    text = "Suppliers\n\nWe have few.\n\nKelda Ltd.\t12%\nBrandt AG\t8%\n"
    assert [(s.kind, text[s.start : s.end]) for s in sentences(text)] == [
        ("heading", "Suppliers"),
        ("paragraph", "We have few."),
        ("row", "Kelda Ltd.\t12%"),
        ("row", "Brandt AG\t8%"),
    ]
    assert {s.section for s in sentences(text)} == {"Suppliers"}


@pytest.mark.parametrize("unit", ["x", "word ", "Word, ", "\t", "A."])
def test_no_sentence_is_longer_than_the_longest(unit: str) -> None:
    text = "Start " + unit * (3 * MAX_LENGTH // len(unit)) + " end."
    assert all(s.end - s.start <= MAX_LENGTH for s in sentences(text))


def test_what_is_too_long_is_cut_at_a_blank_and_nothing_is_lost() -> None:
    text = "word " * 2000
    found = [text[s.start : s.end] for s in sentences(text)]
    assert all(set(piece.split()) == {"word"} for piece in found)
    assert sum(len(piece.split()) for piece in found) == 2000


@pytest.mark.slow
def test_a_long_line_of_many_sentences_is_read_to_its_end() -> None:
    with ends(60):
        assert sum(1 for _ in sentences("we buy. Sell x. " * 200_000)) > 200_000


@given(TEXTS)
def test_sentences_are_ordered_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert sentence.end - sentence.start <= MAX_LENGTH
        assert text[sentence.start : sentence.end].strip()
        end = sentence.end
