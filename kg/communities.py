"""Communities of a network: groups of parties that have more to do with each other than with the rest, and where each group stands.

Louvain's method (Blondel and others, 2008) in networkx, from a fixed seed, on nodes numbered in their sorted order: sets of numbers are
walked in the same order in every run, sets of strings are not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

__all__ = ["Group", "groups"]

SMALL = 4  # a community of fewer stands with the other small ones
MOST = 60  # communities; the smaller ones beyond stand together too


@dataclass(frozen=True, slots=True)
class Group:
    """A community: its members, the most important first, and its place in a square from -1 to 1. `rest`: those of no community."""

    members: tuple[str, ...]
    x: float
    y: float
    rest: bool = False


def groups(network: nx.MultiDiGraph[str], rank: Sequence[str]) -> list[Group]:
    """The communities of a network, the largest first, then the group of all that are in none.

    Args:
        network: any directed multigraph.
        rank: all its nodes, the most important first; two networks with the same edges and rank give the same groups.
    """
    numbers = {node: i for i, node in enumerate(rank)}
    weights = Counter((min(a, b), max(a, b)) for a, b in ((numbers[a], numbers[b]) for a, b in network.edges()) if a != b)
    simple: nx.Graph[int] = nx.Graph()
    simple.add_nodes_from(range(len(rank)))
    simple.add_weighted_edges_from((a, b, count) for (a, b), count in sorted(weights.items()))
    found = [sorted(part) for part in nx.community.louvain_communities(simple, seed=1)] if weights else [[i] for i in simple]
    found.sort(key=lambda part: (-len(part), part[0]))
    kept = [part for part in found if len(part) >= SMALL][:MOST]
    rest = sorted(node for part in found if part not in kept for node in part)
    spots = _spots(kept, weights)
    made = [Group(tuple(rank[i] for i in part), *spot) for part, spot in zip(kept, spots, strict=True)]
    return [*made, Group(tuple(rank[i] for i in rest), 0.0, 1.15, rest=True)] if rest else made


def _spots(parts: Sequence[Sequence[int]], weights: Mapping[tuple[int, int], int]) -> list[tuple[float, float]]:
    """Where communities stand: springs between those that are linked."""
    home = {node: i for i, part in enumerate(parts) for node in part}
    between: Counter[tuple[int, int]] = Counter()
    for (a, b), count in weights.items():
        if a in home and b in home and home[a] != home[b]:
            between[min(home[a], home[b]), max(home[a], home[b])] += count
    simple: nx.Graph[int] = nx.Graph()
    simple.add_nodes_from(range(len(parts)))
    simple.add_weighted_edges_from((a, b, 1 + math.log(count)) for (a, b), count in sorted(between.items()))
    found = nx.spring_layout(simple, seed=1, iterations=120) if len(parts) > 1 else dict.fromkeys(simple, (0.0, 0.0))
    return [(round(float(found[i][0]), 3), round(float(found[i][1]), 3)) for i in range(len(parts))]
