from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Namespace, URIRef

from kg import schema, vocab
from kg.errors import OntologyError
from kg.model import Relation
from kg.resources import ontology_dir, rules_dir
from kg.schema import NAMESPACE, load_relations, local_name

K = Namespace(NAMESPACE)
PREFIXES = f"""
@prefix kg: <{NAMESPACE}> . @prefix my: <https://mine.example/terms#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
LENDS = """my:lends a owl:ObjectProperty, kg:Relation ; rdfs:domain kg:Business ; rdfs:range kg:Entity ;
kg:claimClass my:Loan ; kg:hasAttribute kg:amount ."""
GUIDELINES = {  # name: (class of claims, attributes)
    "ownsShareIn": ("Shareholding", "percent"), "acquired": ("Acquisition", "amount currency percent seller"),
    "supplierOf": ("Supply", "product"),
    "competitorOf": ("Competition", "market"), "affiliateOf": ("Affiliation", ""),
    "subsidiaryOf": ("SubsidiaryRelationship", "jurisdiction"),
    "jointVentureOf": ("JointVentureParticipation", ""), "mergedInto": ("Merger", ""), "renamedTo": ("Renaming", ""),
    "established": ("Establishment", ""), "divested": ("Divestment", "amount buyer currency percent"),
    "investedIn": ("Investment", "amount currency"),
    "insolvency": ("InsolvencyProceedings", ""), "partnerOf": ("Partnership", ""), "officerOf": ("Office", "role"),
    "listedOn": ("Listing", ""),
    "regulatedBy": ("Regulation", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_dir() / "kg.ttl", format="turtle")


def own_terms(graph: rdflib.Graph) -> set[URIRef]:
    return {s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(NAMESPACE)}


def test_all_relations_are_there(relations: dict[str, Relation]) -> None:
    assert {name: (r.claim_class, " ".join(sorted(r.attributes))) for name, r in relations.items()} == GUIDELINES
    assert list(relations) == sorted(relations)


def test_ends_kinds_and_times(relations: dict[str, Relation]) -> None:
    owns = relations["ownsShareIn"]
    assert owns.domain == {"company", "group", "person", "exchange", "authority", "government"}
    assert owns.range == {"company", "group"}
    assert relations["officerOf"].domain == {"person"}
    assert relations["listedOn"].range == {"exchange"}
    assert relations["regulatedBy"].range == {"authority", "government"}
    assert {r.name for r in relations.values() if r.symmetric} == {"competitorOf", "partnerOf"}
    assert {r.name for r in relations.values() if r.event} == {
        "acquired", "mergedInto", "renamedTo", "established", "divested", "investedIn", "insolvency",
    }  # fmt: skip
    assert {r.name for r in relations.values() if r.object_optional} == {"established", "insolvency"}
    assert relations["insolvency"].range == frozenset()


def test_kind_names_are_those_of_the_vocabulary(graph: rdflib.Graph) -> None:
    kinds = {str(name): str(s) for s, name in graph.subject_objects(K.kindName)}
    assert kinds == {kind: node.value for kind, node in vocab.KINDS.items() if kind not in ("self", "name")}
    for codes, kind in ((vocab.BASES, K.YearBasis), (vocab.STATUSES, K.Status)):
        assert {str(graph.value(s, SKOS.notation)): str(s) for s in graph.subjects(RDF.type, kind)} == {
            c: n.value for c, n in codes.items()
        }


def test_vocab_holds_exactly_the_structural_terms(graph: rdflib.Graph) -> None:
    relations, attributes = set(graph.subjects(RDF.type, K.Relation)), set(graph.subjects(RDF.type, K.Attribute))
    inverses = {s for s, o in graph.subject_objects(OWL.inverseOf)}
    claims = set(graph.subjects(RDFS.subClassOf, K.Claim))
    structural = {local_name(term) for term in own_terms(graph) - relations - attributes - inverses - claims}
    assert {name for name in vars(vocab.KG) if not name.startswith("_")} == structural
    assert all(node.value == NAMESPACE + name for name, node in vars(vocab.KG).items() if not name.startswith("_"))


def test_a_typo_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        vocab.KG.yearbasis  # type: ignore[attr-defined]  # noqa: B018


def test_every_term_has_a_label_and_a_definition(graph: rdflib.Graph) -> None:
    terms = own_terms(graph)
    assert len(terms) > 100
    for term in terms:
        assert graph.value(term, RDFS.label), term
        definition = str(graph.value(term, SKOS.definition))
        assert len(definition.split()) > 4, term
        assert definition.endswith("."), term


def test_every_term_used_is_declared(graph: rdflib.Graph) -> None:
    used = {t for triple in graph for t in triple if isinstance(t, URIRef) and t.startswith(NAMESPACE)} - {URIRef(NAMESPACE)}
    assert used == own_terms(graph)


def test_header(graph: rdflib.Graph) -> None:
    ontology = graph.value(predicate=RDF.type, object=OWL.Ontology)
    assert str(graph.value(ontology, OWL.versionIRI)).startswith(str(ontology))
    assert not [t for triple in graph for t in triple if isinstance(t, rdflib.BNode)]


def test_inverses_turn_the_ends_round(graph: rdflib.Graph) -> None:
    relations = set(graph.subjects(RDF.type, K.Relation))
    inverses = list(graph.subject_objects(OWL.inverseOf))
    assert len(inverses) == 14
    assert {o for _, o in inverses} <= relations
    with_inverse = {o for _, o in inverses} | set(graph.subjects(RDF.type, OWL.SymmetricProperty))
    assert relations - with_inverse == {K.insolvency}


def test_a_reasoner_opens_it_and_draws_what_is_meant() -> None:
    graph = rdflib.Graph().parse(ontology_dir() / "kg.ttl", format="turtle")
    a, b = URIRef("https://kg.example/id/entity/a"), URIRef("https://kg.example/id/entity/b")
    graph.add((a, K.competitorOf, b))
    graph.add((a, K.supplierOf, b))
    graph.add((a, RDF.type, K.Company))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert (b, K.competitorOf, a) in graph
    assert (b, K.customerOf, a) in graph
    assert (a, RDF.type, K.Organization) in graph
    assert not list(graph.subjects(RDF.type, URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")))


def test_a_users_relation_is_added(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIXES + LENDS, encoding="utf-8")
    relations = load_relations([path])
    lends = relations["lends"]
    assert list(relations) == sorted([*GUIDELINES, "lends"])
    assert (lends.iri, lends.claim_class) == ("https://mine.example/terms#lends", "https://mine.example/terms#Loan")
    assert lends.domain == {"company", "group"}
    assert lends.attributes == {"amount"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LENDS.replace("rdfs:domain kg:Business ;", ""), "rdfs:domain"),
        (LENDS.replace("rdfs:range kg:Entity ;", ""), "objectOptional"),
        (LENDS.replace("kg:claimClass my:Loan ;", ""), "claimClass"),
        (LENDS.replace("kg:Business", "my:Bank"), "no class of entities"),
        (LENDS.replace("kg:amount", "my:rate"), "namespace"),
        (LENDS.replace("my:lends", "my:acquired"), "already"),
        ("this is { no Turtle", "no Turtle"),
    ],
)
def test_what_a_users_ontology_lacks_is_said(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    with pytest.raises(OntologyError, match=message) as caught:
        load_relations([path])
    assert "mine.ttl" in str(caught.value)


def test_a_missing_ontology_is_said(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no such file"):
        load_relations([tmp_path / "none.ttl"])


def test_reading_the_schema_imports_no_rdflib() -> None:
    code = "import sys; from kg.schema import load_relations; load_relations(); print('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "False\n"


def test_resources_are_found_in_a_wheel_and_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (ontology_dir() / "queries").is_dir()
    assert rules_dir().name == "rules"
    package = tmp_path / "site" / "kg"
    monkeypatch.setattr("kg.resources.PACKAGE", package)
    with pytest.raises(FileNotFoundError, match="install kg again"):
        ontology_dir()
    for folder in (tmp_path / "site" / "ontology", package / "ontology"):  # a checkout, then a wheel, which comes first
        folder.mkdir(parents=True)
        (folder / "kg.ttl").touch()
        assert ontology_dir() == folder


def test_the_ontology_is_the_same_for_both_engines(graph: rdflib.Graph) -> None:
    assert len(set(ox.parse(path=str(ontology_dir() / "kg.ttl")))) == len(graph)
    assert str(K) == schema.NAMESPACE
