"""A part of the graph: the claims that are wanted, with their evidence, the filings it stands in and the entities at their ends.

The choice is kept as 8-byte hashes, so that it takes some bytes a claim however long the IRIs are.
"""

from __future__ import annotations

import difflib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

import pyoxigraph as ox

from kg.errors import QueryError
from kg.export.source import Graph
from kg.graph import Namer
from kg.lookup import lookup
from kg.records import read_entities
from kg.schema import load_relations, local_name
from kg.vocab import KG

__all__ = ["Filters", "ids", "known_relations", "select"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are wanted; what is empty asks for nothing. `companies` are names, short forms or ids; `since` is the first year."""

    companies: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    relations: frozenset[str] = frozenset()
    since: int | None = None

    def __bool__(self) -> bool:
        return bool(self.companies or self.years or self.relations or self.since is not None)

    def admits(self, relation: str, year: int, ends: Iterable[str | None]) -> bool:
        """Whether a claim or fact is wanted; `companies` and `ends` are of one kind, ids or IRIs."""
        return (
            (not self.relations or relation in self.relations)
            and (not self.years or year in self.years)
            and (self.since is None or year >= self.since)
            and (not self.companies or not set(ends).isdisjoint(self.companies))
        )


class _Hashes:
    """A set of texts that only grows until it is asked."""

    def __init__(self) -> None:
        self._values = array("Q")
        self._sorted = True

    def add(self, *texts: str) -> None:
        self._values.extend(_hash(text) for text in texts)
        self._sorted = False

    def __contains__(self, text: str) -> bool:
        if not self._sorted:
            self._values, self._sorted = array("Q", sorted(set(self._values))), True
        wanted = _hash(text)
        place = bisect_left(self._values, wanted)
        return place < len(self._values) and self._values[place] == wanted


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def ids(graph: Graph, filters: Filters) -> Filters:
    """The same filters with the ids of the companies meant.

    Raises:
        QueryError: no company is meant by a name, or several are.
    """
    if not filters.companies:
        return filters
    entities = list(read_entities(graph.out))
    names = {entity.id: (entity.name, *entity.aliases) for entity in entities}
    people = {entity.id for entity in entities if entity.kind == "person"}
    return replace(filters, companies=tuple(lookup(wanted, names, "company", people) for wanted in filters.companies))


def known_relations(graph: Graph, names: Iterable[str]) -> frozenset[str]:
    """The names of relations, each of which some claim of the graph has or the ontology knows.

    Raises:
        QueryError: one is neither; the message lists the nearest.
    """
    shipped = load_relations()
    for name in names:
        told = (_iri(quad.object) for quad in graph.store.quads_for_pattern(None, KG.relation, None, ox.DefaultGraph()))
        if name not in shipped and all(local_name(iri) != name for iri in told):
            near = difflib.get_close_matches(name, shipped, n=3, cutoff=0.3) or sorted(shipped)
            raise QueryError(f"there is no relation {name!r}; did you mean {' or '.join(near)}?")
    return frozenset(names)


def select(graph: Graph, filters: Filters) -> Graph:
    """The part of a graph that filters (by ids, see `ids`) ask for; the whole where they ask for nothing."""
    if not filters:
        return graph
    namer = Namer(graph.base)
    by_iri = replace(filters, companies=tuple(namer("entity", id_).value for id_ in filters.companies))
    return replace(graph, keep=_Selection(graph, by_iri).keep)


class _Selection:
    """One pass over the claims, then one over the entities chosen, for what those refer to."""

    def __init__(self, graph: Graph, filters: Filters) -> None:
        self._things, self._direct = _Hashes(), _Hashes()
        self._relations: set[str] = set()
        filings: set[str] = set()
        for claim, quads in graph.runs("claim"):
            told = {quad.predicate: quad.object for quad in quads}
            relation, subject, target = (_iri(told.get(term)) for term in (KG.relation, KG.subject, KG.object))
            self._relations.add(relation)
            year = told[KG.year]
            if not filters.admits(local_name(relation), int(year.value) if isinstance(year, ox.Literal) else 0, (subject, target)):
                continue
            self._things.add(claim, subject, target)
            self._direct.add(f"{subject} {relation} {target}", f"{target} {relation} {subject}")
            for quad in quads:
                if quad.predicate == KG.evidence:
                    self._things.add(_iri(quad.object))
                    filings.add(_iri(quad.graph_name))
        self._things.add(*filings)
        for filing in filings:
            for quad in graph.store.quads_for_pattern(ox.NamedNode(filing), KG.registrant, None, ox.DefaultGraph()):
                self._things.add(_iri(quad.object))
        self._refer(graph)

    def _refer(self, graph: Graph) -> None:
        """What the entities chosen point to, but for each other, comes along."""
        found: list[str] = []
        for entity, quads in graph.runs("entity"):
            if entity in self._things:
                found += [_iri(quad.object) for quad in quads if quad.predicate.value not in self._relations]
        self._things.add(*found)

    def keep(self, quad: ox.Quad) -> bool:
        if quad.predicate.value in self._relations:
            return f"{_iri(quad.subject)} {quad.predicate.value} {_iri(quad.object)}" in self._direct
        return _iri(quad.subject) in self._things


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
