"""One request in a worker of its own, which is gone when this returns: for the command line."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kg.workers import frames
from kg.workers.process import Limits, command, death, failure, overtime, setup

__all__ = ["run"]

Process = subprocess.Popen[bytes]


def run(tasks: str, store: Path, request: dict[str, Any], limits: Limits, write: Callable[[bytes], object]) -> dict[str, Any]:
    """Have a request answered, and give what was said about the answer at its end.

    Args:
        tasks: the module whose `TASKS` hold the one that `request["do"]` names.
        store: a build folder, or a store.
        request: what the task takes.
        limits: only the time in which the worker is waited for counts, not that in which the answer is read.
        write: takes the answer, piece by piece as it comes.

    Raises:
        BudgetError: The query took more than its limits, or crashed the engine.
        KgError: What the task raised.
    """
    with _worker() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(setup(tasks, store, limits) + frames.pack(frames.REQUEST, request))
        process.stdin.flush()
        for kind, content in _answer(process, process.stdout, limits):
            if kind == frames.END:
                return dict(json.loads(content))
            if kind == frames.FAILED:
                raise failure(json.loads(content))
            write(content)
    raise AssertionError("an answer has an end")


@contextmanager
def _worker() -> Iterator[Process]:
    process = subprocess.Popen(command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603  our own
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _answer(process: Process, stream: IO[bytes], limits: Limits) -> Iterator[tuple[bytes, bytes]]:
    """The frames of an answer; the worker is killed when it has been waited for longer than it may take in all."""
    left = limits.seconds or threading.TIMEOUT_MAX
    while True:
        timer = threading.Timer(left, process.kill)
        start = time.monotonic()
        timer.start()
        try:
            frame = frames.read(stream)
        except EOFError:
            if time.monotonic() - start >= left:
                raise overtime(limits) from None
            raise death(process.wait(), limits) from None
        finally:
            timer.cancel()
        left -= time.monotonic() - start
        yield frame
