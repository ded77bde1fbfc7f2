"""The text that is measured: the real excerpts where they lie beside the checkout, else the example reports; repeated to a size."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from kg.model import Filing
from kg.sources import Metadata, discover, load_manifest, read

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared" / "filings"


class Corpus(NamedTuple):
    """Filings, and in words what they are."""

    name: str
    filings: tuple[Filing, ...]


def corpus() -> Corpus:
    """The real excerpts, or the examples."""
    name, folder, manifest = "real excerpts", SHARED / "excerpts", SHARED / "INDEX.tsv"
    if not folder.is_dir():
        name, folder, manifest = "example reports", ROOT / "examples", ROOT / "examples" / "filings.csv"
    rows, _ = load_manifest(manifest)
    inputs, _ = discover([str(path) for path in sorted(folder.glob("*.txt"))])
    found = [read(item, rows.get(item.key, Metadata()))[0] for item in inputs]
    return Corpus(name, tuple(filing for filing in found if filing is not None))


def repeated(filings: tuple[Filing, ...], characters: int) -> list[Filing]:
    """The filings over and over, until they have that many characters together."""
    chosen: list[Filing] = []
    total = 0
    for filing in cycle(filings):
        if total >= characters:
            return chosen
        chosen.append(filing)
        total += len(filing.text)
    raise AssertionError("cycle never ends")
