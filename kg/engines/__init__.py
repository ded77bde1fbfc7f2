"""Ways to run one pure function over many tasks.

Each gives its results in the order of the tasks, so the bytes of a build never depend on it.

An engine is a function `(setup, tasks, lost) -> iterator of results`. `setup()` makes the function that is run on a task; it is called once
a process, so what is dear to make (compiled rules) is made once. `lost(task)` is the result of a task that no process survived. Tasks,
results and `setup` must be picklable. What an engine holds in memory are results and a few tasks ahead, never texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol, TypeVar

from kg.engines.processes import run as _processes
from kg.engines.serial import run as _serial

__all__ = ["Engine", "engine"]

Task = TypeVar("Task")
Result = TypeVar("Result")


class Engine(Protocol):
    """See the module's documentation."""

    def __call__(
        self, setup: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task], lost: Callable[[Task], Result], /
    ) -> Iterator[Result]:
        """Run a task after another, wherever, and give the results in the order of the tasks."""


def engine(jobs: int) -> Engine:
    """The engine for so many processes: one means this process, none started."""
    return _serial if jobs <= 1 else partial(_processes, jobs=jobs)
