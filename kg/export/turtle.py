"""Turtle: all triples in one graph, with prefixes, for people and for every RDF tool."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.graph import DEFAULT_BASE, prefixes
from kg.vocab import KG, RDF


def write_turtle(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write the triples of `quads`, whatever their graph, sorted by subject, predicate and object: the same quads give the same bytes."""
    triples = sorted({quad.triple for quad in quads}, key=str)
    serialize(triples, stream, RdfFormat.TURTLE, prefixes=prefixes(_base(triples)))


def _base(triples: Iterable[Triple]) -> str:
    """The base IRI that a graph was built with: what stands before entity/ in the IRIs of its entities."""
    for triple in triples:
        if triple.predicate == RDF.type and triple.object == KG.Entity and isinstance(triple.subject, NamedNode):
            return triple.subject.value.rpartition("entity/")[0]
    return DEFAULT_BASE
