"""Linking names to a reference list: time and memory of 100,000 names against 1,000,000 rows, beside a plain likeness without blocking."""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.model import Entity, Resolution
from kg.names import core
from kg.reference import link
from tests.bench.timing import table

SIZES = (10_000, 100_000), (100_000, 100_000), (100_000, 1_000_000)  # names, rows
SAMPLE = 200  # names of the yardstick, which compares each with every row
_SYLLABLES = "al an ar bel bra cal con dor el fen gar hal in jor kan lan lor mar nor or pel ran sol tan ul ver wes yor zan".split()
_TRADES = "Capital Holdings Energy Foods Glass Insurance Logistics Motors Networks Optics Pharma Shipping Steel Systems Wire".split()
_FORMS = "Inc. Ltd. GmbH S.A. plc LLC Corporation AG".split()


def names(count: int, seed: int) -> list[str]:
    """Made-up company names; the same seed gives the same names."""
    made = random.Random(seed)
    return [
        f"{''.join(made.choices(_SYLLABLES, k=made.randint(2, 4))).title()} {' '.join(made.sample(_TRADES, made.randint(1, 2)))} "
        f"{made.choice(_FORMS)}"
        for _ in range(count)
    ]


def _noisy(name: str, made: random.Random) -> str:
    """One name in ten with a letter wrong, and one in ten without its legal form."""
    kind = made.randrange(10)
    if kind == 0:
        at = made.randrange(2, max(3, len(name.split(maxsplit=1)[0]) - 1))
        return name[:at] + made.choice("aeiou") + name[at + 1 :]
    return name.rsplit(" ", 1)[0] if kind == 1 else name.upper() if kind == 2 else name


def make(folder: Path, wanted: int, rows: int) -> tuple[Path, Path]:
    """A list of `rows` rows, and `wanted` names of which half are in it."""
    made, listed = random.Random(1), names(rows, 2)
    golden = folder / f"golden-{rows}.csv"
    with golden.open("w", encoding="utf-8") as stream:
        stream.write("LEI,Entity.LegalName,Entity.EntityStatus,Registration.RegistrationStatus\n")
        stream.writelines(f'{at:020d},"{name}",ACTIVE,ISSUED\n' for at, name in enumerate(listed))
    ours = folder / f"names-{wanted}-{rows}.txt"
    known = [_noisy(name, made) for name in made.sample(listed, min(wanted // 2, rows))]
    ours.write_text("\n".join(known + names(wanted - len(known), 3)), encoding="utf-8")
    return ours, golden


def run(ours: Path, golden: Path) -> None:
    """Link, and print seconds, megabytes before and at the most, and how many were linked: in a process of its own."""
    entities = tuple(Entity(f"e{at:07d}", name, "company") for at, name in enumerate(ours.read_text(encoding="utf-8").split("\n")))
    before = _peak()
    start = time.perf_counter()
    found, _ = link(Resolution(entities, {}), [golden])
    seconds = time.perf_counter() - start
    print(f"{seconds:.1f} {before:.0f} {_peak():.0f} {sum(bool(entity.identifiers) for entity in found.entities)}")


def _peak() -> float:
    """Megabytes at the most so far. Not from getrusage where it can be helped: it counts the parent's peak as well."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
    return int(found[1] if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def reference() -> None:
    """Print a row for each size, and what comparing every name with every row would take."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for wanted, size in SIZES:
            ours, golden = make(Path(folder), wanted, size)
            command = [sys.executable, "-m", "tests.bench.reference", str(ours), str(golden)]
            seconds, before, most, linked = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            rows.append((f"{wanted:,}", f"{size:,}", seconds, before, most, f"{int(linked):,}", f"{_plain(ours, golden, wanted):,.0f}"))
    header = ("names", "rows", "seconds", "MB before", "MB at most", "linked", "seconds, each with each")
    table("Reference lists: linking by name, beside rapidfuzz without blocking (from a sample)", header, rows)


def _plain(ours: Path, golden: Path, wanted: int) -> float:
    """Seconds that comparing every name with every row would take, from a sample of the names."""
    listed = [core(line.split('"')[1]) for line in golden.read_text(encoding="utf-8").split("\n")[1:] if line]
    sample = [core(name) for name in ours.read_text(encoding="utf-8").split("\n")[:SAMPLE]]
    start = time.perf_counter()
    for name in sample:
        process.extractOne(name, listed, scorer=fuzz.ratio, score_cutoff=88)
    return (time.perf_counter() - start) / SAMPLE * wanted


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
