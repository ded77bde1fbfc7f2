"""What vis-network draws: pyvis builds the nodes and edges, with sizes, shapes, places and bends worked out beforehand."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from kg.communities import Group
from kg.model import Relation
from kg.network import layout
from kg.view.labels import size_of, wrap

__all__ = ["MANY_EDGES", "pyvis_data"]

MANY_EDGES = 1500  # above this only a part is ever drawn, and the page lays that part out
# Shapes tell kinds apart without colour.
SHAPES = {
    "company": "dot",
    "group": "hexagon",
    "person": "triangle",
    "exchange": "square",
    "authority": "diamond",
    "government": "triangleDown",
}
FONT = 13  # pixels, of most names


def pyvis_data(
    network: nx.MultiDiGraph[str], rank: Sequence[str], filers: set[str], relations: Mapping[str, Relation], parts: Sequence[Group]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes (in the order of `rank`) and edges as pyvis hands them to vis-network; nodes have `x` and `y` unless the graph is big."""
    from pyvis.network import Network  # noqa: PLC0415 — it loads IPython, which nothing but the page should pay for

    labels = {node: wrap(network.nodes[node]["name"]) for node in rank}
    degrees = {node: network.degree(node) for node in rank}
    sizes = {node: round(min(9 + 3 * math.sqrt(degrees[node]) + 6 * (node in filers), 36)) for node in rank}
    boxes = {node: _box(labels[node], FONT + 2 * (node in filers), sizes[node]) for node in rank}
    spots = layout(network, boxes) if network.number_of_edges() <= MANY_EDGES else {}
    part = {node: i for i, group in enumerate(parts) for node in group.members}
    drawing = Network(directed=True)  # undirected, pyvis would keep one of several parallel edges
    for node in rank:
        kind = network.nodes[node]["kind"]
        place = {"x": spots[node][0], "y": round(spots[node][1] - boxes[node][1] / 2 + sizes[node] + 8)} if spots else {}
        drawing.add_node(
            node, label=labels[node], shape=SHAPES.get(kind, "dot"), group=kind, size=sizes[node], **place,
            name=network.nodes[node]["name"], filer=node in filers, degree=degrees[node], part=part[node],
        )  # fmt: skip
    drawing.get_nodes = drawing.node_map.keys  # a list there, in which each edge would look for its ends from the beginning
    bends = _bends(network)
    for subject, object_, name in network.edges(keys=True):
        relation = relations.get(name)
        arrows = "" if relation and relation.symmetric else "to"
        drawing.add_edge(subject, object_, relation=name, arrows=arrows, bend=bends[subject, object_, name])
    nodes, edges, *_ = drawing.get_network_data()
    return [{key: value for key, value in node.items() if key != "font"} for node in nodes], edges


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
