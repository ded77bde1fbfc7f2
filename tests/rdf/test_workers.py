"""Queries run in processes that can be ended: time, memory, crashes, Ctrl-C, and parents that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import BudgetError, OutputError, QueryError
from kg.workers.once import run
from kg.workers.process import Limits

posix = pytest.mark.skipif(sys.platform == "win32", reason="the system has no such signals or bounds")
# A product of everything with everything, whose sum needs every combination.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
DEEP = "ASK { ?s ?p ?o " + "FILTER NOT EXISTS { ?s ?p ?o " * 850 + "}" * 850 + " }"
GREEDY = 'SELECT ?t { BIND("' + "x" * 1000 + '" AS ?a) ' + "".join(
    f"BIND(CONCAT({', '.join([f'?{name}'] * 10)}) AS ?{following}) " for name, following in zip("abcdef", "bcdefg", strict=True)
) + "BIND(STRLEN(?g) AS ?t) }"  # fmt: skip


def answered(out: Path, sparql: str, limits: Limits, **more: object) -> str:
    pieces: list[bytes] = []
    request = {"do": "query", "sparql": sparql, "format": "csv", "width": None, "color": False, "limit": None} | more
    run("kg.workers.printed", out, request, limits, pieces.append)
    return b"".join(pieces).decode()


def test_an_answer_comes_through_the_pipe(out: Path) -> None:
    assert answered(out, "SELECT ?year { ?c kg:relation kg:acquired ; kg:year ?year }", Limits(60, 4096)) == "year\n2010\n"


def test_a_long_answer_comes_whole(out: Path) -> None:
    text = answered(out, "SELECT ?s ?p ?o ?q { ?s ?p ?o . ?q ?r ?t }", Limits(60, 4096), limit=20_000)
    assert text.count("\n") == 20_001


@pytest.mark.parametrize(("sparql", "words"), [(ENDLESS, "stopped after 1 s"), ("SELECT * { ?s }", "line 1, column")])
def test_what_goes_wrong_is_an_error_of_the_query(out: Path, sparql: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        answered(out, sparql, Limits(1 if sparql == ENDLESS else 60, 4096))


@posix
def test_a_query_that_crashes_the_engine_is_an_error(out: Path) -> None:
    with pytest.raises(BudgetError, match="nested too deeply"):
        answered(out, DEEP, Limits(60, 4096))


@posix
def test_a_query_that_takes_all_memory_is_an_error(out: Path) -> None:
    with pytest.raises(BudgetError, match="needed more than its 1024 MB"):
        answered(out, GREEDY, Limits(60, 1024))


def test_a_folder_without_a_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="kg build"):
        answered(tmp_path, "ASK {}", Limits(60))


def test_a_fault_of_our_own_is_no_error_of_the_users(out: Path) -> None:
    with pytest.raises(RuntimeError, match="KeyError"):
        run("kg.workers.printed", out, {"do": "nonsense"}, Limits(60), print)


def test_nothing_is_imported_from_the_current_folder(out: Path, tmp_path: Path) -> None:
    (tmp_path / "rich.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "kg", "query", str(out), "ASK {}"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "true\n"), done.stderr


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def working(out: Path) -> tuple[subprocess.Popen[str], int]:
    """A `kg query` without end, and the process that works for it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it, and so do its children
    parent = subprocess.Popen(
        [sys.executable, "-m", "kg", "query", str(out), ENDLESS],
        cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    for _ in range(200):
        found = children(parent.pid)
        if found and _seconds_used(found[0]) > 0.4:  # past its imports: in the query
            return parent, found[0]
        time.sleep(0.05)
    parent.kill()
    raise AssertionError("no worker started")


def _seconds_used(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def gone(pid: int) -> bool:
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc to see processes in")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_query_ends_with_ctrl_c_and_with_its_parent(out: Path, how: signal.Signals) -> None:
    parent, worker = working(out)
    if how == signal.SIGINT:
        os.killpg(parent.pid, how)  # as a terminal does: to all of the job
    else:
        parent.send_signal(how)
    _, errors = parent.communicate(timeout=20)
    assert gone(worker)
    if how == signal.SIGINT:
        assert (parent.returncode, errors.strip()) == (130, "stopped")
