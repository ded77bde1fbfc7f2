"""`kg view`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kg.cli.later import later
from kg.cli.options import build_folder, ontology_option
from kg.formats import VIEWS, ViewKind

if TYPE_CHECKING:
    import kg.view as pages
    from kg import outputs, result, schema
    from kg.export import files
else:
    outputs, result, schema, files, pages = later("outputs", "result", "schema", "export.files", "view")

__all__ = ["command"]

HELP = "The file to write, or - for standard output.  [default: OUT/graph.html]"
output_option = click.option("-o", "--output", "--out", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), help=HELP)


@click.command("view")
@build_folder
@output_option
@click.option("--kind", type=click.Choice(VIEWS), default="network", show_default=True, help="The view to open on.")
@click.option("--company", default="", help="Whose neighbourhood, owners and holdings, or timeline: a name, short form or id.")
@click.option("--year", default="", metavar="YEAR", help="As of a year (2012), or what is said of a range (2008-2012).")
@click.option("--hops", type=click.IntRange(1, 3), help="How many links away from --company the network goes.  [default: 1]")
@click.option("--top", type=click.IntRange(1), help="Draw only so many parties, the most important; the others stand in groups.")
@click.option("--title", default="Knowledge graph", show_default=True, help="The page's heading.")
@ontology_option
def command(
    *,
    out: Path,
    output: Path | None,
    kind: str,
    company: str,
    year: str,
    hops: int | None,
    top: int | None,
    title: str,
    ontologies: tuple[Path, ...],
) -> None:
    """Write the page of a graph.

    One file that opens in any browser, without a network, and can be sent to a colleague. It holds the whole graph (of more than 30,000
    claims those nearest to --company and best connected); the options say what it opens on, and everything can be changed on the page.
    `kg build` writes OUT/graph.html too. The file's path is printed.

    \b
    kg view out/ -o iij.html --company IIJ --hops 2
    kg view out/ -o tree.html --kind ownership --company IIJ --year 2012
    kg view out/ -o - | gzip > graph.html.gz
    """  # noqa: D301  click wants the character itself
    if hops and not (company and kind == "network"):
        raise click.UsageError("--hops needs --company and is for --kind network")
    found = result.read_result(out, schema.load_relations(ontologies))
    start = pages.fragment(pages.Opening(cast(ViewKind, kind), company, year, hops, top), found.claims, found.entities)
    html = pages.page(found.claims, found.entities, found.sources, found.relations, title, start)
    _put(html, out, output)


def _put(html: str, out: Path, output: Path | None) -> None:
    """Write a page where it is wanted, and say where that is."""
    if output is None:
        click.echo(outputs.write_page(html, out))
    elif str(output) == "-":
        sys.stdout.buffer.write(html.encode())
    else:
        files.write_file(output, lambda stream: stream.writelines([html.encode()]))
        click.echo(output)
