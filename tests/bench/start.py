"""How long it takes until the first filing can be read."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.corpus import ROOT
from tests.bench.timing import seconds, table

_STEPS = {
    "python alone": "pass",
    "import kg": "import kg",
    "the core of text to years": "import kg.machine",
    "the machine with the shipped rules": "from kg.machine import machine; from kg.schema import load_relations; machine(load_relations())",
}


def start() -> None:
    """Print the time of a new process that goes so far."""
    rows = []
    for name, code in _STEPS.items():
        took = seconds(lambda code=code: subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True), repeat=3)
        rows.append((name, f"{took * 1000:.0f}"))
    table("Start", ("", "ms"), rows)
