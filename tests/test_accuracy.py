"""What is found against what careful readers found: floors below which nothing may fall."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
from pathlib import Path
from typing import Any

import pytest
from machines import ROOT, SHARED, relations

from kg.pipeline import build
from kg.records import fact_lines
from kg.score.compare import score

EXCERPTS = SHARED / "filings" / "excerpts"
INDEX = SHARED / "filings" / "INDEX.tsv"
EXAMPLES = ROOT / "examples"
OURS = ("iij-20f-2006", "iij-20f-2011", "iij-20f-2012")
absent = pytest.mark.skipif(not EXCERPTS.is_dir(), reason="no real filings beside the checkout")


def scored(tmp_path: Path, *documents: str, **options: Any) -> dict[str, Any]:
    """What the `score.py` beside the filings says of the excerpts named, or of all: not our own scorer, which may share our mistakes."""
    paths = [EXCERPTS / f"{name}.txt" for name in documents] or sorted(EXCERPTS.glob("*.txt"))
    result = build(paths, **options)
    assert [problem for problem in result.problems if problem.level == "error"] == []
    facts = tmp_path / "facts.jsonl"
    facts.write_text("".join(f"{line}\n" for line in fact_lines(result.facts)), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        scorer.main([str(SHARED / "gold"), str(facts), "--json", *(word for name in documents for word in ("--doc", name))])
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@absent
@pytest.mark.real
def test_the_users_documents_with_metadata(tmp_path: Path) -> None:
    found = scored(tmp_path, *OURS, manifest=INDEX, registrant="Internet Initiative Japan Inc.", aliases=["IIJ"])
    assert found["core"]["precision"] >= 0.95
    assert found["core"]["recall"] >= 0.90
    assert found["attributes"]
    for name, hits in found["attributes"].items():
        assert hits["right"] >= 0.95 * hits["of"], name


@absent
@pytest.mark.real
def test_the_users_documents_as_they_are(tmp_path: Path) -> None:
    found = scored(tmp_path, *OURS)
    assert found["core"]["f1"] >= 0.85
    for name, hits in found["attributes"].items():
        assert hits["right"] >= 0.95 * hits["of"], name


@absent
@pytest.mark.real
def test_all_excerpts(tmp_path: Path) -> None:
    found = scored(tmp_path, manifest=INDEX)
    assert len(found["documents"]) == 9
    assert found["core"]["precision"] >= 0.93
    assert found["core"]["recall"] >= 0.70


def test_the_examples(tmp_path: Path) -> None:
    build(sorted(EXAMPLES.glob("*.txt")), tmp_path / "out", manifest=EXAMPLES / "filings.csv")
    found = score(EXAMPLES / "gold", tmp_path / "out", relations())
    assert (len(found.documents), found.unread) == (4, ())
    assert found.groups["core"].precision >= 0.95, found.mistakes
    assert found.groups["core"].recall >= 0.90, found.mistakes
    right, of = (sum(getattr(hits, name) for hits in found.attributes.values()) for name in ("right", "of"))
    assert right >= 0.90 * of > 0
