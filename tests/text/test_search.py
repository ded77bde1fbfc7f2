"""Which stretches of a text hold some words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.text import Search


def spans_of(*lengths: int) -> list[tuple[int, int]]:
    """Stretches of these lengths with one character between them."""
    spans: list[tuple[int, int]] = []
    for length in lengths:
        start = spans[-1][1] + 1 if spans else 0
        spans.append((start, start + length))
    return spans


def test_words_are_found_in_whatever_case_and_within_words() -> None:
    text = "The Chairman sat.|Nobody else did.|The CHAIR was empty."
    assert Search(text, spans_of(17, 16, 20)).holding("chair", "nothing") == [0, 2]
    assert Search(text, spans_of(17, 16, 20)).holding("empty", "nobody") == [1, 2]


def test_what_stands_between_stretches_or_runs_out_of_one_is_in_none() -> None:
    assert Search("board|board", [(0, 4), (6, 11)]).holding("board") == [1]
    assert Search("board", []).holding("board") == []


@given(st.lists(st.text("abI\u0130\u0131\u1e9eS ", max_size=12), max_size=8), st.lists(st.text("abis", min_size=1, max_size=3), max_size=3))
def test_it_finds_what_a_look_at_each_stretch_finds(parts: list[str], words: list[str]) -> None:
    spans = spans_of(*map(len, parts))
    assert Search("|".join(parts), spans).holding(*words) == [
        i for i, part in enumerate(parts) if any(word in part.replace("\u0130", "?").lower() for word in words)
    ]


def test_what_is_near_words_is_one_stretch_where_it_meets() -> None:
    text = "a director" + "." * 50 + "the Board and its Chair" + "." * 50
    assert list(Search(text).near(5, "director", "board", "chair")) == [(0, 7), (59, 69), (73, 83)]
    assert list(Search(text).near(9, "director", "board", "chair")) == [(0, 11), (55, 87)]
    assert list(Search("").near(9, "board")) == list(Search("nobody").near(9, "board")) == []


@given(st.text("abI\u0130 ", max_size=40), st.lists(st.text("abi", min_size=1, max_size=3), max_size=3), st.integers(1, 9))
def test_near_words_is_every_place_within_reach_of_one(text: str, words: list[str], reach: int) -> None:
    lower = text.replace("\u0130", "?").lower()
    places = {at for word in words for at in range(len(text)) if lower.startswith(word, at)}
    within = {at for place in places for at in range(max(place - reach, 0), min(place + reach, len(text)))}
    found = list(Search(text).near(reach, *words))
    assert {at for start, end in found for at in range(start, end)} == within
    assert all(end < start for (_, end), (start, _) in pairwise(found))
