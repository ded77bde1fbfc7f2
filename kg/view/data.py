"""The data block of the page: pyvis' nodes and edges, with what the card, the panel and the table need as further attributes.

nodes      the most important first: what vis-network draws (`id`, `label`, `shape`, `group`, `size`, `x`, `y`), then `name`, `names`,
           `dated` (names: form, since, until, former), `ids` (scheme, value, address if it has one), `filer`, `degree`, `part` (index
           into groups), `claims` (those without an object)
edges      `from`, `to`, `arrows`, `bend` (parallel edges bend apart), `relation`, `claims` by year
claims     `id`, `relation` (where there is no edge to tell it), `year`, `basis`, `date`, `status`, `values`, `conflicts`, `facts`;
           absent where empty. A fact is [source, start, end, quote, section, rule] and, where the source has an
           address, the text fragment that goes behind it
groups     communities of the network: `x`, `y` from -1 to 1, `name` (the most important member's; absent of those in none)
relations  `name`, `label`, `color`, `symmetric`, `event`, `count`, in the order of the legend
sources    each filing once; texts: each quote, section, rule name and fragment once. Facts hold their indices
open       how many parties the page opens on; near: how many of a neighbourhood it draws
placed     whether nodes have places; of a big graph the page lays out the part it draws
start      the fragment that the page opens with when its address has none
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.communities import Group, groups
from kg.identity import Name
from kg.model import Claim, Entity, Fact, Relation, Source
from kg.network import build_network
from kg.view.drawing import MANY_EDGES, pyvis_data
from kg.view.labels import clean

__all__ = ["page_data"]

FIRST = (
    "ownsShareIn",
    "acquired",
    "supplierOf",
    "competitorOf",
    "subsidiaryOf",
    "affiliateOf",
)  # the order of the legend; others follow by name
COLORS = 12  # as many as tokens.css holds
OPEN_NODES = 48  # of a big graph, beside its groups: what still reads well
ALL_EDGES, OPEN_EDGES = 700, 250  # one that has been laid out is drawn as a whole up to here; of a larger one so many links
NEAR_NODES = 300  # of a neighbourhood
REGISTERS = {
    "cik": (re.compile(r"\d{1,10}"), "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK="),
    "lei": (re.compile(r"[0-9A-Z]{20}"), "https://search.gleif.org/#/record/"),
}
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
    claims: Sequence[Claim], entities: Sequence[Entity], sources: Sequence[Source], relations: Mapping[str, Relation], start: str = ""
) -> dict[str, Any]:
    """All that the page shows, ready for JSON and in a fixed order; `start` is the fragment that it opens with."""
    network = build_network(claims, entities, relations)
    known = {entity.id: entity for entity in entities}
    filers = _filers(network, known, sources)
    rank = sorted(network, key=lambda node: (node not in filers, -network.degree(node), node))
    parts = groups(network, rank)
    texts, numbers = Texts(), {source.name: i for i, source in enumerate(sources)}
    nodes, edges = pyvis_data(network, rank, filers, relations, parts)
    for node in nodes:
        entity = known.get(node["id"])
        node.update(_node_details(entity) if entity else {})
        node["claims"] = [_claim(claim, texts, numbers) for claim in network.nodes[node["id"]]["claims"]]
    for edge in edges:
        found = network.edges[edge["from"], edge["to"], edge["relation"]]["claims"]
        edge["claims"] = [_claim(claim, texts, numbers) for claim in found]
    big = len(edges) > MANY_EDGES
    return {
        "nodes": nodes,
        "edges": edges,
        "groups": [_group(part, network) for part in parts],
        "relations": _legend(claims, relations),
        "sources": [_source(source) for source in sources],
        "texts": list(texts.numbers),
        "open": min(OPEN_NODES, len(nodes)) if big else _open(rank, edges),
        "near": NEAR_NODES,
        "placed": not big,
        "start": start,
    }


def _open(rank: Sequence[str], edges: Sequence[Mapping[str, Any]]) -> int:
    """How many of the parties, in the order of their importance, a graph that was laid out opens on."""
    if len(edges) <= ALL_EDGES:
        return len(rank)
    place = {node: i for i, node in enumerate(rank)}
    last = sorted(max(place[edge["from"]], place[edge["to"]]) for edge in edges)
    return last[OPEN_EDGES]


def _filers(network: nx.MultiDiGraph[str], known: Mapping[str, Entity], sources: Iterable[Source]) -> set[str]:
    """The nodes that are the registrant of one of the filings, under any of their names."""
    registrants = {source.registrant for source in sources}
    return {node for node in network if node in known and not registrants.isdisjoint(_forms(known[node]))}


def _forms(entity: Entity) -> set[str]:
    return {entity.name, *entity.aliases, *(merge.form for merge in entity.merges if not merge.filing)}


def _group(part: Group, network: nx.MultiDiGraph[str]) -> dict[str, Any]:
    named = {} if part.rest else {"name": clean(network.nodes[part.members[0]]["name"])}
    return {"x": part.x, "y": part.y, **named}


def _node_details(entity: Entity) -> dict[str, Any]:
    dated = {name.form: [name.form, name.since or "", name.until or "", name.former] for name in entity.names if _is_dated(name)}
    details: dict[str, Any] = {
        "names": [name for name in entity.aliases if name != entity.name and name not in dated],
        "dated": sorted(dated.values(), key=lambda name: (name[1] or name[2], name[0])),
        "ids": [_identifier(scheme, value) for scheme, value in entity.identifiers],
    }
    return {key: value for key, value in details.items() if value}


def _is_dated(name: Name) -> bool:
    return bool(name.since or name.until or name.former)


def _identifier(scheme: str, value: str) -> list[str]:
    """An identifier, and where its register shows it to everybody."""
    pattern, address = REGISTERS.get(scheme.lower(), (None, ""))
    return [scheme.upper(), value, *([address + value] if pattern and pattern.fullmatch(value) else [])]


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
