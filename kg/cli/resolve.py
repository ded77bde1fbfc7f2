"""`kg resolve`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.later import later
from kg.cli.options import build_folder, format_option, limit_option
from kg.cli.rows import echo_answer
from kg.formats import Format

if TYPE_CHECKING:
    from kg import browse, records, review
    from kg.model import Entity
else:
    browse, records, review = later("browse", "records", "review")

__all__ = ["command"]

_COLUMNS = ("decision", "name", "other", "score", "why", "status", "where", "entity", "other_entity")


@click.command("resolve")
@build_folder
@click.option("--review", "listed", is_flag=True, help="List what to look at: uncertain joins, near misses kept apart, reference rows.")
@click.option("--below", type=click.FloatRange(0, 1), default=0.95, show_default=True, help="List joins with a lower score than this.")
@limit_option
@format_option
def command(out: Path, listed: bool, below: float, limit: int | None, format: Format) -> None:
    """Show how names were resolved, and what to look at.

    Without --review: how many names each rule joined, and how many entities have which identifier. With it: names that were joined with a
    score below --below ("joined"), pairs of entities that are nearly one and were kept apart ("apart"), and rows of reference lists that
    might be an entity ("open"). Nothing is ever joined because it looks alike; that is for you to decide.

    Written as CSV it is a decisions file: put same or different into the first column of the rows that you have an answer to (or name,
    to call the entity "name" what stands in "other"), and build again. kg build reads OUT/decisions.csv, or what --decisions names. What is
    decided is not listed again: add later answers to the file that you have.

    \b
    kg resolve out/
    kg resolve out/ --review
    kg resolve out/ --review --format csv > out/decisions.csv               # the first time
    kg resolve out/ --review --format csv | tail -n +2 >> out/decisions.csv # later
    """  # noqa: D301  click wants the character itself
    entities = list(records.read_entities(out))
    if listed:
        echo_answer(browse.answer(_COLUMNS, [_row(item) for item in review.review(entities, below)]), format, limit)
    else:
        echo_answer(browse.answer(("what", "which", "score", "number"), list(_summary(entities))), format, limit)


def _row(item: review.Item) -> tuple[str | float, ...]:
    return ("", item.name, item.other, item.score, item.why, item.status, item.where, item.entity, item.other_entity)


def _summary(entities: Sequence[Entity]) -> Iterator[tuple[str, str, float | None, int]]:
    kinds = Counter(entity.kind for entity in entities)
    joins = Counter((merge.rule, merge.score) for entity in entities for merge in entity.merges)
    schemes = Counter(scheme for entity in entities for scheme, _ in entity.identifiers)
    yield from (("entities", kind, None, number) for kind, number in sorted(kinds.items()))
    yield from (("names joined", rule, score, joins[rule, score]) for rule, score in sorted(joins, key=lambda key: (-key[1], key[0])))
    yield from (("identifiers", scheme, None, number) for scheme, number in sorted(schemes.items()))
