"""`kg export` of 100,000 and 1,000,000 claims: seconds and peak memory, beside Oxigraph's own dump of the same store in the same run.

The builds are made by tests/bench/claims.py, which takes minutes: KG_CLAIMS=100000 measures one size, KG_BUILDS names a folder that keeps
them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.claims import make
from tests.bench.corpus import ROOT
from tests.bench.timing import table

# Each in a process of its own: a peak never goes down again. What reads the store is warm in none of them.
_DUMP = """
import sys, pyoxigraph as ox
store = ox.Store.read_only(sys.argv[1] + "/store")
with open(sys.argv[2], "wb") as stream:
    if sys.argv[3] == "nquads":
        store.dump(stream, ox.RdfFormat.N_QUADS)
    else:
        store.dump(stream, ox.RdfFormat.TRIG, prefixes={"kg": "https://kg.example/ontology#"})
"""
_EXPORT = """
import sys
from kg.cli import main
main(["export", sys.argv[1], "-o", sys.argv[2], "--format", sys.argv[3]], standalone_mode=False)
"""
_MEASURED = """
import re, time
start = time.perf_counter()
{code}
print(time.perf_counter() - start, re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""
FORMATS = ("nquads", "turtle", "trig", "ntriples", "jsonld", "csv", "graphml", "cypher")


def export() -> None:
    """Print the table of each size. Turtle has no dump with named graphs, so Oxigraph's is TriG, of as many statements."""
    for claims in map(int, os.environ.get("KG_CLAIMS", "100000 1000000").split()):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(os.environ.get("KG_BUILDS", folder)) / str(claims)
            if not (out / "store").is_dir():
                make(out, claims)
            with (out / "graph.nq").open("rb") as lines:
                quads = sum(1 for _ in lines)
            dumps = {name: _measured(_DUMP, out, Path(folder) / "dump", name) for name in ("nquads", "trig")}
            rows = [(f"Oxigraph's dump, {name}", f"{took:.1f}", f"{peak / 1024:.0f}", "1.0") for name, (took, peak) in dumps.items()]
            for name in FORMATS:
                took, peak = _measured(_EXPORT, out, Path(folder) / "export", name)
                beside = dumps["nquads" if name in ("nquads", "ntriples") else "trig"][0]
                rows.append((f"kg export, {name}", f"{took:.1f}", f"{peak / 1024:.0f}", f"{took / beside:.2f}"))
        table(f"Export of {claims:,} claims, {quads:,} quads", ("", "s", "peak MB", "times the dump's time"), rows)


def _measured(code: str, *arguments: object) -> tuple[float, int]:
    """Seconds and peak of memory, in kB, of some code in a new process."""
    command = [sys.executable, "-c", _MEASURED.format(code=code), *map(str, arguments)]
    last = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    took, peak = re.split(r"\s+", last)
    return float(took), int(peak)
