"""A build's graph as a stream: what every export reads.

`graph.nq` holds the quads sorted, so that reading it from the start gives claims, then entities, evidence and filings, each of them as one
run of quads, without the graph ever being in memory. What belongs to one filing comes from the store.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from kg import folders
from kg.errors import OutputError
from kg.graph import prefixes
from kg.store import base_of, open_store

__all__ = ["FILE", "Graph", "Keep", "groups", "open_graph", "parsed"]

FILE = "graph.nq"
Keep = Callable[[ox.Quad], bool]


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of a build, or the part of it that `keep` lets through; `beside` is sorted and comes along in the default graph."""

    out: Path
    store: ox.Store
    base: str
    keep: Keep | None = None
    beside: tuple[ox.Quad, ...] = ()

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefixes of the vocabularies and of this build's entities, claims, evidence and filings."""
        return prefixes(self.base)

    def quads(self) -> Iterator[ox.Quad]:
        """All quads, sorted, each once. Raises OutputError where the file was broken by hand."""
        found = self._kept(parsed(self.out / FILE))
        return (quad for quad, _ in groupby(heapq.merge(found, self.beside, key=str))) if self.beside else found

    def default(self) -> Iterator[ox.Quad]:
        """The quads of the default graph, sorted."""
        return (quad for quad in self.quads() if isinstance(quad.graph_name, ox.DefaultGraph))

    def named(self) -> Iterator[tuple[ox.NamedNode, list[ox.Quad]]]:
        """Each named graph (a filing) that has quads, sorted; in memory is one at a time."""
        for name in sorted((name for name in self.store.named_graphs() if isinstance(name, ox.NamedNode)), key=str):
            found = sorted(self._kept(self.store.quads_for_pattern(None, None, None, name)), key=str)
            if found:
                yield name, found

    def runs(self, what: str) -> Iterator[tuple[str, list[ox.Quad]]]:
        """The quads about each claim, entity, evidence or filing in turn: its IRI and its quads."""
        start, seen = f"{self.base}{what}/", False
        for subject, quads in groups(self.quads()):
            if subject.startswith(start):
                seen = True
                yield subject, quads
            elif seen:  # sorted: none comes any more
                return

    def text(self, subject: str, predicate: ox.NamedNode) -> str:
        """One literal of a thing, from whatever graph it stands in; empty where there is none."""
        quad = next(self.store.quads_for_pattern(ox.NamedNode(subject), predicate, None, None), None)
        return quad.object.value if quad is not None and isinstance(quad.object, ox.Literal) else ""

    def _kept(self, quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
        return filter(self.keep, quads) if self.keep else quads


def open_graph(out: Path) -> Graph:
    """The whole graph of the build in `out`.

    Raises:
        OutputError: the folder is no build.
    """
    folders.settle(out)
    store = open_store(out)
    if not (out / FILE).is_file():
        raise OutputError(f"{out} holds no {FILE}; build it again with: kg build FILE… -o {out}")
    return Graph(out, store, base_of(store))


def groups(quads: Iterator[ox.Quad]) -> Iterator[tuple[str, list[ox.Quad]]]:
    """Sorted quads by subject. There are no blank nodes."""
    for subject, found in groupby(quads, key=lambda quad: quad.subject):
        assert isinstance(subject, ox.NamedNode)
        yield subject.value, list(found)


def parsed(path: Path) -> Iterator[ox.Quad]:
    """The quads of a file of N-Quads, as they stand in it. Raises OutputError where it is none."""
    try:
        yield from ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise OutputError(f"{path} is not what a build leaves ({error}); build it again") from error
