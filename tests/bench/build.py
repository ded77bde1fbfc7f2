"""`kg build` of 250, 500 and 1,000 made-up filings (tests/bench/filings.py), two processes: is its cost in step with their number?

KG_FILINGS="1000 10000" measures other sizes: 10,000 filings give some 955,000 claims.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.corpus import ROOT
from tests.bench.filings import write
from tests.bench.timing import table

# In a process of its own: a peak never goes down again.
_BUILD = """
import re, sys, time
import kg
if __name__ == "__main__":
    start = time.perf_counter()
    result = kg.build(sys.argv[1], sys.argv[2], manifest=sys.argv[1] + "/manifest.csv", jobs=2)
    took = time.perf_counter() - start
    print(took, len(result.claims), re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""


def build() -> None:
    """Print seconds, claims and the peak of the process that puts the facts together."""
    rows, first = [], 0.0
    for filings in map(int, os.environ.get("KG_FILINGS", "250 500 1000").split()):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder, "in"), filings)
            script = Path(folder, "build.py")
            script.write_text(_BUILD, encoding="utf-8")
            command = [sys.executable, str(script), f"{folder}/in", f"{folder}/out"]
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            run = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        took, claims, peak = map(float, re.split(r"\s+", run.stdout.strip()))
        first = first or took / claims
        rows.append((f"{filings:,} filings", f"{claims:,.0f}", f"{took:.1f}", f"{peak / 1024:.0f}", f"{took / claims / first:.2f}"))
    table("Builds of made-up filings (in step: 1.00)", ("", "claims", "s", "peak MB", "times the first's s a claim"), rows)
