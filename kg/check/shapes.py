"""SHACL over a graph of any size: validated in batches of things, each with what its shapes look at and no more.

pyshacl holds the whole graph in rdflib, and takes hours and gigabytes for a large one. But each of our shapes looks at one thing, at its
values and their classes, so that a batch of claims (or evidence, filings, entities) with the classes of what they point to gives the
same results. Batches go to processes; 100,000 claims take minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import SH

from kg.engines import engine
from kg.export.source import Graph
from kg.model import Relation
from kg.resources import ontology_dir
from kg.schema import NAMESPACE
from kg.vocab import KG, KINDS, RDF, XSD

__all__ = ["Violation", "relation_shapes", "violations"]

_BATCH = 1000
_KINDS = {name: node for name, node in KINDS.items() if name not in ("self", "name")}


@dataclass(frozen=True, slots=True)
class Violation:
    """What breaks a shape: the thing, what is asked of it, and the value that is wrong (empty where one is missing)."""

    thing: str
    message: str
    value: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Things of one kind ("claim", …), how many, and their surroundings as N-Triples."""

    what: str
    things: int
    triples: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a batch gave."""

    what: str
    things: int
    violations: tuple[Violation, ...]


def violations(graph: Graph, relations: Mapping[str, Relation], jobs: int = 1) -> Iterator[Verdict]:
    """Validate all of a graph, batch by batch."""
    extra = relation_shapes({name: relation for name, relation in relations.items() if not relation.iri.startswith(NAMESPACE)})
    return engine(jobs)(partial(_validator, extra), _batches(graph), _lost)


def relation_shapes(relations: Mapping[str, Relation]) -> str:
    """A shape for each relation, as Turtle: the class of its claims, whether they have an object, which kinds stand at no end of them."""
    return "".join(_shape(relation) for _, relation in sorted(relations.items()))


def _shape(relation: Relation) -> str:
    own = relation.claim_class if ":" in relation.claim_class else NAMESPACE + relation.claim_class
    lines = [f"sh:targetClass <{own}>"]
    lines.append(f'sh:property [ sh:path kg:relation ; sh:hasValue <{relation.iri}> ; sh:message "its class is that of {relation.name}" ]')
    if not relation.object_optional:
        lines.append(f'sh:property [ sh:path kg:object ; sh:minCount 1 ; sh:message "a claim of {relation.name} has an object" ]')
    if not relation.range:
        lines.append(f'sh:property [ sh:path kg:object ; sh:maxCount 0 ; sh:message "a claim of {relation.name} has no object" ]')
    for end, kinds in (("subject", relation.domain), ("object", relation.range)):
        for kind in sorted(_KINDS.keys() - kinds) if kinds else ():
            message = f"the {end} of {relation.name} is no {kind}"
            lines.append(f'sh:property [ sh:path kg:{end} ; sh:not [ sh:class {_curie(_KINDS[kind])} ] ; sh:message "{message}" ]')
    return f"\n<{relation.iri}Shape> a sh:NodeShape ;\n    " + " ;\n    ".join(lines) + " .\n"


def _curie(node: ox.NamedNode) -> str:
    return node.value.replace(NAMESPACE, "kg:")


def _validator(extra: str) -> Callable[[Batch], Verdict]:
    """What validates a batch; made once a process."""
    shapes = rdflib.Graph().parse(ontology_dir() / "shapes.ttl", format="turtle")
    heads = f"@prefix kg: <{NAMESPACE}> .\n@prefix sh: <{SH}> .\n"
    shapes.parse(data=heads + extra, format="turtle")
    targets = {str(target): shape for shape, target in shapes.subject_objects(SH.targetClass)}
    return partial(_validated, shapes, targets)


def _validated(shapes: rdflib.Graph, targets: Mapping[str, rdflib.term.Node], batch: Batch) -> Verdict:
    data = rdflib.Graph()
    for triple in ox.parse(batch.triples, format=ox.RdfFormat.N_TRIPLES):
        data.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    wanted = _shapes_for(batch.what, data, targets)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, use_shapes=wanted)
    assert isinstance(report, rdflib.Graph)
    found = [
        Violation(str(report.value(result, SH.focusNode)), _message(report, result), str(report.value(result, SH.value) or ""))
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    ]
    return Verdict(batch.what, batch.things, tuple(sorted(set(found), key=lambda v: (v.thing, v.message, v.value))))


def _shapes_for(what: str, data: rdflib.Graph, targets: Mapping[str, rdflib.term.Node]) -> list[str]:
    """The shapes of the batch's things, since those of the things around it are seen in part only."""
    first = {"claim": KG.Claim, "entity": KG.Entity, "evidence": KG.Evidence, "filing": KG.Filing}[what]
    classes = {first.value} | ({str(o) for o in data.objects(None, rdflib.RDF.type)} if what == "claim" else set())
    others = {KG.Entity.value, KG.Evidence.value, KG.Filing.value} - {first.value}
    return sorted(str(targets[name]) for name in classes - others if name in targets)


def _message(report: rdflib.Graph, result: rdflib.term.Node) -> str:
    return str(report.value(result, SH.resultMessage) or "breaks a shape").strip()


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=None if term.datatype == XSD.string else rdflib.URIRef(term.datatype.value), normalize=False)


def _batches(graph: Graph) -> Iterator[Batch]:
    for what in ("claim", "entity", "evidence", "filing"):
        runs = graph.runs(what)
        while chosen := list(islice(runs, _BATCH)):
            quads = [quad for _, found in chosen for quad in found]
            around = _around(graph, what, chosen, quads)
            lines = "".join(f"{triple} .\n" for triple in (*(quad.triple for quad in quads), *around))
            yield Batch(what, len(chosen), lines.encode())


def _around(graph: Graph, what: str, chosen: list[tuple[str, list[ox.Quad]]], quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """The classes of what a batch points to; of evidence also the claims that point to it."""
    named = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(graph.base)}
    if what == "evidence":
        for iri, _ in chosen:
            for quad in graph.store.quads_for_pattern(None, KG.evidence, ox.NamedNode(iri), None):
                yield quad.triple
                assert isinstance(quad.subject, ox.NamedNode)
                named.add(quad.subject)
    for node in named if what != "entity" else ():
        for quad in graph.store.quads_for_pattern(node, RDF.type, None, None):
            yield quad.triple


def _lost(batch: Batch) -> Verdict:
    return Verdict(batch.what, batch.things, (Violation("", f"{batch.things} things of kind {batch.what} could not be validated", ""),))
