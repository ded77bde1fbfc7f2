"""facts.jsonl and its siblings: what goes in comes out, on one line, in valid UTF-8, with the keys that score.py reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from build_samples import CLAIM, ENTITIES, EXTRACTION, FACT, REJECTION, RESOLUTION
from hypothesis import given
from hypothesis import strategies as st

from kg import records
from kg.claims import Stated, stated
from kg.errors import OutputError
from kg.model import Cue, Evidence, Mention, Span

words = st.text(st.characters(exclude_categories=()), max_size=30)  # any character at all, lone surrogates among them
spans = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9))


def lone(text: str) -> str:
    """As JSON can hold it: a high surrogate before a low one is one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def written(folder: Path, name: str, lines: object) -> Path:
    (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    return folder


def test_a_fact_has_the_keys_of_the_design_in_their_order() -> None:
    [line] = records.fact_lines(stated([CLAIM], RESOLUTION))
    fact = json.loads(line)
    assert list(fact) == (
        "id claim document relation subject object year year_source date percent status evidence start end section rule trigger cues steps "
        "subject_id object_id subject_mention object_mention".split()
    )
    assert (fact["document"], fact["subject"], fact["object"]) == (
        "tern-2012",
        "Borealis Networks",
        "Tern Systems Inc.",
    )  # as the filing itself names it
    assert (fact["year"], fact["year_source"], fact["percent"]) == (2012, "as_of", 29.9)
    assert fact["id"] == FACT.id
    assert fact["trigger"] == list(FACT.trigger)


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    facts = stated([CLAIM], RESOLUTION)
    written(tmp_path, "facts.jsonl", records.fact_lines(facts))
    written(tmp_path, "rejected.jsonl", records.rejection_lines([REJECTION]))
    written(tmp_path, "entities.jsonl", records.entity_lines(reversed(ENTITIES)))
    written(tmp_path, "filings.jsonl", records.filing_lines([EXTRACTION]))
    assert list(records.read_facts(tmp_path)) == facts
    assert list(records.read_rejections(tmp_path)) == [REJECTION]
    assert tuple(records.read_entities(tmp_path)) == ENTITIES
    assert list(records.read_filings(tmp_path)) == [replace(EXTRACTION, facts=(), rejections=())]


@given(words, words, st.floats(allow_nan=False, allow_infinity=False) | st.integers() | words, spans)
def test_any_characters_come_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, quote: str, value: object, at: tuple[int, int]
) -> None:
    name, quote = lone(name), lone(quote)
    value = lone(value) if isinstance(value, str) else value
    fact = replace(
        FACT,
        object=None,
        subject=Mention("company", *at, name),
        evidence=Evidence("f", *at, quote, name),
        attributes=(("product", value),),
        cues=(Cue("former", *at, quote),),
        trigger=Span(*at),
    )
    facts = [Stated(fact, "c", "s", name)]
    folder = written(tmp_path_factory.mktemp("any"), "facts.jsonl", records.fact_lines(facts))
    content = (folder / "facts.jsonl").read_bytes()
    assert content.count(b"\n") == len(content.decode("utf-8").splitlines()) == 1
    assert list(records.read_facts(folder)) == facts


def test_facts_are_sorted_by_filing_and_place_whatever_the_order_of_claims() -> None:
    later = replace(FACT, evidence=replace(FACT.evidence, start=40))
    resolution = replace(RESOLUTION, of={**RESOLUTION.of})
    claims = [replace(CLAIM, id="b", facts=(later,)), replace(CLAIM, id="a", facts=(FACT,))]
    forward, backward = stated(claims, resolution), stated(claims[::-1], resolution)
    assert forward == backward
    assert [item.claim for item in forward] == ["a", "b"]


def test_an_attribute_must_not_hide_a_field() -> None:
    facts = [Stated(replace(FACT, attributes=(("year", 1),)), "c", "s", "S")]
    with pytest.raises(OutputError, match=r"owns-percent.*'year'"):
        list(records.fact_lines(facts))


def test_rejections_have_ids_that_tell_them_apart() -> None:
    other = replace(REJECTION, reason="negated")
    assert records.rejection_id(REJECTION) == records.rejection_id(replace(REJECTION))
    assert records.rejection_id(REJECTION) != records.rejection_id(other)


@pytest.mark.parametrize(
    "line", ["{", "[]", "{}", '{"id": 1}', "null", "\x00"], ids=["cut off", "a list", "empty", "lacks fields", "null", "no JSON"]
)
def test_a_line_that_was_changed_by_hand_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "facts.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(OutputError, match=r"facts\.jsonl, line 1"):
        list(records.read_facts(tmp_path))


def test_a_folder_that_is_no_build_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="kg build"):
        list(records.read_facts(tmp_path))


@pytest.mark.parametrize("change", [lambda line: line.pop("text"), lambda line: line.update(later="x")], ids=["older", "newer"])
def test_a_build_by_another_kg_is_said_to_be_one(tmp_path: Path, change: Callable[[dict[str, object]], object]) -> None:
    line = json.loads(next(iter(records.filing_lines([EXTRACTION]))))
    change(line)
    with pytest.raises(OutputError, match=r"an older or newer kg built it; build again: kg build FILE\.\.\. -o"):
        list(records.read_filings(written(tmp_path, "filings.jsonl", [json.dumps(line)])))
