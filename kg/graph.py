"""Claims, entities and filings as RDF quads: IRIs only, sorted, the same for the same input.

In the default graph stand entities, filings, claims and direct triples; each filing's evidence, with the links from the claims to it,
stands in the graph named by the filing's IRI, so that dropping that graph withdraws what the filing said.

A direct triple (`entity:ntt kg:ownsShareIn entity:iij`) has no year: it says that some filing tells the relation as holding. It is written
for claims with status current only, since nothing on it could say "former"; the claim keeps that. Of a symmetric relation, which one claim
states for both ways, both direct triples are written, so that a pattern finds it from either end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity import UnnamedParty
from kg.model import Claim, Entity, Fact, Relation, Source
from kg.parties import entity_quads, unnamed_quads
from kg.schema import NAMESPACE
from kg.terms import DEFAULT, DEFAULT_BASE, Namer, clean, date, dates, encode, literal, prefixes, string
from kg.vocab import BASES, KG, OA, PROV, RDF, STATUSES, XSD

__all__ = ["DEFAULT_BASE", "Namer", "clean", "prefixes", "quads"]

T = TypeVar("T")


def quads(
    claims: Sequence[Claim],
    entities: Sequence[Entity],
    sources: Sequence[Source],
    relations: Mapping[str, Relation],
    base: str = DEFAULT_BASE,
    unnamed: Sequence[UnnamedParty] = (),
) -> Iterator[Quad]:
    """The whole graph, sorted, each quad once: a stream, of which one thing's quads are in memory at a time.

    Raises:
        OutputError: `base` is no absolute IRI that names can be appended to.
        ValueError: A claim has a date that is none, or an attribute that is no finite number; earlier stages must not let this pass.
    """
    names = Namer(base)
    registrants = _by_name(entities)
    filers = {source.name: _registrant(source, registrants) for source in sources}
    facts = [fact for claim in claims for fact in claim.facts]
    beside: set[Quad] = set()  # about what entities refer to: few, and their names come after all that is below
    return chain(
        _sorted(claims, lambda claim: names("claim", claim.id), lambda claim: _claim(claim, relations[claim.relation], names)),
        _parties(claims, entities, _identified(sources, filers), relations, names, beside),
        _sorted(facts, lambda fact: names("evidence", fact.id), lambda fact: _evidence(fact, names)),
        _sorted(sources, lambda source: names("filing", source.name), lambda source: _filing(source, filers[source.name], names)),
        _sorted((beside,), lambda _: names("name", ""), iter),
        _sorted((unnamed,), lambda _: names("unnamed", ""), lambda parties: _unnamed(parties, filers, names)),
    )


def _sorted(things: Iterable[T], subject: Callable[[T], NamedNode], about: Callable[[T], Iterable[Quad]]) -> Iterator[Quad]:
    """The quads about each of the things, sorted by subject; what several things have to say of one subject is put together."""
    for _, found in groupby(sorted(things, key=lambda thing: str(subject(thing))), key=subject):
        yield from sorted({quad for thing in found for quad in about(thing)}, key=str)


def _parties(
    claims: Sequence[Claim],
    entities: Sequence[Entity],
    identified: Mapping[str, Iterable[str]],
    relations: Mapping[str, Relation],
    names: Namer,
    beside: set[Quad],
) -> Iterator[Quad]:
    """The entities, with the direct triples from each; what else they need goes to `beside`."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim in claims:
        for subject, other in _directed(claim, relations[claim.relation]):
            told[subject].append((claim.relation, other))
    known: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        known[entity.id].append(entity)

    def about(id_: str) -> Iterator[Quad]:
        node = names("entity", id_)
        for quad in chain.from_iterable(entity_quads(entity, names) for entity in known.get(id_, ())):
            if quad.subject == node:
                yield quad
            else:
                beside.add(quad)
        for relation, other in told.get(id_, ()):
            yield Quad(node, _predicate(relations[relation]), names("entity", other), DEFAULT)
        for lei in identified.get(id_, ()):
            yield Quad(node, KG.lei, string(lei), DEFAULT)

    yield from _sorted({*told, *known, *identified}, lambda id_: names("entity", id_), about)


def _directed(claim: Claim, relation: Relation) -> Iterator[tuple[str, str]]:
    """The direct triples of a claim, as subject and object."""
    if claim.object is not None and claim.status == "current" and claim.subject != claim.object:
        yield claim.subject, claim.object
        if relation.symmetric:
            yield claim.object, claim.subject


def _identified(sources: Iterable[Source], filers: Mapping[str, str | None]) -> dict[str, set[str]]:
    """The LEIs that filings state, by the id of their filer."""
    found: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        if source.lei and (filer := filers[source.name]) is not None:
            found[filer].add(source.lei)
    return found


def _unnamed(parties: Iterable[UnnamedParty], filers: Mapping[str, str | None], names: Namer) -> Iterator[Quad]:
    return chain.from_iterable(unnamed_quads(party, filers.get(party.filing), names) for party in parties)


def _by_name(entities: Sequence[Entity]) -> dict[str, str]:
    """Entity ids by every name that only one entity bears."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            found[name].add(entity.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _registrant(source: Source, registrants: Mapping[str, str]) -> str | None:
    return next((registrants[name] for name in (source.registrant, *source.aliases) if name in registrants), None)


def _filing(source: Source, filer: str | None, names: Namer) -> Iterator[Quad]:
    node = names("filing", source.name)
    yield Quad(node, RDF.type, KG.Filing, DEFAULT)
    yield Quad(node, KG.fiscalYear, Literal(source.fiscal_year), DEFAULT)
    yield Quad(node, KG.fiscalYearEnd, date(source.fiscal_year_end), DEFAULT)
    if filer is not None:
        yield Quad(node, KG.registrant, names("entity", filer), DEFAULT)
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
    node = names("claim", claim.id)
    yield Quad(node, RDF.type, KG.Claim, DEFAULT)
    yield Quad(node, RDF.type, _term(relation.claim_class), DEFAULT)
    yield Quad(node, KG.subject, names("entity", claim.subject), DEFAULT)
    yield Quad(node, KG.relation, _predicate(relation), DEFAULT)
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
    if claim.object is not None:
        yield Quad(node, KG.object, names("entity", claim.object), DEFAULT)
    for fact in claim.facts:
        yield Quad(node, KG.evidence, names("evidence", fact.id), names("filing", fact.evidence.filing))


def _predicate(relation: Relation) -> NamedNode:
    return NamedNode(relation.iri or NAMESPACE + relation.name)


def _term(name: str) -> NamedNode:
    """A claim class or an attribute: a name of kg's namespace, or an IRI of somebody else's."""
    return NamedNode(name if ":" in name else NAMESPACE + encode(name))


def _evidence(fact: Fact, names: Namer) -> Iterator[Quad]:
    node, filing = names("evidence", fact.id), names("filing", fact.evidence.filing)
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
