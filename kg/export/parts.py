"""The graph as a property graph has it: entities as nodes, claims as edges between them, each with its properties.

A claim without an object (an insolvency) gets a node of its own, so that nothing is left out where an edge must have two ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

import pyoxigraph as ox

from kg.export.source import Graph
from kg.graph import clean
from kg.schema import local_name
from kg.vocab import KG, KINDS, OA, RDF, SKOS, XSD

__all__ = ["Edge", "Node", "columns", "edges", "nodes"]

Plain = str | int | float
STRUCTURE = frozenset(
    {RDF.type, KG.subject, KG.relation, KG.object, KG.year, KG.yearBasis, KG.status, KG.date, KG.earliest, KG.latest, KG.evidence}
)
EVENT = "Event"  # the kind of the node that stands for a claim without an object
_KIND = {node.value: name for name, node in KINDS.items() if name not in ("self", "name")}


@dataclass(frozen=True, slots=True)
class Node:
    """An entity; `id` is that of entities.jsonl, `kind` "company", "person", … `more` has identifiers and what else is known."""

    id: str
    iri: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """A claim; `source` and `target` are ids of nodes. `filings` and `evidence` are ids, `quote` is the first evidence's."""

    claim: str
    iri: str
    source: str
    target: str
    relation: str
    year: int
    basis: str
    status: str
    date: str
    earliest: str
    latest: str
    attributes: dict[str, Plain | tuple[Plain, ...]]
    evidence: tuple[str, ...]
    filings: tuple[str, ...]
    quote: str


def nodes(graph: Graph) -> Iterator[Node]:
    """The entities, sorted by IRI, then a node for each claim without an object."""
    for iri, quads in graph.runs("entity"):
        yield _node(graph, iri, quads)
    for iri, quads in graph.runs("claim"):
        if not any(quad.predicate == KG.object for quad in quads):
            relation = next(local_name(_text(quad.object)) for quad in quads if quad.predicate == KG.relation)
            yield Node(_event(_id(iri)), iri, relation, EVENT)


def edges(graph: Graph) -> Iterator[Edge]:
    """The claims, sorted by id."""
    return (_edge(graph, iri, quads) for iri, quads in graph.runs("claim"))


def columns(graph: Graph) -> tuple[dict[str, bool], list[str]]:
    """The attributes that claims have, each with whether it is always a number, and those that entities have beside their names; sorted."""
    attributes: dict[str, bool] = {}
    for _, quads in graph.runs("claim"):
        for quad in quads:
            if quad.predicate not in STRUCTURE:
                name = local_name(quad.predicate.value)
                attributes[name] = attributes.get(name, True) and _is_number(quad.object)
    more = {name for iri, quads in graph.runs("entity") for name in _node(graph, iri, quads).more}
    return dict(sorted(attributes.items())), sorted(more)


def _node(graph: Graph, iri: str, quads: Sequence[ox.Quad]) -> Node:
    name, kind, aliases = "", "", []
    more: dict[str, list[str]] = defaultdict(list)
    direct = graph.base + "entity/"
    for quad in quads:
        value = _text(quad.object)
        if quad.predicate == SKOS.prefLabel:
            name = value
        elif quad.predicate == SKOS.altLabel:
            aliases.append(value)
        elif quad.predicate == RDF.type:
            kind = kind or _KIND.get(value, "")
        elif not (isinstance(quad.object, ox.NamedNode) and value.startswith(direct)):  # those are edges
            more[local_name(quad.predicate.value)].append(value)
    return Node(_id(iri), iri, name, kind or "name", tuple(aliases), {key: tuple(values) for key, values in sorted(more.items())})


def _edge(graph: Graph, iri: str, quads: Sequence[ox.Quad]) -> Edge:
    one: dict[ox.NamedNode, str] = {}
    attributes: dict[str, list[Plain]] = defaultdict(list)
    evidence: list[str] = []
    filings: dict[str, None] = {}
    for quad in quads:
        if quad.predicate == KG.evidence:
            evidence.append(_text(quad.object))
            filings.setdefault(_id(_text(quad.graph_name)))
        elif quad.predicate in STRUCTURE:
            one[quad.predicate] = _text(quad.object)
        else:
            attributes[local_name(quad.predicate.value)].append(_plain(quad.object))
    claim = _id(iri)
    return Edge(
        claim, iri, _id(one[KG.subject]), _id(one[KG.object]) if KG.object in one else _event(claim), local_name(one[KG.relation]),
        int(one[KG.year]), local_name(one[KG.yearBasis]), local_name(one[KG.status]),
        one.get(KG.date, ""), one.get(KG.earliest, ""), one.get(KG.latest, ""),
        {name: tuple(values) if len(values) > 1 else values[0] for name, values in sorted(attributes.items())},
        tuple(_id(item) for item in evidence), tuple(filings), graph.text(evidence[0], OA.exact) if evidence else "",
    )  # fmt: skip


def _event(claim: str) -> str:
    return f"claim:{claim}"  # no entity's id has a colon, see _id


def _id(iri: str) -> str:
    """The id behind an IRI of ours, as entities.jsonl has it; one with odd characters stays encoded, so that no two are the same."""
    encoded = iri.rpartition("/")[2]
    text = unquote(encoded, errors="surrogatepass")
    return (encoded if "%" in text or ":" in text or clean(text) != text else text) or "%"


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _is_number(term: object) -> bool:
    return isinstance(term, ox.Literal) and term.datatype in (XSD.decimal, XSD.integer)


def _plain(term: object) -> Plain:
    """A number where the graph has one: whole ones as such, exact beyond 2**53."""
    text = _text(term)
    if not _is_number(term):
        return text
    return float(text) if "." in text else int(text)
