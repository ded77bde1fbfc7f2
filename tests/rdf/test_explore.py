"""The example for rdflib's users runs as it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import kg

ROOT = Path(__file__).parents[2]


def test_the_notebook_of_the_examples_runs(tmp_path: Path) -> None:
    kg.build(sorted((ROOT / "examples").glob("*.txt")), tmp_path / "out", manifest=ROOT / "examples" / "filings.csv")
    command = [sys.executable, str(ROOT / "examples" / "explore.py"), str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "2012 Nippon Telegraph and Telephone Corporation 29.9" in done.stdout
    assert "Competitors: Fujitsu Limited;" in done.stdout
