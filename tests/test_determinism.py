"""The same input gives the same bytes: whatever the hash seed, the number of processes and the order of the arguments."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORTS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "examples").glob("*.txt"))
RUNS = [("0", "1", REPORTS), ("1", "2", REPORTS[::-1]), ("4711", "3", REPORTS)]


def build(out: Path, seed: str, jobs: str, reports: list[str]) -> Path:
    command = [sys.executable, "-m", "kg", "build", *reports, "--manifest", "examples/filings.csv", "-o", str(out), "--jobs", jobs]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{jobs}"}, check=True, capture_output=True)
    return out


def contents(out: Path) -> dict[str, object]:
    files: dict[str, object] = {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
    return files | {"store": sorted(map(str, ox.Store.read_only(str(out / "store"))))}


@pytest.mark.slow
def test_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    first, *others = [contents(build(tmp_path / f"out{number}", *run)) for number, run in enumerate(RUNS)]
    assert len(first) == 10
    assert first["facts.jsonl"]
    for other in others:
        assert {name for name in first if first[name] != other[name]} == set()
