"""`kg export -o`: all of a file or nothing, and no device or pipe is replaced by a file."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import kg
from kg.export.files import write_file

TEXT = "We acquired Kelda Wire Ltd. in May 2012.\n"


def build(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)


def test_a_pipe_gets_the_graph_and_stays_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    kg.build(tmp_path / "a.txt", tmp_path / "out", registrant="Northwind plc", fiscal_year_end="2013-12-31")
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    done = build(tmp_path, "export", "out", "-o", "pipe")
    reader.join(30)
    assert (done.returncode, pipe.is_fifo()) == (0, True)
    assert got[0] == (tmp_path / "out" / "graph.ttl").read_bytes()


def test_what_is_broken_off_leaves_the_old_file(tmp_path: Path) -> None:
    def broken(stream: object) -> None:
        stream.write(b"half")  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    (tmp_path / "keep.ttl").write_text("whole")
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "keep.ttl", broken)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["whole"]


def test_a_pipe_in_a_folder_of_filings_is_named_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    os.mkfifo(tmp_path / "in" / "b.txt")
    done = build(tmp_path, "build", "in", "--registrant", "Northwind plc", "--fiscal-year-end", "2013-12-31", "-o", "out")
    assert done.returncode == 1
    assert "b.txt" in done.stderr


def test_a_plugin_that_leaves_does_not_take_the_build_along(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "leaves.py").write_text("import sys\nsys.exit(0)\n")
    result = kg.build(tmp_path / "a.txt", registrant="Northwind plc", fiscal_year_end="2013-12-31", plugins=[str(tmp_path / "leaves.py")])
    assert len(result.claims) == 1
    assert "leaves" in str(result.problems)


def test_digits_run_wild_cost_no_other_fact() -> None:
    text = f"We acquired Foo Ltd. for ${'9' * 320} in May 2012. We own {'9' * 320}% of Bar Ltd. {TEXT}"
    facts = kg.extract(text, registrant="Northwind plc", fiscal_year_end="2013-12-31")
    assert "Kelda Wire Ltd." in {fact.object.name for fact in facts if fact.object}


def test_an_event_is_not_former() -> None:
    facts = kg.extract(
        "Polwith Ltd., a former affiliate, filed for bankruptcy in May 2012.", registrant="Northwind plc", fiscal_year_end="2013-12-31"
    )
    assert {fact.status for fact in facts if fact.relation == "insolvency"} == {"current"}
