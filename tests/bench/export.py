"""`kg export` of 100,000 and 1,000,000 claims: seconds and peak memory, beside Oxigraph's own dump of the same store in the same run.

The builds are made by tests/bench/claims.py, which takes minutes: KG_CLAIMS="100000 1000000" measures both sizes (else the smaller alone),
KG_BUILDS names a folder that keeps them. Of more than 100,000 claims Turtle and N-Quads are written alone, below that the other formats
too, and the build is checked.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
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
_LOAD = """
import sys, pyoxigraph as ox
store = ox.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1] + "/graph.nq", format=ox.RdfFormat.N_QUADS)
store.optimize()
store.flush()
"""
_CHECK = """
import sys
from kg.cli import main
main(["check", sys.argv[1]], standalone_mode=False)
"""
FEW, FORMATS = 100_000, ("nquads", "turtle", "trig", "ntriples", "jsonld", "csv", "graphml", "cypher")


def export() -> None:
    """Print the table of each size. Turtle has no dump with named graphs, so Oxigraph's is TriG, of as many statements."""
    for claims in map(int, os.environ.get("KG_CLAIMS", "100000").split()):
        with tempfile.TemporaryDirectory() as folder:
            out, place = Path(os.environ.get("KG_BUILDS", folder)) / str(claims), Path(folder)
            if not (out / "store").is_dir():
                make(out, claims)
            with (out / "graph.nq").open("rb") as lines:
                quads = sum(1 for _ in lines)
            names = FORMATS if claims <= FEW else FORMATS[:2]
            rows = [row for beside in ("nquads", "trig") for row in _exports(out, place, beside, names)]
            table(f"Export of {claims:,} claims, {quads:,} quads", ("", "s", "peak MB", "times the dump's time"), rows)
            _others(out, place, check=claims <= FEW)


def _exports(out: Path, folder: Path, beside: str, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Oxigraph's dump in one format, and our exports that are set beside it."""
    dump, peak = _measured(_DUMP, out, folder / "dump", beside)
    yield f"Oxigraph's dump, {beside}", f"{dump:.1f}", f"{peak:.0f}", "1.0"
    for name in names:
        if (beside == "nquads") == (name in ("nquads", "ntriples")):
            took, peak = _measured(_EXPORT, out, folder / "export", name)
            yield f"kg export, {name}", f"{took:.1f}", f"{peak:.0f}", f"{took / dump:.2f}"


def _others(out: Path, folder: Path, *, check: bool) -> None:
    """What else a data engineer waits for."""
    took, peak = _measured(_LOAD, out, folder / "store")
    size = sum(path.stat().st_size for path in (folder / "store").iterdir())
    rows = [("making the store from graph.nq", f"{took:.1f}", f"{peak:.0f}", f"{size / 1e6:.0f} MB on disk")]
    if check:
        took, peak = _measured(_CHECK, out)
        rows.append(("kg check", f"{took:.1f}", f"{peak:.0f}", f"{os.cpu_count()} processes"))
    table("Beside it", ("", "s", "peak MB", ""), rows)


def _measured(code: str, *arguments: object) -> tuple[float, float]:
    """Seconds and peak of memory, in MB, of some code in a new process."""
    command = [sys.executable, "-c", _MEASURED.format(code=code), *map(str, arguments)]
    last = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    took, peak = re.split(r"\s+", last)
    return float(took), int(peak) / 1024
