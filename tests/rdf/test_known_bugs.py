"""The eleven export bugs of the nearest peer's own tracker, each as a test of ours."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from graph_samples import RELATIONS, exported, write_build
from rdf_samples import Sample, make_claim, make_entity, make_fact, make_source
from rdflib.compare import isomorphic

from kg.export.names import ALIASES, FORMATS
from kg.resources import ontology_dir
from kg.vocab import KG, OA, PROV, RDF

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ids with spaces, quotes and # in names, a decimal, a date, a section, three founders, and a claim without an object."""
    entities = [make_entity(id_, name) for id_, name in (
        ("Acme Corp", 'Acme "The" Corp\n& Sons'), ("##", "Hash # Ltd."), ("ada", "Ada"), ("bea", "Bea"), ("cy", "Cy"),
    )]  # fmt: skip
    owned = make_fact("ownsShareIn", "A", "B", 2012, quote='He said: "29.90%"\n\\ yes', section="Item 7 \"Holders\"",
                      basis="as_of", date="2012-03", attributes=(("percent", 29.90),))  # fmt: skip
    founded = [make_claim(make_fact("established", "A", name, 1999, start=n * 50), subject="Acme Corp", obj=name)
               for n, name in enumerate(("ada", "bea", "cy"), start=1)]  # fmt: skip
    broke = make_claim(make_fact("insolvency", "A", None, 2011, start=900, quote="B went under."), subject="##", obj=None)
    claims = (make_claim(owned, subject="##", obj="Acme Corp"), *founded, broke)
    sample = Sample(claims, tuple(entities), (make_source("northwind-2012", 2012, url="https://f.example/a b"),), RELATIONS)
    return write_build(sample, tmp_path_factory.mktemp("bugs"))


def triples(data: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize("name", ["turtle", "ntriples"])
def test_1_ids_with_spaces_and_hashes_are_valid_iris_for_both_parsers(out: Path, name: str) -> None:
    data = exported(out, name)
    strict = {str(quad.subject) for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)}
    assert "<https://kg.example/id/entity/Acme%20Corp>" in strict
    assert {f"<{s}>" for s in rdflib.Graph().parse(data=data, format="turtle").subjects()} == strict


def test_2_quotes_and_newlines_in_literals(out: Path) -> None:
    assert 'He said: "29.90%"\n\\ yes' in {t.object.value for t in triples(exported(out, "turtle")) if t.predicate == OA.exact}


def test_3_no_bare_words_and_no_none(out: Path) -> None:
    assert not re.search(rb"(?<![\w\"])(None|nan|null|true|high)(?![\w\"])", exported(out, "ntriples"))
    assert b"null" not in exported(out, "jsonld")


def test_4_turtle_and_ntriples_are_the_same_graph(out: Path) -> None:
    turtle, lines = (
        rdflib.Graph().parse(data=exported(out, name), format=form) for name, form in (("turtle", "turtle"), ("ntriples", "nt"))
    )
    assert isomorphic(turtle, lines)
    percents = set(turtle.objects(None, rdflib.URIRef(KG.Claim.value.replace("Claim", "percent"))))
    assert {str(p.datatype) for p in percents if isinstance(p, rdflib.Literal)} == {XSD + "decimal"}


def test_5_nothing_hangs_loose(out: Path) -> None:
    found = triples(exported(out, "turtle"))
    pointed = {t.object for t in found} | {t.subject for t in found if t.predicate in (KG.subject, KG.relation)}
    loose = {t.subject for t in found} - pointed
    assert loose == set(), "each entity, evidence and filing is pointed to, and each claim points to an entity"


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"parquet", "neo4j"}))
def test_6_the_time_of_a_fact_is_in_every_format(out: Path, name: str) -> None:
    data = exported(out, name)
    assert b"2012" in data
    assert b"2012-03" in data


@pytest.mark.parametrize("name", sorted(name for name, found in FORMATS.items() if found.rdf))
def test_7_source_section_rule_and_offsets_are_in_every_rdf_format(out: Path, name: str) -> None:
    data = exported(out, name).decode()
    for words in ("northwind-2012", "Holders", "ownsShareIn-test", "section", "start", "wasDerivedFrom"):
        assert words in data, words


def test_8_no_iri_depends_on_the_clock(out: Path) -> None:
    script = (
        "import sys, datetime, time, pathlib; time.time = lambda: float(sys.argv[1])\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from graph_samples import exported\n"
        "[sys.stdout.buffer.write(exported(pathlib.Path(sys.argv[3]), name)) for name in ('turtle', 'bods', 'neo4j', 'jsonld')]"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script, moment, str(Path(__file__).parent), str(out)], check=True, capture_output=True,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": "random"},
        ).stdout
        for moment, zone in (("0", "UTC"), ("2000000000", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(made) == 1


def test_9_the_ontology_is_owl_with_its_data_properties() -> None:
    graph = rdflib.Graph().parse(ontology_dir() / "kg.ttl")
    data = set(graph.subjects(rdflib.RDF.type, rdflib.OWL.DatatypeProperty))
    assert {rdflib.URIRef(term.value) for term in (KG.year, KG.earliest, KG.latest, KG.cik, KG.section)} <= data
    ours = {term for term in data if str(term).startswith(KG.Claim.value.removesuffix("Claim"))}
    assert [term for term in ours if graph.value(term, rdflib.RDFS.domain) is None and term != rdflib.URIRef(KG.cik.value)] == []


def test_10_ttl_is_a_name_of_turtle() -> None:
    assert ALIASES["ttl"] == "turtle"


@pytest.mark.parametrize("name", ["node-link", "cypher", "graphml", "gexf", "jsonld"])
def test_11_no_claim_and_no_founder_is_lost(out: Path, name: str) -> None:
    data = exported(out, name).decode()
    edges = json.loads(exported(out, "node-link"))["edges"]
    assert len(edges) == 5
    for edge in edges:
        assert edge["key"] in data
        assert edge["quote"].split("\n")[0].split('"')[0] in data
    found = triples(exported(out, "turtle"))
    assert len({t.subject for t in found if t.predicate == RDF.type and t.object == KG.Claim}) == 5
    assert {t.object for t in found if t.predicate == PROV.wasDerivedFrom} == {ox.NamedNode("https://kg.example/id/filing/northwind-2012")}
