"""The endpoint described in its own terms (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.serve.negotiate import GRAPHS, ROWS
from kg.vocab import RDF

__all__ = ["SD", "description"]

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = {
    "JSON": "SPARQL_Results_JSON", "XML": "SPARQL_Results_XML", "CSV": "SPARQL_Results_CSV", "TSV": "SPARQL_Results_TSV",
    "TURTLE": "Turtle", "N_TRIPLES": "N-Triples", "JSON_LD": "JSON-LD", "RDF_XML": "RDF_XML", "N_QUADS": "N-Quads", "TRIG": "TriG",
}  # fmt: skip


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def description(store: ox.Store, endpoint: str) -> Iterator[ox.Triple]:
    """The triples that describe the service at `endpoint`: language, formats, features, and the filings' graphs."""
    service, dataset, default = (ox.NamedNode(f"{endpoint}{part}") for part in ("", "#dataset", "#default"))
    yield ox.Triple(service, RDF.type, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in dict.fromkeys([*ROWS.values(), *GRAPHS.values()]):
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(f"http://www.w3.org/ns/formats/{_FORMATS[name]}"))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, RDF.type, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, RDF.type, _sd("Graph"))
    for graph in sorted(store.named_graphs(), key=str):
        if isinstance(graph, ox.NamedNode):
            part = ox.NamedNode(f"{endpoint}#{graph.value.rpartition('/')[2]}")
            yield ox.Triple(dataset, _sd("namedGraph"), part)
            yield ox.Triple(part, RDF.type, _sd("NamedGraph"))
            yield ox.Triple(part, _sd("name"), graph)
