"""`python -m tests.bench`: every benchmark, or those named (see below). Figures to compare, nothing to pass."""

from __future__ import annotations

import platform
import sys

from kg.machine import machine
from kg.schema import load_relations
from tests.bench.build import build
from tests.bench.corpus import corpus
from tests.bench.export import export
from tests.bench.growth import growth
from tests.bench.markup import markup
from tests.bench.memory import memory
from tests.bench.page import pages
from tests.bench.reference import reference
from tests.bench.serve import serve
from tests.bench.start import start
from tests.bench.throughput import throughput


def main(wanted: list[str]) -> None:
    """Run the benchmarks of those names; all of them, if there are none."""
    made, _ = machine(load_relations())
    texts = corpus()
    benchmarks = {
        "throughput": lambda: throughput(made, texts),
        "markup": markup,
        "growth": lambda: growth(made, texts),
        "memory": lambda: memory(texts),
        "build": build,
        "reference": reference,
        "start": start,
        "page": pages,
        "export": export,
        "serve": serve,
    }
    unknown = sorted(set(wanted) - set(benchmarks))
    if unknown:
        sys.exit(f"there is no benchmark {unknown[0]!r}; there are {', '.join(benchmarks)}")
    print(f"Python {platform.python_version()} on {platform.machine()}, {len(made.rules.rules)} rules, the {texts.name}")
    for name in wanted or benchmarks:
        benchmarks[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
