"""The entities of a build, and the facts about one of them, as records to list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.claims import Stated
from kg.lookup import local_id, lookup
from kg.model import Entity
from kg.names import fold
from kg.records import read_entities, read_facts
from kg.sparql import Answer, Cell

__all__ = ["Profile", "answer", "entities", "profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """One entity and the facts that it stands in, by year, relation and place in the filings."""

    entity: Entity
    facts: tuple[Stated, ...]


def answer(variables: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Answer:
    """Rows of plain values as an answer, so that every list is printed by the same code as a query's."""
    return Answer(variables, tuple(tuple(None if value is None else ox.Literal(value) for value in row) for row in rows))


def entities(out: Path, text: str = "", kind: str = "") -> list[tuple[Entity, int]]:
    """The entities of a build and in how many facts each stands, most first.

    Args:
        out: a build folder.
        text: only those whose id or one of whose names holds it, whatever case and accents.
        kind: only those of this kind.
    """
    counts = Counter(identifier for item in read_facts(out) for identifier in {item.subject_id, item.object_id})
    chosen = [entity for entity in read_entities(out) if kind in ("", entity.kind) and _holds(entity, text)]
    return sorted(((entity, counts[entity.id]) for entity in chosen), key=lambda pair: (-pair[1], pair[0].name, pair[0].id))


def profile(out: Path, wanted: str, year: int | None = None) -> Profile:
    """The entity meant by a name, short form or id, and its facts, of one year or of all.

    Raises:
        QueryError: no entity is meant, or several are.
        OutputError: the folder is no build.
    """
    known = {entity.id: entity for entity in read_entities(out)}
    names = {id_: (one.name, *one.aliases, *(value for _, value in one.identifiers)) for id_, one in known.items()}
    entity = known[lookup(local_id(wanted), names, "company", {id_ for id_, one in known.items() if one.kind == "person"})]
    return Profile(entity, tuple(sorted(_facts(out, entity, year), key=lambda item: (item.fact.year, item.fact.relation))))


def _facts(out: Path, entity: Entity, year: int | None) -> Iterator[Stated]:
    return (item for item in read_facts(out) if entity.id in (item.subject_id, item.object_id) and year in (None, item.fact.year))


def _holds(entity: Entity, text: str) -> bool:
    return not text or any(
        fold(text) in fold(name) or text.casefold() in name.casefold() for name in (entity.id, entity.name, *entity.aliases)
    )
