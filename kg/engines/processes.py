"""Tasks spread over processes of this machine.

Processes are spawned, not forked: the same on every platform, and no lock of the parent is copied in a locked state. At most two tasks a
process are under way, so memory does not grow with the number of tasks. When a process dies (a crash in a C library, the kernel's
out-of-memory killer) its pool is gone and nobody knows whose fault it was: each task that was under way is then run alone, in a process of
its own, and only one that dies there again is given up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

__all__ = ["run"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_function: list[Callable[[Any], Any]] = []  # what this worker process runs: set once, by its initializer, never in the parent


def run(
    setup: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task], lost: Callable[[Task], Result], /, jobs: int = 2
) -> Iterator[Result]:
    """See `kg.engines`."""
    waiting = iter(tasks)
    pool = _Pool(setup, jobs)
    try:
        under_way = deque((task, pool.submit(task)) for task in islice(waiting, 2 * jobs))
        while under_way:
            task, future = under_way.popleft()
            try:
                result: Result = future.result()
            except BrokenProcessPool:
                result = _alone(setup, task, lost)
            under_way.extend((following, pool.submit(following)) for following in islice(waiting, 1))
            yield result
    finally:
        pool.close()


class _Pool:
    """A pool of processes that is made anew once it is broken."""

    def __init__(self, setup: Callable[[], Callable[[Any], Any]], jobs: int) -> None:
        self._setup, self._jobs = setup, jobs
        self._pool = self._make()

    def submit(self, task: object) -> Future[Any]:
        try:
            return self._pool.submit(_call, task)
        except BrokenProcessPool:
            self.close()
            self._pool = self._make()
            return self._pool.submit(_call, task)

    def _make(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, multiprocessing.get_context("spawn"), _start, (self._setup,))

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _alone(setup: Callable[[], Callable[[Task], Result]], task: Task, lost: Callable[[Task], Result]) -> Result:
    pool = _Pool(setup, 1)
    try:
        result: Result = pool.submit(task).result()
    except BrokenProcessPool:
        return lost(task)
    else:
        return result
    finally:
        pool.close()


def _start(setup: Callable[[], Callable[[Any], Any]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _function.append(setup())


def _end_with_parent() -> None:
    """A parent that is killed can't end its processes: they would wait for work for ever, and hold its pipes open."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _call(task: object) -> Any:
    return _function[0](task)
