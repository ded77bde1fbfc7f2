"""`kg list`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from kg.cli.later import later
from kg.cli.options import build_folder, format_option, limit_option
from kg.cli.rows import echo_answer
from kg.formats import Format
from kg.model import Kind

if TYPE_CHECKING:
    from kg import browse
else:
    (browse,) = later("browse")

__all__ = ["command"]


@click.command("list")
@build_folder
@click.argument("text", default="")
@click.option("--kind", type=click.Choice([kind for kind in get_args(Kind) if kind != "self"]), help="Only entities of this kind.")
@limit_option
@format_option
def command(out: Path, text: str, kind: str | None, limit: int | None, format: Format) -> None:
    """List the companies and people of a graph.

    With TEXT only those whose name, other name or id holds it. Those with most facts come first.

    \b
    kg list out/
    kg list out/ "ntt" --kind company --format csv
    """  # noqa: D301  click wants the character itself
    found = browse.entities(out, text, kind or "")
    rows = [(entity.id, entity.name, entity.kind, count, "; ".join(entity.aliases)) for entity, count in found]
    echo_answer(browse.answer(("id", "name", "kind", "facts", "also"), rows), format, limit)
