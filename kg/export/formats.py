"""Who writes each of the formats of `kg.export.names`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.export.bods import write_bods
from kg.export.jsonld import write_jsonld
from kg.export.neo4j import write_cypher, write_neo4j
from kg.export.network import write_gexf, write_graphml, write_nodelink
from kg.export.nquads import write_nquads, write_ntriples, write_trig
from kg.export.select import Filters, select
from kg.export.source import Graph
from kg.export.tables import write_csv, write_parquet
from kg.export.turtle import write_rdf12, write_rdfstar, write_turtle
from kg.resources import ontology_dir

__all__ = ["WRITERS", "with_alignments"]

Write = Callable[[Graph, Filters, BinaryIO], None]  # gets the filters with ids in place of names


def _rdf(write: Callable[[Iterator[ox.Quad], BinaryIO, str], None]) -> Write:
    return _part(lambda graph, stream: write(graph.quads(), stream, graph.base))


def _part(write: Callable[[Graph, BinaryIO], None]) -> Write:
    return lambda graph, filters, stream: write(select(graph, filters), stream)


def _table(write: Callable[[Path, Filters, BinaryIO], None]) -> Write:
    return lambda graph, filters, stream: write(graph.out, filters, stream)


def with_alignments(graph: Graph) -> Graph:
    """The graph and what maps our terms to other vocabularies."""
    found = ox.parse(path=str(ontology_dir() / "alignments.ttl"), format=ox.RdfFormat.TURTLE)
    return replace(graph, beside=tuple(sorted(set(found), key=str)))


WRITERS: dict[str, Write] = {
    "turtle": _rdf(write_turtle),
    "trig": _part(write_trig),
    "ntriples": _rdf(lambda quads, stream, _: write_ntriples(quads, stream)),
    "nquads": _rdf(lambda quads, stream, _: write_nquads(quads, stream)),
    "jsonld": _part(write_jsonld),
    "rdf12": _rdf(write_rdf12),
    "rdfstar": _rdf(write_rdfstar),
    "csv": _table(write_csv),
    "parquet": _table(write_parquet),
    "graphml": _part(write_graphml),
    "node-link": _part(write_nodelink),
    "gexf": _part(write_gexf),
    "cypher": _part(write_cypher),
    "neo4j": _part(write_neo4j),
    "bods": write_bods,
}
