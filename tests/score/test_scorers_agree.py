"""`kg.score` gives the numbers of the scorer that lies beside the real filings, digit for digit."""

from __future__ import annotations

import contextlib
import io
import json
import re
import runpy
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from machines import ROOT, SHARED

from kg.model import Relation
from kg.pipeline import build
from kg.records import FACTS, FILINGS, REJECTED, fact_lines, filing_lines, rejection_lines
from kg.result import Result
from kg.score import Rates, Score, read_gold, score
from kg.score.names import Names, bare, fold

GOLD, EXCERPTS = SHARED / "gold", SHARED / "filings" / "excerpts"
Line = dict[str, Any]
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not (GOLD / "score.py").is_file(), reason="the gold facts of real filings are not beside the checkout"),
]


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    """The names of the other scorer's module."""
    return runpy.run_path(str(GOLD / "score.py")) if (GOLD / "score.py").is_file() else {}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The nine excerpts, read once: as much of a build as is scored."""
    result = build([str(path) for path in sorted(EXCERPTS.glob("*.txt"))], manifest=SHARED / "filings" / "INDEX.tsv")
    return write(tmp_path_factory.mktemp("real"), result)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example reports, in the same way."""
    return write(tmp_path_factory.mktemp("ours"), build([str(ROOT / "examples")], manifest=ROOT / "examples" / "filings.csv"))


def write(folder: Path, result: Result) -> Path:
    for name, lines in (
        (FACTS, fact_lines(result.facts)),
        (REJECTED, rejection_lines(result.rejections)),
        (FILINGS, filing_lines(result.extractions)),
    ):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def figures(found: Score) -> dict[str, Any]:
    """A score in the words of the other scorer's JSON."""

    def rates(found: Rates) -> Line:
        return {name: round(getattr(found, name), 4) for name in ("precision", "recall", "f1", "tp", "fp", "fn")}

    known = ("core", "structure", "context", "all")
    return {
        "relations": {name: rates(one) for name, one in found.relations.items()},
        "documents": {name: rates(one) for name, one in found.documents.items()},
        "attributes": {name: {"right": hits.right, "of": hits.of} for name, hits in found.attributes.items()},
    } | {name: rates(found.groups[name]) for name in known}


def theirs(reference: dict[str, Any], gold: Path, facts: Path, *options: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert reference["main"]([str(gold), str(facts), *options]) == 0
    return said.getvalue()


def both(
    reference: dict[str, Any], gold: Path, out: Path, relations: Mapping[str, Relation], documents: Sequence[str] = ()
) -> tuple[Any, Any]:
    options = [word for name in documents for word in ("--doc", name)]
    return figures(score(gold, out, relations, documents)), json.loads(theirs(reference, gold, out / FACTS, "--json", *options))


def test_on_the_nine_gold_documents(reference, real: Path, relations: Mapping[str, Relation]) -> None:
    mine, other = both(reference, GOLD, real, relations)
    assert mine == other
    assert len(mine["documents"]) == 9
    assert mine["all"]["tp"] > 300
    for document in mine["documents"]:
        alone = both(reference, GOLD, real, relations, [document])
        assert alone[0] == alone[1]


def test_on_the_example_reports(reference, ours: Path, relations: Mapping[str, Relation]) -> None:
    mine, other = both(reference, ROOT / "examples" / "gold", ours, relations)
    assert mine == other
    assert mine["all"]["tp"] > 100


def test_the_same_facts_are_missed_and_unwanted(reference, real: Path, relations: Mapping[str, Relation]) -> None:
    said = [line for line in theirs(reference, GOLD, real / FACTS, "--errors").splitlines() if line.startswith(("missed", "unwanted"))]
    mine = [f"{m.kind:9} {m.document}: {m.relation}({m.subject}, {m.object}, {m.year})" for m in score(GOLD, real, relations).mistakes]
    assert mine == [line.split("  «")[0] for line in said]
    assert mine


def test_the_tables_show_the_same_numbers(reference, real: Path, kg: Callable[..., Any]) -> None:
    def rows(text: str) -> set[tuple[str, ...]]:
        lines = (line.split() for line in text.splitlines())
        return {(words[0], *words[1:]) for words in lines if len(words) == 7 and words[-1].isdigit()}

    done = kg("score", GOLD, real)
    assert done.exit_code == 0
    assert rows(done.output) == rows(theirs(reference, GOLD, real / FACTS))


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" ()&'’-.,_kK")), max_size=30))
@example("K.K. Globex K K")
@example("Globex (a) (b) \n")
@example("Globex ((x) ")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_names_fold_alike(reference, name: str) -> None:
    assert fold(name) == reference["fold"](name)
    assert bare(name) == reference["bare"](name)


def test_every_legal_form_is_empty_to_both(reference) -> None:
    forms = re.findall("[a-z]+(?: [a-z]+)?", reference["SUFFIX"].pattern)
    assert len(forms) > 40
    for form in [*forms, "holding", "holdings"]:
        assert bare(f"Globex {form} Trading") == reference["bare"](f"Globex {form} Trading"), form


words = st.sampled_from("Globex Acme Holdings Holding International The Co Company K KK N.V. Inc. (Globex) & AG".split())
forms = st.lists(words, min_size=1, max_size=4).map(" ".join)


@given(entities=st.dictionaries(forms, st.lists(forms, max_size=3), max_size=5), names=st.lists(forms, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_names_resolve_alike(reference, entities: dict[str, list[str]], names: list[str]) -> None:
    mine, other = Names(entities), reference["Names"](entities)
    assert [mine(name) for name in [*names, "", None]] == [other(name) for name in [*names, "", None]]


def dropped(lines: list[Line], at: int, more: int) -> list[Line]:
    return [line for index, line in enumerate(lines) if index % (more + 2) != at % (more + 2)]


def duplicated(lines: list[Line], at: int, more: int) -> list[Line]:
    return [*lines[: at % len(lines)], lines[more % len(lines)], *lines[at % len(lines) :], *lines[::-7]]


def another_year(line: Line, more: int) -> Line:
    return line | {"year": line["year"] + more % 3 - 1}


def swapped(line: Line, more: int) -> Line:
    return line | {"subject": line["object"], "object": line["subject"]} if line["object"] else line


def without_object(line: Line, more: int) -> Line:
    return line | {"object": None, "object_mention": None, "object_id": None}


def renamed(line: Line, more: int) -> Line:
    ways = (str.upper, lambda n: f"{n} Inc.", lambda n: f"The {n}", lambda n: n.split()[0], lambda n: f'{n} ("X")', lambda n: n[::-1])
    return line | {"subject": ways[more % len(ways)](line["subject"])}


def moved(line: Line, more: int) -> Line:
    return line | {"document": (f"folder/{line['document']}.txt", "nowhere", "vitro-20f-2001")[more % 3]}


def related(line: Line, more: int) -> Line:
    return line | {"relation": ("established", "competitorOf", "lentTo", "insolvency")[more % 4]}


def inexact(line: Line, more: int) -> Line:
    numbers = {name: line[name] * (1 + (more % 5 - 2) * 0.003) for name in ("percent", "amount") if line.get(name) is not None}
    return line | numbers | ({"date": line["date"][: (4, 7, 10)[more % 3]]} if line["date"] else {})


CHANGES = (another_year, swapped, without_object, renamed, moved, related, inexact)
perturbations = st.lists(
    st.tuples(st.sampled_from((dropped, duplicated, *CHANGES)), st.integers(0, 500), st.integers(0, 40)), min_size=1, max_size=10
)


def perturbed(lines: list[Line], steps: list[tuple[Any, int, int]]) -> list[Line]:
    """Facts changed step by step: a few of them, every `more`-th from one place on, or as a whole."""
    for change, at, more in steps:
        if change in CHANGES:
            lines = [change(line, more) if index % (more + 1) == at % (more + 1) else line for index, line in enumerate(lines)]
        elif lines:
            lines = change(lines, at, more)
    return lines


@given(steps=perturbations)
@example([(renamed, 0, 2)])
@example([(related, 0, 0), (without_object, 1, 1), (duplicated, 3, 5)])
@example([(another_year, 0, 0)])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_on_perturbed_facts(reference, real: Path, relations, tmp_path_factory: pytest.TempPathFactory, steps: list[Any]) -> None:
    lines = perturbed([json.loads(line) for line in (real / FACTS).read_text(encoding="utf-8").splitlines()], steps)
    out = tmp_path_factory.mktemp("perturbed")
    (out / FACTS).write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    (out / FILINGS).write_bytes((real / FILINGS).read_bytes())
    mine, other = both(reference, GOLD, out, relations)
    mine["relations"].pop("lentTo", None)  # a user's own: only kg lists them
    assert mine == other


def test_gold_is_read_whole() -> None:
    gold = read_gold(GOLD)
    lines = [line for path in GOLD.glob("*.facts.jsonl") for line in path.read_text(encoding="utf-8").split("\n") if line]
    assert sum(len(one.facts) for one in gold) == len(lines)
    assert sum(not fact.certain for one in gold for fact in one.facts) == sum('"certain": false' in line for line in lines)
