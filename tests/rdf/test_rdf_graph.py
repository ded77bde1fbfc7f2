from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdf_samples import Sample, make_claim, make_entity, make_fact, make_source
from rdflib.compare import isomorphic

from kg.errors import OutputError
from kg.export.nquads import write_nquads
from kg.export.turtle import write_turtle
from kg.graph import Namer, clean, quads
from kg.model import Relation
from kg.schema import load_relations
from kg.vocab import KG, OA, PROV, RDF, SKOS, XSD

RELATIONS = load_relations()
BASE = "https://kg.example/id/"
DEFAULT = ox.DefaultGraph()
HOSTILE = [
    '"quoted"', "back\\slash", "new\nline\r", "a<b>c", "\u202eright to left\u200f", "\ud800 alone \udfff", "\x00\x07\x1b[31m", "...",
    ".", "", " ", "株式会社", "{}|^`", "a/b?c#d%20", "<script>", "\ufffe\uffff", "'''", '"""', "a" * 500, "~-._", ":", "%",
    "é\u0301", "\U0001f600",
]  # fmt: skip
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context")  # rdflib's own parser of N-Quads
names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12), st.text(alphabet=st.characters(), max_size=12))


def turtle(items: list[ox.Quad], base: str = BASE) -> bytes:
    stream = io.BytesIO()
    write_turtle(items, stream, base)
    return stream.getvalue()


def nquads(items: list[ox.Quad]) -> bytes:
    stream = io.BytesIO()
    write_nquads(items, stream)
    return stream.getvalue()


def one(fact_options: dict[str, object], relation: str = "ownsShareIn", obj: str | None = "b", **claim: object) -> list[ox.Quad]:
    """The graph of a single claim between the entities a and b."""
    fact = make_fact(relation, "A", obj and "B", 2012, **fact_options)  # type: ignore[arg-type]
    made = make_claim(fact, subject="a", obj=obj, **claim)  # type: ignore[arg-type]
    return list(quads([made], [make_entity("a", "A"), make_entity("b", "B")], [make_source("northwind-2012", 2012)], RELATIONS))


def objects(items: list[ox.Quad], predicate: ox.NamedNode) -> list[str]:
    return [str(quad.object) for quad in items if quad.predicate == predicate]


def test_sorted_without_repeats_and_blank_nodes(sample: Sample) -> None:
    items = sample.quads()
    assert [str(q) for q in items] == sorted({str(q) for q in items})
    assert not [q for q in items if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


def test_the_order_of_the_input_does_not_matter(sample: Sample) -> None:
    turned = quads(sample.claims[::-1], sample.entities[::-1], sample.sources[::-1], sample.relations)
    assert list(turned) == sample.quads()


def test_a_claim_carries_year_basis_and_exact_date() -> None:
    items = one({"basis": "event", "date": "2012-02", "attributes": (("percent", 29.90),)})
    assert objects(items, KG.year) == [f'"2012"^^{XSD.integer}']
    assert objects(items, KG.yearBasis) == [str(KG.event)]
    assert objects(items, KG.date) == [f'"2012-02"^^{XSD.gYearMonth}']
    assert objects(items, KG.earliest) == [f'"2012-02-01"^^{XSD.date}']
    assert objects(items, KG.latest) == [f'"2012-02-29"^^{XSD.date}']
    assert [o for o in objects(items, RDF.type) if "Claim" in o or "Share" in o] == [
        str(KG.Claim),
        "<https://kg.example/ontology#Shareholding>",
    ]


@pytest.mark.parametrize(
    ("date", "literal", "earliest", "latest"),
    [
        ("2012", f'"2012"^^{XSD.gYear}', dt.date(2012, 1, 1), dt.date(2012, 12, 31)),
        ("2011-02", f'"2011-02"^^{XSD.gYearMonth}', dt.date(2011, 2, 1), dt.date(2011, 2, 28)),
        ("2012-03-31", f'"2012-03-31"^^{XSD.date}', dt.date(2012, 3, 31), dt.date(2012, 3, 31)),
    ],
)
def test_dates(date: str, literal: str, earliest: dt.date, latest: dt.date) -> None:
    items = one({"date": date})
    assert objects(items, KG.date) == [literal]
    assert objects(items, KG.earliest) == [f'"{earliest}"^^{XSD.date}']
    assert objects(items, KG.latest) == [f'"{latest}"^^{XSD.date}']


@pytest.mark.parametrize("date", ["2012-13", "2011-02-29", "March 2012", "12", "0000", "２０１２"])
def test_a_date_that_is_none_is_not_made_plausible(date: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- from datetime or from us
        one({"date": date})


@pytest.mark.parametrize(
    ("value", "text"),
    [(29.9, "29.9"), (100, "100"), (100.0, "100"), (1e15, "1000000000000000"), (1e-7, "0.0000001"), (-0.0, "0"), (0.1, "0.1")],
)
def test_numbers_are_decimals_as_the_store_writes_them(value: float, text: str) -> None:
    items = one({"attributes": (("percent", value),)})
    percent = ox.NamedNode("https://kg.example/ontology#percent")
    assert objects(items, percent) == [f'"{text}"^^{XSD.decimal}']
    store = ox.Store()
    store.extend(items)
    assert next(store.quads_for_pattern(None, percent, None)).object == ox.Literal(text, datatype=XSD.decimal)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_number_no_graph(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        one({"attributes": (("percent", value),)})


def test_direct_triples_for_current_claims_only() -> None:
    direct = ox.Quad(
        ox.NamedNode(BASE + "entity/a"), ox.NamedNode(KG.Claim.value.replace("Claim", "ownsShareIn")), ox.NamedNode(BASE + "entity/b")
    )
    assert direct in one({})
    assert direct not in one({"status": "former"})


def test_symmetric_relations_have_both_direct_triples() -> None:
    predicate = ox.NamedNode("https://kg.example/ontology#competitorOf")
    a, b = ox.NamedNode(BASE + "entity/a"), ox.NamedNode(BASE + "entity/b")
    items = one({}, relation="competitorOf")
    assert {ox.Quad(a, predicate, b), ox.Quad(b, predicate, a)} <= set(items)
    assert ox.Quad(b, predicate.__class__("https://kg.example/ontology#ownsShareIn"), a) not in one({})


def test_a_relation_without_object_has_neither_object_nor_direct_triple() -> None:
    items = one({}, relation="insolvency", obj=None)
    assert not objects(items, KG.object)
    assert not [q for q in items if q.predicate.value.endswith("#insolvency")]


def test_evidence_and_its_links_stand_in_the_filings_graph(sample: Sample) -> None:
    items = sample.quads()
    for quad in items:
        evidence = quad.predicate == KG.evidence or "/evidence/" in quad.subject.value
        assert evidence == (quad.graph_name != DEFAULT), quad
    for quad in items:
        if quad.predicate == PROV.wasDerivedFrom:
            assert quad.object == quad.graph_name
    by_evidence = {q.subject: q.object.value for q in items if q.predicate == OA.exact}
    assert len(by_evidence) == sum(len(claim.facts) for claim in sample.claims)
    assert set(by_evidence.values()) == {fact.evidence.quote for claim in sample.claims for fact in claim.facts}


def test_entities_and_filings(sample: Sample) -> None:
    items = set(sample.quads())
    northwind = ox.NamedNode(BASE + "entity/northwind")
    filing = ox.NamedNode(BASE + "filing/northwind-2011")
    for quad in (
        ox.Quad(northwind, RDF.type, KG.Company),
        ox.Quad(northwind, SKOS.prefLabel, ox.Literal("Northwind Networks Inc.")),
        ox.Quad(northwind, SKOS.altLabel, ox.Literal("Northwind")),
        ox.Quad(northwind, KG.cik, ox.Literal("0001000001")),
        ox.Quad(northwind, KG.identifier, ox.Literal("duns:12-3")),
        ox.Quad(ox.NamedNode(BASE + "entity/adler"), RDF.type, KG.Person),
        ox.Quad(filing, KG.registrant, northwind),
        ox.Quad(filing, KG.fiscalYear, ox.Literal(2011)),
        ox.Quad(filing, KG.form, ox.Literal("20-F")),
    ):
        assert quad in items


def test_a_registrant_whose_name_two_entities_bear_is_not_guessed() -> None:
    twins = [
        make_entity("a", "Northwind Networks Inc."),
        make_entity("b", "B", "Northwind Networks Inc.", "Northwind"),
        make_entity("c", "Northwind"),
    ]
    items = list(quads([], twins, [make_source("f", 2012)], RELATIONS))
    assert not objects(items, KG.registrant)


def test_a_relation_of_the_users_own_keeps_its_iri() -> None:
    own = Relation(
        "lends",
        "lends to",
        frozenset({"company"}),
        frozenset({"company"}),
        claim_class="https://mine.example/#Loan",
        iri="https://mine.example/#lends",
    )
    claim = make_claim(make_fact("lends", "A", "B", 2012), subject="a", obj="b")
    items = list(quads([claim], [make_entity("a", "A"), make_entity("b", "B")], [], {"lends": own}))
    assert ox.Quad(ox.NamedNode(BASE + "entity/a"), ox.NamedNode("https://mine.example/#lends"), ox.NamedNode(BASE + "entity/b")) in items
    assert str(ox.NamedNode("https://mine.example/#Loan")) in objects(items, RDF.type)


@pytest.mark.parametrize("base", ["no iri/", "https://kg.example/id", "", "https://kg.example/<x>/"])
def test_a_base_that_cannot_be_one_is_refused(base: str) -> None:
    with pytest.raises(OutputError, match="base"):
        Namer(base)


def test_another_base_reaches_iris_and_prefixes(sample: Sample) -> None:
    text = turtle(sample.quads("https://graphs.example/x#"), "https://graphs.example/x#").decode()
    assert "@prefix entity: <https://graphs.example/x#entity/> ." in text
    assert BASE not in text


def test_turtle_is_readable(sample: Sample) -> None:
    text = turtle(sample.quads()).decode()
    assert "entity:kanto-telephone a kg:Company , kg:Entity ;" in text
    assert "kg:ownsShareIn entity:northwind" in text
    body = [line for line in text.splitlines() if not line.startswith("@prefix")]
    assert not [line for line in body if "<" in line], "an IRI without a prefix"


def test_both_engines_read_the_same_graph(sample: Sample) -> None:
    assert_same(sample.quads())


def assert_same(items: list[ox.Quad]) -> None:
    text = turtle(items)
    theirs = rdflib.Graph().parse(data=text, format="turtle")
    ours = rdflib.Graph().parse(data=ox.serialize(ox.parse(text, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES), format="nt")
    assert isomorphic(theirs, ours)
    assert len(theirs) == len({quad.triple for quad in items})
    data = nquads(items)
    assert set(ox.parse(data, format=ox.RdfFormat.N_QUADS)) == set(items)
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format="nquads")
    assert len(list(dataset.quads())) == len(items)


@settings(max_examples=60, deadline=None)
@given(names, names, names, names)
@example("\ud800", "a\ud800", "..", "a..")
def test_whatever_a_name_holds_every_parser_reads_it(entity: str, name: str, filing: str, quote: str) -> None:
    fact = make_fact("acquired", "A", "B", 2012, filing=filing, quote=quote or "x", section=name, attributes=(("seller", name),))
    claim = make_claim(fact, subject=entity, obj="other", conflicts=(quote,))
    parties = [make_entity(entity, name, quote), make_entity("other", "B")]
    items = list(quads([claim], parties, [make_source(filing, 2012, url=name)], RELATIONS))
    assert items == sorted(set(items), key=str)
    assert_same(items)


@given(st.lists(names, min_size=2, max_size=2, unique=True))
@example([".", "%2E"])
@example(["a.", "a%2E"])
@example(["\ud83d\ude00", "\U0001f600"])
def test_two_names_never_share_an_iri(pair: list[str]) -> None:
    namer = Namer()
    first, second = (namer("entity", name) for name in pair)
    assert first != second


@given(st.text(alphabet=st.characters()))
def test_clean_text_holds_what_xml_can_hold(text: str) -> None:
    cleaned = clean(text)
    assert not [c for c in cleaned if (c < " " and c not in "\t\n\r") or "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff"]
    assert clean(cleaned) == cleaned
    assert text.isprintable() is False or cleaned == text


SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
import rdf_samples as made
from kg.schema import load_relations
from kg.export.nquads import write_nquads
from kg.export.turtle import write_turtle
sample = made.Sample(made.sample_claims(), made.ENTITIES, (made.make_source("northwind-2011", 2011),), load_relations())
write_turtle(sample.quads(), sys.stdout.buffer)
sys.stdout.buffer.flush()
write_nquads(sample.quads(), sys.stdout.buffer)
"""


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    script = SCRIPT.format(folder=str(Path(__file__).parent))
    outputs = {
        subprocess.run([sys.executable, "-c", script], env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 5000
