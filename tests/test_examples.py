"""The example reports, the gold facts that stand beside them, and the walk-through whose commands run here."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from consoles import refreshed, steps, workplace

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
REPORTS = sorted(EXAMPLES.glob("*.txt"))
RELATIONS = {
    "ownsShareIn", "acquired", "supplierOf", "competitorOf", "subsidiaryOf", "affiliateOf", "jointVentureOf", "mergedInto", "renamedTo",
    "established", "divested", "investedIn", "insolvency", "partnerOf", "officerOf", "listedOn", "regulatedBy",
}  # fmt: skip
OBJECTLESS = {"established", "insolvency"}

pytestmark = pytest.mark.skipif(not REPORTS, reason="no example reports beside the tests")
of_each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)


def gold_of(report: Path) -> list[dict[str, object]]:
    lines = (EXAMPLES / "gold" / f"{report.stem}.facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def names_of(report: Path) -> dict[str, list[str]]:
    names: dict[str, list[str]] = json.loads((EXAMPLES / "gold" / f"{report.stem}.entities.json").read_text(encoding="utf-8"))
    return names


@of_each_report
def test_gold_quotes_the_report_word_for_word(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    assert [fact["evidence"] for fact in gold_of(report) if str(fact["evidence"]) not in text] == []


@of_each_report
def test_gold_lines_are_complete_and_distinct(report: Path) -> None:
    facts = gold_of(report)
    keys = [(fact["relation"], fact["subject"], fact["object"], fact["year"]) for fact in facts]
    assert len(set(keys)) == len(keys)
    for fact in facts:
        assert fact["relation"] in RELATIONS
        assert fact["object"] is not None or fact["relation"] in OBJECTLESS
        assert isinstance(fact["year"], int)
        assert fact["year_source"] in {"event", "as_of", "reporting"}
        assert str(fact.get("date", fact["year"])).startswith(str(fact["year"]))
        assert "percent" not in fact or 0 < float(str(fact["percent"])) <= 100
        assert ("amount" in fact) == ("currency" in fact)


@of_each_report
def test_gold_names_are_those_of_the_entities_file(report: Path) -> None:
    names = names_of(report)
    forms = [form for canonical, others in names.items() for form in [canonical, *others]]
    assert len(set(forms)) == len(forms)
    known = set(forms)
    for fact in gold_of(report):
        assert {fact["subject"], fact["object"] or fact["subject"]} <= known
        assert {str(fact[role]) for role in ("seller", "buyer") if role in fact} <= known


def test_gold_covers_every_relation() -> None:
    sure = {fact["relation"] for report in REPORTS for fact in gold_of(report) if fact.get("certain", True)}
    assert sure == RELATIONS


def test_every_report_has_gold_and_a_row_of_the_manifest() -> None:
    with (EXAMPLES / "filings.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row["file"] for row in csv.DictReader(stream)]
    assert rows == [report.name for report in REPORTS]
    assert sorted(path.name.removesuffix(".facts.jsonl") for path in (EXAMPLES / "gold").glob("*.facts.jsonl")) == [r.stem for r in REPORTS]


@of_each_report
def test_reports_are_short(report: Path) -> None:
    assert 400 <= len(report.read_text(encoding="utf-8").split()) <= 900


def runs(text: str, length: int = 12) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@pytest.mark.real
def test_reports_share_no_run_of_words_with_real_filings() -> None:
    filings = ROOT.parent / "shared" / "filings"
    if not filings.is_dir():
        pytest.skip("the real filings are not beside the checkout")
    ours = {report.name: runs(report.read_text(encoding="utf-8")) for report in REPORTS}
    for folder in ("excerpts", "exhibits"):
        for path in sorted((filings / folder).iterdir()):
            real = runs(re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8", errors="replace")))
            assert {name: mine & real for name, mine in ours.items() if mine & real} == {}, path.name


@pytest.mark.slow
def test_walkthrough_prints_what_it_shows(tmp_path: Path) -> None:
    document = (EXAMPLES / "walkthrough.md").read_text(encoding="utf-8")
    assert len(steps(document)) >= 10
    assert refreshed(document, workplace(tmp_path)) == document
