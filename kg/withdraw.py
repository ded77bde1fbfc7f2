"""Taking a filing out of a build: its evidence, the claims that rest on nothing else, and the entities that nothing else names.

Claims that other filings support too stay, with the values that those give: they are assembled anew from the facts that are left.
"""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg import outputs
from kg.claims import assemble
from kg.errors import OutputError
from kg.export.source import open_graph
from kg.model import Entity, Relation, Resolution
from kg.result import Result, read_result
from kg.texts import FOLDER, place_of

__all__ = ["Withdrawn", "withdraw"]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What went: how many facts, claims and entities."""

    facts: int
    claims: int
    entities: int


def withdraw(out: Path, filing: str, relations: Mapping[str, Relation]) -> Withdrawn:
    """Write the build in `out` anew without one of its filings.

    Raises:
        OutputError: the folder is no build, has no filing of that name, or can't be written; then it is as it was.
    """
    base = open_graph(out).base
    whole = read_result(out, relations)
    names = [source.name for source in whole.sources]
    if filing not in names:
        near = difflib.get_close_matches(filing, names, n=3, cutoff=0.3) or sorted(names)[:3]
        raise OutputError(f"{out} has no filing named {filing!r}; did you mean {' or '.join(near)}?")
    rest = _without(whole, filing)
    with outputs.opened(out) as folder:
        assert folder is not None
        if (out / FOLDER).is_dir():
            shutil.copytree(out / FOLDER, folder / FOLDER)
            (folder / place_of(filing)).unlink(missing_ok=True)
        outputs.write(rest, folder, base)
    facts = sum(len(extraction.facts) for extraction in whole.extractions if extraction.source.name == filing)
    return Withdrawn(facts, len(whole.claims) - len(rest.claims), len(whole.entities) - len(rest.entities))


def _without(whole: Result, filing: str) -> Result:
    extractions = tuple(extraction for extraction in whole.extractions if extraction.source.name != filing)
    left = {id_ for (name, _), id_ in whole.resolution.of.items() if name != filing}
    registrants = {name for extraction in extractions for name in (extraction.source.registrant, *extraction.source.aliases)}
    gone = {id_ for (name, _), id_ in whole.resolution.of.items() if name == filing} - left
    kept = (e for e in whole.entities if e.id not in gone or not registrants.isdisjoint((e.name, *e.aliases)))
    entities = tuple(_unlearnt(entity, filing) for entity in kept)
    of = {(name, form): id_ for (name, form), id_ in whole.resolution.of.items() if name != filing}
    resolution = Resolution(entities, of)
    claims, _ = assemble(extractions, resolution, whole.relations)
    rejections = tuple(rejection for rejection in whole.rejections if rejection.evidence.filing != filing)
    return replace(whole, extractions=extractions, resolution=resolution, claims=claims, rejections=rejections)


def _unlearnt(entity: Entity, filing: str) -> Entity:
    """An entity without what one filing told of its names; the names themselves stay, as others may have been joined through them."""
    names = tuple(replace(name, filings=tuple(found for found in name.filings if found != filing)) for name in entity.names)
    return replace(entity, names=names, merges=tuple(merge for merge in entity.merges if merge.filing != filing))
