"""Every engine gives the same results in the same order, and no task takes the others with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kg.engines import engine


def square(number: int) -> int:
    return number * number


def deadly(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def deadly_once(mark: Path, number: int) -> int:
    if number == 5 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def make_square() -> Callable[[int], int]:
    return square


def make_deadly() -> Callable[[int], int]:
    return deadly


def make_deadly_once(mark: Path) -> Callable[[int], int]:
    return partial(deadly_once, mark)


def make_nothing() -> Callable[[int], int]:
    raise ValueError("this machine can't be made here")


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    assert list(engine(jobs)(make_square, range(20), lost)) == [number**2 for number in range(20)]


def test_no_tasks_start_no_process() -> None:
    assert list(engine(2)(make_nothing, [], lost)) == []


def test_a_process_that_dies_costs_its_own_task_alone() -> None:
    results = list(engine(2)(make_deadly, range(8), lost))
    assert results == [-3 if number == 3 else number**2 for number in range(8)]


def test_who_dies_in_company_gets_a_second_try_alone(tmp_path: Path) -> None:
    results = list(engine(2)(partial(make_deadly_once, tmp_path / "mark"), range(8), lost))
    assert results == [number**2 for number in range(8)]


def test_a_machine_that_can_not_be_made_loses_every_task_and_ends() -> None:
    assert list(engine(2)(make_nothing, range(1, 3), lost)) == [-1, -2]


def test_tasks_are_taken_as_they_are_needed() -> None:
    """Not all at once: memory stays flat however many tasks there are."""
    taken = []

    def tasks() -> object:
        for number in range(1000):
            taken.append(number)
            yield number

    results = engine(2)(make_square, tasks(), lost)
    assert next(results) == 0
    assert len(taken) < 20
    results.close()
