"""Formats of network programs: GraphML, GEXF for Gephi, networkx' node-link JSON. Streams: networkx' own writers hold it all.

A list of values stands as text with " | " between them where a format has no lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.export.parts import Edge, Node, Plain, columns, edges, nodes
from kg.export.source import Graph

__all__ = ["Value", "described", "kinds", "properties", "separated", "write_gexf", "write_graphml", "write_nodelink"]

Value = Plain | tuple[Plain, ...]
_CLAIM = ("relation", "year", "basis", "status", "date", "earliest", "latest", "filings", "quote", "iri")
_RETURN = {"\r": "&#13;"}  # a parser makes a line feed of a bare one


def properties(edge: Edge) -> dict[str, Value]:
    """What an edge carries, by name: what every claim has, then its attributes; nothing that is empty."""
    found: dict[str, Value] = {name: getattr(edge, name) for name in _CLAIM}
    return {name: value for name, value in (found | edge.attributes).items() if value not in ("", ())}


def described(node: Node) -> dict[str, Value]:
    """What a node carries, by name."""
    found: dict[str, Value] = {"name": node.name, "kind": node.kind, "iri": node.iri, "aliases": node.aliases}
    return {name: value for name, value in (dict(node.more) | found).items() if value not in ("", ())}


def kinds(graph: Graph) -> tuple[dict[str, str], dict[str, str]]:
    """The names of the properties of nodes and edges, each with its type as GraphML calls it."""
    attributes, more = columns(graph)
    of_nodes = dict.fromkeys(["name", "kind", "iri", "aliases", *more], "string")
    of_edges = {name: "int" if name == "year" else "string" for name in _CLAIM}
    return of_nodes, of_edges | {name: "double" if number else "string" for name, number in attributes.items()}


def write_nodelink(graph: Graph, stream: BinaryIO) -> None:
    """What `networkx.node_link_graph(json.load(file), edges="edges")` reads: a MultiDiGraph whose edges have the claim's id as key."""
    stream.write(b'{"directed": true, "multigraph": true, "graph": {}, "nodes": [')
    stream.writelines(separated({"id": node.id, **described(node)} for node in nodes(graph)))
    stream.write(b'\n], "edges": [')
    stream.writelines(separated({"source": e.source, "target": e.target, "key": e.claim, **properties(e)} for e in edges(graph)))
    stream.write(b"\n]}\n")


def separated(records: Iterator[Mapping[str, object]]) -> Iterator[bytes]:
    """The members of a JSON array, a line each."""
    for number, record in enumerate(records):
        yield (b",\n" if number else b"\n") + json.dumps(record, ensure_ascii=False).encode()


def write_graphml(graph: Graph, stream: BinaryIO) -> None:
    """GraphML: a directed graph whose edges have the claim's id."""
    of_nodes, of_edges = kinds(graph)
    keys = {("n", name): f"n{number}" for number, name in enumerate(of_nodes)} | {("e", n): f"e{i}" for i, n in enumerate(of_edges)}
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for what, types in (("node", of_nodes), ("edge", of_edges)):
        for name, kind in types.items():
            key = keys[what[0], name]
            stream.write(f'<key id="{key}" for="{what}" attr.name={_attribute(name)} attr.type="{kind}"/>\n'.encode())
    stream.write(b'<graph id="kg" edgedefault="directed">\n')
    for node in nodes(graph):
        data = "".join(f'<data key="{keys["n", name]}">{_text(value)}</data>' for name, value in described(node).items())
        stream.write(f"<node id={_attribute(node.id)}>{data}</node>\n".encode())
    for edge in edges(graph):
        data = "".join(f'<data key="{keys["e", name]}">{_text(value)}</data>' for name, value in properties(edge).items())
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
        stream.write(f"<edge id={_attribute(edge.claim)} {ends}>{data}</edge>\n".encode())
    stream.write(b"</graph>\n</graphml>\n")


def write_gexf(graph: Graph, stream: BinaryIO) -> None:
    """GEXF 1.2 with the year of each claim as its time, so that Gephi's time line works."""
    of_nodes, of_edges = kinds(graph)
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n')
    stream.write(b'<graph mode="dynamic" defaultedgetype="directed" timeformat="double">\n')
    for what, types in (("node", of_nodes), ("edge", of_edges)):
        stream.write(f'<attributes class="{what}" mode="static">\n'.encode())
        for number, (name, kind) in enumerate(types.items()):
            gexf = "integer" if kind == "int" else kind
            stream.write(f'<attribute id="{what[0]}{number}" title={_attribute(name)} type="{gexf}"/>\n'.encode())
        stream.write(b"</attributes>\n")
    stream.write(b"<nodes>\n")
    for node in nodes(graph):
        head = f"<node id={_attribute(node.id)} label={_attribute(node.name)}>"
        stream.write(f"{head}{_attvalues(described(node), list(of_nodes), 'n')}</node>\n".encode())
    stream.write(b"</nodes>\n<edges>\n")
    for edge in edges(graph):
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)} label={_attribute(edge.relation)}"
        head = f'<edge id={_attribute(edge.claim)} {ends} start="{edge.year}" end="{edge.year}">'
        stream.write(f"{head}{_attvalues(properties(edge), list(of_edges), 'e')}</edge>\n".encode())
    stream.write(b"</edges>\n</graph>\n</gexf>\n")


def _attvalues(values: Mapping[str, Value], names: list[str], letter: str) -> str:
    told = (f'<attvalue for="{letter}{names.index(name)}" value={_attribute(value)}/>' for name, value in values.items())
    return f"<attvalues>{''.join(told)}</attvalues>"


def _joined(value: Value) -> str:
    return " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _text(value: Value) -> str:
    return escape(_joined(value), _RETURN)


def _attribute(value: Value) -> str:
    return quoteattr(_joined(value), _RETURN)
