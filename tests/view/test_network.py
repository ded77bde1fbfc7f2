"""The claims as a network, and where its nodes stand."""

from __future__ import annotations

import networkx as nx
import pytest
from view_samples import RELATIONS, claim, synthetic, telecoms

from kg.communities import SMALL, groups
from kg.network import CORE, build_network, layout


def test_years_of_one_relation_are_one_edge() -> None:
    graph = telecoms()
    network = build_network(graph.claims, graph.entities, graph.relations)
    edge = network.edges["ntt", "iij", "ownsShareIn"]
    assert [c.year for c in edge["claims"]] == [2006, 2008, 2011, 2012]
    assert (edge["first"], edge["last"], edge["relation"]) == (2006, 2012, "ownsShareIn")
    assert sorted(key for _, _, key in network.edges("ntt-com", keys=True)) == ["acquired", "competitorOf", "ownsShareIn", "supplierOf"]


def test_no_claim_is_lost_and_an_object_is_optional() -> None:
    graph = telecoms()
    network = build_network(graph.claims, graph.entities, graph.relations)
    on_edges = [c for _, _, found in network.edges(data="claims") for c in found]
    on_nodes = [c for _, found in network.nodes(data="claims") for c in found]
    assert sorted(c.id for c in (*on_edges, *on_nodes)) == sorted(c.id for c in graph.claims)
    assert [c.relation for c in network.nodes["crosswave"]["claims"]] == ["insolvency"]


def test_both_directions_of_a_symmetric_relation_are_one_edge() -> None:
    rows = [
        claim("competitorOf", "b", "a", 2010),
        claim("competitorOf", "a", "b", 2011),
        claim("supplierOf", "a", "b", 2011),
        claim("supplierOf", "b", "a", 2011),
    ]
    network = build_network(rows, (), RELATIONS)
    assert sorted(network.edges(keys=True)) == [("a", "b", "competitorOf"), ("a", "b", "supplierOf"), ("b", "a", "supplierOf")]
    assert [c.year for c in network.edges["a", "b", "competitorOf"]["claims"]] == [2010, 2011]


def test_the_order_of_claims_does_not_matter() -> None:
    graph = telecoms()
    forward, backward = (build_network(rows, graph.entities, graph.relations) for rows in (graph.claims, graph.claims[::-1]))
    assert list(forward.edges(keys=True)) == list(backward.edges(keys=True))
    assert layout(forward) == layout(backward)


@pytest.mark.parametrize("facts", [30, 100, 300])
def test_boxes_do_not_overlap(facts: int) -> None:
    graph = synthetic(facts)
    network = build_network(graph.claims, graph.entities, graph.relations)
    room = dict.fromkeys(network, (120.0, 60.0))
    spots = sorted(layout(network, room).values())
    overlapping = [(a, b) for i, a in enumerate(spots) for b in spots[i + 1 :] if abs(a[0] - b[0]) < 115 and abs(a[1] - b[1]) < 55]
    assert len(overlapping) <= len(spots) // 20


def test_components_stand_apart() -> None:
    parts = [nx.star_graph(8), nx.path_graph(5), nx.path_graph(2), nx.complete_graph(4)]
    network = nx.MultiDiGraph(nx.disjoint_union_all(parts))
    network = nx.relabel_nodes(network, {i: f"n{i:02}" for i in network})
    spots = layout(network)
    frames = []
    for part in nx.weakly_connected_components(network):
        xs, ys = zip(*(spots[node] for node in part), strict=True)
        frames.append((min(xs), min(ys), max(xs), max(ys)))
    for i, a in enumerate(frames):
        for b in frames[i + 1 :]:
            assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_small_and_odd_networks() -> None:
    assert layout(nx.MultiDiGraph()) == {}
    alone = nx.MultiDiGraph()
    alone.add_edge("a", "a", key="supplierOf")
    assert layout(alone) == {"a": (0.0, 0.0)}
    pair = nx.MultiDiGraph([("a", "b")])
    spots = layout(pair)
    assert abs(spots["a"][0] - spots["b"][0]) > 150


def test_every_node_of_a_big_network_has_its_place() -> None:
    graph = synthetic(6000)
    network = build_network(graph.claims, graph.entities, graph.relations)
    assert len(network) > 4 * CORE
    spots = layout(network)
    assert set(spots) == set(network)
    assert len(set(spots.values())) > 0.97 * len(spots)


def test_communities_are_those_that_a_reader_sees() -> None:
    """Two cliques with one link between them, and a pair on its own."""
    network = nx.MultiDiGraph(nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(5)))
    network.add_edge(0, 7)
    network.add_edge(20, 21)
    network = nx.relabel_nodes(network, {i: f"n{i:02}" for i in network})
    rank = sorted(network, key=lambda node: (-network.degree(node), node))
    found = groups(network, rank)
    assert [sorted(group.members) for group in found] == [
        [f"n{i:02}" for i in range(6)],
        [f"n{i:02}" for i in range(6, 11)],
        ["n20", "n21"],
    ]
    assert [group.rest for group in found] == [False, False, True], f"fewer than {SMALL} are no community"
    assert found[0].members[0] == "n00", "the most important first"
    assert all(abs(group.x) <= 1.2 and abs(group.y) <= 1.2 for group in found)
    assert groups(network, rank) == found
    assert groups(nx.MultiDiGraph(), []) == []
