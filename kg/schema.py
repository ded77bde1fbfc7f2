"""The relations as data: `ontology/kg.ttl`, and what a user adds to it, read into `Relation` records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.model import Relation
from kg.resources import ontology_dir

NAMESPACE = "https://kg.example/ontology#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SYMMETRIC = "http://www.w3.org/2002/07/owl#SymmetricProperty"


@dataclass(slots=True)
class _Ontology:
    """Values by (subject, predicate), each as text, in the order of the files; and the file that each subject was last seen in."""

    values: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    source: dict[str, Path] = field(default_factory=dict)

    def read(self, path: Path) -> None:
        """Add one Turtle file.

        Raises:
            OntologyError: The file is missing or is no Turtle.
        """
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                subject, value = _text(quad.subject), _text(quad.object)
                self.values[subject, quad.predicate.value].append(value)
                self.source[subject] = path
        except FileNotFoundError as error:
            raise OntologyError(f"{path}: there is no such file") from error
        except (SyntaxError, UnicodeError, OSError) as error:
            raise OntologyError(f"{path}: this is no Turtle: {error}") from error

    def get(self, subject: str, predicate: str) -> list[str]:
        return self.values.get((subject, predicate), [])

    def instances(self, kind: str) -> list[str]:
        """All subjects of type kg:`kind`, sorted."""
        iri = NAMESPACE + kind
        return sorted(s for (s, p), values in self.values.items() if p == _RDF_TYPE and iri in values)

    def kinds(self) -> dict[str, frozenset[str]]:
        """For each class of entities the kind names of it and of the classes below it."""
        below: dict[str, set[str]] = defaultdict(set)
        for (subject, predicate), names in list(self.values.items()):
            if predicate != NAMESPACE + "kindName":
                continue
            todo, seen = [subject], set[str]()
            while todo:
                current = todo.pop()
                if current not in seen:
                    seen.add(current)
                    below[current].update(names)
                    todo += self.get(current, _RDFS + "subClassOf")
        return {name: frozenset(kinds) for name, kinds in below.items()}


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def local_name(iri: str) -> str:
    """What follows the last `#` or `/` of an IRI."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def load_relations(extra: Sequence[Path] = ()) -> dict[str, Relation]:
    """The relations of kg.ttl and of the Turtle files in `extra`, by name, sorted.

    A relation is an instance of kg:Relation with rdfs:domain, rdfs:range and kg:claimClass; its name is the last part of its IRI.

    Raises:
        OntologyError: A file can't be read, or a relation in it lacks something; the message names both and says the mend.
    """
    ontology = _Ontology()
    for path in (ontology_dir() / "kg.ttl", *extra):
        ontology.read(path)
    kinds = ontology.kinds()
    relations: dict[str, Relation] = {}
    for iri in ontology.instances("Relation"):
        relation = _relation(ontology, iri, kinds)
        if relation.name in relations:
            raise OntologyError(
                f"{ontology.source[iri]}: there is already a relation named {relation.name}: <{relations[relation.name].iri}>"
            )
        relations[relation.name] = relation
    return dict(sorted(relations.items()))


def _relation(ontology: _Ontology, iri: str, kinds: dict[str, frozenset[str]]) -> Relation:
    where = f"{ontology.source[iri]}: relation <{iri}>"
    types = ontology.get(iri, _RDF_TYPE)
    domain, range_ = ontology.get(iri, _RDFS + "domain"), ontology.get(iri, _RDFS + "range")
    optional = "true" in ontology.get(iri, NAMESPACE + "objectOptional")
    if not domain:
        raise OntologyError(f"{where} has no rdfs:domain: say which class of entities it starts from, such as kg:Business")
    if not range_ and not optional:
        raise OntologyError(f"{where} has no rdfs:range: say which class it leads to, or kg:objectOptional true if it leads nowhere")
    claim_class = ontology.get(iri, NAMESPACE + "claimClass")
    if len(claim_class) != 1:
        raise OntologyError(f"{where} must have one kg:claimClass; it has {len(claim_class)}")
    return Relation(
        name=local_name(iri),
        label=next(iter(ontology.get(iri, _RDFS + "label")), local_name(iri)),
        domain=_kinds(where, domain, kinds),
        range=_kinds(where, range_, kinds),
        symmetric=_SYMMETRIC in types,
        event=NAMESPACE + "EventRelation" in types,
        of_names=NAMESPACE + "NameRelation" in types,
        object_optional=optional,
        claim_class=claim_class[0].removeprefix(NAMESPACE),
        attributes=_attributes(where, ontology.get(iri, NAMESPACE + "hasAttribute")),
        iri=iri,
    )


def _kinds(where: str, classes: Iterable[str], kinds: dict[str, frozenset[str]]) -> frozenset[str]:
    """The kinds that may stand at one end; several domains or ranges are read as RDFS reads them, all at once."""
    found: frozenset[str] | None = None
    for iri in classes:
        if iri not in kinds:
            raise OntologyError(f"{where}: <{iri}> is no class of entities; give kg:Entity or a class below it")
        found = kinds[iri] if found is None else found & kinds[iri]
    return found if found is not None else frozenset()


def _attributes(where: str, iris: Sequence[str]) -> frozenset[str]:
    """Attribute names; their IRIs must be kg's, since facts carry the name alone."""
    for iri in iris:
        if not iri.startswith(NAMESPACE):
            raise OntologyError(f"{where}: the attribute <{iri}> must be in the namespace <{NAMESPACE}>, as in kg:{local_name(iri)}")
    return frozenset(map(local_name, iris))
