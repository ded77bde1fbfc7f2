"""The formats there are, apart from what writes them (`kg.export.formats`): what each is for, and how its files are called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["ALIASES", "FORMATS", "Format", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the endings of its files (the first is the usual one), what it is, and whether it is RDF."""

    suffixes: tuple[str, ...]
    what: str
    rdf: bool = False


FORMATS = {
    "turtle": Format((".ttl",), "Turtle, for people and every RDF tool", True),
    "trig": Format((".trig",), "TriG: a block for each filing", True),
    "ntriples": Format((".nt",), "N-Triples, for bulk loaders", True),
    "nquads": Format((".nq",), "N-Quads, for bulk loaders", True),
    "jsonld": Format((".jsonld",), "JSON-LD 1.1, compact", True),
    "rdf12": Format((), "Turtle of RDF 1.2: claims reify their triples", True),
    "rdfstar": Format((".ttls",), "Turtle-star, for stores of before RDF 1.2", True),
    "csv": Format((".csv",), "a row a fact"),
    "parquet": Format((".parquet",), "a row a fact, for data frames"),
    "graphml": Format((".graphml",), "for networkx, yEd, igraph, …"),
    "node-link": Format((".json",), "networkx' JSON"),
    "gexf": Format((".gexf",), "for Gephi, with its time line"),
    "cypher": Format((".cypher", ".cql"), "a script for Neo4j"),
    "neo4j": Format((".zip",), "a zip of CSV files for neo4j-admin import"),
    "bods": Format((".bods.json",), "ownership as BODS 0.4 statements"),
}  # fmt: skip
ALIASES = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "json-ld": "jsonld", "n-triples": "ntriples", "n-quads": "nquads"} | {
    "rdf-star": "rdfstar", "turtle-star": "rdfstar", "nodelink": "node-link",
}  # fmt: skip


def format_of(path: Path) -> str | None:
    """The format that a file's name tells, before a .gz; the longest ending wins."""
    name = path.name.lower().removesuffix(".gz")
    endings = [(suffix, format_) for format_, found in FORMATS.items() for suffix in found.suffixes if name.endswith(suffix)]
    return max(endings, key=lambda pair: len(pair[0]), default=("", None))[1]
