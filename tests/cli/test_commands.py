"""Every command, as a user calls it: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from report_samples import REPORT, RULE

import kg as package
from kg.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
OUTPUTS = {
    "cache",
    "graph.ttl",
    "graph.nq",
    "facts.jsonl",
    "rejected.jsonl",
    "unnamed.jsonl",
    "entities.jsonl",
    "filings.jsonl",
    "report.md",
    "graph.html",
    "store",
    "text",
}


def leaves(group: click.Group, prefix: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    found = []
    for name, command in group.commands.items():
        here = (*prefix, name)
        found += leaves(command, here) if isinstance(command, click.Group) else [(here, command)]
    return found


LEAVES = leaves(main)
each_command = pytest.mark.parametrize(("path", "command"), LEAVES, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@each_command
def test_help_teaches_with_an_example(path: tuple[str, ...], command: click.Command, kg) -> None:
    long, short = kg(*path, "--help"), kg(*path, "-h")
    assert long.output == short.output
    assert long.exit_code == 0
    assert re.search(rf"^  kg {' '.join(path)}\b", long.output, re.MULTILINE), "no example"
    for parameter in command.params:
        assert isinstance(parameter, click.Argument) or parameter.help, f"{parameter.name} has no help"


@each_command
def test_commands_stay_thin(path: tuple[str, ...], command: click.Command) -> None:
    import ast
    import inspect
    import textwrap

    [function] = ast.parse(textwrap.dedent(inspect.getsource(command.callback))).body
    assert isinstance(function, ast.FunctionDef)
    body = function.body[1:]
    assert body[-1].end_lineno - body[0].lineno + 1 <= 15


def test_the_list_of_commands_says_what_their_help_says(kg) -> None:
    for name, (_, _, text) in COMMANDS.items():
        assert main.commands[name].get_short_help_str(200) == text
        assert f"{name}  " in kg("--help").output
    assert all(code in kg("--help").output for code in ("0  done", "1  done, but", "2  ", "3  "))


def test_version(kg) -> None:
    assert kg("--version").output == f"kg {package.__version__}\n"


LIGHT = set("cli edgar errors export export.names folders formats identity legal_forms model names questions resources".split())


def test_help_starts_without_what_the_commands_need() -> None:
    """Neither third parties but click, nor modules of ours that do the work: the help of each command comes as quickly as kg's own."""
    helps = [[], *([*path[:count], "--help"] for path, _ in LEAVES for count in range(len(path) + 1))]
    code = f"""
import sys
before = set(sys.modules)
from kg.cli import main
for arguments in {helps}:
    try: main(arguments)
    except SystemExit: pass
print(*sorted(set(sys.modules) - before))"""
    loaded = (
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()[-1].split()
    )
    assert {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names == {"click", "kg"}
    ours = {name.removeprefix("kg.") for name in loaded if name.startswith("kg.")}
    assert {name for name in ours - LIGHT if name.partition(".")[0] not in ("cli", "edgar", "workers")} == set()


def test_build_leaves_what_it_says(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == OUTPUTS
    facts = lines(built / "facts.jsonl")
    assert {(fact["subject"], fact["relation"], fact["object"], fact["year"]) for fact in facts} >= {
        ("Tern Systems Inc.", "acquired", "Quanta Fiber Ltd.", 2011),
        ("Borealis Networks Corp.", "ownsShareIn", "Tern Systems Inc.", 2012),
        ("Kestrel Devices GmbH", "supplierOf", "Tern Systems Inc.", 2012),
        ("Osprey Telecom plc", "competitorOf", "Tern Systems Inc.", 2012),
        ("Gannet Data Ltd.", "competitorOf", "Tern Systems Inc.", 2012),
    }
    for fact in facts:
        assert REPORT[fact["start"] : fact["end"]] == fact["evidence"]
    assert [line["text"] for line in lines(built / "filings.jsonl")] == ["text/tern-2012.txt"]
    assert (built / "text" / "tern-2012.txt").read_text(encoding="utf-8") == REPORT
    assert [(item["object"] or item["subject"], item["reason"]) for item in lines(built / "rejected.jsonl")]
    assert len(ox.Store.read_only(str(built / "store"))) == sum(
        1 for _ in ox.parse(path=str(built / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    )


def test_build_says_on_stderr_what_it_did(tmp_path: Path, kg) -> None:
    (tmp_path / "tern.txt").write_text(REPORT, encoding="utf-8")
    done = kg("build", tmp_path / "tern.txt", "-o", tmp_path / "out")
    assert done.stdout == ""
    assert re.match(rf"1 filing, \d+ facts, .* 0 errors, \d+ warnings?: {tmp_path}/out\n", done.stderr)
    assert kg("build", tmp_path / "tern.txt", "-o", tmp_path / "out", "--quiet").output == ""


def test_build_takes_what_it_is_told_before_what_the_text_says(tmp_path: Path, kg) -> None:
    text = "ITEM 4.\n\nOur main competitors are Osprey Telecom plc and Gannet Data Ltd. We buy routers from Kestrel Devices GmbH.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    bare = kg("build", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert bare.exit_code == 3
    assert "--fiscal-year-end" in bare.stderr
    assert not (tmp_path / "out").exists()
    given = kg(
        *("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--registrant", "Tern Systems Inc.", "--alias", "Tern"),
        *("--alias", "TSI", "--form", "10-K", "--fiscal-year-end", "2007-09-30", "--base", "https://example.org/x/"),
    )
    assert given.exit_code == 0, given.output
    [filing] = lines(tmp_path / "out" / "filings.jsonl")
    assert (filing["registrant"], filing["form"], filing["fiscal_year_end"]) == ("Tern Systems Inc.", "10-K", "2007-09-30")
    assert {"Tern", "TSI"} <= set(filing["aliases"])
    assert {fact["year"] for fact in lines(tmp_path / "out" / "facts.jsonl")} == {2007}
    assert "https://example.org/x/" in (tmp_path / "out" / "graph.nq").read_text()


def test_build_with_a_manifest(tmp_path: Path, kg) -> None:
    (tmp_path / "a.txt").write_text("Our main competitors are Osprey Telecom plc and Gannet Data Ltd.\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text("file,registrant,fiscal_year_end\na.txt,Tern Systems Inc.,2009-06-30\n", encoding="utf-8")
    done = kg("build", tmp_path / "a.txt", "--manifest", tmp_path / "m.csv", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert {fact["year"] for fact in lines(tmp_path / "out" / "facts.jsonl")} == {2009}


def test_build_from_standard_input(tmp_path: Path, kg) -> None:
    done = kg("build", "-", "-o", tmp_path / "out", "--jobs", "2", stdin=REPORT)
    assert done.exit_code == 0, done.output
    assert {fact["document"] for fact in lines(tmp_path / "out" / "facts.jsonl")} == {"stdin"}


def test_build_with_a_rule_of_ones_own(tmp_path: Path, kg) -> None:
    (tmp_path / "lent.toml").write_text(RULE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(REPORT + "\nPuffin Bank Ltd. lends us ships.\n", encoding="utf-8")
    done = kg("build", tmp_path / "a.txt", "--rules", tmp_path / "lent.toml", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    [fact] = [fact for fact in lines(tmp_path / "out" / "facts.jsonl") if fact["rule"] == "lent-to"]
    assert (fact["subject"], fact["relation"]) == ("Puffin Bank Ltd.", "supplierOf")
    shown = kg("explain", tmp_path / "out", fact["id"], "--rules", tmp_path / "lent.toml").output
    assert "lent.toml" in shown
    assert "TRIGGER" in shown


def test_build_again_over_a_build_reads_its_own_outputs_not(tmp_path: Path, kg) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    first = kg("build", tmp_path, "-o", tmp_path)
    again = kg("build", tmp_path, "-o", tmp_path)
    assert (first.exit_code, again.exit_code) == (0, 0), again.output
    assert [filing["name"] for filing in lines(tmp_path / "filings.jsonl")] == ["a"]


def test_list(built: Path, kg) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("list", built, "--format", "csv").stdout)))
    assert rows[0]["name"] == "Tern Systems Inc."
    assert {"Borealis Networks Corp.", "Kestrel Devices GmbH"} <= {row["name"] for row in rows}
    assert [row["name"] for row in json.loads(kg("list", built, "GANNET", "-f", "json").stdout)] == ["Gannet Data Ltd."]
    assert json.loads(kg("list", built, "--kind", "exchange", "-f", "json").stdout) == []


def test_show(built: Path, kg) -> None:
    shown = kg("show", built, "tern systems").stdout
    assert shown.startswith("Tern Systems Inc. (company, tern-systems)")
    rows = json.loads(kg("show", built, "Tern Systems", "--format", "json").stdout)
    assert [row["year"] for row in rows] == sorted(row["year"] for row in rows)
    [owner] = [row for row in rows if row["relation"] == "ownsShareIn"]
    assert (owner["percent"], owner["date"], owner["subject"]) == (29.9, "2012-03-31", "Borealis Networks Corp.")
    assert [row["year"] for row in json.loads(kg("show", built, "Tern Systems", "--year", 2011, "-f", "json").stdout)] == [2011]
    for given in ("entity:tern-systems", "https://kg.example/id/entity/tern-systems"):
        assert json.loads(kg("show", built, given, "--format", "json").stdout) == rows
    assert len(json.loads(kg("show", built, "Tern Systems", "--limit", "1", "-f", "json").stdout)) == 1
    [merge] = json.loads(kg("show", built, "kestrel", "--why", "-f", "json").stdout)
    assert (merge["name"], merge["why"], merge["filing"]) == ("Kestrel", "defined-term", "tern-2012")
    assert "Kestrel" in REPORT[merge["at"] : merge["at"] + 12]


def test_show_of_somebody_unknown_names_the_nearest(built: Path, kg) -> None:
    done = kg("show", built, "Kestrel Devises")
    assert done.exit_code == 3
    assert "Kestrel Devices GmbH" in done.stderr


def test_explain_shows_rule_words_and_place(built: Path, kg) -> None:
    [fact] = [fact for fact in lines(built / "facts.jsonl") if fact["relation"] == "ownsShareIn"]
    iri = f"https://kg.example/id/claim/{fact['claim']}"
    for identifier in (fact["id"], fact["id"][:6], fact["claim"], fact["id"].upper(), f"evidence:{fact['id']}", iri):
        shown = kg("explain", built, identifier).stdout
        assert f"fact {fact['id']}: Borealis Networks Corp. ownsShareIn Tern Systems Inc." in shown
        assert re.search(rf"rule +{fact['rule']} \(ownership\.toml\)\n +pattern +\S", shown)
        assert f"characters {fact['start']} to {fact['end']}" in shown
        assert "[subject: Borealis Networks Corp.] [trigger: owned]" in shown
        assert "tern-2012.txt" in shown


def test_explain_shows_why_a_candidate_is_no_fact(built: Path, kg) -> None:
    [rejected] = [item for item in lines(built / "rejected.jsonl") if item["reason"] == "negated"]
    shown = kg("explain", built, rejected["id"]).stdout
    assert re.search(r"reason +negated", shown)
    assert "[negated: do not]" in shown
    assert "Murre Cables Ltd." in shown


@pytest.mark.parametrize(("identifier", "message"), [("zzz", "no fact, claim or rejected candidate"), ("", "no fact, claim")])
def test_explain_of_an_unknown_id(built: Path, kg, identifier: str, message: str) -> None:
    done = kg("explain", built, identifier)
    assert (done.exit_code, done.stdout) == (3, "")
    assert message in done.stderr


def test_explain_of_an_ambiguous_id_names_some(built: Path, kg) -> None:
    firsts = [fact[key][0] for fact in lines(built / "facts.jsonl") for key in ("id", "claim")]
    twice = next(first for first in firsts if firsts.count(first) > 1)
    assert re.search(rf"\d+ ids start with {twice}", kg("explain", built, twice).stderr)


@pytest.mark.parametrize(("kind", "name"), [("turtle", "graph.ttl"), ("nquads", "graph.nq")])
def test_export_gives_the_bytes_of_the_build(built: Path, kg, tmp_path: Path, kind: str, name: str) -> None:
    assert kg("export", built, "--format", kind).stdout_bytes == (built / name).read_bytes()
    assert kg("export", built, "-f", kind, "-o", tmp_path / "g").exit_code == 0
    assert (tmp_path / "g").read_bytes() == (built / name).read_bytes()


def test_view_makes_the_same_page_again(built: Path, kg, tmp_path: Path) -> None:
    import shutil

    out = shutil.copytree(built, tmp_path / "out")
    (out / "graph.html").unlink()
    assert kg("view", out).stdout == f"{out / 'graph.html'}\n"
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == {
        path.name: path.read_bytes() for path in built.iterdir() if path.is_file()
    }


def test_rules_list_and_check(kg, tmp_path: Path) -> None:
    rows = json.loads(kg("rules", "list", "-f", "json").stdout)
    assert {"acquired", "competitorOf", "ownsShareIn", "supplierOf"} <= {row["relation"] for row in rows}
    (tmp_path / "lent.toml").write_text(RULE, encoding="utf-8")
    assert "lent-to" in kg("rules", "list", "--rules", tmp_path / "lent.toml").stdout
    good = kg("rules", "check", tmp_path / "lent.toml")
    assert (good.exit_code, good.stderr) == (0, "1 rule, 0 failures\n")
    (tmp_path / "bad.toml").write_text(RULE.replace("borrows our", "lends us"), encoding="utf-8")
    bad = kg("rules", "check", tmp_path / "bad.toml")
    assert bad.exit_code == 1
    assert "lent-to" in bad.stderr
    (tmp_path / "worse.toml").write_text(RULE.replace("supplierOf", "lenderOf"), encoding="utf-8")
    worse = kg("rules", "check", tmp_path / "worse.toml")
    assert worse.exit_code == 3
    assert re.match(r"kg: worse\.toml: .*lenderOf", worse.stderr)


def test_shipped_rule_files_can_be_checked_too(kg) -> None:
    assert re.match(r"[1-9]\d* rules, 0 failures", kg("rules", "check", ROOT / "kg" / "rules" / "supply.toml").stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("build",),
        ("build", "a.txt", "--fiscal-year-end", "31 March"),
        ("build", "a.txt", "--manifest", "/nowhere.csv"),
        ("build", "a.txt", "--jobs", "-1"),
        ("list", "/nowhere"),
        ("show", "/nowhere", "x"),
        ("export", "/nowhere", "--format", "docx"),
        ("rules", "check", "/nowhere.toml"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_code_2(kg, arguments: tuple[str, ...]) -> None:
    done = kg(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr


@pytest.mark.parametrize("command", [["list"], ["show", "x"], ["explain", "x"], ["view"], ["export"]], ids=lambda command: command[0])
def test_a_folder_that_is_no_build_says_how_to_make_one(kg, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = kg(command[0], tmp_path, *command[1:])
    assert done.exit_code == 3
    assert re.match(r"kg: .*kg build", done.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_build_that_was_cut_off_is_finished_by_the_next_reader(built: Path, kg, tmp_path: Path) -> None:
    """As `kill -9` leaves it between the renames: half the files in place, half still waiting."""
    import shutil

    out = shutil.copytree(built, tmp_path / "out")
    (out / ".ready").mkdir()
    for name in ("facts.jsonl", "store"):
        (out / name).rename(out / ".ready" / name)
    assert "Tern Systems Inc." in kg("list", out).stdout
    assert {path.name for path in out.iterdir()} == OUTPUTS


def run(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "kg", *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_a_closed_pipe_ends_quietly(built: Path) -> None:
    process = run("export", str(built))
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 141


def test_ctrl_c_ends_quietly_and_leaves_nothing(tmp_path: Path) -> None:
    begun, plugin = tmp_path / "begun", tmp_path / "slow.py"
    plugin.write_text(f"import pathlib, time\npathlib.Path({str(begun)!r}).touch()\ntime.sleep(60)\n", encoding="utf-8")
    process = run("build", "examples", "--plugin", str(plugin), "-o", str(tmp_path / "out"))
    while not begun.exists():
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.stderr.read().strip() == b"stopped"
    assert process.wait(30) == 130
    assert not (tmp_path / "out").exists()


def test_an_ascii_terminal_gets_escapes_not_a_traceback(built: Path) -> None:
    process = run("export", str(built), env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"})
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, b"")
    process = run("show", str(built), "Tern", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"})
    assert b"Traceback" not in process.communicate(timeout=30)[1]


def test_names_that_the_terminals_encoding_has_not_are_shown_as_escapes(tmp_path: Path) -> None:
    (tmp_path / "tern.txt").write_text("In 2011 we acquired Žižkov Kabel a.s. in Žižkov.", encoding="utf-8")
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    given = ("--registrant", "Tern plc", "--fiscal-year-end", "2012-03-31")
    assert run("build", str(tmp_path / "tern.txt"), "-o", str(tmp_path / "out"), *given, env=latin).wait(60) == 0
    process = run("list", str(tmp_path / "out"), env=latin)
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, b"")
    assert b"\\u017di\\u017ekov Kabel" in output


def on_a_terminal(arguments: list[str], **environment: str) -> str:
    """What a command prints, stdout and stderr together, when both are a terminal."""
    import pty

    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "kg", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=theirs, env={**plain, "TERM": "xterm", **environment})
    os.close(theirs)
    seen = b""
    while chunk := _read(ours):
        seen += chunk
    assert process.wait(60) == 0
    os.close(ours)
    return seen.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way to say that the other end is closed
        return b""


def test_a_terminal_gets_progress_and_colour_unless_it_wants_none(tmp_path: Path, built: Path) -> None:
    (tmp_path / "tern.txt").write_text(REPORT, encoding="utf-8")
    build = ["build", str(tmp_path / "tern.txt"), "-o", str(tmp_path / "out")]
    assert "1 of 1 filing  putting the graph together" in on_a_terminal(build)
    assert "1 of 1 filing" not in on_a_terminal([*build, "--quiet"])
    [fact] = [fact for fact in lines(built / "facts.jsonl") if fact["relation"] == "ownsShareIn"]
    explain = ["explain", str(built), str(fact["id"])]
    assert "\x1b[" in on_a_terminal(explain)
    assert "\x1b[" not in on_a_terminal(explain, NO_COLOR="1")
    assert "[trigger: owned]" in on_a_terminal(explain, NO_COLOR="1")
