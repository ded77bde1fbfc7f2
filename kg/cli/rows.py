"""Printing rows that a command has in hand, in the form that was asked for."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from kg.cli.later import later
from kg.cli.printing import colored, tell

if TYPE_CHECKING:
    from kg import tables
    from kg.sparql import Answer
else:
    (tables,) = later("tables")

__all__ = ["echo_answer"]


def echo_answer(rows: Answer, format: Any, limit: int | None = None) -> None:
    """Print an answer, in the width of the terminal if there is one; where a limit cut it off, say so."""
    width = shutil.get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else None
    shown = rows if limit is None else replace(rows, terms=rows.terms[:limit])
    click.echo(tables.render(shown, format, width, colored()), nl=False)
    if len(shown.terms) < len(rows.terms):
        tell(f"the first {len(shown.terms)} of {len(rows.terms)} rows; more with --limit")
