"""One task after another, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["run"]

Task = TypeVar("Task")
Result = TypeVar("Result")


def run(setup: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task], lost: Callable[[Task], Result], /) -> Iterator[Result]:
    """See `kg.engines`; nothing can be lost here but the process itself."""
    del lost
    return map(setup(), tasks)
