"""`kg push`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.later import later
from kg.cli.options import build_folder
from kg.cli.printing import Meter
from kg.formats import counted

if TYPE_CHECKING:
    from kg import push
    from kg.export import source
else:
    push, source = later("push", "export.source")

__all__ = ["command"]


@click.command("push")
@build_folder
@click.argument("url")
@click.option(
    "--update", default="", metavar="URL", help="The store's update endpoint; with it, what is pushed is staged and seen at once."
)
@click.option("--by-update", is_flag=True, help="URL is the update endpoint: the store has no Graph Store Protocol.")
@click.option("--batch", type=click.IntRange(1), default=50_000, show_default=True, help="Triples a request.")
@click.option("--timeout", type=click.FloatRange(1), default=300, show_default=True, help="Seconds for a request.")
def command(*, out: Path, url: str, update: str, by_update: bool, batch: int, timeout: float) -> None:
    """Bring the graph into a running triple store.

    URL is where the store takes graphs (SPARQL 1.1 Graph Store HTTP Protocol). Each filing's evidence goes into the graph named by the
    filing, the rest into the graph BASEgraph. Graphs that the store has already are skipped, those that the build has no more are
    removed, and a push that was cut off goes on where it stopped.

    The environment says how to log in: KG_STORE_USER and KG_STORE_PASSWORD (basic or digest), or KG_STORE_TOKEN.

    \b
    kg push out/ http://localhost:7878/store --update http://localhost:7878/update  # Oxigraph
    kg push out/ http://localhost:8890/sparql-graph-crud-auth --update http://localhost:8890/sparql-auth  # Virtuoso
    """  # noqa: D301  click wants the character itself
    meter = Meter()
    with push.Client(url, url if by_update else update, timeout=timeout) as client:
        done = push.push(source.open_graph(out), client, batch=batch, by_update=by_update, progress=meter.at)
    meter.done()
    kept = f"{done.unchanged} there already, {done.resumed} staged before, {done.removed} removed"
    click.echo(f"{counted(done.sent, 'graph')} sent ({counted(done.triples, 'triple')}), {kept}")
