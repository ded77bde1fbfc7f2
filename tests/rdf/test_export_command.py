"""`kg export` as a user runs it: formats by name, packing, filters, shards, alignments, and what it refuses."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from graph_samples import exported, write_build
from rdf_samples import Sample

from kg.cli import main
from kg.export import parts
from kg.export.names import FORMATS
from kg.export.select import Filters
from kg.vocab import KG, RDF, SKOS

RUN = CliRunner()
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def out(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(sample, tmp_path_factory.mktemp("build"))


@pytest.fixture
def run(out: Path) -> Run:
    return lambda *arguments: RUN.invoke(main, ["export", str(out), *map(str, arguments)], standalone_mode=True)


def claims(data: bytes) -> list[dict[ox.NamedNode, str]]:
    found: dict[str, dict[ox.NamedNode, str]] = {}
    for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS):
        found.setdefault(quad.subject.value, {})[quad.predicate] = quad.object.value
    return [told for told in found.values() if KG.relation in told]


def test_the_name_of_the_file_tells_format_and_packing(run: Run, out: Path, tmp_path: Path) -> None:
    for name in ("g.ttl", "g.ttl.gz", "again.ttl.gz"):
        assert run("-o", tmp_path / name).exit_code == 0
    plain = (tmp_path / "g.ttl").read_bytes()
    assert plain == exported(out, "turtle")
    assert gzip.decompress((tmp_path / "g.ttl.gz").read_bytes()) == plain
    assert (tmp_path / "g.ttl.gz").read_bytes() == (tmp_path / "again.ttl.gz").read_bytes()


@pytest.mark.parametrize(("name", "meant"), [("ttl", "turtle"), ("nt", "ntriples"), ("json-ld", "jsonld"), ("TTL", "turtle")])
def test_other_names_of_a_format_do_as_well(run: Run, out: Path, name: str, meant: str) -> None:
    assert run("--format", name).stdout_bytes == exported(out, meant)


def test_filters_leave_claims_with_all_that_belongs_to_them(out: Path) -> None:
    data = exported(out, "nquads", Filters(companies=("KT",), years=frozenset({2012})))
    assert {(c[KG.relation].rpartition("#")[2], c[KG.year]) for c in claims(data)} == {
        ("ownsShareIn", "2012"), ("supplierOf", "2012"), ("competitorOf", "2012"),
    }  # fmt: skip
    quads = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    subjects = {quad.subject for quad in quads}
    ours = {
        quad.object for quad in quads if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith("https://kg.example/id/")
    }
    assert ours <= subjects, "nothing points to what was left out"
    assert {quad.object.value for quad in quads if quad.predicate == SKOS.prefLabel} == {
        "Kanto Telephone Corporation", "Northwind Networks Inc.",
    }  # fmt: skip
    direct = [quad for quad in quads if quad.predicate.value.endswith("#competitorOf")]
    assert len(direct) == 2, "both ways, and not the competitor that was not asked for"


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(since=2012), 8), (Filters(years=frozenset({2010, 2011})), 4), (Filters(relations=frozenset({"insolvency"})), 1),
        (Filters(since=2013), 0), (Filters(relations=frozenset({"supplierOf"}), since=2012), 2),
    ],
)  # fmt: skip
def test_how_many_claims_each_filter_leaves_in_every_format(out: Path, filters: Filters, count: int) -> None:
    assert len(claims(exported(out, "nquads", filters))) == count
    assert len(json.loads(exported(out, "node-link", filters))["edges"]) == count
    rows = exported(out, "csv", filters).decode().splitlines()[1:]
    assert len({row.split(",")[1] for row in rows}) == count
    trig = set(ox.parse(exported(out, "trig", filters), format=ox.RdfFormat.TRIG))
    assert trig == set(ox.parse(exported(out, "nquads", filters), format=ox.RdfFormat.N_QUADS))


def test_shards_hold_the_graph_once_and_each_thing_in_one(run: Run, out: Path, tmp_path: Path) -> None:
    assert run("-o", tmp_path / "g.nq.gz", "--shards", 3).exit_code == 0
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["g-00001.nq.gz", "g-00002.nq.gz", "g-00003.nq.gz"]
    lines = [gzip.decompress(file.read_bytes()).decode().splitlines() for file in files]
    assert all(found == sorted(found) for found in lines)
    assert sorted(line for found in lines for line in found) == exported(out, "nquads").decode().splitlines()
    subjects = [{line.split(" ")[0] for line in found} for found in lines]
    assert all(subjects)
    assert not subjects[0] & subjects[1] | subjects[1] & subjects[2] | subjects[0] & subjects[2]


@pytest.mark.parametrize("name", [name for name, found in FORMATS.items() if found.rdf])
def test_alignments_come_when_asked_for(run: Run, name: str) -> None:
    plain, aligned = run("-f", name).stdout_bytes, run("-f", name, "--with-alignments").stdout_bytes
    assert b"www.w3.org/ns/org#" not in plain
    assert b"www.w3.org/ns/org#" in aligned


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--relation", "ownShareIn"], 3, "did you mean ownsShareIn"),
        (["--company", "Nobody & Sons"], 3, "no company 'Nobody & Sons'; kg list shows"),
        (["--shards", "3"], 2, "N-Quads into files"),
        (["-f", "csv", "--with-alignments"], 2, "for RDF"),
        (["-f", "docx"], 2, "turtle"),
        (["-o", "facts.xlsx"], 2, "say which with --format: turtle, trig"),
        (["-o", "facts.xlsx.gz"], 2, "does not tell a format"),
        (["--year", "twelve"], 2, "integer"),
        (["-o", "/nowhere/at/all.ttl"], 3, "can't be written"),
    ],
)
def test_what_is_refused_is_told(run: Run, arguments: list[str], code: int, words: str) -> None:
    done = run(*arguments)
    assert done.exit_code == code
    assert words in done.stderr


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (["--year", "1950"], "no claim has the year 1950; the graph has 2010 to 2012"),
        (["--since", "2030"], "no claim has the year 2030 or later; the graph has 2010 to 2012"),
        (["--relation", "mergedInto"], "no claim has the relation mergedInto; the graph has acquired, competitorOf, insolvency, officerOf"),
        (["--company", "Tokyo Stock Exchange"], "no claim has the company tse; kg list"),
        (
            ["--company", "Contoso", "--year", "2011", "--relation", "ownsShareIn"],
            "without the year they fit 2012; without the company they fit Kanto Telephone Corporation, Northwind Networks Inc.\n",
        ),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "turtle", "bods", "graphml"])
def test_filters_that_fit_nothing_are_told_and_leave_what_was_there(
    run: Run, tmp_path: Path, filters: list[str], words: str, kind: str
) -> None:
    target = tmp_path / "part"
    target.write_text("before")
    done = run("-o", target, "-f", kind, *filters)
    assert (done.exit_code, target.read_text()) == (3, "before")
    assert words in done.stderr


def test_filters_of_an_empty_graph_are_told(tmp_path: Path, sample: Sample) -> None:
    empty = write_build(replace(sample, claims=()), tmp_path / "out")
    done = RUN.invoke(main, ["export", str(empty), "--year", "2012"], standalone_mode=True)
    assert (done.exit_code, done.stdout) == (3, "")
    assert "the graph holds none" in done.stderr
    assert RUN.invoke(main, ["export", str(empty)], standalone_mode=True).exit_code == 0


def test_a_graph_without_its_file_says_what_to_do(out: Path, tmp_path: Path) -> None:
    done = RUN.invoke(main, ["export", str(tmp_path)])
    assert done.exit_code == 3
    assert "kg build" in done.stderr


def test_a_relation_of_the_users_own_is_known_from_the_graph(tmp_path: Path, sample: Sample) -> None:
    text = "".join(f"{quad} .\n" for quad in sample.quads()).replace("ontology#insolvency>", "mine#wentUnder>")
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    out = write_build(sample, tmp_path / "out")
    (out / "graph.nq").write_text("".join(sorted(f"{quad} .\n" for quad in quads)))
    store = ox.Store(str(tmp_path / "other"))
    store.extend(quads)
    store.flush()
    del store
    for path in (out / "store").iterdir():
        path.unlink()
    for path in (tmp_path / "other").iterdir():
        path.rename(out / "store" / path.name)
    done = RUN.invoke(main, ["export", str(out), "--relation", "wentUnder", "-f", "nquads"])
    assert done.exit_code == 0, done.stderr
    assert len(claims(done.stdout_bytes)) == 1


def test_an_event_without_object_has_a_node_of_its_own(out: Path) -> None:
    data = json.loads(exported(out, "node-link"))
    [event] = [node for node in data["nodes"] if node["kind"] == parts.EVENT]
    [edge] = [edge for edge in data["edges"] if edge["relation"] == "insolvency"]
    assert edge["target"] == event["id"]
    assert edge["quote"] == "Fabrikam insolvency None in 2012."


def test_former_claims_and_all_attributes_are_in_every_network(out: Path) -> None:
    edges = {edge["key"]: edge for edge in json.loads(exported(out, "node-link"))["edges"]}
    assert "former" in {edge["status"] for edge in edges.values()}
    [acquired] = [edge for edge in edges.values() if edge["relation"] == "acquired"]
    assert {name: acquired[name] for name in ("amount", "currency", "percent", "seller", "date", "earliest", "latest")} == {
        "amount": 9170000000, "currency": "JPY", "percent": 100, "seller": "Fabrikam", "date": "2010-09",
        "earliest": "2010-09-01", "latest": "2010-09-30",
    }  # fmt: skip


def test_no_statement_is_without_its_type(out: Path) -> None:
    quads = list(ox.parse(exported(out, "nquads"), format=ox.RdfFormat.N_QUADS))
    assert {quad.subject for quad in quads} == {quad.subject for quad in quads if quad.predicate in (RDF.type, KG.evidence)}
