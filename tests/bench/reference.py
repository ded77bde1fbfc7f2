"""Linking names to a reference list: time, memory, precision and recall up to 100,000 names and 1,000,000 rows, beside splink.

Half of the names are in the list, as they stand or written otherwise (`WRITTEN`); the others are not, though some look as if they were
(`OTHERS`). So it is known of each name which row is its own, if any. Both are given the names alone.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.model import Entity, Resolution
from kg.names import core, fold
from kg.reference import link
from tests.bench.timing import table

SIZES = (10_000, 100_000), (100_000, 100_000), (100_000, 1_000_000)  # names, rows
SAMPLE = 200  # names of the yardstick, which compares each with every row
LONGEST = 900  # seconds after which splink is given up
_SYLLABLES = "al an ar bel bra cal con dor el fen gar hal in jor kan lan lor mar nor or pel ran sol tan ul ver wes yor zan".split()
_TRADES = "Capital Holdings Energy Foods Glass Insurance Logistics Motors Networks Optics Pharma Shipping Steel Systems Wire".split()
_FORMS = "Inc. Ltd. GmbH S.A. plc LLC Corporation AG".split()
_LONG = {"Inc.": "Incorporated", "Ltd.": "Limited", "Corporation": "Corp.", "plc": "PLC", "S.A.": "SA", "LLC": "L.L.C."}


def names(count: int, seed: int) -> Iterator[str]:
    """Made-up company names, no two alike but for the legal form; the same seed gives the same names."""
    made = random.Random(seed)
    seen = set()
    while len(seen) < count:
        word = "".join(made.choices(_SYLLABLES, k=made.randint(2, 4))).title()
        name = f"{word} {' '.join(made.sample(_TRADES, made.randint(1, 2)))}"
        if name not in seen:
            seen.add(name)
            yield f"{name} {made.choice(_FORMS)}"


def _misspelt(name: str, made: random.Random) -> str:
    """With a letter of the first word wrong, missing or twice."""
    at = made.randrange(2, max(3, len(name.split(maxsplit=1)[0]) - 1))
    return name[:at] + made.choice((made.choice("aeiou"), "", name[at] * 2)) + name[at + 1 :]


def _other_form(name: str, made: random.Random) -> str:
    body, form = name.rsplit(" ", 1)
    return f"{body} {made.choice([one for one in _FORMS if one != form])}"


def _other_trade(name: str, made: random.Random) -> str:
    words = name.split()
    words[-2] = made.choice([one for one in _TRADES if one not in words])
    return " ".join(words)


Writer = Callable[[str, random.Random], str]
WRITTEN: dict[str, Writer] = {
    "as it stands": lambda name, _: name,
    "in capitals": lambda name, _: name.upper(),
    "legal form left out": lambda name, _: name.rsplit(" ", 1)[0],
    "legal form otherwise": lambda name, _: " ".join([*name.split()[:-1], _LONG.get(name.split()[-1], name.split()[-1])]),
    "misspelt": _misspelt,
}
OTHERS: dict[str, Writer] = {"another legal form": _other_form, "another trade": _other_trade}


def make(folder: Path, wanted: int, rows: int) -> tuple[Path, Path]:
    """Two CSV files: `wanted` names, each with the row that is its own and how it was written, and a list of `rows` rows."""
    made, listed = random.Random(1), list(names(rows, 2))
    golden = folder / f"golden-{rows}.csv"
    with golden.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("LEI", "Entity.LegalName", "Entity.EntityStatus", "Registration.RegistrationStatus"))
        writer.writerows((f"{at:020d}", name, "ACTIVE", "ISSUED") for at, name in enumerate(listed))
    row_of = {fold(name): at for at, name in enumerate(listed)}
    bodies = {core(name) for name in listed}
    found: list[tuple[str, str, str]] = []
    for at in made.sample(range(rows), min(wanted // 2, rows)):
        how = made.choice(list(WRITTEN))
        found.append((WRITTEN[how](listed[at], made), f"{at:020d}", how))
    for at in made.sample(range(rows), min(wanted // 4, rows)):
        how = made.choice(list(OTHERS))
        name = OTHERS[how](listed[at], made)
        if fold(name) not in row_of and (how == "another legal form" or core(name) not in bodies):
            found.append((name, "", how))
    found += [(name, "", "in no list") for name in names(wanted, 3) if core(name) not in bodies][: wanted - len(found)]
    ours = folder / f"names-{wanted}-{rows}.csv"
    with ours.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("name", "row", "how"), *found])
    return ours, golden


def read(ours: Path) -> list[dict[str, str]]:
    """The names of a file made by `make`."""
    with ours.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def ours_links(ours: Path, golden: Path) -> dict[int, str]:
    """The row that kg gives to each name, by its place in the file."""
    entities = tuple(Entity(f"e{at:07d}", row["name"], "company") for at, row in enumerate(read(ours)))
    found, _ = link(Resolution(entities, {}), [golden])
    return {at: dict(entity.identifiers)["lei"] for at, entity in enumerate(found.entities) if entity.identifiers}


def splink_links(ours: Path, golden: Path) -> dict[int, str]:
    """The row that splink gives to each name: a model trained on the data alone, and the threshold at which it does best on the labels."""
    from tests.bench.splinking import scored

    labelled = read(ours)
    best: dict[int, list[tuple[float, str]]] = {}
    for at, row, weight in scored([one["name"] for one in labelled], golden):
        best.setdefault(at, []).append((weight, row))
    first = {at: sorted(rows, reverse=True)[:2] for at, rows in best.items()}
    clear = {at: rows[0] for at, rows in first.items() if len(rows) == 1 or rows[0][0] > rows[1][0]}
    known = sum(bool(one["row"]) for one in labelled)
    right, links, threshold, most = 0, 0, 0.0, -1.0
    for at, (weight, row) in sorted(clear.items(), key=lambda item: (-item[1][0], item[0])):
        right, links = right + (labelled[at]["row"] == row), links + 1
        if 2 * right / (links + known) > most:
            most, threshold = 2 * right / (links + known), weight
    return {at: row for at, (weight, row) in clear.items() if weight >= threshold}


def run(links: Callable[[Path, Path], dict[int, str]], ours: Path, golden: Path) -> None:
    """Link, and print seconds, megabytes at the most, links, and how many are right and wrong of each kind: in a process of its own."""
    labelled = read(ours)
    start = time.perf_counter()
    found = links(ours, golden)
    seconds = time.perf_counter() - start
    right = Counter(labelled[at]["how"] for at, row in found.items() if labelled[at]["row"] == row)
    wrong = Counter(labelled[at]["how"] for at, row in found.items() if labelled[at]["row"] != row)
    kinds = {how: (right[how], wrong[how], sum(one["how"] == how for one in labelled)) for how in (*WRITTEN, *OTHERS, "in no list")}
    known = sum(bool(one["row"]) for one in labelled)
    precision, recall = right.total() / max(1, len(found)), right.total() / max(1, known)
    print(f"{seconds:.1f}", f"{_peak():.0f}", f"{len(found):,}", f"{precision:.4f}", f"{recall:.4f}", json.dumps(kinds), sep="\t")


def _peak() -> float:
    """Megabytes at the most so far. Not from getrusage where it can be helped: it counts the parent's peak as well."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
    return int(found[1] if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def reference() -> None:
    """Print rows for each size: ours, splink's, and what comparing every name with every row would take; then the last size by kind."""
    rows, kinds = [], dict[str, dict[str, list[int]]]()
    with tempfile.TemporaryDirectory() as folder:
        for wanted, size in SIZES:
            ours, golden = make(Path(folder), wanted, size)
            job = f"{wanted:,} names, {size:,} rows"
            for who in ("kg", "splink"):
                cells = _measured(who, ours, golden)
                rows.append((f"{job}: {who}", *cells[:5]))
                if len(cells) > 5:
                    kinds[who] = json.loads(cells[5])
            rows.append((f"{job}: rapidfuzz, each with each", f"{_plain(ours, golden, wanted):,.0f}", *["(a sample)"], *["–"] * 3))
    table("Reference lists: linking by name", ("", "seconds", "MB at most", "linked", "precision", "recall"), rows)
    header = ("the last size, by how the name is written", *(f"{who}: {what}" for who in kinds for what in ("right", "wrong")), "of")
    told = [(how, *(n for of in kinds.values() for n in of[how][:2]), kinds["kg"][how][2]) for how in kinds["kg"]]
    table("Right and wrong links", header, told)


def _measured(who: str, ours: Path, golden: Path) -> list[str]:
    if who == "splink" and importlib.util.find_spec("splink") is None:
        return ["not installed", *["–"] * 4]
    command = [sys.executable, "-m", "tests.bench.reference", who, str(ours), str(golden)]
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=LONGEST).stdout.split("\n")[-2].split("\t")
    except subprocess.TimeoutExpired:
        return [f"> {LONGEST}", *["–"] * 4]


def _plain(ours: Path, golden: Path, wanted: int) -> float:
    """Seconds that comparing every name with every row would take, from a sample of the names."""
    with golden.open(encoding="utf-8", newline="") as stream:
        listed = [core(row["Entity.LegalName"]) for row in csv.DictReader(stream)]
    sample = [core(row["name"]) for row in read(ours)[:SAMPLE]]
    start = time.perf_counter()
    for name in sample:
        process.extractOne(name, listed, scorer=fuzz.ratio, score_cutoff=88)
    return (time.perf_counter() - start) / SAMPLE * wanted


if __name__ == "__main__":
    run({"kg": ours_links, "splink": splink_links}[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3]))
