"""Rows of reference lists → links of entities. Which entity gets which row does not depend on the order of either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import Problem, ReferenceListError
from kg.identity import Link
from kg.model import Entity, Resolution
from kg.names import core, has_legal_form
from kg.reference.match import LINKED, Index
from kg.reference.read import Row, read_rows

__all__ = ["link"]

_KEPT = 4  # rows that are remembered for an entity and scheme; a fifth as good adds nothing to "there are several"
_INACTIVE = 0.1  # what an inactive row's score is lowered by
_OTHER_WORD = 0.7
_NEAR = 0.02  # by which the best row must be better than the next
_KINDS = {"company": frozenset({"company", "group"}), "exchange": frozenset({"exchange"})}


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: Row
    rule: str
    score: float
    name: str
    other: frozenset[str] = frozenset()  # our words that the row's name has not

    @property
    def order(self) -> tuple[object, ...]:
        return *self.rank, self.row.value, self.name

    @property
    def rank(self) -> tuple[bool, float]:
        """The better the less; an identifier is better than any name."""
        return self.rule != "identifier", -self.score


def link(resolution: Resolution, paths: Sequence[Path]) -> tuple[Resolution, list[Problem]]:
    """The resolution with the identifiers that the lists give, and what was wrong with lists, each of which is left out as a whole."""
    problems = []
    entities = resolution.entities
    for path in paths:
        try:
            entities = _Linking(entities, path.name).run(read_rows(path))
        except ReferenceListError as error:
            problems.append(Problem(str(path), str(error).removeprefix(f"{path} ")))
    return Resolution(entities, resolution.of), problems


class _Linking:
    """One list and all entities."""

    def __init__(self, entities: tuple[Entity, ...], reference: str) -> None:
        self.entities, self.reference = entities, reference
        listed = [(at, name) for at, entity in enumerate(entities) for name in _own_names(entity)]
        self.owner = [at for at, _ in listed]
        self.index = Index([name for _, name in listed])
        self.settled: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, entity in enumerate(entities):
            for identifier in entity.identifiers:
                self.settled[identifier].append(at)
        self.best: dict[tuple[int, str], dict[str, _Candidate]] = defaultdict(dict)
        self.words, self.met = self.index.words(), set[str]()  # of our names, and those of them that the list has too

    def run(self, rows: Iterable[Row]) -> tuple[Entity, ...]:
        """Read all rows, then decide."""
        for row in rows:
            for at, candidate in self._candidates(row):
                self._keep(self.best[at, row.scheme], candidate)
            self.met.update(*(self.words.intersection(core(name).split()) for name in row.names))
        self._doubt()
        links = self._decided()
        return tuple(self._linked(entity, links.get(at, [])) for at, entity in enumerate(self.entities))

    def _candidates(self, row: Row) -> Iterator[tuple[int, _Candidate]]:
        for at in self.settled.get((row.scheme, row.value), ()):
            yield at, _Candidate(row, "identifier", 1.0, row.names[0])
        for name in row.names:
            for fit in self.index.fits(name):
                at = self.owner[fit.name]
                entity = self.entities[at]
                known = any(scheme == row.scheme for scheme, _ in entity.identifiers)
                if entity.kind in _KINDS[row.kind] and not known:
                    other = self.index.differing(fit.name, name) if fit.rule == "name-alike" else frozenset[str]()
                    yield at, _Candidate(row, fit.rule, round(fit.score - (0 if row.active else _INACTIVE), 3), name, other)

    def _keep(self, kept: dict[str, _Candidate], new: _Candidate) -> None:
        old = kept.get(new.row.value)
        if old is not None:
            more = tuple(dict.fromkeys((*old.row.more, *new.row.more)))  # a company with several kinds of shares has several tickers
            best = min(old, new, key=lambda one: one.order)
            kept[new.row.value] = replace(best, row=best.row._replace(more=more))
            return
        kept[new.row.value] = new
        if len(kept) > _KEPT:
            worst = max(kept.values(), key=lambda one: one.order)
            del kept[worst.row.value]

    def _doubt(self) -> None:
        """Lower the score of rows that are alike but for a word of ours that is one of the list's own."""
        for kept in self.best.values():
            for value, one in kept.items():
                if not self.met.isdisjoint(one.other):
                    kept[value] = replace(one, rule="other-word", score=min(one.score, _OTHER_WORD))

    def _decided(self) -> dict[int, list[Link]]:
        """All links; a row that two entities want as much is neither's."""
        wanted: dict[tuple[str, str], list[tuple[tuple[bool, float], int]]] = defaultdict(list)
        for (at, scheme), kept in self.best.items():
            first, *others = sorted(kept.values(), key=lambda one: one.order)
            alone = not others or first.score - others[0].score >= _NEAR or first.rule == "identifier" != others[0].rule
            if first.score >= LINKED and alone:
                wanted[scheme, first.row.value].append((first.rank, at))
        given = {}
        for (scheme, value), claims in wanted.items():
            (best, at), *rest = sorted(claims)
            if not rest or rest[0][0] != best:
                given[at, scheme] = value
        found: dict[int, list[Link]] = defaultdict(list)
        for (at, scheme), kept in sorted(self.best.items()):
            for one in sorted(kept.values(), key=lambda one: one.order):
                linked = given.get((at, scheme)) == one.row.value
                for name, value in ((scheme, one.row.value), *(one.row.more if linked else ())):
                    found[at].append(Link(name, value, one.name, one.rule, one.score, self.reference, linked))
        return found

    def _linked(self, entity: Entity, links: list[Link]) -> Entity:
        identifiers = {*entity.identifiers, *((one.scheme, one.value) for one in links if one.linked)}
        return replace(entity, identifiers=tuple(sorted(identifiers)), links=(*entity.links, *links)) if links else entity


def _own_names(entity: Entity) -> list[str]:
    """The names by which an entity may be known to a list: its name and its other names with a legal form. Short forms are anybody's."""
    return [entity.name, *(alias for alias in entity.aliases if has_legal_form(alias))]
