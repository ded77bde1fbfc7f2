"""What `kg query` and `kg ask` have in common: an answer is found in a process of its own, which its limits or Ctrl-C end."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli.options import limit_option
from kg.cli.printing import colored, tell
from kg.workers.once import run
from kg.workers.process import Limits

__all__ = ["budget_options", "echo_asked"]

Command = TypeVar("Command", bound=Callable[..., Any])
TASKS = "kg.workers.printed"


def budget_options(command: Command) -> Command:
    """How much is printed, and what finding it may take; 0 is no bound."""
    for option in (
        click.option("--memory", type=click.IntRange(min=0), default=4096, show_default=True, metavar="MB", help="Memory it may take."),
        click.option("--timeout", type=click.FloatRange(min=0), default=300, show_default=True, metavar="S", help="Seconds it may take."),
        limit_option,
    ):
        command = option(command)
    return command


def echo_asked(out: Path, request: dict[str, Any], *, limit: int | None, timeout: float, memory: int, **how: Any) -> bool:
    """Print the answer as it is found; whether that was "no answers". Raises KgError where it could not be found, or took too much."""
    width = shutil.get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else None
    asked = request | how | {"limit": limit, "width": width, "color": colored()}

    def write(data: bytes) -> None:
        click.echo(data, nl=False)

    told = run(TASKS, out, asked, Limits(timeout, memory), write)
    if told["more"]:
        tell(f"the first {limit} rows; there are more, see --limit")
    return bool(told["empty"])
