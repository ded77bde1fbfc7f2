"""Every format read back by a parser that is not its writer's gives the same graph.

`KG_GRAPHS=2000 python -m pytest tests/rdf/test_export_formats.py -k hypothesis` tries 2,000.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
import zipfile
from pathlib import Path

import bods_schema
import pyoxigraph as ox
import pytest
import readers
from graph_samples import expected_edges, expected_names, exported, hostile, samples, write_build
from hypothesis import HealthCheck, given, settings
from rdf_samples import Sample

from kg.export.names import FORMATS, format_of
from kg.export.tables import guarded, unguarded
from kg.graph import clean
from kg.pipeline import build as build_filings

pytestmark = [
    pytest.mark.filterwarnings("ignore:Dataset.default_context"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of rdflib's own parsers
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
SHARED = Path(__file__).parents[3] / "shared"
GRAPHS = int(os.environ.get("KG_GRAPHS", "12"))
TRIPLES = {"turtle": (ox.RdfFormat.TURTLE, "turtle"), "ntriples": (ox.RdfFormat.N_TRIPLES, "nt")}
QUADS = {"trig": (ox.RdfFormat.TRIG, "trig"), "nquads": (ox.RdfFormat.N_QUADS, "nquads"), "jsonld": (ox.RdfFormat.JSON_LD, "json-ld")}
NETWORKS = {"graphml": readers.graphml, "node-link": readers.nodelink, "gexf": readers.gexf}


@pytest.fixture(scope="module", params=["sample", "hostile"])
def build(request: pytest.FixtureRequest, sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> tuple[Sample, Path]:
    made = sample if request.param == "sample" else hostile()
    return made, write_build(made, tmp_path_factory.mktemp("build"))


def assert_rdf(made: Sample, out: Path) -> None:
    want = set(made.quads())
    flat = {ox.Quad(*quad.triple) for quad in want}
    for name, (ours, theirs) in (TRIPLES | QUADS).items():
        data, expected = exported(out, name), flat if name in TRIPLES else want
        assert readers.oxigraph(data, ours) == expected, name
        assert readers.rdflib_quads(data, theirs) == expected, name
    assert readers.pyld_quads(exported(out, "jsonld")) == want


def assert_networks(made: Sample, out: Path, folder: Path) -> None:
    names, edges = expected_names(made), expected_edges(made)
    for name, read in NETWORKS.items():
        assert_same(name, read(exported(out, name)), names, edges)
    found, told = readers.neo4j(exported(out, "neo4j"), folder)
    numbers = {edge[0] for edge in edges if isinstance(edge[5], float)}  # the tables were read as text
    told = {(*edge[:5], float(str(edge[5])) if edge[0] in numbers else edge[5]) for edge in told}
    assert_same("neo4j", (found, told), names, edges)


def assert_same(name: str, found: tuple[dict[str, str], readers.Edges], names: dict[str, str], edges: readers.Edges) -> None:
    assert {id_: label for id_, label in found[0].items() if not id_.startswith("claim:")} == names, name
    assert found[1] == edges, name


def assert_tables(made: Sample, out: Path) -> None:
    facts = [fact for claim in made.claims for fact in claim.facts]
    want = sorted((fact.id, clean(fact.evidence.quote), fact.year, clean(str(fact.attribute("seller") or ""))) for fact in facts)
    rows = list(csv.DictReader(io.StringIO(exported(out, "csv").decode(), newline="")))
    told = [(unguarded(r["id"]), unguarded(r["evidence"]), int(r["year"]), unguarded(r.get("seller", ""))) for r in rows]
    assert sorted(told) == want


@pytest.mark.parametrize("check", [assert_rdf, assert_tables])
def test_read_back(build: tuple[Sample, Path], check: object) -> None:
    check(*build)  # type: ignore[operator]


def test_networks_read_back(build: tuple[Sample, Path], tmp_path: Path) -> None:
    assert_networks(*build, tmp_path)


@settings(max_examples=GRAPHS, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(samples())
def test_what_hypothesis_makes_is_read_back(made: Sample) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = write_build(made, Path(folder) / "out")
        assert_rdf(made, out)
        assert_networks(made, out, Path(folder))
        assert_tables(made, out)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_bytes_again(build: tuple[Sample, Path], name: str) -> None:
    first = exported(build[1], name)
    assert first
    assert exported(build[1], name) == first


def test_duckdb_reads_the_tables(build: tuple[Sample, Path], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: make .venv/dev")
    made, out = build
    for name in ("csv", "parquet"):
        (tmp_path / f"facts.{name}").write_bytes(exported(out, name))
    options = "header=true, all_varchar=true, delim=',', quote='\"', escape='\"', nullstr='', strict_mode=true"
    by_csv = readers.duckdb.sql(f"SELECT id, evidence, year::int FROM read_csv('{tmp_path}/facts.csv', {options})").fetchall()
    by_parquet = readers.duckdb.sql(f"SELECT id, evidence, year FROM '{tmp_path}/facts.parquet'").fetchall()
    want = sorted((fact.id, clean(fact.evidence.quote), fact.year) for claim in made.claims for fact in claim.facts)
    assert sorted((a, unguarded(b), c) for a, b, c in by_csv) == want
    assert sorted(by_parquet) == want


def test_parquet_has_types(build: tuple[Sample, Path]) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: make .venv/dev")
    schema = pq.read_schema(io.BytesIO(exported(build[1], "parquet")))
    assert [str(schema.field(name).type) for name in ("year", "start", "amount", "evidence")] == ["int64", "int64", "double", "string"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''", "'"])
def test_a_spreadsheet_runs_no_cell_and_nothing_is_lost(text: str) -> None:
    cell = guarded(text)
    assert cell.startswith("'")
    assert unguarded(cell) == text
    assert guarded("plain = text") == "plain = text"


def test_claims_say_in_rdf12_and_rdf_star_which_triple_they_are_about(build: tuple[Sample, Path], tmp_path: Path) -> None:
    made, out = build
    pairs = sum(claim.object is not None for claim in made.claims)
    flat = {quad.triple for quad in made.quads()}
    told = {quad.triple for quad in ox.parse(exported(out, "rdf12"), format=ox.RdfFormat.TURTLE)}
    assert flat <= told
    reified = told - flat
    assert len(reified) == pairs
    assert all(isinstance(triple.object, ox.Triple) for triple in reified)


@pytest.mark.parametrize(("name", "package"), [("rdf12", "n3"), ("rdfstar", "n3star")])
def test_n3_reads_statements_about_triples(build: tuple[Sample, Path], tmp_path: Path, name: str, package: str) -> None:
    if reason := readers.missing(package):
        pytest.skip(reason)
    made, out = build
    (tmp_path / "graph").write_bytes(exported(out, name))
    done = readers.node_script("n3.js", package, str(tmp_path / "graph"))
    assert done.returncode == 0, done.stderr
    pairs = sum(claim.object is not None for claim in made.claims)
    assert json.loads(done.stdout) == {"statements": len({quad.triple for quad in made.quads()}) + pairs, "about": pairs}


def test_cypher_is_what_neo4js_grammar_reads(build: tuple[Sample, Path], tmp_path: Path) -> None:
    if reason := readers.missing("@neo4j-cypher/antlr4"):
        pytest.skip(reason)
    made, out = build
    (tmp_path / "graph.cypher").write_bytes(exported(out, "cypher"))
    done = readers.node_script("cypher.js", str(tmp_path / "graph.cypher"))
    read = json.loads(done.stdout)
    assert [error for error in read["errors"] if not error.startswith("1:")] == []  # the grammar is older than that kind of constraint
    wanted = {clean(fact.evidence.quote) for claim in made.claims for fact in claim.facts[:1]} | set(expected_names(made).values())
    assert {text.replace("\r\n", "\n") for text in wanted} - {""} <= {text.replace("\r\n", "\n") for text in read["strings"]}


def test_bods_keeps_to_its_schema(build: tuple[Sample, Path]) -> None:
    if not bods_schema.FOLDER.is_dir():
        pytest.skip("the schema of BODS is not in .venv/bods: .ci/run puts it there")
    made, out = build
    statements = json.loads(exported(out, "bods"))
    assert bods_schema.errors(statements) == []
    kinds = [statement["recordType"] for statement in statements]
    wanted = [claim for claim in made.claims if claim.relation in ("ownsShareIn", "subsidiaryOf")]
    assert kinds.count("relationship") == len(wanted)
    assert len({statement["statementId"] for statement in statements}) == len(statements)
    known = {statement["recordId"] for statement in statements if statement["recordType"] != "relationship"}
    shares = [statement["recordDetails"] for statement in statements if statement["recordType"] == "relationship"]
    assert {end for share in shares for end in (share["subject"], share["interestedParty"])} <= known


def test_neo4js_zip_says_how_to_import_it(build: tuple[Sample, Path]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(exported(build[1], "neo4j")))
    assert sorted(archive.namelist()) == ["import.sh", "nodes.csv", "relationships.csv"]
    assert b"neo4j-admin database import full" in archive.read("import.sh")
    assert archive.read("nodes.csv").startswith(b"id:ID,name,kind,iri,aliases:string[]")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("a.ttl", "turtle"), ("A.NQ.GZ", "nquads"), ("x.bods.json", "bods"), ("x.json", "node-link"), ("x.bin", None), ("g.csv.gz", "csv")],
)
def test_the_name_of_a_file_tells_its_format(name: str, wanted: str | None) -> None:
    assert format_of(Path(name)) == wanted


@pytest.mark.real
@pytest.mark.slow
def test_real_filings_are_read_back(tmp_path: Path) -> None:
    folder = SHARED / "filings" / os.environ.get("KG_FILINGS", "excerpts")
    if not folder.is_dir():
        pytest.skip(f"no real filings in {folder}")
    out = tmp_path / "out"
    result = build_filings([folder], manifest=SHARED / "filings" / "INDEX.tsv", out=out)
    made = Sample(result.claims, result.entities, result.sources, dict(result.relations))
    want = set(ox.parse(path=str(out / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    flat = {ox.Quad(*quad.triple) for quad in want}
    for name, (ours, theirs) in (TRIPLES | QUADS).items():
        data, expected = exported(out, name), flat if name in TRIPLES else want
        assert readers.oxigraph(data, ours) == expected, name
        assert readers.rdflib_quads(data, theirs) == expected, name
    assert readers.pyld_quads(exported(out, "jsonld")) == want
    assert_networks(made, out, tmp_path)
    assert_tables(made, out)
