"""Sentences as annual reports of all industries word suppliers, customers, competitors, partners, listings and regulators.

`trade.txt` holds them with their facts: what the rules find today they must find tomorrow, and nothing beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Mention
from tests.machines import filing, shipped

RELATIONS = frozenset({"competitorOf", "listedOn", "partnerOf", "regulatedBy", "supplierOf"})
LINES = [line for line in Path(__file__).with_name("trade.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def name(mention: Mention | None) -> str:
    return "" if mention is None else "SELF" if mention.kind == "self" else mention.name


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:40])
def test_the_facts_of_a_sentence(line: str) -> None:
    text, _, facts = line.partition(" =>")
    found = shipped()(filing(text)).facts
    told = {f"{name(fact.subject)} {fact.relation} {name(fact.object)} {fact.year}" for fact in found if fact.relation in RELATIONS}
    assert told == {fact.strip() for fact in facts.split(";") if fact.strip()}


def test_there_are_sentences_that_say_nothing_too() -> None:
    assert len(LINES) > 100
    assert sum(line.endswith("=>") for line in LINES) > 10
