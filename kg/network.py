"""The claims as a networkx graph, and where to draw its nodes.

`layout` is spring_layout (Fruchterman and Reingold, 1991) on the best connected nodes, component by component, from a fixed seed; the other
nodes are fanned out around their neighbours (Vogel's sunflower), labels are pushed apart and components set side by side. Only networkx'
dense method is used, so numpy is enough and the cost stays bounded however big the graph is.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from kg.model import Claim, Entity, Relation

__all__ = ["build_network", "layout"]

Box = tuple[float, float]  # width and height of a node with its label, in pixels at zoom 1
Spot = list[float]  # x and y of a node's middle, in the same unit

CORE = 400  # nodes that take part in the springs: below networkx' bound of 500, above which it needs scipy
DEFAULT_BOX: Box = (150.0, 64.0)
EDGE = 190.0  # aimed length of an edge: room for its label
TRIES = 40  # drawings of a small graph, of which the clearest is taken
CENTRE = ""  # no entity's id: a node tied weakly to all others, so that nothing drifts away
PULL = 0.7
GAP = 60.0  # between components
AIR = 1.3  # how much the core is widened where others are fanned out in it
WIDE = 1.45  # screens and labels are wider than high
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def build_network(claims: Sequence[Claim], entities: Sequence[Entity], relations: Mapping[str, Relation]) -> nx.MultiDiGraph[str]:
    """One node for each entity that a claim names, one edge for each (subject, relation, object).

    Nodes hold `name`, `kind` and `claims` (those without an object); edges have the relation as key and hold `relation`, `claims`
    (by year), `first` and `last` (years). Of a symmetric relation both directions are one edge. Nodes and edges are in sorted order.
    """
    known = {entity.id: entity for entity in entities}
    edges: dict[tuple[str, str, str], list[Claim]] = {}
    alone: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.subject, c.object or "", c.relation, c.year, c.id)):
        if claim.object is None:
            alone.setdefault(claim.subject, []).append(claim)
            continue
        relation = relations.get(claim.relation)
        there, back = (claim.subject, claim.object, claim.relation), (claim.object, claim.subject, claim.relation)
        edges.setdefault(back if relation and relation.symmetric and back in edges else there, []).append(claim)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted({end for subject, object_, _ in edges for end in (subject, object_)} | set(alone)):
        entity = known.get(node, Entity(node, node, "name"))
        network.add_node(node, name=entity.name, kind=entity.kind, claims=tuple(alone.get(node, ())))
    for (subject, object_, name), found in sorted(edges.items()):
        by_year = tuple(sorted(found, key=lambda c: (c.year, c.id)))
        network.add_edge(
            subject, object_, key=name, relation=name, claims=by_year, first=by_year[0].year, last=by_year[-1].year
        )  # fmt: skip
    return network


def layout(network: nx.MultiDiGraph[str], boxes: Mapping[str, Box] | None = None) -> dict[str, tuple[float, float]]:
    """Where each node stands, in whole pixels, the middle of the picture at (0, 0); the same for the same network.

    `boxes` says how much room each node takes with its label.
    """
    room = {node: (boxes or {}).get(node, DEFAULT_BOX) for node in sorted(network)}
    simple = _graph(sorted(network), network.edges())
    rank = sorted(simple, key=lambda node: (-len(simple[node]), node))
    core = set(rank[:CORE])
    parts = [sorted(part) for part in nx.connected_components(simple)]
    placed = [_place(simple, part, core, room) for part in sorted(parts, key=lambda part: (-len(part), part))]
    spots = _pack(placed, room)
    return {node: (float(round(x)), float(round(y))) for node, (x, y) in sorted(spots.items())}


def _graph(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> nx.Graph[str]:
    """A simple graph without loops whose order is that of its arguments: networkx' subgraph views iterate over sets."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(nodes)
    simple.add_edges_from((a, b) for a, b in edges if a != b and a in simple and b in simple)
    return simple


def _place(simple: nx.Graph[str], part: list[str], core: set[str], room: Mapping[str, Box]) -> dict[str, Spot]:
    """One component: springs for the core, fans for the rest, then labels pushed apart."""
    inner = [node for node in part if node in core] or [min(part, key=lambda node: (-len(simple[node]), node))]
    spots = _springs(_graph(inner, ((a, b) for a in inner for b in simple[a])), room)
    _separate(spots, room, rounds=120)
    fixed = frozenset(spots)
    if len(fixed) < len(part):
        for spot in spots.values():
            spot[:] = spot[0] * AIR, spot[1] * AIR
        _fan(simple, spots)
        _separate(spots, room, rounds=20, fixed=fixed)
    return spots


def _springs(graph: nx.Graph[str], room: Mapping[str, Box]) -> dict[str, Spot]:
    """Spring layout, scaled to the room of the boxes; of a small graph the clearest of several."""
    nodes, edges = list(graph), list(graph.edges())
    if len(nodes) <= 2:
        return {node: [EDGE * 1.2 * i, 0.0] for i, node in enumerate(nodes)}
    pulled = _graph([*nodes, CENTRE], edges)
    pulled.add_edges_from(((node, CENTRE) for node in nodes), weight=PULL)
    tries = TRIES if len(edges) <= 150 else 1
    candidates = []
    for seed in range(tries):
        found = nx.spring_layout(pulled, seed=seed, iterations=160 if len(nodes) <= 120 else 60)
        for x, y in ((0, 1), (1, 0)) if tries > 1 else ((0, 1),):
            spots = _scale({node: (float(found[node][x]), float(found[node][y])) for node in nodes}, edges, room)
            if tries > 1:
                _separate(spots, room, rounds=120)
            candidates.append(spots)
    return min(candidates, key=lambda spots: _clutter(spots, edges, room)) if tries > 1 else candidates[0]


def _scale(found: Mapping[str, tuple[float, float]], edges: Sequence[tuple[str, str]], room: Mapping[str, Box]) -> dict[str, Spot]:
    """Make edges long enough for a label and the picture big enough for the boxes."""
    lengths = sorted(math.dist(found[a], found[b]) for a, b in edges)
    by_edge = EDGE / max(lengths[len(lengths) // 3], 0.02) if lengths else EDGE
    xs, ys = [x for x, _ in found.values()], [y for _, y in found.values()]
    area = max((max(xs) - min(xs)) * (max(ys) - min(ys)), 0.05)
    by_area = math.sqrt(2.6 * sum(room[node][0] * room[node][1] for node in found) / WIDE / area)
    scale = min(max(by_edge, by_area), 2 * by_area)
    return {node: [x * scale * WIDE, y * scale] for node, (x, y) in found.items()}


def _clutter(spots: Mapping[str, Spot], edges: Sequence[tuple[str, str]], room: Mapping[str, Box]) -> float:
    """How hard a drawing is to read: edges that cross, or run or have their label on a node, and how small a screen shows it."""
    crossings = sum(
        _cross(spots[a], spots[b], spots[c], spots[d]) for i, (a, b) in enumerate(edges) for c, d in edges[:i] if len({a, b, c, d}) == 4
    )
    hits = 0
    for a, b in edges:
        middle_x, middle_y = (spots[a][0] + spots[b][0]) / 2, (spots[a][1] + spots[b][1]) / 2  # where the edge's label stands
        for node, (x, y) in spots.items():
            hits += abs(middle_x - x) < room[node][0] / 2 + 30 and abs(middle_y - y) < room[node][1] / 2
            if node not in (a, b):
                w, h = room[node][0] * 0.4, room[node][1] * 0.4
                corners = ([x - w, y - h], [x + w, y + h], [x - w, y + h], [x + w, y - h])
                hits += _cross(spots[a], spots[b], corners[0], corners[1]) or _cross(spots[a], spots[b], corners[2], corners[3])
    left, top, right, bottom = _frame(spots, room)
    return (10 + crossings + 2 * hits) * max((right - left) / WIDE, bottom - top)


def _cross(a: Spot, b: Spot, c: Spot, d: Spot) -> bool:
    """Whether the lines from a to b and from c to d cross."""
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Spot, b: Spot, c: Spot) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _fan(simple: nx.Graph[str], spots: dict[str, Spot]) -> None:
    """Put every node that has no place yet around a neighbour that has one, widening in a spiral."""
    waiting = deque(sorted(spots, key=lambda node: (-len(simple[node]), node)))
    while waiting:
        hub = waiting.popleft()
        x, y = spots[hub]
        for i, leaf in enumerate(sorted(node for node in simple[hub] if node not in spots)):
            radius = EDGE * (0.8 + 0.42 * math.sqrt(i))
            spots[leaf] = [x + WIDE * radius * math.cos(i * GOLDEN_ANGLE), y + radius * math.sin(i * GOLDEN_ANGLE)]
            waiting.append(leaf)


def _separate(spots: dict[str, Spot], room: Mapping[str, Box], rounds: int, fixed: frozenset[str] = frozenset()) -> None:
    """Push overlapping boxes apart, each by half of the smaller overlap, until none is left or the rounds are over; `fixed` ones stay."""
    wide, high = max(room[n][0] for n in spots), max(room[n][1] for n in spots)
    for _ in range(rounds):
        cells: dict[tuple[int, int], list[str]] = {}
        for node, (x, y) in spots.items():
            cells.setdefault((math.floor(x / wide), math.floor(y / high)), []).append(node)
        moved = 0
        for (column, row), here in cells.items():
            around = [cells.get((column + c, row + r), []) for c, r in ((1, -1), (1, 0), (1, 1), (0, 1))]
            others = [node for cell in around for node in cell]
            for i, a in enumerate(here):
                for b in (*here[i + 1 :], *others):
                    if a not in fixed or b not in fixed:
                        moved += _push(spots[a], spots[b], room[a], room[b], 0 if a in fixed else 1 if b in fixed else 0.5)
        if not moved:
            return


def _push(a: Spot, b: Spot, box_a: Box, box_b: Box, share: float) -> bool:
    """Move two nodes apart in place if their boxes overlap, the first by its share of the way; whether they did."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    over_x = (box_a[0] + box_b[0]) / 2 - abs(dx)
    over_y = (box_a[1] + box_b[1]) / 2 - abs(dy)
    if over_x <= 0.5 or over_y <= 0.5:
        return False
    axis, step = (0, over_x) if over_x < over_y else (1, over_y)
    sign = 1 if (dx, dy)[axis] >= 0 else -1
    a[axis] -= sign * step * share
    b[axis] += sign * step * (1 - share)
    return True


def _pack(parts: Sequence[dict[str, Spot]], room: Mapping[str, Box]) -> dict[str, Spot]:
    """Set components side by side in rows, the largest first, as wide as makes the whole the largest on a screen, and centre it."""
    if not parts:
        return {}
    frames = [_frame(part, room) for part in parts]
    sizes = [(right - left + GAP, bottom - top + GAP) for left, top, right, bottom in frames]
    widest, total = max(width for width, _ in sizes), sum(width for width, _ in sizes)
    limits = [widest + (total - widest) * (step / 24) ** 2 for step in range(25)]
    corners, wide, high = min((_rows(sizes, limit) for limit in limits), key=lambda found: max(found[1] / WIDE, found[2]))
    return {
        node: [corner[0] + x - left - (wide - GAP) / 2, corner[1] + y - top - (high - GAP) / 2]
        for part, corner, (left, top, _, _) in zip(parts, corners, frames, strict=True)
        for node, (x, y) in part.items()
    }


def _rows(sizes: Sequence[Box], limit: float) -> tuple[list[Box], float, float]:
    """Where boxes stand when set in rows no wider than a limit, and the width and height of the whole."""
    corners: list[Box] = []
    x = y = high = wide = 0.0
    for width, height in sizes:
        if x and x + width > limit + 0.5:
            x, y, high = 0.0, y + high, 0.0
        corners.append((x, y))
        x, high, wide = x + width, max(high, height), max(wide, x + width)
    return corners, wide, y + high


def _frame(part: Mapping[str, Spot], room: Mapping[str, Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a component with its labels."""
    xs = [(x - room[n][0] / 2, x + room[n][0] / 2) for n, (x, _) in part.items()]
    ys = [(y - room[n][1] / 2, y + room[n][1] / 2) for n, (_, y) in part.items()]
    return min(x for x, _ in xs), min(y for y, _ in ys), max(x for _, x in xs), max(y for _, y in ys)
