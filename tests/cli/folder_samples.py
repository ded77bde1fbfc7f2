"""A small build to write into a folder; apart from the tests, so that a process that is to be killed starts quickly."""

from __future__ import annotations

from pathlib import Path

from kg.folders import replacing

NAMES, MARKER = ("a.txt", "b.txt", "mark", "store"), "mark"


def write(out: Path, version: str, stop: BaseException | None = None) -> None:
    with replacing(out, NAMES, MARKER) as folder:
        (folder / "a.txt").write_text(version)
        (folder / "store").mkdir()
        (folder / "store" / "part").write_text(version)
        if stop:
            raise stop
        (folder / "b.txt").write_text(version)
        (folder / "mark").write_text(version)
