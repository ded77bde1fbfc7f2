"""Sets of clusters → entities: the name each goes by, its kind, a readable identifier, and the record of which name means it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import get_args

from kg.decisions import Decisions, Named
from kg.identity import Merge, Name
from kg.model import Entity, Kind, Resolution, Source
from kg.names import fold, has_legal_form, is_generic
from kg.resolve.across import Joint
from kg.resolve.forms import Form, person_words
from kg.resolve.identifiers import identifiers, slug
from kg.resolve.kinds import kind_of

__all__ = ["make_entities"]


def make_entities(joints: Iterable[Joint], sources: Mapping[str, Source], decisions: Decisions = Decisions()) -> Resolution:  # noqa: B008
    """The resolution: entities sorted by identifier, and which one every name of a filing means."""
    kept = [joint for joint in joints if any(c.registrant or any(form.kinds for form in c.forms) for c in joint.clusters)]
    decided = [_decided(joint, decisions) for joint in kept]
    wanted = _unique([slug(fold(one.id)) if one else "" for one in decided])
    entities = []
    means: dict[tuple[str, str], str] = {}
    for joint, one, identifier in zip(kept, decided, identifiers(kept, sources, partial(_name, sources=sources), wanted), strict=True):
        entities.append(_entity(joint, one, identifier, sources))
        for cluster in joint.clusters:
            means.update(((cluster.filing, raw), identifier) for form in cluster.forms for raw in form.raw)
    return Resolution(tuple(sorted(entities, key=lambda entity: entity.id)), dict(sorted(means.items())))


def _decided(joint: Joint, decisions: Decisions) -> Named | None:
    """What a user wants the entity to be called; the last decision that fits counts."""
    fits = [
        one
        for one in decisions.names
        for cluster in joint.clusters
        if one.filing in ("", cluster.filing) and any(fold(form.name) == fold(one.of) for form in cluster.forms)
    ]
    return fits[-1] if fits else None


def _unique(wanted: Sequence[str]) -> list[str]:
    """An identifier that is wanted for several entities is given to none of them."""
    counts = Counter(wanted)
    return [one if counts[one] == 1 else "" for one in wanted]


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
    counts = Counter[str]()
    for cluster in joint.clusters:
        for form in cluster.forms:
            counts.update(dict(form.kinds))
    forms = [form.name for cluster in joint.clusters for form in cluster.forms]
    return kind_of(forms, name, counts, registrant=any(cluster.registrant for cluster in joint.clusters))


def _entity(joint: Joint, decided: Named | None, identifier: str, sources: Mapping[str, Source]) -> Entity:
    name = (decided.name if decided else "") or _name(joint, sources)
    kind = get_args(Kind)[get_args(Kind).index(decided.kind)] if decided and decided.kind else _kind(joint, name)
    aliases = {form.name for cluster in joint.clusters for form in cluster.forms if form.name != name and not is_generic(form.name)}
    ciks = {sources[cluster.filing].cik.lstrip("0") for cluster in joint.clusters if cluster.registrant}
    return Entity(
        identifier,
        name,
        kind,
        tuple(sorted(aliases)),
        _merges(joint, name, aliases, decided=bool(decided and decided.name)),
        tuple(sorted({*(("cik", cik.zfill(10)) for cik in ciks if cik), *(decided.identifiers if decided else ())})),
        _names(joint),
    )


def _merges(joint: Joint, name: str, aliases: set[str], *, decided: bool) -> tuple[Merge, ...]:
    """Why each alias stands for the entity. One that a cluster grew from has the reason that the entity's name has for being there."""
    forms = [(cluster.filing, form) for cluster in joint.clusters for form in cluster.forms]
    merges: dict[tuple[str, str], Merge] = {}
    for _, form in forms:
        if form.name in aliases and form.merge is not None:
            merges.setdefault((form.name, form.merge.rule), form.merge)
    for merge in joint.merges:
        merges.setdefault((merge.form, merge.rule), merge)
    explained = {form for form, _ in merges}
    for alias in sorted(aliases - explained):
        filing = next(filing for filing, form in forms if form.name == alias)
        head = next((form.merge for place, form in forms if form.name == name and form.merge is not None and place == filing), None)
        given = Merge(alias, "decision", 1.0, filing) if decided else Merge(alias, "same-name", 0.95, filing)
        merges[alias, "head"] = replace(head, form=alias) if head is not None and head.rule != "registrant" else given
    return tuple(merge for _, merge in sorted(merges.items()))


def _names(joint: Joint) -> tuple[Name, ...]:
    """Every form with its filings and the dates of its changes; a form that some filing uses as current is not a former one."""
    found: dict[str, list[tuple[str, Form]]] = {}
    for cluster in joint.clusters:
        for form in cluster.forms:
            if not is_generic(form.name):
                found.setdefault(form.name, []).append((cluster.filing, form))
    return tuple(
        Name(
            name,
            tuple(sorted({filing for filing, _ in forms})),
            _most_exact(form.since for _, form in forms),
            _most_exact(form.until for _, form in forms),
            any(form.former for _, form in forms),
        )
        for name, forms in sorted(found.items())
    )


def _most_exact(dates: Iterable[str | None]) -> str | None:
    return min(filter(None, dates), key=lambda date: (-len(date), date), default=None)
