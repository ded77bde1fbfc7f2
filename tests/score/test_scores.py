"""What counts as right, unwanted and missed, on facts that can be counted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from score_samples import gold, stated, write_build, write_gold

from kg.claims import Stated
from kg.errors import GoldError
from kg.model import Relation
from kg.schema import load_relations
from kg.score import GROUPS, Rates, Score, score, score_entities

NAMES = {"Globex Ltd.": ["Globex"], "Acme plc": ["Acme"], "Initech Inc.": []}


@pytest.fixture
def scored(tmp_path: Path, relations: Mapping[str, Relation]):
    """Score facts of the document "tern" against lines of gold."""

    def run(facts: Iterable[Stated], lines: Iterable[dict[str, Any]]) -> Score:
        return score(write_gold(tmp_path / "gold", lines, NAMES), write_build(tmp_path / "out", facts), relations)

    return run


def counts(found: Score) -> tuple[int, int, int]:
    return found.groups["all"].tp, found.groups["all"].fp, found.groups["all"].fn


def test_rates() -> None:
    rates = Rates(6, 2, 4)
    assert (rates.precision, rates.recall) == (0.75, 0.6)
    assert rates.f1 == pytest.approx(2 / 3)
    assert (Rates().precision, Rates(fn=1).recall, Rates(fp=1).f1) == (0, 0, 0)


def test_right_unwanted_and_missed(scored) -> None:
    found = scored(
        [stated("acquired", "Acme", "Globex", 2010), stated("acquired", "Acme", "Initech", 2010), stated("listedOn", "Acme", "X", 2012)],
        [gold("acquired", "Acme plc", "Globex Ltd.", 2010), gold("supplierOf", "Acme plc", "Globex Ltd.", 2012)],
    )
    assert found.relations == {"acquired": Rates(1, 1, 0), "supplierOf": Rates(0, 0, 1), "listedOn": Rates(0, 1, 0)}
    assert found.groups == {"core": Rates(1, 1, 1), "structure": Rates(), "context": Rates(0, 1, 0), "all": Rates(1, 2, 1)}
    assert found.documents == {"tern": Rates(1, 2, 1)}
    assert [(m.kind, m.relation, m.subject, m.object, m.year, m.rule) for m in found.mistakes] == [
        ("unwanted", "acquired", "Acme", "Initech", 2010, "some-rule"),
        ("unwanted", "listedOn", "Acme", "X", 2012, "some-rule"),
        ("missed", "supplierOf", "Acme plc", "Globex Ltd.", 2012, ""),
    ]
    assert [m.evidence for m in found.mistakes] == ["Some words of a report."] * 2 + ["Gold of Acme plc."]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (("ownsShareIn", "Globex", "Acme", 2012), (1, 0, 0)),
        (("ownsShareIn", "Acme", "Globex", 2012), (0, 1, 1)),
        (("ownsShareIn", "Globex", "Acme", 2011), (0, 1, 1)),
        (("acquired", "Globex", "Acme", 2012), (0, 1, 1)),
    ],
    ids=["same", "ends swapped", "another year", "another relation"],
)
def test_relation_ends_and_year_must_agree(scored, fact: tuple[str, str, str, int], expected: tuple[int, int, int]) -> None:
    assert counts(scored([stated(*fact)], [gold("ownsShareIn", "Globex Ltd.", "Acme plc", 2012)])) == expected


@pytest.mark.parametrize("relation", ["competitorOf", "partnerOf"])
def test_symmetric_relations_match_either_way(scored, relation: str) -> None:
    assert counts(scored([stated(relation, "Acme", "Globex", 2012)], [gold(relation, "Globex", "Acme", 2012)])) == (1, 0, 0)


def test_said_twice_is_one_fact(scored) -> None:
    fact = stated("acquired", "Acme", "Globex", 2010)
    assert counts(
        scored([fact, fact, stated("acquired", "ACME", "Globex Ltd.", 2010)], [gold("acquired", "Acme", "Globex", 2010)] * 2)
    ) == (1, 0, 0)


def test_uncertain_gold_is_neither_asked_for_nor_counted_against(scored) -> None:
    lines = [gold("acquired", "Acme", "Globex", 2010, certain=False)]
    assert counts(scored([], lines)) == (0, 0, 0)
    assert counts(scored([stated("acquired", "Acme", "Globex", 2010)], lines)) == (0, 0, 0)
    assert counts(scored([stated("acquired", "Acme", "Globex", 2003)], lines)) == (0, 0, 0)
    assert counts(scored([stated("acquired", "Globex", "Acme", 2010)], lines)) == (0, 1, 0)


def test_a_wrong_year_counts_where_another_year_is_certain(scored) -> None:
    lines = [gold("acquired", "Acme", "Globex", 2010), gold("acquired", "Acme", "Globex", 2011, certain=False)]
    assert counts(scored([stated("acquired", "Acme", "Globex", 2011)], lines)) == (0, 0, 1)
    assert counts(scored([stated("acquired", "Acme", "Globex", 2012)], lines)) == (0, 1, 1)


def test_a_founder_left_out_is_no_mistake(scored) -> None:
    with_founder, without = gold("established", "Globex", "Acme", 2010), gold("established", "Globex", None, 2010)
    both = [stated("established", "Globex", None, 2010), stated("established", "Globex", "Acme", 2010)]
    assert counts(scored(both[:1], [with_founder])) == (1, 0, 0)
    assert counts(scored(both[1:], [without])) == (1, 0, 0)
    assert counts(scored(both, [with_founder])) == (1, 0, 0)
    assert counts(scored([stated("established", "Globex", None, 2011)], [with_founder])) == (0, 1, 1)
    assert counts(scored([stated("insolvency", "Globex", "Acme", 2010)], [gold("insolvency", "Globex", None, 2010)])) == (0, 1, 1)


@pytest.mark.parametrize(
    ("name", "value", "wanted", "right"),
    [
        ("date", "2012-03-31", "2012-03", 1),
        ("date", "2012-03", "2012-03-31", 0),
        ("date", None, "2012", 0),
        ("percent", 29.9, 29.9, 1),
        ("percent", 30, 29.9, 1),
        ("percent", 29, 29.9, 0),
        ("percent", None, 29.9, 0),
        ("amount", "5000000", 5000000, 1),
        ("amount", "some", 5000000, 0),
        ("amount", 0.004, 0, 1),
    ],
)
def test_attributes_of_right_facts(scored, name: str, value: Any, wanted: Any, right: int) -> None:
    more = {} if value is None else {name: value}
    found = scored([stated("acquired", "Acme", "Globex", 2012, **more)], [gold("acquired", "Acme", "Globex", 2012, **{name: wanted})])
    assert {key: (hits.right, hits.of) for key, hits in found.attributes.items()} == {name: (right, 1)}


def test_relations_of_a_users_own_stand_apart(scored) -> None:
    found = scored(
        [stated("lentTo", "Acme", "Globex", 2012)], [gold("lentTo", "Acme", "Globex", 2012), gold("lentTo", "Acme", "Initech", 2012)]
    )
    assert found.groups["other"] == found.relations["lentTo"] == found.documents["tern"] == Rates(1, 0, 1)
    assert found.groups["all"] == Rates()


def test_documents_are_scored_apart(tmp_path: Path, relations: Mapping[str, Relation]) -> None:
    fact = ("acquired", "Acme", "Globex", 2010)
    for document in ("heron", "tern.2", "wren"):
        write_gold(tmp_path / "gold", [gold(*fact)], document=document)
    facts = [stated(*fact, document="reports/heron.txt"), stated(*fact, document="tern"), stated(*fact, document="stork")]
    out = write_build(tmp_path / "out", facts, filings=["heron", "tern", "stork"])
    found = score(tmp_path / "gold", out, relations)
    assert found.documents == {"heron": Rates(1), "tern.2": Rates(1), "wren": Rates(fn=1)}
    assert found.unread == ("wren",)
    alone = score(tmp_path / "gold", out, relations, ["wren", "wren"])
    assert (alone.documents, alone.groups["all"]) == ({"wren": Rates(fn=1)}, Rates(fn=1))


def test_groups_and_rules_of_matching_cover_the_ontology(relations: Mapping[str, Relation]) -> None:
    assert sorted(name for group in GROUPS.values() for name in group) == sorted(relations)
    assert {name for name, relation in relations.items() if relation.symmetric} == {"competitorOf", "partnerOf"}
    assert {name for name, relation in relations.items() if relation.object_optional and relation.range} == {"established"}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "holds no gold"),
        ({"tern.facts.jsonl": '{"relation": "acquired"', "tern.entities.json": "{}"}, r"tern\.facts\.jsonl, line 1 .* gold: Expecting"),
        ({"tern.facts.jsonl": '\n{"subject": "A"}', "tern.entities.json": "{}"}, r"line 2 .*gold: it has no 'relation'"),
        ({"tern.facts.jsonl": "[1]", "tern.entities.json": "{}"}, r"line 1"),
        ({"tern.facts.jsonl": "", "tern.entities.json": '{"Acme": "A"}'}, "forms are a list"),
        ({"tern.facts.jsonl": "", "tern.entities.json": "[]"}, r"tern\.entities\.json can't be read"),
        ({"tern.facts.jsonl": "\udcff", "tern.entities.json": "{}"}, "not UTF-8"),
    ],
)
def test_gold_that_is_none_is_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(GoldError, match=message):
        score(tmp_path, write_build(tmp_path / "out", []), load_relations())


def test_without_a_list_of_names_they_count_as_they_stand(tmp_path: Path, relations: Mapping[str, Relation]) -> None:
    lines = [gold("acquired", "ACME", "Globex Ltd.", 2010), gold("acquired", "Acme plc", "GBX", 2011)]
    folder = write_gold(tmp_path / "gold", lines, {"Globex Ltd.": ["GBX"]})
    out = write_build(tmp_path / "out", [stated("acquired", "Acme plc", "Globex", year) for year in (2010, 2011)])
    assert (score(folder, out, relations).groups["all"], score(folder, out, relations).unlisted) == (Rates(2, 0, 0), ())
    (folder / "tern.entities.json").unlink()
    assert (score(folder, out, relations).groups["all"], score(folder, out, relations).unlisted) == (Rates(1, 1, 1), ("tern",))
    with pytest.raises(GoldError, match=r"lists no names .* for tern: write <document>.entities.json"):
        score_entities(folder, out)


def test_gold_for_an_unknown_document_is_asked_for(tmp_path: Path, relations: Mapping[str, Relation]) -> None:
    with pytest.raises(GoldError, match=r"'wren'; there is some for tern"):
        score(write_gold(tmp_path / "gold", []), write_build(tmp_path / "out", []), relations, ["wren"])


relation_names = st.sampled_from(["acquired", "competitorOf", "established", "lentTo"])
parties = st.sampled_from(["Acme", "Globex", "Initech"])
FACTS = st.lists(st.tuples(relation_names, parties, parties, st.integers(2010, 2011)), max_size=8)


@given(found=FACTS, wanted=FACTS)
def test_counts_add_up(tmp_path_factory: pytest.TempPathFactory, found: list[Any], wanted: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("counts")
    out = write_build(folder / "out", [stated(*fact) for fact in found])
    got = score(write_gold(folder / "gold", [gold(*fact) for fact in wanted]), out, load_relations())
    total = sum(got.relations.values(), Rates())
    assert got.documents["tern"] == total == got.groups["all"] + got.groups.get("other", Rates())
    assert total.fp + total.fn == len(got.mistakes)
    assert total.tp + total.fp <= len(set(found))
    assert total.tp + total.fn <= len(set(wanted))
    same = score(folder / "gold", write_build(folder / "again", [stated(*fact) for fact in wanted]), load_relations())
    assert sum(same.relations.values(), Rates()).fp == sum(same.relations.values(), Rates()).fn == 0
