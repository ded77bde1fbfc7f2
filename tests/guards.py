"""A guard for tests on hostile input: what would run without end fails, instead of holding the suite up.

It is no measure of speed (those stand in `tests/bench`): the bound is in processor time and far beyond what sound code needs, so that a
busy machine changes nothing, and code whose cost is the square of the input's length does not get through.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["ends"]


@contextmanager
def ends(processor_seconds: int = 60) -> Iterator[None]:
    """Fail with a TimeoutError where the block uses more processor time than this."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"no end in sight after {processor_seconds} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, processor_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
