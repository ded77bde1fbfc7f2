"""What became of the entities of the build before: a change of an IRI is told, never made in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.errors import Problem
from kg.model import Entity

__all__ = ["changes"]

Place = tuple[str, str]  # the hash of a filing's bytes, and a form of a name in it
_SHOWN = 3


def changes(
    before: Iterable[Entity], hashes_before: Mapping[str, str], now: Iterable[Entity], hashes_now: Mapping[str, str]
) -> list[Problem]:
    """A warning for every entity of the build before whose identifier is another now, or that was split or put together with another.

    Entities are the same if they have a name in the same filing; filings are known by the hash of their bytes (`hashes_…`, by filing).
    What a filing that is gone was the only one to speak of is not missed.
    """
    listed = sorted(now, key=lambda entity: entity.id)
    place_of: dict[Place, str] = {place: entity.id for entity in listed for place in _places(entity, hashes_now)}
    names = {entity.id: entity.name for entity in listed}
    became = {
        entity.id: (entity, sorted({place_of[place] for place in _places(entity, hashes_before) if place in place_of})) for entity in before
    }
    came_from: dict[str, list[str]] = defaultdict(list)
    for old, (_, ids) in sorted(became.items()):
        for new in ids:
            came_from[new].append(old)
    return [problem for old, (entity, ids) in sorted(became.items()) for problem in _told(old, entity, ids, came_from, names)]


def _places(entity: Entity, hashes: Mapping[str, str]) -> Iterator[Place]:
    for name in entity.names:
        yield from ((hashes[filing], name.form) for filing in name.filings if filing in hashes)


def _told(old: str, entity: Entity, ids: list[str], came_from: Mapping[str, list[str]], names: Mapping[str, str]) -> Iterator[Problem]:
    where = f"entity {old}"
    if len(ids) > 1:
        parts = ", ".join(f"{one} ({names[one]})" for one in ids[:_SHOWN])
        more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
        mend = "if they are one, decide that these names are the same"
        yield Problem(where, f"{entity.name} is {len(ids)} entities now: {parts}{more}; {mend}", "warning")
    elif ids and ids[0] != old:
        fellows = ", ".join([one for one in came_from[ids[0]] if one != old][:_SHOWN])
        what = f"the IRI of {entity.name} ends with {ids[0]} now; to keep it, decide on the name {entity.name!r} with id {old!r}"
        if fellows:
            mend = "if they are two, decide that these names are different"
            what = f"{entity.name} is one with {fellows} now, as {ids[0]} ({names[ids[0]]}); {mend}"
        yield Problem(where, what, "warning")
