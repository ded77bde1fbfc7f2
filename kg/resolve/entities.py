"""Sets of clusters → entities: the name each goes by, its kind, a readable identifier, and the record of which name means it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Entity, Kind, Merge, Resolution, Source, digest
from kg.names import core, fold, has_legal_form, is_group
from kg.resolve.across import Joint
from kg.resolve.forms import Form, is_generic, person_words

__all__ = ["make_entities"]

_KINDS: tuple[Kind, ...] = ("company", "person", "group", "exchange", "authority", "government")  # the first of the most frequent wins
_LONGEST = 80  # characters of an identifier
_NOT_ID = re.compile(r"[^a-z0-9]+")


def make_entities(joints: Iterable[Joint], sources: Mapping[str, Source]) -> Resolution:
    """The resolution: entities sorted by identifier, and which one every name of a filing means."""
    kept = [joint for joint in joints if any(c.registrant or any(form.kinds for form in c.forms) for c in joint.clusters)]
    names = [_name(joint, sources) for joint in kept]
    entities = []
    means: dict[tuple[str, str], str] = {}
    for joint, name, identifier in zip(kept, names, _identifiers(names, kept), strict=True):
        entities.append(_entity(joint, name, identifier, sources))
        for cluster in joint.clusters:
            means.update(((cluster.filing, raw), identifier) for form in cluster.forms for raw in form.raw)
    return Resolution(tuple(sorted(entities, key=lambda entity: entity.id)), dict(sorted(means.items())))


def _name(joint: Joint, sources: Mapping[str, Source]) -> str:
    """The fullest legal name, of the latest fiscal year where it changed; forms that no longer hold come last."""
    short = {form.name for cluster in joint.clusters for form in cluster.forms if form.alias}

    def rank(item: tuple[Form, int]) -> tuple[object, ...]:
        form, year = item
        name = form.name
        titled = form.person and len(person_words(name)) < len(fold(name).split())
        shouting = name.isupper() and len(name.split()) > 1
        mentions = sum(number for _, number in form.kinds)
        standing = (form.former, is_generic(name), titled, not has_legal_form(name), name in short, not form.registrant)
        return (*standing, shouting, -year, -mentions, -len(name), name)

    forms = [(form, sources[cluster.filing].fiscal_year) for cluster in joint.clusters for form in cluster.forms]
    return min(forms, key=rank)[0].name


def _kind(joint: Joint, name: str) -> Kind:
    """What filings take it for most; a group is told by its name."""
    if any(cluster.registrant for cluster in joint.clusters):
        return "company"
    counts = Counter[str]()
    for cluster in joint.clusters:
        for form in cluster.forms:
            counts.update(dict(form.kinds))
    if is_group(name) and not counts["person"]:
        return "group"
    best = max(_KINDS, key=lambda kind: (counts[kind], -_KINDS.index(kind)))
    if counts[best]:
        return best
    return "company"  # a bare name that stands at the end of a fact: its use is the evidence


def _entity(joint: Joint, name: str, identifier: str, sources: Mapping[str, Source]) -> Entity:
    merges: dict[tuple[str, str], Merge] = {}
    aliases = set()
    for cluster in joint.clusters:
        for form in cluster.forms:
            if form.name == name or is_generic(form.name):
                continue
            aliases.add(form.name)
            if form.merge is not None:
                merges.setdefault((form.name, form.merge.rule), form.merge)
    for merge in joint.merges:
        merges.setdefault((merge.form, merge.rule), merge)
    explained = {form for form, _ in merges}
    for alias in sorted(aliases - explained):  # the form that a cluster grew from, when another is the entity's name
        merges[alias, "same-name"] = Merge(
            alias, "same-name", 0.95, next(c.filing for c in joint.clusters if any(f.name == alias for f in c.forms))
        )
    ciks = {sources[cluster.filing].cik.lstrip("0") for cluster in joint.clusters if cluster.registrant}
    return Entity(
        identifier,
        name,
        _kind(joint, name),
        tuple(sorted(aliases)),
        tuple(merge for _, merge in sorted(merges.items())),
        tuple(("cik", cik.zfill(10)) for cik in sorted(ciks) if cik),
    )


def _identifiers(names: Sequence[str], joints: Sequence[Joint]) -> list[str]:
    """Unique identifiers: the name without legal form; on a clash with it; then with a hash of where the entity is met."""
    found = [_slug(core(name)) for name in names]
    found = _settled(found, [_slug(fold(name)) for name in names])
    hashes = [
        digest(name, *sorted((c.filing, f.name) for c in joint.clusters for f in c.forms), length=8)
        for name, joint in zip(names, joints, strict=True)
    ]
    found = _settled(found, [f"{slug or 'entity'}-{mark}" for slug, mark in zip(found, hashes, strict=True)])
    return _settled(found, [f"entity-{mark}" for mark in hashes])


def _settled(slugs: Sequence[str], otherwise: Sequence[str]) -> list[str]:
    """The slugs that are unique, and another for each that is not."""
    counts = Counter(slugs)
    return [slug if slug and counts[slug] == 1 else other for slug, other in zip(slugs, otherwise, strict=True)]


def _slug(folded: str) -> str:
    return _NOT_ID.sub("-", folded).strip("-")[:_LONGEST].strip("-")
