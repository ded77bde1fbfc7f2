"""Identifiers of entities: readable, unique, and as lasting as can be told from the filings alone.

An entity is named after the filing in which it is met first (by the end of the fiscal year that it reports on, then by name), with what
that filing calls it; where two want one identifier, the one met earlier has it. So filings of later years, which is what one adds, change
no identifier that is there. An earlier filing may: `kg.resolve.changes` tells of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from kg.model import Source, digest
from kg.names import core, fold
from kg.resolve.across import Joint

__all__ = ["identifiers", "slug"]

_LONGEST = 80  # characters of an identifier
_NOT_ID = re.compile(r"[^a-z0-9]+")


def identifiers(
    joints: Sequence[Joint], sources: Mapping[str, Source], name_of: Callable[[Joint], str], wanted: Sequence[str] = ()
) -> list[str]:
    """One identifier for each of the joints. `wanted` are those that a user has decided on, empty for the others: they come first."""
    first = [_first(joint, sources) for joint in joints]
    order = sorted(range(len(joints)), key=lambda index: (_met(first[index], sources), _forms(first[index])))
    fixed = list(wanted) or [""] * len(joints)
    taken = Counter(filter(None, fixed))
    found = dict[int, str]()
    for place in _by_filing(order, first):
        names = {index: name_of(first[index]) for index in place}
        shared = Counter(slug(core(names[index])) for index in place)
        for index in place:
            name, short = names[index], slug(core(names[index]))
            mark = digest(name, *_forms(first[index]), length=8)
            choices = [short if shared[short] == 1 else "", slug(fold(name)), f"{short or 'entity'}-{mark}", f"entity-{mark}"]
            found[index] = fixed[index] or next(one for one in (*choices, f"{mark}-{index}") if one and not taken[one])
            taken[found[index]] += 1
    return [found[index] for index in range(len(joints))]


def slug(folded: str) -> str:
    """Folded text as an identifier; empty where it has no letter of the alphabet and no digit."""
    return _NOT_ID.sub("-", folded).strip("-")[:_LONGEST].strip("-")


def _first(joint: Joint, sources: Mapping[str, Source]) -> Joint:
    """The joint as far as it is met in its first filing."""
    filing = min((cluster.filing for cluster in joint.clusters), key=lambda name: (sources[name].fiscal_year_end, name))
    return Joint(tuple(cluster for cluster in joint.clusters if cluster.filing == filing), ())


def _met(joint: Joint, sources: Mapping[str, Source]) -> tuple[object, ...]:
    filing = joint.clusters[0].filing
    return sources[filing].fiscal_year_end, filing


def _forms(joint: Joint) -> list[tuple[str, str]]:
    return sorted((cluster.filing, form.name) for cluster in joint.clusters for form in cluster.forms)


def _by_filing(order: Sequence[int], first: Sequence[Joint]) -> list[list[int]]:
    """The indices in order, those of one filing together: they have the same right to a name."""
    found: dict[str, list[int]] = {}
    for index in order:
        found.setdefault(first[index].clusters[0].filing, []).append(index)
    return list(found.values())
