"""Clients that people have: each asks the endpoint every named question and reads the answers that `kg ask` gives."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib
from market_samples import CLAIMS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from servers import Server

from kg.query import filled, questions
from kg.sparql import query
from kg.store import open_store

VALUES = {"company": "CW", "other": "Fenland Fibre", "year": "2012", "from": "2011", "to": "2012", "claim": CLAIMS[1].id}
Rows = list[tuple[str | None, ...]]


@pytest.fixture(scope="module")
def store(build: Path) -> ox.Store:
    return open_store(build)


def given(name: str) -> dict[str, str]:
    """Values for what a question needs, and the company."""
    return {p.name: VALUES[p.name] for p in questions()[name].parameters if p.name == "company" or not p.optional}


@pytest.fixture(scope="module")
def asked(store: ox.Store) -> dict[str, str]:
    """The SPARQL of all questions."""
    return {name: filled(store, question, given(name)) for name, question in questions().items()}


@pytest.fixture(scope="module")
def expected(store: ox.Store, asked: dict[str, str]) -> dict[str, Rows]:
    return {name: [tuple(map(text, row)) for row in query(store, sparql).terms] for name, sparql in asked.items()}


def text(term: object) -> str | None:
    return None if term is None else str(getattr(term, "value", term))


def one_line_end(term: object) -> str | None:
    """As XML has it, which this client asks for: it knows one end of a line."""
    return None if term is None else str(term).replace("\r\n", "\n")


def values(found: object) -> Rows:
    """The rows of the JSON results format."""
    names: Sequence[str] = found["head"]["vars"]  # type: ignore[index]
    rows = found["results"]["bindings"]  # type: ignore[index]
    return [tuple(row[name]["value"] if name in row else None for name in names) for row in rows]


@pytest.fixture
def client(server: Server) -> Any:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed: pip install '.[dev]'")
    return wrapper.SPARQLWrapper(f"{server.address}/sparql")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(client: Any, asked: dict[str, str], expected: dict[str, Rows], method: str) -> None:
    client.setReturnFormat("json")
    client.setMethod(method)
    for name, sparql in asked.items():
        client.setQuery(sparql)
        assert values(client.queryAndConvert()) == expected[name], name


def test_sparqlwrapper_reads_xml_and_graphs(client: Any) -> None:
    client.setReturnFormat("xml")
    client.setQuery("SELECT ?n { entity:we skos:prefLabel ?n }")
    assert "Cable Works Ltd." in client.queryAndConvert().toxml()
    client.setQuery("DESCRIBE entity:we")
    assert len(client.queryAndConvert()) > 3


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_sparqlstore(server: Server, asked: dict[str, str], expected: dict[str, Rows], method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.address}/sparql", method=method))
    for name, sparql in asked.items():
        rows = [tuple(map(one_line_end, row)) for row in graph.query(sparql)]  # type: ignore[arg-type]
        assert rows == [tuple(map(one_line_end, row)) for row in expected[name]], name
    label = graph.value(rdflib.URIRef("https://kg.example/id/entity/we"), rdflib.SKOS.prefLabel)
    assert str(label) == "Cable Works Ltd."


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on the PATH")
def test_curl(server: Server, asked: dict[str, str], expected: dict[str, Rows]) -> None:
    for name, sparql in asked.items():
        data = ["--data-urlencode", f"query={sparql}"]
        command = ["curl", "-sS", "--fail-with-body", "-H", "Accept: text/csv", *data, f"{server.address}/sparql"]
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
        rows = list(csv.reader(io.StringIO(done.stdout.decode("utf-8"), newline="")))[1:]
        assert rows == [[cell or "" for cell in row] for row in expected[name]], name


def test_the_addresses_of_the_questions(server: Server, expected: dict[str, Rows]) -> None:
    for name in questions():
        reply = server.get(f"/ask/{name}?{urlencode(given(name))}", Accept="application/json")
        assert values(json.loads(reply.text)) == expected[name], name


COMUNICA = """
const { QueryEngine } = require("@comunica/query-sparql");
const { endpoint, queries } = JSON.parse(require("fs").readFileSync(0, "utf8"));
(async () => {
  const engine = new QueryEngine(), found = {};
  for (const [name, sparql] of Object.entries(queries)) {
    const rows = await (await engine.queryBindings(sparql, { sources: [{ type: "sparql", value: endpoint }] })).toArray();
    found[name] = rows.map((row) => Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value])));
  }
  console.log(JSON.stringify(found));
})().catch((error) => { console.error(error); process.exit(1); });
"""


NODE = Path(__file__).parents[2] / ".venv" / "node"  # where .ci/run puts npm's packages
no_comunica = shutil.which("node") is None or not (NODE / "node_modules" / "@comunica" / "query-sparql").is_dir()


@pytest.mark.skipif(no_comunica, reason="npm's @comunica/query-sparql is not in .venv/node: .ci/run puts it there")
@pytest.mark.slow
def test_comunica(server: Server, store: ox.Store, asked: dict[str, str], expected: dict[str, Rows]) -> None:
    job = json.dumps({"endpoint": f"{server.address}/sparql", "queries": asked})
    done = subprocess.run(["node", "-e", COMUNICA], cwd=NODE, input=job, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    for name, rows in json.loads(done.stdout).items():
        names = query(store, asked[name]).variables
        assert [tuple(row.get(variable) for variable in names) for row in rows] == expected[name], name
