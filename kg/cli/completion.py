"""What the shell offers after TAB: names of questions, and companies by any name they go by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from kg.cli.later import later
from kg.errors import KgError

if TYPE_CHECKING:
    from kg import names, questions, records
else:
    names, questions, records = later("names", "questions", "records")

__all__ = ["companies", "names_of_questions"]

_MOST = 30


def names_of_questions(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The questions whose name begins so, with their titles."""
    queries = ctx.params.get("queries")
    try:
        known = questions.questions(Path(queries) if queries else None)
    except KgError:
        return []
    return [CompletionItem(name, help=known[name].title) for name in known if name.startswith(incomplete)]


def companies(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The names of the build's entities that begin so, whatever their case; of one entity, the first that does."""
    words = [ctx.params.get("out"), *ctx.args]  # the arguments stay unread where the option to complete comes last
    out = next((word for word in words if word), "out")
    try:
        found = sorted(_beginning(Path(out), incomplete))
    except KgError:
        return []
    return [CompletionItem(name, help=main) for name, main in found[:_MOST]]


def _beginning(out: Path, incomplete: str) -> Iterator[tuple[str, str]]:
    start = names.fold(incomplete)
    for entity in records.read_entities(out):
        forms = (entity.name, *entity.aliases)
        name = next((name for name in forms if names.fold(name).startswith(start) or name.startswith(incomplete)), None)
        if name is not None:
            yield name, entity.name
