"""`kg query`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.asking import budget_options, echo_asked
from kg.cli.options import format_option
from kg.formats import Format
from kg.questions import LONGEST, read_sparql

__all__ = ["command"]


@click.command("query")
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("sparql", metavar="SPARQL|@FILE|-")
@budget_options
@format_option
def command(*, out: Path, sparql: str, limit: int | None, timeout: float, memory: int, format: Format) -> None:
    """Ask in SPARQL.

    OUT is the folder of a build. The query is given as it is, as @FILE, or as - for what comes on stdin. The prefixes kg:, entity:, claim:,
    evidence:, filing:, skos:, prov:, oa:, rdf:, rdfs: and xsd: are known; evidence is found without GRAPH. CONSTRUCT and DESCRIBE give
    Turtle. Queries only read, and reach no other place.

    \b
    kg query out/ 'SELECT ?owner ?percent { ?c a kg:Shareholding ; kg:subject ?owner ; kg:percent ?percent }'
    kg query out/ @owners.rq --format csv --timeout 60
    """  # noqa: D301 -- click wants the character itself
    echo_asked(out, {"do": "query", "sparql": _text(sparql)}, limit=limit, timeout=timeout, memory=memory, format=format)


def _text(sparql: str) -> str:
    """The query itself: given, in a file, or on stdin."""
    if sparql == "-":
        text = sys.stdin.read(LONGEST + 1)
        if len(text) > LONGEST:
            raise click.BadParameter(f"what comes on stdin is longer than the {LONGEST} characters that a query may have")
        return text
    if not sparql.startswith("@"):
        return sparql
    try:
        return read_sparql(Path(sparql[1:]))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
