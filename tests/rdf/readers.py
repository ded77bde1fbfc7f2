"""Each export read back by a parser that is not its writer's: RDF as quads, property graphs as (names, edges)."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

pyld = pytest.importorskip("pyld", reason="pyld is not installed: make .venv/dev")
duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: make .venv/dev")

ROOT = Path(__file__).resolve().parent.parent.parent
NODE = ROOT / ".venv" / "node"  # where .ci/run puts npm's packages
Edges = set[tuple[object, ...]]


def oxigraph(data: bytes, syntax: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(data, format=syntax))


def rdflib_quads(data: bytes, syntax: str) -> set[ox.Quad]:
    """By rdflib, whose terms go over N-Quads lines written here, since its own writer is not the point."""
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=syntax)
    found = set()
    for s, p, o, g in dataset.quads():
        graph = ox.DefaultGraph() if g in (None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID) else ox.NamedNode(str(g))
        found.add(ox.Quad(ox.NamedNode(str(s)), ox.NamedNode(str(p)), _term(o), graph))
    return found


def _term(term: Any) -> ox.NamedNode | ox.Literal:
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))


def pyld_quads(data: bytes) -> set[ox.Quad]:
    found = set()
    for name, quads in pyld.jsonld.to_rdf(json.loads(data)).items():
        graph = ox.DefaultGraph() if name == "@default" else ox.NamedNode(name)
        for quad in quads:
            subject, predicate, target = quad["subject"], quad["predicate"], quad["object"]
            term = ox.NamedNode(target["value"]) if target["type"] == "IRI" else _literal(target)
            found.add(ox.Quad(ox.NamedNode(subject["value"]), ox.NamedNode(predicate["value"]), term, graph))
    return found


def _literal(term: dict[str, str]) -> ox.Literal:
    if "language" in term:
        return ox.Literal(term["value"], language=term["language"])
    return ox.Literal(term["value"], datatype=ox.NamedNode(term["datatype"]))


def network(graph: Any) -> tuple[dict[str, str], Edges]:
    """The names of nodes and the edges of what networkx read."""
    names = {str(node): data.get("name", "") for node, data in graph.nodes(data=True)}
    edges: Edges = set()
    for source, target, key, data in graph.edges(keys=True, data=True):
        value = data.get("seller", data.get("percent"))
        edges.add((str(data.get("id", key)), str(source), data["relation"], str(target), int(data["year"]), None if value == "" else value))
    return names, edges


def graphml(data: bytes) -> tuple[dict[str, str], Edges]:
    return network(nx.read_graphml(io.BytesIO(data), force_multigraph=True))


def nodelink(data: bytes) -> tuple[dict[str, str], Edges]:
    return network(nx.node_link_graph(json.loads(data), edges="edges"))


def gexf(data: bytes) -> tuple[dict[str, str], Edges]:
    graph = nx.read_gexf(io.BytesIO(data))
    return network(graph if graph.is_multigraph() else nx.MultiDiGraph(graph))


def neo4j(data: bytes, folder: Path) -> tuple[dict[str, str], Edges]:
    """The zip's tables by DuckDB."""
    zipfile.ZipFile(io.BytesIO(data)).extractall(folder)
    names = {row[0]: row[1] or "" for row in duckdb.sql(_select(folder / "nodes.csv", '"id:ID", name')).fetchall()}
    columns = duckdb.sql(_select(folder / "relationships.csv", "*")).columns
    values = [f'"{name}"' for wanted in ("seller", "percent") for name in columns if name.split(":")[0] == wanted]
    value = f"coalesce({', '.join(values)}, NULL)"
    query = _select(folder / "relationships.csv", f'claim, ":START_ID", relation, ":END_ID", "year:int", {value}')
    return names, {(c, s, r, t, int(y), v) for c, s, r, t, y, v in duckdb.sql(query).fetchall()}


def _select(path: Path, what: str) -> str:
    options = "header=true, all_varchar=true, delim=',', quote='\"', escape='\"', strict_mode=true, nullstr=''"
    return f"SELECT {what} FROM read_csv('{path}', {options}, max_line_size=20000000)"


def node_script(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of this folder in node, with the packages that .ci/run installed."""
    script = Path(__file__).parent / name
    return subprocess.run(
        ["node", str(script), str(NODE / "node_modules"), *arguments], capture_output=True, text=True, check=False, timeout=120
    )  # fmt: skip


def missing(package: str) -> str:
    """Why a test that needs an npm package is skipped; empty if it is there."""
    if shutil.which("node") is None:
        return "node is not installed"
    return (
        "" if (NODE / "node_modules" / package).is_dir() else f"npm's {package} is not in {NODE.relative_to(ROOT)}: .ci/run puts it there"
    )
