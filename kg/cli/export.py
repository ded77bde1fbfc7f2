"""`kg export`"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.options import build_folder
from kg.errors import OutputError
from kg.export.nquads import write_nquads
from kg.export.turtle import write_turtle
from kg.store import open_store

__all__ = ["command"]

WRITERS = {"turtle": write_turtle, "nquads": write_nquads}


@click.command("export")
@build_folder
@click.option(
    "--format", "-f", "format", type=click.Choice(list(WRITERS)), default="turtle", show_default=True, help="The format to write."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    show_default=True,
    help="The file to write; - is standard output.",
)
def command(out: Path, format: str, output: Path) -> None:
    """Write the graph for another program.

    \b
    kg export out/ -o graph.ttl
    kg export out/ --format nquads | gzip > graph.nq.gz
    """  # noqa: D301  click wants the character itself
    quads = sorted(open_store(out), key=str)
    write: Callable[[BinaryIO], None] = partial(WRITERS[format], quads)
    if str(output) == "-":
        write(sys.stdout.buffer)
        return
    try:
        _write_file(output, write)
    except OSError as error:
        raise OutputError(f"{output}: can't be written: {error.strerror or error}; what was there stays") from error


def _write_file(output: Path, write: Callable[[BinaryIO], None]) -> None:
    """All of a file or nothing; into what is no file (a device, a pipe) as it comes."""
    if output.exists() and not output.is_file():
        with output.open("wb") as stream:
            write(stream)
        return
    target = output.resolve()
    unfinished = target.with_name(f".unfinished-{target.name}")
    try:
        with unfinished.open("wb") as stream:
            write(stream)
        unfinished.replace(target)
    except BaseException:  # Ctrl-C as well
        unfinished.unlink(missing_ok=True)
        raise
