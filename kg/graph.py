"""Claims, entities and filings as RDF quads: IRIs only, sorted, the same for the same input.

In the default graph stand entities, filings, claims and direct triples; each filing's evidence, with the links from the claims to it,
stands in the graph named by the filing's IRI, so that dropping that graph withdraws what the filing said.

A direct triple (`entity:ntt kg:ownsShareIn entity:iij`) has no year: it says that some filing tells the relation as holding. It is written
for claims with status current only, since nothing on it could say "former"; the claim keeps that. Of a symmetric relation, which one claim
states for both ways, both direct triples are written, so that a pattern finds it from either end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity import UnnamedParty
from kg.model import Claim, Entity, Fact, Relation, Source
from kg.parties import entity_quads, unnamed_quads
from kg.schema import NAMESPACE
from kg.terms import DEFAULT, DEFAULT_BASE, Namer, clean, date, dates, encode, literal, prefixes, string
from kg.vocab import BASES, KG, OA, PROV, RDF, STATUSES, XSD

__all__ = ["DEFAULT_BASE", "Namer", "clean", "prefixes", "quads"]


def quads(
    claims: Sequence[Claim],
    entities: Sequence[Entity],
    sources: Sequence[Source],
    relations: Mapping[str, Relation],
    base: str = DEFAULT_BASE,
    unnamed: Sequence[UnnamedParty] = (),
) -> list[Quad]:
    """The whole graph, sorted, each quad once.

    Raises:
        OutputError: `base` is no absolute IRI that names can be appended to.
        ValueError: A claim has a date that is none, or an attribute that is no finite number; earlier stages must not let this pass.
    """
    names = Namer(base)
    found: set[Quad] = set()
    for entity in entities:
        found.update(entity_quads(entity, names))
    registrants = _by_name(entities)
    for source in sources:
        found.update(_filing(source, registrants, names))
    filers = {source.name: _registrant(source, registrants) for source in sources}
    for party in unnamed:
        found.update(unnamed_quads(party, filers.get(party.filing), names))
    for claim in claims:
        relation = relations[claim.relation]
        found.update(_claim(claim, relation, names))
        for fact in claim.facts:
            found.update(_evidence(claim, fact, names))
    return sorted(found, key=str)


def _by_name(entities: Sequence[Entity]) -> dict[str, str]:
    """Entity ids by every name that only one entity bears."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            found[name].add(entity.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _registrant(source: Source, registrants: Mapping[str, str]) -> str | None:
    return next((registrants[name] for name in (source.registrant, *source.aliases) if name in registrants), None)


def _filing(source: Source, registrants: Mapping[str, str], names: Namer) -> Iterator[Quad]:
    node = names("filing", source.name)
    yield Quad(node, RDF.type, KG.Filing, DEFAULT)
    yield Quad(node, KG.fiscalYear, Literal(source.fiscal_year), DEFAULT)
    yield Quad(node, KG.fiscalYearEnd, date(source.fiscal_year_end), DEFAULT)
    known = _registrant(source, registrants)
    if known is not None:
        yield Quad(node, KG.registrant, names("entity", known), DEFAULT)
        if source.lei:
            yield Quad(names("entity", known), KG.lei, string(source.lei), DEFAULT)
    texts = (
        (KG.name, source.name), (KG.registrantName, source.registrant), (KG.form, source.form), (KG.cik, source.cik),
        (KG.accessionNumber, source.accession), (KG.sha256, source.sha256),
    )  # fmt: skip
    for term, text in texts:
        if text:
            yield Quad(node, term, string(text), DEFAULT)
    if source.url:
        yield Quad(node, KG.url, Literal(clean(source.url), datatype=XSD.anyURI), DEFAULT)


def _claim(claim: Claim, relation: Relation, names: Namer) -> Iterator[Quad]:
    node, subject = names("claim", claim.id), names("entity", claim.subject)
    predicate = NamedNode(relation.iri or NAMESPACE + relation.name)
    yield Quad(node, RDF.type, KG.Claim, DEFAULT)
    yield Quad(node, RDF.type, _term(relation.claim_class), DEFAULT)
    yield Quad(node, KG.subject, subject, DEFAULT)
    yield Quad(node, KG.relation, predicate, DEFAULT)
    yield Quad(node, KG.year, Literal(claim.year), DEFAULT)
    yield Quad(node, KG.yearBasis, BASES[claim.year_basis], DEFAULT)
    yield Quad(node, KG.status, STATUSES[claim.status], DEFAULT)
    if claim.date is not None:
        stated, first, last = dates(claim.date)
        yield Quad(node, KG.date, stated, DEFAULT)
        yield Quad(node, KG.earliest, date(first), DEFAULT)
        yield Quad(node, KG.latest, date(last), DEFAULT)
    for name, value in claim.attributes:
        yield Quad(node, _term(name), literal(value), DEFAULT)
    for name in claim.conflicts:
        yield Quad(node, KG.conflict, string(name), DEFAULT)
    if claim.object is None:
        return
    other = names("entity", claim.object)
    yield Quad(node, KG.object, other, DEFAULT)
    if claim.status == "current" and claim.subject != claim.object:
        yield Quad(subject, predicate, other, DEFAULT)
        if relation.symmetric:
            yield Quad(other, predicate, subject, DEFAULT)


def _term(name: str) -> NamedNode:
    """A claim class or an attribute: a name of kg's namespace, or an IRI of somebody else's."""
    return NamedNode(name if ":" in name else NAMESPACE + encode(name))


def _evidence(claim: Claim, fact: Fact, names: Namer) -> Iterator[Quad]:
    node, filing = names("evidence", fact.id), names("filing", fact.evidence.filing)
    yield Quad(names("claim", claim.id), KG.evidence, node, filing)
    yield Quad(node, RDF.type, KG.Evidence, filing)
    yield Quad(node, PROV.wasDerivedFrom, filing, filing)
    yield Quad(node, OA.exact, string(fact.evidence.quote), filing)
    yield Quad(node, OA.start, Literal(fact.evidence.start), filing)
    yield Quad(node, OA.end, Literal(fact.evidence.end), filing)
    yield Quad(node, KG.rule, string(fact.rule), filing)
    if fact.evidence.section:
        yield Quad(node, KG.section, string(fact.evidence.section), filing)
    if fact.evidence.link:
        yield Quad(node, KG.link, Literal(clean(fact.evidence.link), datatype=XSD.anyURI), filing)
