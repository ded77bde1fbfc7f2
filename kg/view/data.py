"""The data block of the page: pyvis builds nodes and edges, with what the panel and the table need as further attributes.

nodes      the most important first: what vis-network draws (`id`, `label`, `shape`, `group`, `size`, `x`, `y`, `font`), then `name`,
           `names`, `ids`, `filer`, `degree`, `claims` (those without an object)
edges      `from`, `to`, `arrows`, `bend` (parallel edges bend apart), `relation`, `claims` by year
claims     `id`, `relation` (where there is no edge to tell it), `year`, `basis`, `date`, `status`, `values`, `conflicts`, `facts`;
           absent where empty. A fact is [source, start, end, quote, section, rule] and, where the source has an
           address, the text fragment that goes behind it
relations  `name`, `label`, `color`, `symmetric`, `event`, `count`, in the order of the legend
sources    each filing once; texts: each quote, section, rule name and fragment once. Facts hold their indices
open       how many nodes the page opens on
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.model import Claim, Entity, Fact, Relation, Source
from kg.network import build_network, layout
from kg.view.labels import clean, size_of, wrap

__all__ = ["page_data"]

# Shapes tell kinds apart without colour.
SHAPES = {
    "company": "dot",
    "group": "hexagon",
    "person": "triangle",
    "exchange": "square",
    "authority": "diamond",
    "government": "triangleDown",
}
FIRST = (
    "ownsShareIn",
    "acquired",
    "supplierOf",
    "competitorOf",
    "subsidiaryOf",
    "affiliateOf",
)  # the order of the legend; others follow by name
COLORS = 12  # as many as page.css holds
MANY_EDGES = 1500  # above this the page opens on a part
OPEN_NODES, OPEN_EDGES = 160, 300  # the size of that part: what still reads well
FRAGMENT = re.compile(r"#?:~:text=.*", re.DOTALL)
HTTP = re.compile(r"https?://[^\s\"'<>\\]+\Z", re.IGNORECASE)


class Texts:
    """Strings that are written once and referred to by number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """The number of a string, a new one when it is met first."""
        return self.numbers.setdefault(text, len(self.numbers))


def page_data(
    claims: Sequence[Claim], entities: Sequence[Entity], sources: Sequence[Source], relations: Mapping[str, Relation]
) -> dict[str, Any]:
    """All that the page shows, ready for JSON and in a fixed order."""
    network = build_network(claims, entities, relations)
    known = {entity.id: entity for entity in entities}
    filers = {known[node].id for node in network if node in known and _is_filer(known[node], sources)}
    rank = sorted(network, key=lambda node: (node not in filers, -network.degree(node), node))
    texts, numbers = Texts(), {source.name: i for i, source in enumerate(sources)}
    nodes, edges = _pyvis_data(network, rank, filers, relations)
    for node in nodes:
        entity = known.get(node["id"])
        node.update(_node_details(entity) if entity else {})
        node["claims"] = [_claim(claim, texts, numbers) for claim in network.nodes[node["id"]]["claims"]]
    for edge in edges:
        found = network.edges[edge["from"], edge["to"], edge["relation"]]["claims"]
        edge["claims"] = [_claim(claim, texts, numbers) for claim in found]
    return {
        "nodes": nodes,
        "edges": edges,
        "relations": _legend(claims, relations),
        "sources": [_source(source) for source in sources],
        "texts": list(texts.numbers),
        "open": _open(rank, edges),
    }


def _pyvis_data(
    network: nx.MultiDiGraph[str], rank: Sequence[str], filers: set[str], relations: Mapping[str, Relation]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges as pyvis hands them to vis-network."""
    from pyvis.network import Network  # noqa: PLC0415 — it loads IPython, which nothing but the page should pay for

    labels = {node: wrap(network.nodes[node]["name"]) for node in rank}
    degrees = {node: network.degree(node) for node in rank}
    sizes = {node: round(min(9 + 3 * math.sqrt(degrees[node]) + 6 * (node in filers), 36)) for node in rank}
    fonts = {node: 19 if node in filers else 16 if degrees[node] > 3 else 14 for node in rank}
    boxes = {node: _box(labels[node], fonts[node], sizes[node]) for node in rank}
    spots = layout(network, boxes)
    drawing = Network(directed=True)  # undirected, pyvis would keep one of several parallel edges
    for node in rank:
        x, y = spots[node]
        drawing.add_node(
            node, label=labels[node], shape=SHAPES.get(network.nodes[node]["kind"], "dot"), group=network.nodes[node]["kind"],
            size=sizes[node], x=x, y=round(y - boxes[node][1] / 2 + sizes[node] + 8), font={"size": fonts[node]},
            name=network.nodes[node]["name"], filer=node in filers, degree=degrees[node],
        )  # fmt: skip
    bends = _bends(network)
    for subject, object_, name in network.edges(keys=True):
        relation = relations.get(name)
        arrows = "" if relation and relation.symmetric else "to"
        drawing.add_edge(subject, object_, relation=name, arrows=arrows, bend=bends[subject, object_, name])
    nodes, edges, *_ = drawing.get_network_data()
    return nodes, edges


def _box(label: str, font: int, size: int) -> tuple[float, float]:
    """The room of a node: the shape, the label under it, and some air."""
    width, height = size_of(label, font)
    return max(width, 2 * size) + 18, 2 * size + height + 22


def _bends(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], float]:
    """How much each edge bends to its right, so that several between the same two nodes stay apart."""
    between: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
    for edge in network.edges(keys=True):
        between.setdefault(tuple(sorted(edge[:2])), []).append(edge)
    bends: dict[tuple[str, str, str], float] = {}
    for pair, edges in between.items():
        step = min(0.24, 0.8 / len(edges))
        for i, edge in enumerate(edges):
            side = 1 if edge[0] == pair[0] else -1  # right of one direction is left of the other
            bends[edge] = round(side * step * (i - (len(edges) - 1) / 2), 3)
    return bends


def _is_filer(entity: Entity, sources: Iterable[Source]) -> bool:
    """Whether an entity is the registrant of one of the filings, under any of its names."""
    names = {entity.name, *entity.aliases, *(merge.form for merge in entity.merges if not merge.filing)}
    return any(source.registrant in names for source in sources)


def _node_details(entity: Entity) -> dict[str, Any]:
    details: dict[str, Any] = {
        "names": [name for name in entity.aliases if name != entity.name],
        "ids": [list(pair) for pair in entity.identifiers],
    }
    return {key: value for key, value in details.items() if value}


def _claim(claim: Claim, texts: Texts, numbers: Mapping[str, int]) -> dict[str, Any]:
    full = {
        "id": claim.id,
        "relation": claim.relation if claim.object is None else None,
        "year": claim.year,
        "basis": claim.year_basis,
        "date": claim.date,
        "status": "former" if claim.status == "former" else None,
        "values": dict(claim.attributes),
        "conflicts": list(claim.conflicts),
        "facts": [_fact(fact, texts, numbers) for fact in claim.facts],
    }
    return {key: value for key, value in full.items() if value}


def _fact(fact: Fact, texts: Texts, numbers: Mapping[str, int]) -> list[int]:
    e = fact.evidence
    fragment = FRAGMENT.search(e.link)
    known = [numbers.get(e.filing, -1), e.start, e.end, texts(e.quote), texts(e.section), texts(fact.rule)]
    return [*known, texts(fragment[0])] if fragment else known


def _source(source: Source) -> dict[str, Any]:
    """A filing; its address only where it is one that a browser opens as a page, never a script's."""
    full = {
        "name": source.name,
        "registrant": source.registrant,
        "form": source.form,
        "end": source.fiscal_year_end.isoformat(),
        "cik": source.cik,
        "accession": source.accession,
        "url": source.url if HTTP.match(source.url) else "",
    }
    return {key: value for key, value in full.items() if value}


def _legend(claims: Sequence[Claim], relations: Mapping[str, Relation]) -> list[dict[str, Any]]:
    """The relations that the graph uses, each with its label and its number of claims."""
    counts: dict[str, int] = {}
    for claim in claims:
        counts[claim.relation] = counts.get(claim.relation, 0) + 1
    order = sorted(counts, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
    found = [(name, relations.get(name)) for name in order]
    return [
        {
            "name": name,
            "color": FIRST.index(name) if name in FIRST else len(FIRST) + (i - sum(n in FIRST for n in order)) % (COLORS - len(FIRST)),
            "label": clean(relation.label if relation and relation.label else name),
            "symmetric": bool(relation and relation.symmetric),
            "event": bool(relation and relation.event),
            "count": counts[name],
        }
        for i, (name, relation) in enumerate(found)
    ]


def _open(rank: Sequence[str], edges: Sequence[Mapping[str, Any]]) -> int:
    """How many of the nodes, in the order of their importance, the page opens on."""
    if len(edges) <= MANY_EDGES:
        return len(rank)
    place = {node: i for i, node in enumerate(rank)}
    last = sorted(max(place[edge["from"]], place[edge["to"]]) for edge in edges)
    return min(OPEN_NODES, last[OPEN_EDGES])
