"""`kg export`"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.options import build_folder
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
@click.option("-o", "--output", type=click.File("wb", lazy=True, atomic=True), default="-", help="The file to write; - is standard output.")
def command(out: Path, format: str, output: BinaryIO) -> None:
    """Write the graph for another program.

    \b
    kg export out/ -o graph.ttl
    kg export out/ --format nquads | gzip > graph.nq.gz
    """  # noqa: D301  click wants the character itself
    quads = sorted(open_store(out), key=str)
    WRITERS[format](quads, output)
