"""Replacing what a folder holds, all or nothing, and leaving alone what is not ours.

The new files are written into a hidden folder inside the target: so they are on its file system, nothing needs the right to write beside
it, and a target that is a mount point works. One rename then makes them the truth; after it each is renamed into its place. Whoever is
killed before that rename leaves the old files; whoever is killed after it has left the new ones, and the next who opens the folder
(`settle`) puts them where they belong.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kg.errors import KgError, OutputError

if sys.platform != "win32":
    import fcntl

__all__ = ["LEFT", "check", "replacing", "settle"]

LEFT = ".left"  # what an unfinished replacement was asked to leave to the next
_STAGING, _READY, _OLD = ".unfinished-", ".ready", ".old"
_HELD = ".held"  # keeps the folder from being empty while it is emptied: another could be renamed over an empty one, and be removed for it


@contextmanager
def replacing(out: Path, names: Sequence[str], marker: str, rescued: Sequence[str] = ()) -> Iterator[Path]:
    """A folder to write new files and folders into; when the block ends well they replace those of the same name in `out`.

    Where the block has written nothing, everything stays as it was.

    Args:
        out: the target, made if it is not there. What it holds under other names is never touched.
        names: the names that may be written.
        marker: the file that tells that those of these names are ours; where it is missing, they are a stranger's.
        rescued: the new folders that are worth keeping: where the block is stopped, or the process killed, and the first of them holds
            something, they are left in `LEFT` until the next replacement ends well.

    Raises:
        OutputError: the target is no folder, holds a stranger's file under one of the names, or can't be written.
    """
    try:
        with ExitStack() as stack:
            if not out.exists():
                out.mkdir(parents=True)
                stack.callback(_remove_empty, out)
            check(out, names, marker)
            settle(out)
            _remove_abandoned(out, rescued)
            with _staging(out) as staging, _rescuing(staging, out, rescued):
                yield staging
                if not any(staging.iterdir()):
                    return
                _make_ready(staging, out)
            settle(out)
            if rescued:
                shutil.rmtree(out / LEFT, ignore_errors=True)
    except KgError:
        raise
    except OSError as error:
        raise OutputError(f"{out} can't be written ({error.strerror or error}); what was there stays as it was") from error


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """A new folder, locked; another build that cleans up may take it away before it is, and then there is another one."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_STAGING, dir=out))
        try:
            with _locked(folder) as ours:
                if ours or sys.platform == "win32":
                    yield folder
                    return
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _rescuing(staging: Path, out: Path, rescued: Sequence[str]) -> Iterator[None]:
    """Leave what a block that is stopped has written; but for one that the disk stopped: there may be no room for it."""
    try:
        yield
    except OSError:
        raise
    except BaseException:  # Ctrl-C above all
        with suppress(OSError):
            _leave(staging, out, rescued)
        raise


def _leave(folder: Path, out: Path, rescued: Sequence[str]) -> None:
    if rescued and any((folder / rescued[0]).glob("*")):
        for entry in folder.iterdir():
            if entry.name not in rescued:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        shutil.rmtree(out / LEFT, ignore_errors=True)
        folder.rename(out / LEFT)


def _make_ready(staging: Path, out: Path) -> None:
    """Give the new files the name that makes them the truth. Another build may have become ready meanwhile: the later one wins."""
    (staging / _HELD).touch()
    while True:
        settle(out)
        try:
            staging.rename(out / _READY)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            return


def check(out: Path, names: Sequence[str], marker: str) -> None:
    """Refuse a target that can't be replaced, before the work that would be for nothing; arguments and error as of `replacing`."""
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file; name a folder")
    for name in () if (out / marker).exists() or (out / _READY).exists() else names:
        if (out / name).exists():
            raise OutputError(f"{out} holds {name}, which is not from kg build; name another folder, or move it away")


def settle(out: Path) -> None:
    """Finish a replacement that was cut off half-way. Costs one look at the disk where there is none."""
    ready = out / _READY
    if not ready.is_dir():
        return
    with _locked(ready) as ours:
        if not ours:
            return
        for new in sorted(ready.glob("*")):
            if new.suffix != _OLD and new.name != _HELD:
                _move(new, out / new.name)
        shutil.rmtree(ready, ignore_errors=True)


def _move(new: Path, place: Path) -> None:
    """Put one file or folder into its place; a folder can't be renamed over one that is not empty, so that one goes aside first."""
    if place.is_dir():
        place.rename(new.with_name(new.name + _OLD))
    new.replace(place)


def _remove_abandoned(out: Path, rescued: Sequence[str]) -> None:
    """Clean up after builds that were killed: the lock of a living one is held."""
    for left in sorted(out.glob(f"{_STAGING}*")):
        with _locked(left, wait=False) as free:
            if free:
                _leave(left, out, rescued)
                shutil.rmtree(left, ignore_errors=True)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # not empty: the build stands
        folder.rmdir()


@contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold a folder against other processes, and say whether we do; the kernel lets go when a process ends, however it ends.

    Where there are no such locks, the answer is no if it could not wait, and nothing is held.
    """
    if sys.platform == "win32":
        yield wait
        return
    handle = _lock(folder, wait=wait)
    try:
        yield handle is not None
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """The folder, open and locked; None where it is gone, or held and not to be waited for.

    While one waits for a folder it may go, and another of the same name come: a lock on the one that went would protect nothing.
    """
    while True:
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # whoever held it has done what there was to do
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), os.stat(folder)):  # noqa: PTH116  beside fstat
                return handle
        except (BlockingIOError, FileNotFoundError):
            os.close(handle)
            return None
        except BaseException:  # Ctrl-C while it waits
            os.close(handle)
            raise
        os.close(handle)
