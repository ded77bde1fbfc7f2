"""Filings that were read before: one that is unchanged, under the same rules, is not read again.

A build's folder keeps the outcome of each filing under a hash of all that it depends on: the file's bytes, its path and its name in the
build, what the user says of it, this package's code and rules, the user's own, and the libraries that read for them. A build that was
stopped has left there what it had read until then. What a plugin reads can't be known, so a build with plugins keeps nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from kg.errors import OutputError
from kg.folders import LEFT
from kg.model import digest
from kg.resources import PACKAGE, ontology_dir
from kg.sources import SIZE_LIMIT, Input
from kg.texts import read_text
from kg.work import Outcome, Task

__all__ = ["FOLDER", "Cache", "mark"]

FOLDER = "cache"
_READERS = ("lxml", "kg-filings")  # the distributions whose versions change what is read
_CODE = frozenset({".py", ".toml", ".ttl"})


def mark(files: Iterable[Path]) -> str:
    """A hash of what reads: our own files, the user's rules and ontologies (`files`), the versions of Python and the libraries."""
    total = hashlib.sha256(platform.python_version().encode())
    total.update("".join(map(_version, _READERS)).encode())
    ours = (path for root in (PACKAGE, ontology_dir()) for path in root.rglob("*") if path.suffix in _CODE)
    for path in (*sorted(ours), *files):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class _Kept:
    """An outcome as a file of the cache holds it, without its text: that lies in the build's folder, and has this hash."""

    outcome: Outcome
    text: str


class Cache:
    """The outcomes of one build (`old`, or None), and of one that was stopped after it, for the next one (`new`, or None).

    `reused` counts the filings that did not have to be read.
    """

    def __init__(self, old: Path | None, new: Path | None, mark: str) -> None:
        self.olds = [place for place in (old, old / LEFT) if (place / FOLDER).is_dir()] if old is not None else []
        self.new = new
        self.mark = mark
        self.reused = 0

    def through(self, tasks: Sequence[Task], run: Callable[[Sequence[Task]], Iterator[Outcome]], *, keep: bool) -> Iterator[Outcome]:
        """The outcomes of the tasks, in their order: of those that are known, and of the rest as `run` gives them.

        `keep` is whether texts are kept; an outcome whose text is wanted and gone, or was changed, is not known.
        """
        known = [self._load(task, keep=keep) for task in tasks]
        fresh = run([task for task, found in zip(tasks, known, strict=True) if found is None])
        for task, found in zip(tasks, known, strict=True):
            self.reused += found is not None
            outcome = next(fresh) if found is None else _with_text(*found) if keep else found[0]
            self._keep(task, outcome)
            yield outcome

    def _load(self, task: Task, *, keep: bool) -> tuple[Outcome, Path] | None:
        """What is known of a task, and by which build; still without the text, so that few of them are held at a time."""
        sha256 = _hash(task.item) if self.olds else ""
        for old in self.olds if sha256 else ():
            with suppress(OSError, EOFError, zlib.error, msgspec.MsgspecError, OutputError):  # none, or a damaged one: the filing is read
                kept = msgspec.json.decode(gzip.decompress(self._place(old, task, sha256).read_bytes()), type=_Kept)
                if not keep or digest(read_text(old, task.item.name)) == kept.text:
                    return kept.outcome, old
        return None

    def _keep(self, task: Task, outcome: Outcome) -> None:
        if self.new is None or outcome.extraction is None:
            return
        place = self._place(self.new, task, outcome.extraction.source.sha256)
        try:
            data = msgspec.json.encode(_Kept(replace(outcome, text=""), digest(outcome.text)))
        except UnicodeEncodeError:
            return  # a file's name that is no text
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(gzip.compress(data, compresslevel=3, mtime=0))

    def _place(self, folder: Path, task: Task, sha256: str) -> Path:
        return folder / FOLDER / f"{digest(self.mark, task.item.name, task.item.path, task.given, sha256, length=32)}.json.gz"


def _with_text(outcome: Outcome, old: Path) -> Outcome:
    extraction = outcome.extraction
    return replace(outcome, text=read_text(old, extraction.source.name)) if extraction else outcome


def _hash(item: Input) -> str:
    """The hash of an input's bytes; "" for what is no file of a size that is read."""
    if item.data is not None:
        return hashlib.sha256(item.data).hexdigest()
    try:
        if os.path.isfile(item.path) and os.path.getsize(item.path) <= SIZE_LIMIT:  # noqa: PTH113, PTH202  a str from the user
            with open(item.path, "rb") as stream:  # noqa: PTH123  as above
                return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        pass  # told when it is read
    return ""


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:  # run from a checkout that is not installed
        return ""
