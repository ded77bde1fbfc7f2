"""Where an export goes: a file written as a whole or not at all, packed where its name says so, in shards, or a stream."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import Quad

from kg.errors import OutputError
from kg.export.nquads import shard

__all__ = ["shard_names", "write_file", "write_shards"]

Write = Callable[[BinaryIO], None]
_LINES = 20_000  # that wait before they are written, over all shards


def write_file(path: Path, write: Write) -> None:
    """All of a file or nothing; into what is no file (a device, a pipe) as it comes. A name that ends in .gz is packed.

    Raises:
        OutputError: it can't be written.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as raw, _packed(path, raw) as stream:
                write(stream)
            return
        with _replacing([path]) as streams:
            write(streams[0])
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {error.strerror or error}; what was there stays") from error


def shard_names(path: Path, count: int) -> list[Path]:
    """The files of a sharded export: graph.nq.gz gives graph-00001.nq.gz, graph-00002.nq.gz, …"""
    stem, dot, rest = path.name.partition(".")
    return [path.with_name(f"{stem}-{number:05}{dot}{rest}") for number in range(1, count + 1)]


def write_shards(path: Path, count: int, quads: Iterable[Quad]) -> list[Path]:
    """N-Quads in `count` files, each sorted, all about one thing in one file; all of them or none.

    Raises:
        OutputError: they can't be written.
    """
    names = shard_names(path, count)
    try:
        with _replacing(names) as streams:
            waiting: list[list[str]] = [[] for _ in streams]
            for number, quad in enumerate(quads, start=1):
                waiting[shard(quad, count)].append(f"{quad} .\n")
                if not number % _LINES:
                    _flush(waiting, streams)
            _flush(waiting, streams)
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {error.strerror or error}; what was there stays") from error
    return names


def _flush(waiting: list[list[str]], streams: Sequence[BinaryIO]) -> None:
    for lines, stream in zip(waiting, streams, strict=True):
        stream.write("".join(lines).encode())
        lines.clear()


@contextmanager
def _replacing(paths: Sequence[Path]) -> Iterator[list[BinaryIO]]:
    """Streams into hidden files beside the targets, which take their names when the block ends well, and go when it does not."""
    targets = [path.resolve() for path in paths]
    unfinished = [target.with_name(f".unfinished-{target.name}") for target in targets]
    try:
        with ExitStack() as stack:
            raw = [stack.enter_context(path.open("wb")) for path in unfinished]
            yield [stack.enter_context(_packed(path, stream)) for path, stream in zip(targets, raw, strict=True)]
        for path, target in zip(unfinished, targets, strict=True):
            path.replace(target)
    except BaseException:  # Ctrl-C as well
        for path in unfinished:
            path.unlink(missing_ok=True)
        raise


@contextmanager
def _packed(path: Path, stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself, or one that packs into it; without name and time of day, so that the same graph gives the same bytes."""
    if path.suffix.lower() != ".gz":
        yield stream
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0, compresslevel=6) as packed:
        yield cast("BinaryIO", packed)
