"""`kg serve`"""

from __future__ import annotations

import logging
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from kg.cli.options import build_folder
from kg.cli.printing import tell
from kg.workers.process import Limits

__all__ = ["command"]

NEEDED = ("starlette", "uvicorn")


@click.command("serve")
@build_folder
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; the default is seen by this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), default=8020, show_default=True, help="The port; 0 takes a free one.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries that are worked on at once.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30, show_default=True, metavar="S", help="Seconds a query may take.")
@click.option("--memory", type=click.IntRange(min=256), default=4096, show_default=True, metavar="MB", help="Memory it may take.")
@click.option("--max-result", type=click.IntRange(min=1), default=64, show_default=True, metavar="MB", help="How large an answer may be.")
@click.option(
    "--patience",
    type=click.FloatRange(min=0.1),
    default=10,
    show_default=True,
    metavar="S",
    help="Seconds a client may take to send a request, or to take the next piece of an answer.",
)
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Let pages of this origin ask (* is any); may be repeated.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Another name this server is called by; may be repeated.")
@click.option("--queries", type=click.Path(path_type=Path), help="Questions of your own: a .rq file or a folder of them.")
def command(*, out: Path, timeout: float, memory: int, max_result: int, **more: Any) -> None:
    """Serve a graph over HTTP: a SPARQL endpoint, and pages to look around in.

    /sparql answers queries by the SPARQL 1.1 Protocol, / is a page with search, the named questions as forms, and an editor. Only what is
    in the graph is served, for reading; a query over its time, memory or size is stopped while others go on. A build that is made anew is
    served as soon as it is there. Ctrl-C stops the server.

    \b
    kg serve out/
    curl 'http://127.0.0.1:8020/ask/shareholders?company=IIJ' -H 'Accept: text/csv'
    """  # noqa: D301  click wants the character itself
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise click.ClickException(f"kg serve needs {' and '.join(missing)}: pip install 'kg-filings[serve]'")
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    options = import_module("kg.serve.options").Options(limits=Limits(timeout, memory), most_result=max_result * 1_000_000, **more)
    import_module("kg.serve.run").run(out, options, lambda address: tell(f"{address} (SPARQL: {address}sparql; stop with Ctrl-C)"))
