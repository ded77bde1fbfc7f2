"""`kg withdraw`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.later import later
from kg.cli.options import build_folder, ontology_option
from kg.formats import counted

if TYPE_CHECKING:
    from kg import schema, withdraw
else:
    schema, withdraw = later("schema", "withdraw")

__all__ = ["command"]


@click.command("withdraw")
@build_folder
@click.argument("filing")
@ontology_option
def command(*, out: Path, filing: str, ontologies: tuple[Path, ...]) -> None:
    """Take a filing out of a build again.

    FILING is its name, as in filings.jsonl and report.md. Its evidence goes, and the claims and entities that rest on nothing else; a claim
    that other filings state too stays, with what they say. The next kg push takes it out of the store as well. A later kg build that is
    given its file has it again.

    \b
    kg withdraw out/ iij-2011
    """  # noqa: D301  click wants the character itself
    gone = withdraw.withdraw(out, filing, schema.load_relations(ontologies))
    told = ", ".join(counted(*one) for one in ((gone.facts, "fact"), (gone.claims, "claim"), (gone.entities, "entity")))
    click.echo(f"{filing} is withdrawn: {told}")
