"""Sentences as annual reports of all industries word them: suppliers, customers, competitors and partners, deals, stakes and histories.

`trade.txt` and `structure.txt` hold them with their facts: what the rules find today they must find tomorrow, and nothing beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Mention
from tests.machines import filing, shipped

RELATIONS = {
    "trade.txt": frozenset({"competitorOf", "listedOn", "partnerOf", "regulatedBy", "supplierOf"}),
    "structure.txt": frozenset(
        "acquired affiliateOf divested established investedIn jointVentureOf mergedInto ownsShareIn renamedTo subsidiaryOf".split()
    ),
}
FILES = {name: Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines() for name in RELATIONS}
LINES = [(name, line) for name, lines in FILES.items() for line in lines if line and line[0] != "#"]


def name(mention: Mention | None) -> str:
    return "" if mention is None else "SELF" if mention.kind == "self" else mention.name


@pytest.mark.parametrize(("file", "line"), LINES, ids=lambda text: text[:40])
def test_the_facts_of_a_sentence(file: str, line: str) -> None:
    text, _, facts = line.partition(" =>")
    found = shipped()(filing(text.replace("\\n", "\n"))).facts
    told = {f"{name(fact.subject)} {fact.relation} {name(fact.object)} {fact.year}" for fact in found if fact.relation in RELATIONS[file]}
    assert told == {fact.strip() for fact in facts.split(";") if fact.strip()}


@pytest.mark.parametrize(("file", "some", "none"), [("trade.txt", 100, 10), ("structure.txt", 90, 5)])
def test_there_are_sentences_that_say_nothing_too(file: str, some: int, none: int) -> None:
    lines = [line for name, line in LINES if name == file]
    assert len(lines) > some
    assert sum(line.endswith("=>") for line in lines) > none
