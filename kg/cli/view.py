"""`kg view`"""

from __future__ import annotations

from pathlib import Path

import click

from kg import outputs
from kg.cli.options import build_folder, ontology_option
from kg.result import read_result
from kg.schema import load_relations

__all__ = ["command"]


@click.command("view")
@build_folder
@ontology_option
def command(out: Path, ontologies: tuple[Path, ...]) -> None:
    """Write the page of a graph anew.

    graph.html is one file that opens in any browser, without a network. `kg build` writes it too. Its path is printed.

    \b
    kg view out/
    """  # noqa: D301  click wants the character itself
    click.echo(outputs.write_page(read_result(out, load_relations(ontologies)), out))
