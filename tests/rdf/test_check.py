"""`kg check` finds each thing that is broken, says what it could not verify, and is content with what `kg build` makes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from click.testing import CliRunner

import kg
from kg.check import Check, check
from kg.check.shapes import relation_shapes
from kg.cli import main
from kg.model import Relation
from kg.resources import ontology_dir
from kg.schema import load_relations
from kg.store import create
from kg.vocab import KG, OA, PROV, RDF, SKOS, XSD
from tests import ontologies

ROOT = Path(__file__).resolve().parent.parent.parent
RELATIONS = load_relations()
Quads = set[ox.Quad]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("examples") / "out"
    kg.build(ROOT / "examples", out, manifest=ROOT / "examples" / "filings.csv")
    return out


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "out"))


def quads_of(out: Path) -> Quads:
    return set(ox.parse(path=str(out / "graph.nq"), format=ox.RdfFormat.N_QUADS))


def rewrite(out: Path, quads: Iterable[ox.Quad]) -> None:
    """Put another graph in the place of a build's."""
    lines = sorted({f"{quad} .\n" for quad in quads})
    (out / "graph.nq").write_text("".join(lines), encoding="utf-8")
    shutil.rmtree(out / "store")
    create(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS), out / "store")


def messages(found: Check) -> set[str]:
    return {finding.what for finding in found.findings}


def test_what_is_made_from_the_ontology_is_fresh() -> None:
    """Else run: python -m tests.ontologies"""
    assert (ontology_dir() / "context.jsonld").read_text(encoding="utf-8") == ontologies.context()
    assert (ontology_dir() / "shapes.ttl").read_text(encoding="utf-8") == ontologies.shapes()


def test_a_build_is_valid(built: Path) -> None:
    found = check(built, RELATIONS)
    assert (found.findings, found.wrong, found.valid) == ((), {}, True)
    assert found.things["claim"] > 100
    assert (found.verified, found.unverified) == (sum(1 for _ in (built / "facts.jsonl").open()), 0)
    assert found.counts


def test_batches_say_what_the_whole_graph_in_pyshacl_says(built: Path) -> None:
    quads = {quad for quad in quads_of(built) if quad.predicate not in (KG.year, OA.start)}
    whole = rdflib.Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")
    _, report, _ = pyshacl.validate(whole, shacl_graph=rdflib.Graph().parse(ontology_dir() / "shapes.ttl"))
    theirs = {(str(report.value(r, rdflib.SH.focusNode)), str(report.value(r, rdflib.SH.resultMessage)))
              for r in report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)}  # fmt: skip
    out = built.parent / "broken"
    shutil.copytree(built, out)
    rewrite(out, quads)
    ours = {("https://kg.example/id/" + f.where, f.what) for f in check(out, RELATIONS, limit=10_000).findings if f.check == "shape"}
    assert len(theirs) > 200
    assert ours == theirs


def literal(value: str, datatype: ox.NamedNode) -> ox.Literal:
    return ox.Literal(value, datatype=datatype)


# what is asked for: how a claim that has all of it breaks it
BREAKS: dict[str, Callable[[Quads], Quads]] = {
    "a claim has exactly one subject, an entity": lambda q: q - having(q, KG.subject),
    "a claim states exactly one relation": lambda q: q | changed(q, KG.relation, KG.Claim),
    "a claim has exactly one year, an integer from 1500 to 2200": lambda q: replaced(q, KG.year, literal("2012", XSD.gYear)),
    "a claim says how its year is known: kg:event, kg:as_of or kg:reporting": lambda q: q - having(q, KG.yearBasis),
    "a claim has exactly one status, kg:current or kg:former": lambda q: q | changed(q, KG.status, KG.former),
    "kg:earliest is one xsd:date and not after kg:latest": lambda q: replaced(q, KG.earliest, literal("2999-01-01", XSD.date)),
    "a claim has evidence": lambda q: q - having(q, KG.evidence),
    "its class is that of ownsShareIn": lambda q: replaced(q, KG.relation, ox.NamedNode(KG.Claim.value.replace("Claim", "acquired"))),
    "a claim of ownsShareIn has an object": lambda q: q - having(q, KG.object),
    "the object of ownsShareIn is no person": lambda q: replaced(q, KG.object, ox.NamedNode("https://kg.example/id/entity/someone")),
}


def having(quads: Quads, predicate: ox.NamedNode) -> Quads:
    return {quad for quad in quads if quad.predicate == predicate}


def changed(quads: Quads, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> Quads:
    return {ox.Quad(quad.subject, quad.predicate, value, quad.graph_name) for quad in having(quads, predicate)}


def replaced(quads: Quads, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> Quads:
    assert having(quads, predicate)
    return quads - having(quads, predicate) | changed(quads, predicate, value)


def test_each_broken_promise_of_a_claim_is_found(out: Path) -> None:
    quads = quads_of(out)
    percent, owns = ox.NamedNode(KG.Claim.value.replace("Claim", "percent")), ox.NamedNode(KG.Claim.value.replace("Claim", "Shareholding"))
    dated = {quad.subject for quad in having(quads, KG.earliest)} & {quad.subject for quad in having(quads, percent)}
    claims = sorted(dated & {quad.subject for quad in quads if quad.object == owns}, key=str)
    breaks = BREAKS | {"a percentage is one xsd:decimal from 0 to 100": lambda q: replaced(q, percent, literal("100.1", XSD.decimal))}
    assert len(claims) > len(breaks)
    expected = {}
    someone = ox.NamedNode("https://kg.example/id/entity/someone")
    made = quads | {
        ox.Quad(someone, RDF.type, KG.Person),
        ox.Quad(someone, RDF.type, KG.Entity),
        ox.Quad(someone, SKOS.prefLabel, ox.Literal("X")),
    }
    for claim, (message, broken) in zip(claims, breaks.items(), strict=False):
        own = {quad for quad in quads if quad.subject == claim}
        made = made - own | broken(own)
        expected[claim.value.removeprefix("https://kg.example/id/")] = message
    rewrite(out, made)
    found = check(out, RELATIONS, jobs=2)
    by_claim: dict[str, set[str]] = {}
    for finding in found.findings:
        by_claim.setdefault(finding.where, set()).add(finding.what)
    assert {claim: message for claim, message in expected.items() if message not in by_claim.get(claim, ())} == {}
    assert not found.valid


def test_broken_evidence_filings_and_entities_are_found(out: Path) -> None:
    quads = quads_of(out)
    evidence = sorted({quad.subject for quad in having(quads, OA.exact)}, key=str)
    drop = {(evidence[0], PROV.wasDerivedFrom), (evidence[1], KG.rule)}
    made = {
        quad
        for quad in quads
        if (quad.subject, quad.predicate) not in drop and not (quad.predicate == KG.evidence and quad.object == evidence[2])
    }
    for quad in [quad for quad in made if quad.subject == evidence[3] and quad.predicate == OA.start]:
        made = made - {quad} | {ox.Quad(quad.subject, OA.start, literal("99999999", XSD.integer), quad.graph_name)}
    for quad in [quad for quad in made if quad.subject == evidence[4] and quad.predicate == OA.exact]:
        made = made - {quad} | {ox.Quad(quad.subject, OA.exact, ox.Literal("said otherwise"), quad.graph_name)}
    filing = min((quad for quad in having(quads, KG.sha256)), key=str)
    label = min((quad for quad in having(quads, SKOS.prefLabel)), key=str)
    made = made - {filing, label} | {ox.Quad(filing.subject, KG.sha256, ox.Literal("none"))}
    made.add(ox.Quad(label.subject, KG.lei, ox.Literal("short")))
    rewrite(out, made)
    assert messages(check(out, RELATIONS)) == {
        "evidence comes from exactly one filing", "evidence names the one rule that read it", "evidence supports a claim",
        "evidence has exactly one start, an integer from 0 and less than its end", "the evidence in the graph differs from the fact's",
        "a filing has the SHA-256 of what was read, 64 hexadecimal digits", "an entity has exactly one main name",
        "an LEI has 18 letters and digits and two digits", *({"a claim has evidence"} & messages(check(out, RELATIONS))),
    }  # fmt: skip


def test_a_text_that_was_changed_and_one_that_is_missing(out: Path) -> None:
    changed_text, missing = out / "text" / "iij-2006.txt", out / "text" / "iij-2011.txt"
    changed_text.write_text(" " + changed_text.read_text(encoding="utf-8"), encoding="utf-8")
    missing.unlink()
    found = check(out, RELATIONS, limit=3)
    assert messages(found) == {"the quote of facts.jsonl does not stand in the text at its offsets"}
    assert len(found.findings) == 3
    assert found.wrong["quote"] > 20, "all are counted"
    assert found.without_text == ("iij-2011",)
    assert found.unverified > 20


def test_facts_and_graph_that_differ(out: Path) -> None:
    lines = (out / "facts.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (out / "facts.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
    assert messages(check(out, RELATIONS)) == {"the graph has evidence that no fact of facts.jsonl gave"}
    quads = quads_of(out)
    gone = ox.NamedNode("https://kg.example/id/evidence/" + json.loads(lines[1])["id"])
    rewrite(out, {quad for quad in quads if gone not in (quad.subject, quad.object)})
    assert "the graph lacks the evidence of this fact" in messages(check(out, RELATIONS))


def test_the_command_prints_and_ends_with_1(out: Path) -> None:
    run = CliRunner().invoke(main, ["check", str(out), "--jobs", "1"])
    assert run.exit_code == 0
    assert "nothing is wrong" in run.stdout
    (out / "text" / "iij-2006.txt").write_text("other words", encoding="utf-8")
    for form in ("table", "markdown", "json"):
        run = CliRunner().invoke(main, ["check", str(out), "--format", form, "--jobs", "1"])
        assert run.exit_code == 1
        assert "does not stand in the text" in run.stdout
    record = json.loads(run.stdout)
    assert record["wrong"]["quote"] == record["quotes"]["verified"] - sum("iij-2006" not in line for line in (out / "facts.jsonl").open())


def test_no_build_is_said(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert run.exit_code not in (0, 1)
    assert "kg build" in run.stderr


def test_a_relation_of_the_users_own_is_checked(out: Path) -> None:
    own = Relation(
        "lends",
        "lends to",
        frozenset({"company"}),
        frozenset({"company"}),
        claim_class="https://m.example/#Loan",
        iri="https://m.example/#lends",
    )
    assert "<https://m.example/#Loan>" in relation_shapes({"lends": own})
    quads = quads_of(out)
    claim = min((quad.subject for quad in quads if str(quad.object).endswith("Shareholding>")), key=str)
    rewrite(out, quads | {ox.Quad(claim, RDF.type, ox.NamedNode("https://m.example/#Loan"))})
    assert "its class is that of lends" in messages(check(out, RELATIONS | {"lends": own}))


def test_alignments_have_reasons_and_speak_of_our_terms() -> None:
    graph = rdflib.Graph().parse(ontology_dir() / "alignments.ttl")
    known = {str(s) for s in rdflib.Graph().parse(ontology_dir() / "kg.ttl").subjects()}
    parts = ("annotatedSource", "annotatedProperty", "annotatedTarget")
    reasons = {
        tuple(graph.value(axiom, rdflib.OWL[part]) for part in parts): graph.value(axiom, rdflib.RDFS.comment)
        for axiom in graph.subjects(rdflib.RDF.type, rdflib.OWL.Axiom)
    }  # fmt: skip
    mappings = {(s, p, o) for s, p, o in graph if str(s) in known}
    assert len(mappings) > 50
    assert reasons.keys() == mappings
    assert all(str(reason).endswith(".") and len(str(reason).split()) > 4 for reason in reasons.values())
    strengths = {str(p).rpartition("#")[2] for _, p, _ in mappings}
    assert strengths == {"subClassOf", "subPropertyOf", "closeMatch", "broadMatch", "relatedMatch"}
