"""Peak memory over 10, 40 and 160 filings: flat but for the facts, as texts do not live on."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from tests.bench.corpus import ROOT, Corpus
from tests.bench.timing import table

# In a process of its own: a peak never goes down again.
_BUILD = r"""
import re, resource, sys
from pathlib import Path
from kg.pipeline import build
result = build([sys.argv[1]], manifest=sys.argv[1] + "/manifest.csv", jobs=1)
assert len(result.extractions) == int(sys.argv[2]), result.problems[0]
status = Path("/proc/self/status")  # getrusage would count the parent's peak as well: Linux hands it on
peak = re.search(r"VmHWM:\s*(\d+)", status.read_text())[1] if status.exists() else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak, len(result.facts))
"""


def memory(corpus: Corpus) -> None:
    """Print the peak of a serial build that writes nothing."""
    rows = []
    for count in (10, 40, 160):
        with tempfile.TemporaryDirectory() as folder:
            size = _copies(corpus, count, Path(folder))
            command = [sys.executable, "-c", _BUILD, folder, str(count)]
            run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        peak, facts = map(int, run.stdout.split())
        rows.append((f"{count} filings", f"{size / 1e6:.1f}", facts, f"{peak / 1024:.0f}", f"{peak / 1024 / count:.1f}"))
    table(f"Memory: a serial build of the {corpus.name}", ("", "MB of text", "facts", "peak MB", "MB a filing"), rows)


def _copies(corpus: Corpus, count: int, folder: Path) -> int:
    """Write that many filings and their manifest; the bytes of the filings."""
    size = 0
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
        manifest = csv.writer(stream)
        manifest.writerow(("file", "registrant", "fiscal_year_end"))
        for number, filing in enumerate(islice(cycle(corpus.filings), count)):
            name = f"{number:03}-{filing.source.name}.txt"
            size += (folder / name).write_text(filing.text, encoding="utf-8")
            manifest.writerow((name, filing.source.registrant, filing.source.fiscal_year_end))
    return size
