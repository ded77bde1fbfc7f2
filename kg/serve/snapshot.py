"""A store that stays as it is while builds come and go: links to its files in a hidden folder of the build.

Without one, an old store would vanish under its readers when a build puts a new one into its place. Links cost no room and no time; where
there can be none (another's folder, a file system without them) the store itself is read.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kg import folders
from kg.errors import OutputError
from kg.store import FOLDER

if sys.platform != "win32":
    import fcntl

__all__ = ["Snapshot", "identity", "take"]

_PREFIX = ".serving-"
Identity = tuple[int, int, int]


@dataclass(slots=True)
class Snapshot:
    """The store to read, which build it is of, and the folder that is ours to remove."""

    store: Path
    identity: Identity
    folder: Path | None = None
    handle: int | None = None

    def remove(self) -> None:
        """Give the room back, once nobody reads it any more."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None


def identity(out: Path) -> Identity | None:
    """Which store a build has now; None while it is being replaced, or if there is none."""
    try:
        found = (out / FOLDER).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns


def take(out: Path) -> Snapshot:
    """A snapshot of a build's store. Raises OutputError where there is none."""
    folders.settle(out)
    _remove_abandoned(out)
    found, store = identity(out), out / FOLDER
    if found is None or not (store / "CURRENT").is_file():
        raise OutputError(f"{out} holds no {FOLDER}/: make one with: kg build FILE… -o {out}")
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=out))
    except OSError:
        return Snapshot(store, found)
    try:
        handle = _lock(folder)
        _link(store, folder / FOLDER)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        return Snapshot(store, found)
    return Snapshot(folder / FOLDER, found, folder, handle)


def _link(store: Path, target: Path) -> None:
    """Tables never change once they are written, so a link is enough; the other files are small."""
    target.mkdir()
    for path in sorted(store.iterdir()):
        if path.suffix == ".sst":
            os.link(path, target / path.name)
        elif path.is_file() and path.name != "LOCK":
            shutil.copyfile(path, target / path.name)


def _lock(folder: Path) -> int | None:
    """Held while we live, however we end: see `_remove_abandoned`."""
    if sys.platform == "win32":
        return None
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return handle


def _remove_abandoned(out: Path) -> None:
    """Clean up after a server that was killed."""
    for left in sorted(out.glob(f"{_PREFIX}*")):
        try:
            handle = _lock(left)
        except OSError:  # another server's
            continue
        shutil.rmtree(left, ignore_errors=True)
        if handle is not None:
            os.close(handle)
