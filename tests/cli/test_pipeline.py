"""The Python API, the pipeline's promises, and the report: what goes wrong with one filing stays with it."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import build_samples as samples
import pytest
from report_samples import REPORT

import kg
from kg import outputs, records
from kg.errors import Problem
from kg.explain import mark
from kg.folders import LEFT
from kg.model import Evidence, Span
from kg.report import escape, report
from kg.result import read_result
from kg.sources import Input, Metadata
from kg.texts import read_text, write_text
from kg.work import Task, attempt, lost

ROOT = Path(__file__).resolve().parents[2]


def write_reports(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"tern-{2000 + number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(REPORT.replace("2012", str(2000 + number)), encoding="utf-8")
    return paths


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


def test_build_returns_what_it_writes(tmp_path: Path) -> None:
    [path] = write_reports(tmp_path, 1)
    told: list[tuple[int, int, str]] = []
    result = kg.build(path, tmp_path / "out", progress=lambda *step: told.append(step))
    assert told == [(1, 1, "tern-2000")]
    assert result.out == tmp_path / "out"
    assert list(records.read_facts(tmp_path / "out")) == result.facts
    assert result.facts
    assert not [problem for problem in result.problems if problem.level == "error"]


def test_build_without_a_folder_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write_reports(tmp_path, 2)
    monkeypatch.chdir(tmp_path)
    result = kg.build([*paths, "gone.txt"], fiscal_year_end="2004-12-31", registrant="Tern Systems Inc.", aliases=["Tern"], form="10-K")
    assert {source.fiscal_year_end for source in result.sources} == {dt.date(2004, 12, 31)}
    assert {source.form for source in result.sources} == {"10-K"}
    assert [problem.where for problem in result.problems if problem.level == "error"] == ["gone.txt"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_the_result_comes_back_from_the_folder(tmp_path: Path) -> None:
    result = kg.build(write_reports(tmp_path, 3), tmp_path / "out")
    again = read_result(tmp_path / "out", result.relations)
    assert (again.claims, again.entities, again.sources) == (result.claims, result.entities, result.sources)
    assert again.facts == result.facts
    assert again.rejections == result.rejections


def test_processes_and_the_order_of_paths_change_no_byte(tmp_path: Path) -> None:
    paths = write_reports(tmp_path, 4)
    kg.build(paths, tmp_path / "one", jobs=1)
    kg.build(reversed(paths), tmp_path / "two", jobs=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_extract_gives_facts_with_their_words() -> None:
    facts = kg.extract(REPORT, registrant="Tern Systems Inc.", fiscal_year_end="2012-03-31")
    assert {fact.relation for fact in facts} == {"acquired", "ownsShareIn", "supplierOf", "competitorOf"}
    assert all(REPORT[fact.evidence.start : fact.evidence.end] == fact.evidence.quote for fact in facts)
    assert facts == kg.extract(REPORT)  # the cover says as much


@pytest.mark.parametrize("text", ["", "Nothing here tells whose report this is."])
def test_extract_says_what_it_lacks(text: str) -> None:
    with pytest.raises(kg.KgError, match=r"empty|registrant"):
        kg.extract(text)


def test_load_gives_a_dataset(built: Path) -> None:
    rows = kg.load(built).query("SELECT ?name { ?owner kg:ownsShareIn ?owned . ?owner skos:prefLabel ?name }")
    assert [str(row[0]) for row in rows] == ["Borealis Networks Corp."]


def test_a_bug_in_one_filing_is_a_problem_of_that_filing() -> None:
    def broken(filing: object, failures: object) -> object:
        return {}["nothing"]

    outcome = attempt(broken, Task(Input("a", "a.txt", REPORT.encode()), Metadata()))
    assert outcome.extraction is None
    [problem] = outcome.problems
    assert (problem.where, problem.level) == ("a.txt", "error")
    assert "KeyError: 'nothing' (at test_pipeline.py:" in problem.what
    assert lost(Task(Input("a", "a.txt"), Metadata())).problems[0].where == "a.txt"


PLUGIN = """
import os, signal
from kg.extractors import extractor

@extractor("deadly")
def deadly(document):
    if "Murre" in document.filing.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return []
"""


def test_a_filing_that_kills_its_process_costs_itself_alone(tmp_path: Path) -> None:
    good, bad = write_reports(tmp_path, 2)
    good.write_text(good.read_text(encoding="utf-8").replace("Murre", "Petrel"), encoding="utf-8")
    (tmp_path / "deadly.py").write_text(PLUGIN, encoding="utf-8")
    result = kg.build([good, bad], tmp_path / "out", plugins=[str(tmp_path / "deadly.py")], jobs=2)
    assert [problem.where for problem in result.problems if problem.level == "error"] == [str(bad)]
    assert [source.name for source in result.sources] == ["tern-2000"]


KILL = """
import os, signal, sys
import kg, kg.outputs
stop = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
setattr(kg.outputs, sys.argv[3], stop)
kg.build(sys.argv[1], sys.argv[2])
"""


@pytest.mark.parametrize("stage", ["write_turtle", "write_nquads", "page", "report"])
def test_a_build_that_is_killed_leaves_the_old_one(tmp_path: Path, stage: str) -> None:
    old, new = write_reports(tmp_path, 2)
    out = tmp_path / "out"
    kg.build(old, out)
    (out / "README.md").write_text("mine")
    before = files(out)
    done = subprocess.run([sys.executable, "-c", KILL, str(new), str(out), stage], cwd=ROOT, env={**os.environ}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert files(out) == before
    assert kg.load(out)
    kg.build(new, out)
    assert files(out)["README.md"] == b"mine"
    assert {path.name for path in out.iterdir()} == {*outputs.NAMES, "README.md"}


def test_a_build_that_raises_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = write_reports(tmp_path, 2)
    kg.build(old, tmp_path / "out")
    before = files(tmp_path / "out")

    def fail(*given: object) -> str:
        raise MemoryError

    monkeypatch.setattr(outputs, "page", fail)
    with pytest.raises(MemoryError):
        kg.build(new, tmp_path / "out")
    assert files(tmp_path / "out") == before
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*outputs.NAMES, LEFT}
    assert {path.name for path in (tmp_path / "out" / LEFT).iterdir()} == {"cache", "text"}


def test_the_report_counts(tmp_path: Path) -> None:
    conflict = replace(samples.CLAIM, facts=(samples.FACT, replace(samples.FACT, attributes=(("percent", 30.0),))), conflicts=("percent",))
    text = report(replace(samples.result(), claims=(conflict,), problems=(Problem("a|b.txt", "is *empty*"), Problem("c", "d", "warning"))))
    for line in (
        "1 filing (108 characters, 2 sentences) gave 2 facts, which make 1 claim about 2 entities.",
        "1 candidate turned down, 1 input with errors, 1 warning.",
        "| tern-2012 | Tern Systems Inc. | 20-F | 2012-03-31 | 2 | 1 | 108 |",
        "| ownsShareIn | 1 | 2 | 0 | 2 | 0 | 0 | 2012 |",
        "| owns-percent | 2 | 0 |",
        "| acquired-active | 0 | 1 |",
        "| hypothetical | acquired | 1 |",
        "| tern-2012 | ownsShareIn | 2012 | 3 | 1 |",
        "| Borealis Networks Corp. | ownsShareIn | Tern Systems Inc. | 2012 | percent | 29.9 (tern-2012); 30.0 (tern-2012) |",
        r"| error | a\|b.txt | is \*empty\* |",
        "| warning | c | d |",
    ):
        assert line in text, line
    assert report(samples.result()) == report(samples.result())


def test_a_result_shows_its_size_and_not_all_it_holds() -> None:
    assert repr(samples.result()) == "<kg.Result: 1 filing, 1 claim, 2 entities, 0 problems: None>"


def test_the_report_lists_what_is_told_differently_once_and_no_silence() -> None:
    facts = [replace(samples.FACT, attributes=values) for values in ((("percent", 30.0),), (), (("percent", 31.0),), (("percent", 30.0),))]
    text = report(replace(samples.result(), claims=(replace(samples.CLAIM, facts=tuple(facts), conflicts=("percent",)),)))
    assert "| percent | 30.0 (tern-2012); 31.0 (tern-2012) |" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<script>&", "&lt;script&gt;&amp;"),
        ("two\nlines\r\n", "two lines"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("`c` \\", r"\`c\` \\"),
        ("\x1b[31m\u202e", r"\[31m"),
        ("Ünïcode 29.9%", "Ünïcode 29.9%"),
    ],
)
def test_words_of_filings_are_no_markdown(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_marks_never_change_the_words() -> None:
    evidence = Evidence("f", 10, 20, "0123456789")
    marks = mark(evidence, [("a", Span(12, 14)), ("b", Span(13, 16)), ("c", Span(5, 11)), ("d", Span(18, 20)), ("e", Span(15, 15))])
    assert marks == (("", "01"), ("a", "23"), ("", "4567"), ("d", "89"))
    assert "".join(words for _, words in marks) == evidence.quote


def test_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("We acquired Kelda Wire Ltd. in May 2012. " * 30_000)
    command = [sys.executable, "-m", "kg", "build", "a.txt", "b.txt", "-j", "2", "-o", "out"]
    command += ["--registrant", "Northwind plc", "--fiscal-year-end", "2013-12-31"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as build:
        time.sleep(3)
        assert build.poll() is None
        build.kill()
        build.communicate(timeout=10)  # the pipes are closed only when the last of them is gone


def test_texts_are_kept_and_hold_every_quote(tmp_path: Path) -> None:
    """Offsets count characters, whatever the file: packed HTML with letters of several bytes and of two UTF-16 units, or plain text."""
    body = f"<html><body><p>Größe 𝔄</p><p>{REPORT.replace('2012', '2001')}</p></body></html>"
    (tmp_path / "page.htm.gz").write_bytes(gzip.compress(body.encode()))
    (tmp_path / "old.txt").write_bytes(REPORT.replace("Murre", "Mürre").replace("\n", "\r\n").encode("cp1252"))
    result = kg.build(tmp_path, tmp_path / "out", registrant="Tern Systems Inc.", jobs=2)
    again = read_result(tmp_path / "out", result.relations)
    assert [filing.text for filing in again.extractions] == ["text/old.txt", "text/page.txt"]
    for item in again.facts:
        evidence = item.fact.evidence
        text = (tmp_path / "out" / "text" / f"{evidence.filing}.txt").read_bytes().decode()
        assert text == again.text(evidence.filing)
        assert text[evidence.start : evidence.end] == evidence.quote
    assert {item.fact.evidence.filing for item in again.facts} == {"old", "page"}
    assert "𝔄" in again.text("page")


def test_a_build_without_texts_takes_the_place_of_one_with_them(tmp_path: Path) -> None:
    paths = write_reports(tmp_path, 1)
    kg.build(paths, tmp_path / "out")
    result = kg.build(paths, tmp_path / "out", text=False)
    assert list((tmp_path / "out" / "text").iterdir()) == []
    assert [filing.text for filing in records.read_filings(tmp_path / "out")] == [""]
    with pytest.raises(kg.KgError, match="told to keep no text"):
        result.text("tern-2000")


def test_a_build_of_nothing_leaves_the_old_one_with_its_texts(tmp_path: Path) -> None:
    kg.build(write_reports(tmp_path, 1), tmp_path / "out")
    before = files(tmp_path / "out")
    assert kg.build(tmp_path / "gone.txt", tmp_path / "out").out is None
    assert files(tmp_path / "out") == before
    assert (tmp_path / "out" / "text" / "tern-2000.txt").exists()
    assert not list((tmp_path / "out").glob(".*"))


@pytest.mark.parametrize("name", ["a", "2012/a", "a.txt/b", "..", "x" * 300, "nul\x00", "ä" * 200, "\udce9"])
def test_every_filing_has_a_place_for_its_text(tmp_path: Path, name: str) -> None:
    for other in (name, "a", "a.txt"):
        write_text(tmp_path, other, f"text of {other!r}")
    assert read_text(tmp_path, name) == f"text of {name!r}"
    assert all(path.is_relative_to(tmp_path / "text") for path in tmp_path.rglob("*.txt"))
    with pytest.raises(kg.KgError, match=r"filings\.jsonl"):
        read_text(tmp_path, "gone")


def test_facts_of_a_filing_with_an_address_have_links(tmp_path: Path) -> None:
    paths = write_reports(tmp_path, 2)
    url = "https://www.sec.gov/Archives/edgar/data/1/2/tern.htm"
    (tmp_path / "m.csv").write_text(f"file,url\n{paths[0].name},{url}\n", encoding="utf-8")
    result = kg.build(paths, tmp_path / "out", manifest=tmp_path / "m.csv")
    for item in records.read_facts(tmp_path / "out"):
        link = item.fact.evidence.link
        assert link.startswith(f"{url}#:~:text=") == (item.fact.evidence.filing == "tern-2000")
    assert list(records.read_facts(tmp_path / "out")) == result.facts
    linked = [item.fact.evidence.link for item in result.facts if item.fact.evidence.link]
    graph, shown = (
        (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8"),
        (tmp_path / "out" / outputs.PAGE).read_text(encoding="utf-8"),
    )
    assert linked
    for link in linked:
        assert f'kg:link "{link}"^^xsd:anyURI' in graph
        assert link.removeprefix(url).replace("&", "\\u0026") in shown
