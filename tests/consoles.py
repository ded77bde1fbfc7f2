"""Run the commands and the Python that documents show, and compare or refresh the output that stands below them.

A block fenced as `console test` holds commands (`$ …`, continued on lines with `> `) with their output; one fenced as `python test` holds
Python, with what it prints in a `text` block right behind it. All blocks of a document run in order, in one folder.

    python -m tests.consoles README.md examples/walkthrough.md    # writes the outputs anew; read the diff before you commit it
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CONSOLE = re.compile(r"^```console test\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python test\n(?P<code>.*?)^```\n\n?```text\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>.*(?:\n> .*)*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """One command or one stretch of Python, and the place of the output that the document shows for it."""

    code: str
    shell: bool
    output: str
    start: int
    end: int


def steps(document: str) -> list[Step]:
    """All that a document asks to be run, in its order."""
    return sorted([*_commands(document), *_pythons(document)], key=lambda step: step.start)


def _commands(document: str) -> Iterator[Step]:
    for block in _CONSOLE.finditer(document):
        body = block.start("body")
        for found in _COMMAND.finditer(block["body"]):
            command = found["command"].replace("\n> ", "\n")
            yield Step(command, True, found["output"], body + found.start("output"), body + found.end("output"))


def _pythons(document: str) -> Iterator[Step]:
    for block in _PYTHON.finditer(document):
        yield Step(block["code"], False, block["output"], block.start("output"), block.end("output"))


def workplace(folder: Path) -> Path:
    """A folder with the examples in it as they stand in the checkout, and a `kg` that is the checkout's, installed or not."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    script = folder / ".bin" / "kg"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


def run(step: Step, folder: Path) -> str:
    """What the step prints, both streams together. Raises AssertionError where it fails."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(folder / ".bin"), str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb",
    }  # fmt: skip
    command = ["bash", "-c", step.code] if step.shell else [sys.executable, "-c", step.code]
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{step.code}\nended with {done.returncode}:\n{done.stdout}"
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def refreshed(document: str, folder: Path) -> str:
    """The document with the outputs that its steps print now."""
    pieces, at = [], 0
    for step in steps(document):
        pieces += [document[at : step.start], run(step, folder)]
        at = step.end
    return "".join([*pieces, document[at:]])


def main(names: list[str]) -> None:
    """Write the outputs of the named documents anew."""
    for name in names:
        path = Path(name)
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(refreshed(path.read_text(encoding="utf-8"), workplace(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
