"""The map over one filing: invariants on reports and real filings, arbitrary and hostile text, cost in step with length."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machines import FILER, ROOT, SHARED, filing, read, shipped

from kg.model import Extraction, Filing, Mention
from kg.sources import Metadata, discover, load_manifest
from kg.sources import read as read_file
from tests.guards import ends

REPORTS = sorted(str(path) for path in (ROOT / "examples").glob("*.txt"))
EXCERPTS = sorted(str(path) for path in (SHARED / "filings" / "excerpts").glob("*.txt"))
FULL = sorted(str(path) for path in (SHARED / "filings" / "full").glob("*.txt"))
absent = pytest.mark.skipif(not EXCERPTS, reason="no real filings beside the checkout")

KINDS = {"company", "group", "person", "exchange", "authority", "government", "self", "name"}


@cache
def filing_of(path: str, manifest: Path) -> Filing:
    rows, _ = load_manifest(manifest)
    (item,), _ = discover([path])
    found, problems = read_file(item, rows.get(item.key, Metadata()))
    if found is None:
        pytest.skip(f"can't be read: {problems[0].what}")
    return found


def check(given_filing: Filing, extraction: Extraction) -> None:
    """What holds for every fact and rejection of every filing."""
    text, name = given_filing.text, given_filing.source.name
    for fact in extraction.facts:
        assert 1750 <= fact.year <= given_filing.source.fiscal_year + 1
        assert fact.year_basis in ("event", "as_of", "reporting")
        assert fact.date is None or fact.date.startswith(str(fact.year))
        assert fact.status in ("current", "former")
        assert fact.rule
        assert fact.object is None or fact.subject.name != fact.object.name
        assert fact.attributes == tuple(sorted(fact.attributes))
        assert all(value not in ("", None) for _, value in fact.attributes)
    for found in (*extraction.facts, *extraction.rejections):
        evidence = found.evidence
        assert evidence.filing == name
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.start <= found.trigger.start < found.trigger.end <= evidence.end
        for end in (found.subject, found.object):
            assert end is None or (0 <= end.start <= end.end <= evidence.end and end.kind in KINDS and end.name)
    for fact in extraction.facts:  # "It", "its shares": who is meant may stand in the sentence before; all others stand in the quote
        ends = [end for end in (fact.subject, fact.object) if end is not None]
        assert "reference" in fact.steps or all(fact.evidence.start <= end.start for end in ends)
    cues = [cue for fact in extraction.facts for cue in fact.cues] + [r.cue for r in extraction.rejections if r.cue]
    assert all(" ".join(text[cue.start : cue.end].split()) == cue.text for cue in cues)
    assert extraction.characters == len(text)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: Path(path).stem)
def test_invariants_on_the_example_reports(path: str) -> None:
    report = filing_of(path, ROOT / "examples" / "filings.csv")
    extraction = shipped()(report)
    check(report, extraction)
    assert {fact.relation for fact in extraction.facts} >= {"ownsShareIn", "supplierOf", "competitorOf"}


def test_ids_of_facts_are_unique_in_the_examples() -> None:
    facts = [fact for path in REPORTS for fact in shipped()(filing_of(path, ROOT / "examples" / "filings.csv")).facts]
    assert len({fact.id for fact in facts}) == len(facts)


@absent
@pytest.mark.real
def test_ids_of_facts_are_unique_in_real_excerpts() -> None:
    facts = [fact for path in EXCERPTS for fact in shipped()(filing_of(path, SHARED / "filings" / "INDEX.tsv")).facts]
    assert len({fact.id for fact in facts}) == len(facts)


def check_gates(report: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences that the gates turn away say nothing: reading all of them gives the same."""
    gated = shipped()(report)
    monkeypatch.setattr("kg.machine.may_match", lambda *_: True)
    assert shipped()(report) == gated


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: Path(path).stem)
def test_gates_turn_nothing_away_in_the_examples(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check_gates(filing_of(path, ROOT / "examples" / "filings.csv"), monkeypatch)


@absent
@pytest.mark.real
@pytest.mark.parametrize("path", EXCERPTS, ids=lambda path: Path(path).stem)
def test_gates_turn_nothing_away_in_real_excerpts(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check_gates(filing_of(path, SHARED / "filings" / "INDEX.tsv"), monkeypatch)


@absent
@pytest.mark.real
@pytest.mark.parametrize("path", EXCERPTS, ids=lambda path: Path(path).stem)
def test_invariants_on_real_excerpts(path: str) -> None:
    report = filing_of(path, SHARED / "filings" / "INDEX.tsv")
    extraction = shipped()(report)
    check(report, extraction)
    assert extraction.facts


@absent
@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("path", FULL, ids=lambda path: Path(path).stem)
def test_invariants_on_whole_filings(path: str) -> None:
    report = filing_of(path, SHARED / "filings" / "INDEX.tsv")
    check(report, shipped()(report))


def test_the_machine_keeps_no_state() -> None:
    one, other = filing("We own 45% of Kelda Ltd. (“Kelda”)."), filing("Kelda competes with us.")
    before = shipped()(other)
    shipped()(one)
    assert shipped()(other) == before


@pytest.mark.parametrize("collects", [True, False])
def test_reading_a_filing_leaves_nothing_to_the_garbage_collector_and_leaves_that_as_it_was(collects: bool) -> None:
    report = filing_of(REPORTS[0], ROOT / "examples" / "filings.csv")
    shipped()(report)  # makes the expressions of rules, which stay
    gc.collect()
    try:
        gc.enable() if collects else gc.disable()
        shipped()(report)
        assert gc.isenabled() == collects
        assert gc.collect() == 0
    finally:
        gc.enable()


PRINT = """
import sys; sys.path.insert(0, "tests")
from test_extract import REPORTS, ROOT, filing_of, shipped
for path in REPORTS:
    print(shipped()(filing_of(path, ROOT / "examples" / "filings.csv")))
"""


def test_the_hash_seed_changes_nothing() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", PRINT], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(runs) == 1
    assert b"acquired" in next(iter(runs))


WORDS = (
    "we our us the Company its Kelda Brandt Ltd. AG Inc. and or of in on , ; : . ( ) \" “ ” ' ’s % 45% 29.9% $5 million ¥9.2 billion 2014 "
    "March 31, 2014 2099 "
    "as of owned owns own acquired bought sold from to by supplier competitors customers include such as which may not will "
    "subject to pending former respectively interest in shares of - • \n \n\n \t    Item 4. (\"Kelda\") \x00 \u202e \x0c 1/2 & Mr. no. U.S."
)  # fmt: skip


def without_blank_lines(text: str) -> str:
    """The text without lines of blanks only: see `test_blank_text_has_no_facts_and_raises_nothing`."""
    return "\n".join(line.strip() for line in text.split("\n"))


SENTENCES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=60).map(" ".join)


@pytest.mark.parametrize("text", ["   ", "\t", " \n "])
def test_blank_text_has_no_facts_and_raises_nothing(text: str) -> None:
    extraction = read(text)
    assert (extraction.characters, extraction.sentences) == (len(text), 1 if text.strip() else 0)


@settings(max_examples=300)
@given(st.one_of(SENTENCES, st.text(max_size=300)).map(without_blank_lines))
def test_arbitrary_text_never_raises_and_keeps_the_invariants(text: str) -> None:
    report = filing(text)
    check(report, shipped()(report))


@given(st.text(min_size=1, max_size=20), st.lists(st.text(max_size=12), max_size=3))
def test_arbitrary_names_of_the_filer_never_raise(name: str, aliases: list[str]) -> None:
    extraction = read(f"We own 45% of Kelda Ltd. {name} buys ropes from Brandt AG.", name, aliases=tuple(aliases))
    assert all(isinstance(end, Mention) for fact in extraction.facts for end in (fact.subject, fact.object))


def hostile(size: int) -> Iterator[tuple[str, str]]:
    """Texts of that many characters on which careless patterns are slow."""
    prose = "we acquired the shares of Kelda Ltd. in 2014 and sold 45% of Brandt AG to Orbis S.A. "
    yield "no full stop", (prose.replace(".", "") * (size // 80))[:size]
    yield "short sentences", ("we buy. Sell x. " * (size // 16))[:size]
    yield "commas", ("Kelda Ltd., Brandt AG, Orbis S.A., " * (size // 34))[:size]
    yield "triggers", ("acquired " * (size // 9))[:size]
    yield "many triggers", ("owned acquired from supplies competitors customer interest " * (size // 58))[:size]
    yield "capitals", ("KELDA AND BRANDT OF THE " * (size // 23))[:size]
    yield "one word of capitals", "K" * size
    yield "names", ("Kelda and Brandt of Orbis the " * (size // 29))[:size]
    yield "brackets", "(" * (size // 2) + ")" * (size // 2)
    yield "defined", ('Kelda Ltd. ("K' + '("' * 20) * (size // 54)
    yield "quotes", '"' * size
    yield "open quotes", ("(“" * (size // 2))[:size]
    yield "digits", "1,234," * (size // 6)
    yield "percents", "5% and " * (size // 7)
    yield "years", "2014, " * (size // 6)
    yield "dots", ". " * (size // 2)
    yield "blanks", " " * size
    yield "tabs", "a\t" * (size // 2)
    yield "lines", "\n" * size
    yield "bullets", "Our competitors include:\n" + "- Kelda Ltd.; and\n" * (size // 18)
    yield "colons", "include: " * (size // 9)
    yield "and we", ("and we may " * (size // 11))[:size]
    yield "initials", ("A. B. " * (size // 6))[:size]
    yield "legal forms", ("Co., Ltd. " * (size // 10))[:size]
    yield "hedges", ("may not if pending, subject to approval " * (size // 40))[:size]


NAMES = [name for name, _ in hostile(100)]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_is_read_to_its_end(name: str) -> None:
    text = dict(hostile(600_000))[name]
    with ends(60):
        assert read(text).characters == len(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(next(dict(hostile(1_000_000))["no full stop"] for _ in [0]), id="1 MB without a full stop"),
        pytest.param("acquired " * 100_000, id="100,000 triggers"),
        pytest.param("KELDA AND BRANDT OF THE " * 42_000, id="1 MB of capitals"),
        pytest.param("(" * 100_000 + ")" * 100_000, id="nested brackets"),
        pytest.param('"' * 200_000, id="200,000 quotes"),
    ],
)
def test_a_megabyte_of_the_worst_is_read_to_its_end(text: str) -> None:
    with ends(60):
        assert read(text).characters == len(text)


def test_the_filer_of_the_samples_is_no_special_name() -> None:
    assert read("We own 45% of Kelda Ltd.", "Brandt AG").facts[0].subject.name == "Brandt AG" != FILER
