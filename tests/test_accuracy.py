"""What is found against what careful readers found: floors below which nothing may fall."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from machines import ROOT, SHARED
from scoring import report, score

from kg.pipeline import build
from kg.records import fact_lines

EXCERPTS = SHARED / "filings" / "excerpts"
EXAMPLES = ROOT / "examples"
OURS = ("iij-20f-2006", "iij-20f-2011", "iij-20f-2012")
absent = pytest.mark.skipif(not EXCERPTS.is_dir(), reason="no real filings beside the checkout")


def facts_of(paths: Sequence[Path], out: Path, **options: Any) -> Path:
    """The facts of those files as a build would write them."""
    result = build([str(path) for path in paths], **options)
    assert [problem for problem in result.problems if problem.level == "error"] == []
    out.write_text("".join(f"{line}\n" for line in fact_lines(result.facts)), encoding="utf-8")
    return out


def real_facts(tmp_path: Path, *documents: str, **options: Any) -> Path:
    paths = [EXCERPTS / f"{name}.txt" for name in documents] or sorted(EXCERPTS.glob("*.txt"))
    return facts_of(paths, tmp_path / "facts.jsonl", **options)


@pytest.mark.parametrize("with_metadata", [False, True])
@absent
@pytest.mark.real
def test_the_users_documents(tmp_path: Path, with_metadata: bool) -> None:
    if with_metadata:
        given: dict[str, Any] = {
            "manifest": SHARED / "filings" / "INDEX.tsv",
            "registrant": "Internet Initiative Japan Inc.",
            "aliases": ["IIJ"],
        }
    else:
        given = {}
    found = report(real_facts(tmp_path, *OURS, **given), OURS)
    assert found["core"]["f1"] >= 0.85
    if with_metadata:
        assert found["core"]["precision"] >= 0.95
        assert found["core"]["recall"] >= 0.90
    for name, hits in found["attributes"].items():
        assert hits["right"] >= 0.95 * hits["of"], name


@absent
@pytest.mark.real
def test_all_excerpts(tmp_path: Path) -> None:
    found = report(real_facts(tmp_path, manifest=SHARED / "filings" / "INDEX.tsv"))
    assert found["core"]["precision"] >= 0.93
    assert found["core"]["recall"] >= 0.70
    assert len(found["documents"]) == 9


def example_facts(tmp_path: Path) -> Path:
    return facts_of(sorted(EXAMPLES.glob("*.txt")), tmp_path / "facts.jsonl", manifest=EXAMPLES / "filings.csv")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_examples(tmp_path: Path) -> None:
    found = lines(example_facts(tmp_path))
    scores = []
    for report_ in sorted(EXAMPLES.glob("*.txt")):
        gold, names = EXAMPLES / "gold" / f"{report_.stem}.facts.jsonl", EXAMPLES / "gold" / f"{report_.stem}.entities.json"
        said = [line for line in found if line["document"] == report_.stem]
        scores.append(score(lines(gold), json.loads(names.read_text(encoding="utf-8")), said))
        assert scores[-1].precision >= 0.95, scores[-1].unwanted
        assert scores[-1].recall >= 0.90, scores[-1].missed
    assert sum(one.agreeing for one in scores) >= 0.95 * sum(one.values for one in scores)


@absent
@pytest.mark.real
def test_both_scorers_count_the_same(tmp_path: Path) -> None:
    """The short scorer of the examples is held to the one that lies beside the filings."""
    facts = example_facts(tmp_path)
    said, whole = lines(facts), report(facts, gold=EXAMPLES / "gold")
    counts = []
    for path in sorted((EXAMPLES / "gold").glob("*.facts.jsonl")):
        name = path.name.removesuffix(".facts.jsonl")
        names = json.loads((EXAMPLES / "gold" / f"{name}.entities.json").read_text(encoding="utf-8"))
        counts.append(score(lines(path), names, [line for line in said if line["document"] == name]))
    assert sum(one.right for one in counts) == whole["core"]["tp"]
    assert sum(len(one.missed) for one in counts) == whole["core"]["fn"]
    assert sum(len(one.unwanted) for one in counts) == whole["core"]["fp"]


def test_the_short_scorer_tells_right_from_wrong() -> None:
    def line(subject: str, object_: str, year: int, **more: Any) -> dict[str, Any]:
        return {"relation": "ownsShareIn", "subject": subject, "object": object_, "year": year, **more}

    names = {"Kelda Ltd.": ["Kelda"], "Brandt AG": []}
    gold = [line("Kelda Ltd.", "Brandt AG", 2014, percent=45), line("Brandt AG", "Orbis", 2014), line("A", "B", 2014, certain=False)]
    found = score(gold, names, [line("Kelda", "BRANDT", 2014, percent=44), line("A", "B", 2014), line("Kelda", "Orbis", 2014)])
    assert (found.right, len(found.unwanted), len(found.missed), found.agreeing, found.values) == (1, 1, 1, 0, 1)
    assert (found.precision, found.recall) == (0.5, 0.5)
