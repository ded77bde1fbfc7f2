"""`kg show`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.later import later
from kg.cli.options import build_folder, format_option, limit_option
from kg.cli.printing import plain
from kg.cli.rows import echo_answer
from kg.formats import Format

if TYPE_CHECKING:
    from kg import browse
    from kg.model import Entity
else:
    (browse,) = later("browse")

__all__ = ["command"]

_FACT = ("year", "subject", "relation", "object", "percent", "date", "status", "filing", "fact")


@click.command("show")
@build_folder
@click.argument("company")
@click.option("--year", type=int, help="Only the facts of this year.")
@click.option("--why", is_flag=True, help="Why each name stands for this company, and where that was learnt.")
@limit_option
@format_option
def command(out: Path, company: str, year: int | None, why: bool, limit: int | None, format: Format) -> None:
    """Show one company: its facts, year by year, and its names.

    COMPANY is a name, a short form, an identifier such as a CIK, an id, or an IRI as kg query shows it.
    Formats other than table print the facts alone (with --why: the names alone).

    \b
    kg show out/ IIJ
    kg show out/ IIJ --why
    """  # noqa: D301  click wants the character itself
    found = browse.profile(out, company, year)
    if format == "table":
        click.echo(_heading(found.entity))
    if why:
        echo_answer(browse.answer(("name", "why", "score", "filing", "at"), _merges(found.entity)), format, limit)
    else:
        echo_answer(browse.answer(_FACT, _facts(found)), format, limit)


def _heading(entity: Entity) -> str:
    lines = [f"{entity.name} ({entity.kind}, {entity.id})"]
    lines += [f"  also: {'; '.join(entity.aliases)}"] if entity.aliases else []
    lines += [f"  {kind}: {value}" for kind, value in entity.identifiers]
    return "\n".join([*map(plain, lines), ""])


def _merges(entity: Entity) -> list[tuple[str | float | None, ...]]:
    return [(merge.form, merge.rule, merge.score, merge.filing, merge.start) for merge in entity.merges]


def _facts(found: browse.Profile) -> list[tuple[str | float | None, ...]]:
    return [
        (f.year, item.subject, f.relation, item.object, f.attribute("percent"), f.date, f.status, f.evidence.filing, f.id)
        for item in found.facts
        for f in [item.fact]
    ]
