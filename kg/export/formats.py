"""The formats there are: what each is for, how its files are called, and who writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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

__all__ = ["ALIASES", "FORMATS", "Format", "format_of", "with_alignments"]

Write = Callable[[Graph, Filters, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the endings of its files (the first is the usual one), what it is, and its writer, which gets the filters' ids."""

    suffixes: tuple[str, ...]
    what: str
    write: Write
    rdf: bool = False


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


FORMATS = {
    "turtle": Format((".ttl",), "Turtle, for people and every RDF tool", _rdf(write_turtle), True),
    "trig": Format((".trig",), "TriG: a block for each filing", _part(write_trig), True),
    "ntriples": Format((".nt",), "N-Triples, for bulk loaders", _rdf(lambda quads, stream, _: write_ntriples(quads, stream)), True),
    "nquads": Format((".nq",), "N-Quads, for bulk loaders", _rdf(lambda quads, stream, _: write_nquads(quads, stream)), True),
    "jsonld": Format((".jsonld",), "JSON-LD 1.1, compact", _part(write_jsonld), True),
    "rdf12": Format((), "Turtle of RDF 1.2: claims reify their triples", _rdf(write_rdf12), True),
    "rdfstar": Format((".ttls",), "Turtle-star, for stores of before RDF 1.2", _rdf(write_rdfstar), True),
    "csv": Format((".csv",), "a row a fact", _table(write_csv)),
    "parquet": Format((".parquet",), "a row a fact, for data frames", _table(write_parquet)),
    "graphml": Format((".graphml",), "for networkx, yEd, igraph, …", _part(write_graphml)),
    "node-link": Format((".json",), "networkx' JSON", _part(write_nodelink)),
    "gexf": Format((".gexf",), "for Gephi, with its time line", _part(write_gexf)),
    "cypher": Format((".cypher", ".cql"), "a script for Neo4j", _part(write_cypher)),
    "neo4j": Format((".zip",), "a zip of CSV files for neo4j-admin import", _part(write_neo4j)),
    "bods": Format((".bods.json",), "ownership as BODS 0.4 statements", write_bods),
}  # fmt: skip
ALIASES = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "json-ld": "jsonld", "n-triples": "ntriples", "n-quads": "nquads"} | {
    "rdf-star": "rdfstar", "turtle-star": "rdfstar", "nodelink": "node-link",
}  # fmt: skip


def format_of(path: Path) -> str | None:
    """The format that a file's name tells, before a .gz; the longest ending wins."""
    name = path.name.lower().removesuffix(".gz")
    endings = [(suffix, format_) for format_, found in FORMATS.items() for suffix in found.suffixes if name.endswith(suffix)]
    return max(endings, key=lambda pair: len(pair[0]), default=("", None))[1]
