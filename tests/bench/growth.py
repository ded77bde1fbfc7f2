"""Whether cost is in step with length: many filings, one long filing, one sentence without an end."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kg.machine import Machine
from kg.model import Filing
from tests.bench.corpus import Corpus, repeated
from tests.bench.timing import seconds, table

UNIT = 1_000_000


def growth(machine: Machine, corpus: Corpus) -> None:
    """Print the times of 1, 2 and 4 MB of each shape, and how they grow."""
    first = corpus.filings[0]
    prose = " ".join(filing.text for filing in corpus.filings)
    endless = " ".join(prose.replace(".", "").replace("!", "").replace("?", "").split())
    shapes = {
        "many filings": lambda size: repeated(corpus.filings, size),
        "one filing": lambda size: [_of_length(first, prose, size)],
        "one sentence without a full stop": lambda size: [_of_length(first, endless, size)],
        "one fact over and over": lambda size: [_of_length(first, "In 1999 we acquired Kelda Ltd. and sold 45% of Brandt AG. ", size)],
        "one sentence of capitals": lambda size: [_of_length(first, "KELDA AND BRANDT OF THE ", size)],
        "triggers and nothing else": lambda size: [_of_length(first, "acquired supplier of and may ", size)],
        "brackets and quotes": lambda size: [_of_length(first, '("("', size)],
    }
    rows = []
    for name, shape in shapes.items():
        times = [seconds(partial(_read, machine, shape(size * UNIT))) for size in (1, 2, 4)]
        rows.append((name, *(f"{time:.2f}" for time in times), f"{times[1] / times[0]:.1f}", f"{times[2] / times[0]:.1f}"))
    table("Growth: seconds for 1, 2 and 4 MB (in step: 2.0 and 4.0)", ("", "1 MB", "2 MB", "4 MB", "2×/1×", "4×/1×"), rows)


def _read(machine: Machine, filings: list[Filing]) -> None:
    for filing in filings:
        machine(filing)


def _of_length(filing: Filing, text: str, size: int) -> Filing:
    return replace(filing, text=(text * (size // len(text) + 1))[:size])
