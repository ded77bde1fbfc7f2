"""`kg export`"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.later import later
from kg.cli.options import build_folder
from kg.export.names import ALIASES, FORMATS, format_of

if TYPE_CHECKING:
    from kg.export import files, fits, formats, select, source
else:
    files, fits, formats, select, source = later("export.files", "export.fits", "export.formats", "export.select", "export.source")

__all__ = ["command"]


class _Name(click.Choice[str]):
    """The name of a format, or another name that it goes by."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(ALIASES.get(str(value).lower(), value), param, ctx)


def _told(output: Path) -> str:
    """The format that the name of the file tells; Turtle where it has no ending."""
    name = format_of(output)
    if name is None and Path(output.name.removesuffix(".gz")).suffix:
        raise click.UsageError(f"{output.name} does not tell a format; say which with --format: {', '.join(FORMATS)}")
    return name or "turtle"


_LIST = "\b\n" + "\n".join(f"{name:10} {found.what}" for name, found in FORMATS.items())


@click.command("export", epilog=f"\b\nFormats:\n{_LIST[2:]}\n")
@build_folder
@click.option("--format", "-f", "format", type=_Name(list(FORMATS)),
              help="The format; else the name of the file tells it; turtle where it has no ending.")  # fmt: skip
@click.option("-o", "--out", "--output", "output", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-",
              show_default=True, help="The file to write, packed if it ends in .gz; - is standard output.")  # fmt: skip
@click.option("--company", "companies", multiple=True, help="Only claims about this company (name, short form or id); may be repeated.")
@click.option("--year", "years", type=int, multiple=True, help="Only claims of this year; may be repeated.")
@click.option("--relation", "relations", multiple=True, help="Only claims of this relation, such as ownsShareIn; may be repeated.")
@click.option("--since", type=int, metavar="YEAR", help="Only claims of this year or later.")
@click.option("--with-alignments", is_flag=True, help="Add how the terms map to FIBO, ORG, schema.org, PROV-O, BODS and Wikidata.")
@click.option("--shards", type=click.IntRange(1, 10_000), help="Spread N-Quads over so many files: graph-00001.nq.gz, …")
def command(
    *, out: Path, format: str | None, output: Path, companies: tuple[str, ...], years: tuple[int, ...], relations: tuple[str, ...],
    since: int | None, with_alignments: bool, shards: int | None,
) -> None:  # fmt: skip
    """Write the graph for another program.

    The claims that filters ask for come with their evidence, their filings and the entities at their ends; where no claim fits, nothing is
    written, and what would fit is told. It is written as a stream, so that memory does not grow with the graph.

    \b
    kg export out/ -o graph.ttl
    kg export out/ -o facts.csv --company IIJ --since 2010
    kg export out/ -o graph.nq.gz --shards 8
    kg export out/ --format graphml | gzip > graph.graphml.gz
    """  # noqa: D301  click wants the character itself
    name = format or _told(output)
    _refuse(name, output, with_alignments=with_alignments, shards=shards)
    graph = formats.with_alignments(source.open_graph(out)) if with_alignments else source.open_graph(out)
    filters = select.ids(graph, select.Filters(companies, frozenset(years), select.known_relations(graph, relations), since))
    fits.check_fits(graph, filters)
    write = partial(formats.WRITERS[name], graph, filters)
    if shards:
        files.write_shards(output, shards, select.select(graph, filters).quads())
    elif str(output) == "-":
        write(sys.stdout.buffer)
    else:
        files.write_file(output, write)


def _refuse(name: str, output: Path, *, with_alignments: bool, shards: int | None) -> None:
    """Options that don't go together."""
    if with_alignments and not FORMATS[name].rdf:
        raise click.UsageError(f"--with-alignments is for RDF; {name} has no place for them")
    if shards and (name != "nquads" or str(output) == "-"):
        raise click.UsageError("--shards is for N-Quads into files: kg export out/ -o graph.nq.gz --shards 8")
