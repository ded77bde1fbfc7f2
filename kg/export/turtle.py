"""Turtle: all triples in one graph, with prefixes, for people and for every RDF tool; and the same with RDF 1.2 or RDF-star statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.export.source import groups
from kg.graph import DEFAULT_BASE, prefixes
from kg.vocab import KG, RDF

__all__ = ["write_rdf12", "write_rdfstar", "write_turtle"]

REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")


def write_turtle(quads: Iterable[Quad], stream: BinaryIO, base: str = DEFAULT_BASE) -> None:
    """Write the triples of sorted quads, whatever their graph; `base` is where the graph's identifiers begin."""
    serialize(_triples(quads), stream, RdfFormat.TURTLE, prefixes=prefixes(base))


def write_rdf12(quads: Iterable[Quad], stream: BinaryIO, base: str = DEFAULT_BASE) -> None:
    """Turtle of RDF 1.2: each claim also says which triple it is about, `claim rdf:reifies <<( subject relation object )>>`."""

    def told() -> Iterator[Triple]:
        for subject, found in groups(iter(quads)):
            yield from _triples(found)
            if (about := _about(found)) is not None:
                yield Triple(NamedNode(subject), REIFIES, about)

    serialize(told(), stream, RdfFormat.TURTLE, prefixes=prefixes(base))


def write_rdfstar(quads: Iterable[Quad], stream: BinaryIO, base: str = DEFAULT_BASE) -> None:
    """Turtle-star, for stores of before RDF 1.2: each claim says `rdf:reifies << subject relation object >>`.

    The same signs mean something else in RDF 1.2, so a file of this format is for RDF-star alone.
    """
    names = prefixes(base)
    stream.writelines(f"@prefix {name}: <{iri}> .\n".encode() for name, iri in names.items())
    for subject, found in groups(iter(quads)):
        text = serialize(_triples(found), format=RdfFormat.TURTLE, prefixes=names) or b""
        stream.write(text.split(b"\n", len(names))[-1])  # without the prefixes, a line each
        if (about := _about(found)) is not None:
            stream.write(f"<{subject}> {REIFIES} << {about.subject} {about.predicate} {about.object} >> .\n".encode())


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Sorted by subject, predicate and object already: a quad's graph stands last. What two filings say in the same words stands once."""
    return (triple for triple, _ in groupby(quad.triple for quad in quads))


def _about(quads: list[Quad]) -> Triple | None:
    """The triple that a claim is about, if these are the quads of a claim with an object."""
    told = {quad.predicate: quad.object for quad in quads if quad.predicate in (KG.subject, KG.relation, KG.object)}
    ends = [told.get(term) for term in (KG.subject, KG.relation, KG.object)]
    subject, relation, target = ends
    is_claim = any(quad.predicate == RDF.type and quad.object == KG.Claim for quad in quads)
    if is_claim and isinstance(subject, NamedNode) and isinstance(relation, NamedNode) and isinstance(target, ox.NamedNode):
        return Triple(subject, relation, target)
    return None
