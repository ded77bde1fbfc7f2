"""Whatever is given: a clear message or a correct graph, never a traceback, never half an output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from report_samples import REPORT

ROOT = Path(__file__).resolve().parents[2]
GIVEN = ("--registrant", "Tern Systems Inc.", "--fiscal-year-end", "2012-03-31")
NASTY = {
    "script": "<script>alert(1)</script> Cables Ltd.",
    "closing": "</script><img src=x onerror=alert(1)> Inc.",
    "quotes": 'Gull "Quick" O\'Neill & Sons Ltd.',
    "backslash": "Back\\slash\\u0041 Ltd.",
    "angles": "A<b>C Holdings Ltd.",
    "turned": "Right\u200fTo\u202eLeft\u2066 Ltd.",
    "markdown": "Star *Pipe | Tick` Ltd.",
    "colour": "Red \x1b[31mAlert\x07 Ltd.",
    "astral": "Emoji \U0001f600 Ltd.",
}


def records(out: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space"),
        (bytes(range(256)) * 40, "no text"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x1f\x8b\x08\x00" + b"x" * 100, "gunzip"),
        (b"Nothing in here tells whose report this is.\n", "--registrant"),
    ],
    ids=["empty", "blank", "binary", "pdf", "gzip", "whose"],
)
def test_what_is_no_filing_is_said_and_nothing_is_written(kg, tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    done = kg("build", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert (done.exit_code, done.stdout) == (3, "")
    assert message in done.stderr
    assert str(tmp_path / "a.txt") in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_every_encoding_gives_the_same_facts(kg, tmp_path: Path, encoding: str) -> None:
    report = REPORT.replace("Osprey Telecom plc", "Générale Électrique S.A.")
    (tmp_path / "tern.txt").write_bytes(report.encode(encoding))
    assert kg("build", tmp_path / "tern.txt", "-o", tmp_path / "out").exit_code == 0
    facts = records(tmp_path / "out", "facts.jsonl")
    assert any(fact["subject"] == "Générale Électrique S.A." for fact in facts)
    assert all(report[fact["start"] : fact["end"]] == fact["evidence"] for fact in facts)


def test_windows_line_ends_change_nothing(kg, tmp_path: Path) -> None:
    (tmp_path / "tern.txt").write_bytes(REPORT.replace("\n", "\r\n").encode())
    assert kg("build", tmp_path / "tern.txt", "-o", tmp_path / "out").exit_code == 0
    assert all(REPORT[fact["start"] : fact["end"]] == fact["evidence"] for fact in records(tmp_path / "out", "facts.jsonl"))


def test_a_folder_without_filings_a_missing_file_and_an_empty_pattern(kg, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = kg("build", tmp_path / "empty", tmp_path / "gone.txt", str(tmp_path / "*.nothing"), "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == ["error"] * 3 + ["nothing could be built and nothing was written"]
    assert not (tmp_path / "out").exists()


def test_one_bad_filing_among_good_ones_is_code_1_and_the_good_ones_are_written(kg, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    done = kg("build", tmp_path, "-o", tmp_path / "out", "--jobs", "2")
    assert done.exit_code == 1
    assert "bad.txt: this is no text" in done.stderr
    assert {fact["document"] for fact in records(tmp_path / "out", "facts.jsonl")} == {"good"}
    assert "bad.txt" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("what", ["a file", "a stranger's file"])
def test_an_output_that_can_not_be_is_said_before_anything_is_read(kg, tmp_path: Path, what: str) -> None:
    (tmp_path / "tern.txt").write_text(REPORT, encoding="utf-8")
    out = tmp_path / "mine"
    if what == "a file":
        out.write_text("mine")
    else:
        out.mkdir()
        (out / "report.md").write_text("mine")
    done = kg("build", tmp_path / "tern.txt", "-o", out)
    assert done.exit_code == 3
    assert done.stderr.startswith(f"kg: {out} ")
    assert (out if out.is_file() else out / "report.md").read_text() == "mine"


@pytest.mark.parametrize("base", ["no iri", "relative/", "https://example.org/ space/", "https://example.org/<x>/"])
def test_a_base_that_is_no_iri_is_refused(kg, tmp_path: Path, base: str) -> None:
    (tmp_path / "tern.txt").write_text(REPORT, encoding="utf-8")
    done = kg("build", tmp_path / "tern.txt", "-o", tmp_path / "out", "--base", base)
    assert (done.exit_code, (tmp_path / "out").exists()) == (3, False)
    assert done.stderr.startswith("kg: ")


@pytest.mark.parametrize("name", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("role", ["registrant", "party"])
def test_names_can_hold_anything(kg, tmp_path: Path, name: str, role: str) -> None:
    """The graph parses and says the name; page, report and terminal hold nothing that would act."""
    registrant, party = (name, "Osprey Telecom plc") if role == "registrant" else ("Tern Systems Inc.", name)
    text = f"Our main competitors are Gannet Data Ltd. and {party}. We purchase routers from {party}.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    done = kg("build", tmp_path / "a.txt", "-o", out, "--registrant", registrant, "--alias", name, "--fiscal-year-end", "2012-03-31")
    assert done.exit_code == 0, done.output
    assert records(out, "facts.jsonl")
    quads = list(ox.parse(path=str(out / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    triples = list(ox.parse(path=str(out / "graph.ttl"), format=ox.RdfFormat.TURTLE))
    assert {str(quad.triple) for quad in quads} == {str(quad.triple) for quad in triples}
    page = (out / "graph.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    report = (out / "report.md").read_text(encoding="utf-8")
    assert "<script>" not in report
    assert "\x1b" not in report
    for shown in (kg("list", out), kg("show", out, "Gannet Data"), kg("explain", out, records(out, "facts.jsonl")[0]["id"]), done):
        assert shown.exit_code == 0
        assert not set("\x1b\x07\u202e\u2066") & set(shown.output)


def test_a_path_that_would_steer_the_terminal_is_shown_as_an_escape(kg, tmp_path: Path) -> None:
    done = kg("build", tmp_path / "no\x1b[31m\u202efile.txt", "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert not set("\x1b\u202e") & set(done.output)


def test_files_that_do_not_fit_their_option_are_said(kg, tmp_path: Path) -> None:
    (tmp_path / "tern.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "broken").write_bytes(b"\xff\xfe [[[ broken")
    for option in ("--rules", "--ontology", "--manifest"):
        done = kg("build", tmp_path / "tern.txt", option, tmp_path / "broken", "-o", tmp_path / option.strip("-"))
        assert done.exit_code in ((1, 3) if option == "--manifest" else (3,)), option
        assert "broken" in done.stderr


def test_a_plugin_that_can_not_be_loaded_is_a_problem_and_the_rest_is_built(kg, tmp_path: Path) -> None:
    (tmp_path / "tern.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "mine.py").write_text("raise RuntimeError('mine is broken')\n", encoding="utf-8")
    done = kg("build", tmp_path / "tern.txt", "--plugin", tmp_path / "mine.py", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "mine is broken (mine.py:1)" in done.stderr
    assert records(tmp_path / "out", "facts.jsonl")
    (tmp_path / "mine.py").write_text("def mine(:\n", encoding="utf-8")
    done = kg("build", tmp_path / "tern.txt", "--plugin", tmp_path / "mine.py", "-o", tmp_path / "out")
    assert "(mine.py, line 1)\n" in done.stderr  # and no place in the machinery of imports


def test_an_extractor_that_fails_costs_no_facts_but_its_own(kg, tmp_path: Path) -> None:
    (tmp_path / "tern.txt").write_text(REPORT, encoding="utf-8")
    kg("build", tmp_path / "tern.txt", "-o", tmp_path / "whole")
    for how in ("raise ZeroDivisionError('mine fails')", "sys.exit('mine fails')"):
        code = f"import sys\nfrom kg.extractors import extractor\n@extractor('mine')\ndef mine(document):\n    yield from ()\n    {how}\n"
        (tmp_path / "mine.py").write_text(code, encoding="utf-8")
        done = kg("build", tmp_path / "tern.txt", "--plugin", tmp_path / "mine.py", "-o", tmp_path / "out")
        assert done.exit_code == 1
        assert "tern.txt: extractor mine failed; the rest was read: " in done.stderr
        assert "mine fails (at mine.py:6)" in done.stderr
        assert records(tmp_path / "out", "facts.jsonl") == records(tmp_path / "whole", "facts.jsonl")


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "size"), [("many sentences", 10_000_000), ("one sentence", 50_000_000)])
def test_what_is_big_is_read_in_bounded_time_and_memory(tmp_path: Path, shape: str, size: int) -> None:
    filler = "We lay cable for Petrel Power Inc. and others, and it is laid well.\n\n" * 500
    unit = REPORT + filler if shape == "many sentences" else "and so on "
    (tmp_path / "big.txt").write_text((REPORT + unit * (size // len(unit)))[:size], encoding="utf-8")
    code = (
        "import resource, sys\nfrom kg.cli import main\ntry: main(sys.argv[1:])\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    arguments = ["build", str(tmp_path / "big.txt"), "-o", str(tmp_path / "out"), *GIVEN]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, env={**os.environ}, capture_output=True, text=True, timeout=560, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert records(tmp_path / "out", "facts.jsonl")
    assert int(done.stderr.splitlines()[-1]) < 3_000_000  # kilobytes
