"""Paths → inputs: files, folders, globs and standard input, each with a name that is unique in the build."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from kg.errors import Problem
from kg.sources.packed import SUFFIX

__all__ = ["SIZE_LIMIT", "Input", "discover"]

SIZE_LIMIT = 200_000_000  # bytes of one filing; the largest full submissions with pictures are a quarter of it
SUFFIXES = frozenset({".htm", ".html", ".text", ".txt", ".xhtml"})  # what counts as a filing in a folder
_STDIN = "-"
_BUILD = frozenset({"facts.jsonl", "filings.jsonl"})  # in a folder that a build was written to,
_BUILT = frozenset({"graph.html", "text"})  # this is its page and the texts of its filings


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read. `data` holds the bytes where they can be read only once (standard input)."""

    name: str
    path: str
    data: bytes | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        """The absolute path: what a manifest's rows are found by."""
        return self.path if self.path == _STDIN else os.path.realpath(self.path)


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_ADDRESS = "this is an address, and kg build fetches nothing: save the page in a file, or see kg fetch for filings of EDGAR"


def discover(paths: Sequence[str]) -> tuple[list[Input], list[Problem]]:
    """The files that the paths mean, sorted by name, and what is wrong with the others.

    A folder stands for the filings in it and below (``*.txt``, ``*.htm``, …, packed with gzip or not), a glob for its matches, "-" for
    standard input. A file that is reached twice is read once, and what an earlier build left in a folder is no filing. The name is the
    file's stem; where two have the same, the suffix or the folder is put to it.
    """
    problems: list[Problem] = []
    found: dict[str, Input] = {}
    for path in paths:
        for item in _expand(path, problems):
            found.setdefault(item.key, item)
    return _named(list(found.values())), problems


def _expand(path: str, problems: list[Problem]) -> Iterator[Input]:
    if path == _STDIN:
        yield Input("stdin", _STDIN, sys.stdin.buffer.read(SIZE_LIMIT + 1))
    elif "\x00" in path:
        problems.append(Problem(repr(path), "no path holds a NUL character"))
    elif os.path.isdir(path):  # noqa: PTH112 - a str from the user; pathlib would change "./x"
        yield from _folder(path, problems)
    elif os.path.lexists(path):
        yield Input(_stem(PurePath(path)), path)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - as above
        if not matches:
            problems.append(Problem(path, "no file matches this pattern"))
        for match in matches:
            yield from _expand(match, problems)
    else:
        problems.append(Problem(path, _ADDRESS if _SCHEME.match(path) else "no such file or folder"))


def _folder(path: str, problems: list[Problem]) -> Iterator[Input]:
    count = 0
    for file in _walk(Path(path), set(), problems):
        count += 1
        yield Input(_stem(file), str(file))
    if not count:
        problems.append(Problem(path, f"no filings in this folder (files that end in {', '.join(sorted(SUFFIXES))})"))


def _walk(folder: Path, seen: set[str], problems: list[Problem]) -> Iterator[Path]:
    """Files below a folder in order; links to folders are followed, but never twice into the same one."""
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        problems.append(Problem(str(folder), f"can't be listed: {error.strerror}"))
        return
    built = {entry.name for entry in entries} >= _BUILD
    for entry in entries:
        if entry.name.startswith(".") or (built and entry.name in _BUILT):
            continue
        if entry.is_dir():
            yield from _walk(entry, seen, problems)
        elif _unpacked(entry).suffix.casefold() not in SUFFIXES:
            continue
        elif entry.is_fifo() or entry.is_socket() or entry.is_char_device() or entry.is_block_device():
            problems.append(Problem(str(entry), "no file but a pipe or a device: name it by itself if it is meant"))
        else:
            yield entry


def _unpacked(path: PurePath) -> PurePath:
    """The name that a packed file would have unpacked."""
    return path.with_suffix("") if path.suffix.casefold() == SUFFIX else path


def _stem(path: PurePath) -> str:
    return _unpacked(path).stem


def _named(items: list[Input]) -> list[Input]:
    """Unique names, the same on every machine: the stem, with as many folders before it as tell it from the others."""
    items = _told_by_suffix(items)
    depth = 1
    while True:
        counts = Counter(item.name for item in items)
        if max(counts.values(), default=1) == 1:
            return sorted(items, key=lambda item: item.name)
        depth += 1
        items = [item if counts[item.name] == 1 else replace(item, name=_longer(item, depth)) for item in items]


def _told_by_suffix(items: list[Input]) -> list[Input]:
    """The same, where two files of one folder had the same stem with the whole name of each."""
    while True:
        counts = Counter((PurePath(item.key).parent, item.name) for item in items)
        longer = {item: PurePath(item.key).name for item in items if counts[PurePath(item.key).parent, item.name] > 1}
        if all(item.name == name for item, name in longer.items()):
            return items
        items = [replace(item, name=longer.get(item, item.name)) for item in items]


def _longer(item: Input, depth: int) -> str:
    """The name with the folders before it, one more than before."""
    path = PurePath(item.key)
    return "/".join((*path.parts[-depth:-1], item.name.rpartition("/")[2])) if depth <= len(path.parts) else path.as_posix()
