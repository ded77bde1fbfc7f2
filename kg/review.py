"""What a person should look at: names joined below certainty, entities that are nearly one and were kept apart, reference rows not linked.

Nothing here is decided: what is alike is shown with its score, and a decision (`kg.decisions`) settles it.

| why two are apart | score |
| --- | --- |
| same-name: the same words, kept apart by other names, definitions or facts | 0.9 |
| name-without-form, other-form, one-word: the same words, but for legal forms | 0.9, 0.6 |
| name-alike: nearly the same words | up to 0.95 |
| noise: the same but for what scanners mistake | 0.8 |
| initials: one is the initials of the other | 0.6 |
| first-words: one begins with the other | 0.5 |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.model import Entity
from kg.names import core, fold, has_legal_form, is_acronym
from kg.reference.match import Index
from kg.resolve.forms import key
from kg.resolve.variants import noise_key

__all__ = ["Item", "review"]

_LONG_ENOUGH = 8  # letters of a name in which a scanner's mistake is one


@dataclass(frozen=True, slots=True)
class Item:
    """Two names and how they stand now: "joined" as one entity, "apart" as two, or an "open" row of a reference list."""

    status: Literal["joined", "apart", "open"]
    name: str
    other: str
    score: float
    why: str
    where: str
    entity: str
    other_entity: str = ""


def review(entities: Sequence[Entity], below: float = 0.95) -> list[Item]:
    """All items, the least sure joins first, then the most alike of those apart.

    Args:
        entities: those of a build.
        below: the score that a join must have to be passed over.
    """
    joined = sorted(_joined(entities, below), key=lambda item: (item.score, item.name, item.other))
    apart = sorted(_apart(entities), key=lambda item: (-item.score, item.name, item.other))
    unlinked = sorted(_open(entities), key=lambda item: (-item.score, item.name, item.other))
    return [*joined, *apart, *unlinked]


def _joined(entities: Iterable[Entity], below: float) -> Iterator[Item]:
    for entity in entities:
        for merge in entity.merges:
            if merge.score < below and fold(merge.form) != fold(entity.name):
                where = merge.filing if merge.start is None else f"{merge.filing}, {merge.start}"
                yield Item("joined", merge.form, entity.name, merge.score, merge.rule, where, entity.id, entity.id)


def _open(entities: Iterable[Entity]) -> Iterator[Item]:
    for entity in entities:
        for link in entity.links:
            if not link.linked:
                yield Item("open", entity.name, f"{link.scheme}:{link.value} {link.name}", link.score, link.rule, link.reference, entity.id)


def _apart(entities: Sequence[Entity]) -> Iterator[Item]:
    """For each two entities that are nearly one, the strongest reason to think so."""
    best: dict[tuple[int, int], tuple[float, str, str, str]] = {}
    for first, second, score, why, one, other in _alike(entities):
        if first != second and (entities[first].kind == "person") == (entities[second].kind == "person"):
            pair = (min(first, second), max(first, second))
            names = (one, other) if first < second else (other, one)
            best[pair] = max(best.get(pair, (0.0, "", "", "")), (score, why, *names))
    for (a, b), (score, why, one, other) in best.items():
        where = "; ".join(sorted({*_filings(entities[a], one), *_filings(entities[b], other)})[:3])
        yield Item("apart", one, other, score, why, where, entities[a].id, entities[b].id)


def _filings(entity: Entity, form: str) -> tuple[str, ...]:
    return next((name.filings for name in entity.names if name.form == form), ())


def _alike(entities: Sequence[Entity]) -> Iterator[tuple[int, int, float, str, str, str]]:
    """(entity, other entity, score, why, name, other name)"""
    names = [(at, name) for at, entity in enumerate(entities) for name in dict.fromkeys((entity.name, *entity.aliases))]
    index = Index([name for _, name in names])
    for at, name in names:
        for fit in index.fits(name):
            other, theirs = names[fit.name]
            if other != at:
                why = "same-name" if fit.rule == "name" else fit.rule
                yield at, other, 0.9 if fit.rule == "name" else fit.score, why, name, theirs
    yield from _grouped(names)
    yield from _shortened(names, entities)


def _grouped(names: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, float, str, str, str]]:
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, name in names:
        letters = key(name)
        if len(letters) >= _LONG_ENOUGH:
            groups[noise_key(letters)].append((at, name))
    for group in groups.values():
        first, one = group[0]
        yield from ((first, at, 0.8, "noise", one, name) for at, name in group[1:] if key(name) != key(one))


def _shortened(names: Sequence[tuple[int, str]], entities: Sequence[Entity]) -> Iterator[tuple[int, int, float, str, str, str]]:
    """Bare names of one word against the names that begin with them, or whose initials they are."""
    begun: dict[str, list[tuple[int, str]]] = defaultdict(list)
    initials: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, name in names:
        words = core(name).split()
        if len(words) > 1 and entities[at].kind != "person":
            begun[words[0]].append((at, name))
            initials[words[0][0]].append((at, name))
    for at, name in names:
        if has_legal_form(name) or entities[at].kind == "person":
            continue
        longer = begun.get(core(name), [])
        if len({other for other, _ in longer} - {at}) == 1:
            yield from ((at, other, 0.5, "first-words", name, theirs) for other, theirs in longer)
        if name.isupper() and 2 <= len(name) <= 6:
            candidates = initials.get(name[0].lower(), [])
            yield from ((at, other, 0.6, "initials", name, theirs) for other, theirs in candidates if is_acronym(name, theirs))
