"""Neo4j: a Cypher script that can be run again, and a zip of CSV files for `neo4j-admin database import`."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.export.network import Value, described, kinds, properties
from kg.export.parts import Edge, Node, edges, nodes
from kg.export.source import Graph

__all__ = ["write_cypher", "write_neo4j"]

_BATCH = 500  # records a statement: a transaction of some kilobytes
_LISTS = frozenset({"aliases", "filings", "evidence"})
_BETWEEN = "\x1f"  # between the values of a list; no text of a graph holds it
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the zip's bytes do not depend on the day
_IMPORT = """#!/bin/sh
# Unpack the zip, and run this in its folder, on the machine of a stopped Neo4j 5. The name of the database is the argument.
exec neo4j-admin database import full "${1:-neo4j}" --nodes=nodes.csv --relationships=relationships.csv \\
  --array-delimiter=U+001F --multiline-fields=true --id-type=string
"""


def write_cypher(graph: Graph, stream: BinaryIO) -> None:
    """A script for `cypher-shell` (Neo4j 4.4 and later): MERGE alone, so that it can be run again without making anything twice."""
    stream.writelines(statement.encode() for statement in _statements(graph))


def _statements(graph: Graph) -> Iterator[str]:
    yield "CREATE CONSTRAINT kg_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
    for label, rows in _batches((_label(node.kind), {"id": node.id, **described(node)}) for node in nodes(graph)):
        yield f"UNWIND {_cypher(rows)} AS row\nMERGE (n:Entity {{id: row.id}}) SET n:{label}, n += row;\n"
    for kind, rows in _batches((_kind(edge.relation), _linked(edge)) for edge in edges(graph)):
        match = "MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target})"
        merge = f"MERGE (a)-[r:{kind} {{claim: row.claim}}]->(b) SET r += row.properties"
        yield f"UNWIND {_cypher(rows)} AS row\n{match}\n{merge};\n"


def _linked(edge: Edge) -> dict[str, object]:
    return {"source": edge.source, "target": edge.target, "claim": edge.claim, "properties": _listed(edge)}


def _listed(edge: Edge) -> dict[str, Value]:
    return properties(edge) | {"evidence": edge.evidence}


def _batches(records: Iterable[tuple[str, dict[str, object]]]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Records by label, some hundred at a time: Cypher takes no label from data."""
    waiting: dict[str, list[dict[str, object]]] = defaultdict(list)
    for label, record in records:
        waiting[label].append(record)
        if len(waiting[label]) == _BATCH:
            yield label, waiting.pop(label)
    yield from sorted(waiting.items())


def _label(kind: str) -> str:
    return _name(kind[:1].upper() + kind[1:])


def _kind(relation: str) -> str:
    """A type of relationships as Neo4j's users write them: OWNS_SHARE_IN."""
    return _name(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", relation).upper())


def _name(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) else "`" + text.replace("`", "``") + "`"


def _cypher(value: object) -> str:
    """A value as a Cypher literal."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_name(key)}: {_cypher(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_cypher, value)) + "]"
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return repr(float(value))
    if isinstance(value, int | float):
        return repr(value)
    return "'" + re.sub(r"[\\'\n\r\t\u2028\u2029]|[^\x20-\uffff]", _escaped, str(value)) + "'"


def _escaped(found: re.Match[str]) -> str:
    """Characters that would end the string or a line; and those beyond the first plane, as the pair of escapes that Java reads."""
    short = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    units = found[0].encode("utf-16-be").hex()
    return short.get(found[0]) or "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


def write_neo4j(graph: Graph, stream: BinaryIO) -> None:
    """A zip with nodes.csv, relationships.csv and import.sh, which holds the command."""
    of_nodes, of_edges = kinds(graph)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        head = ["id:ID", *(_column(name, kind) for name, kind in of_nodes.items()), ":LABEL"]
        _write(archive, "nodes.csv", head, (_node(node, list(of_nodes)) for node in nodes(graph)))
        head = [":START_ID", ":END_ID", ":TYPE", "claim", "evidence:string[]", *(_column(name, kind) for name, kind in of_edges.items())]
        _write(archive, "relationships.csv", head, (_edge(edge, list(of_edges)) for edge in edges(graph)))
        archive.writestr(zipfile.ZipInfo("import.sh", _EPOCH), _IMPORT)


def _write(archive: zipfile.ZipFile, name: str, head: list[str], rows: Iterable[list[str]]) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="") as text:
        table = csv.writer(text)  # ends lines with CRLF, so that a cell with either of them is quoted
        table.writerow(head)
        table.writerows(rows)


def _column(name: str, kind: str) -> str:
    return f"{name}:string[]" if name in _LISTS else name if kind == "string" else f"{name}:{kind}"


def _node(node: Node, names: list[str]) -> list[str]:
    found = described(node)
    return [node.id, *(_cell(found.get(name, "")) for name in names), f"Entity;{_label(node.kind)}".replace(";", _BETWEEN)]


def _edge(edge: Edge, names: list[str]) -> list[str]:
    found = properties(edge)
    told = [_cell(found.get(name, "")) for name in names]
    return [edge.source, edge.target, _kind(edge.relation).strip("`"), edge.claim, _cell(edge.evidence), *told]


def _cell(value: Value) -> str:
    return _BETWEEN.join(map(str, value)) if isinstance(value, tuple) else str(value)
