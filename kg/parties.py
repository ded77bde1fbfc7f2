"""Parties as quads: entities with names, identifiers and matches in reference lists, and the parties that a filing leaves without a name.

Entities stand in the default graph. An unnamed party stands in its filing's graph alone, so that it goes when the filing is withdrawn; it
is no entity, and no two filings share one.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity import Link, Name, UnnamedParty
from kg.model import Entity, digest
from kg.terms import DEFAULT, Namer, clean, dates, decimal, string
from kg.vocab import BASES, EDGAR, GLEIF, IDENTIFIERS, KG, KINDS, MARKETS, OA, OWL, PROV, RDF, RDFS, SKOS, SKOSXL

__all__ = ["entity_quads", "unnamed_quads"]

_CERTAIN = frozenset({"identifier"})  # rules of links that are no matter of likeness


def entity_quads(entity: Entity, names: Namer) -> Iterator[Quad]:
    """An entity: its kind, its names, its identifiers and how it came by them."""
    node = names("entity", entity.id)
    yield Quad(node, RDF.type, KG.Entity, DEFAULT)
    yield Quad(node, RDF.type, KINDS[entity.kind], DEFAULT)
    yield Quad(node, SKOS.prefLabel, string(entity.name), DEFAULT)
    for alias in entity.aliases:
        if clean(alias) != clean(entity.name):
            yield Quad(node, SKOS.altLabel, string(alias), DEFAULT)
    for scheme, value in entity.identifiers:
        known = IDENTIFIERS.get(scheme)
        yield Quad(node, known or KG.identifier, string(value if known else f"{scheme}:{value}"), DEFAULT)
    for name in entity.names:
        if name.former or name.since or name.until:
            yield from _name(node, entity.id, name, names)
    rules = {(link.scheme, link.value): link.rule for link in entity.links if link.linked}
    for scheme, value in entity.identifiers:
        yield from _elsewhere(node, scheme, value, rules.get((scheme, value), ""))
    for link in entity.links:
        if link.linked:
            yield from _match(node, entity.id, link, names)


def _name(node: NamedNode, entity: str, name: Name, names: Namer) -> Iterator[Quad]:
    """A name that was taken or given up, with the dates of that as exact as the text tells them."""
    own = names("name", digest("name", entity, name.form))
    yield Quad(node, KG.hasName, own, DEFAULT)
    yield Quad(own, RDF.type, KG.Name, DEFAULT)
    yield Quad(own, SKOSXL.literalForm, string(name.form), DEFAULT)
    if name.former:
        yield Quad(node, KG.formerName, string(name.form), DEFAULT)
    for term, date in ((KG.since, name.since), (KG.until, name.until)):
        if date:
            yield Quad(own, term, dates(date)[0], DEFAULT)


def _elsewhere(node: NamedNode, scheme: str, value: str, rule: str) -> Iterator[Quad]:
    """What others call the entity: the same as ours where an identifier says so, and a match where a name does."""
    same = OWL.sameAs if rule in _CERTAIN else SKOS.exactMatch
    if scheme == "lei" and value.isalnum():
        yield Quad(node, same, NamedNode(GLEIF + value), DEFAULT)
    elif scheme == "mic" and value.isalnum():
        yield Quad(node, same, NamedNode(MARKETS + value), DEFAULT)
    elif scheme == "cik" and value.isdigit():
        yield Quad(node, RDFS.seeAlso, NamedNode(EDGAR + value), DEFAULT)


def _match(node: NamedNode, entity: str, link: Link, names: Namer) -> Iterator[Quad]:
    own = names("match", digest("match", entity, link.scheme, link.value, link.reference))
    yield Quad(node, KG.referenceMatch, own, DEFAULT)
    yield Quad(own, RDF.type, KG.ReferenceMatch, DEFAULT)
    yield Quad(own, KG.matchedIdentifier, string(f"{link.scheme}:{link.value}"), DEFAULT)
    yield Quad(own, KG.matchedName, string(link.name), DEFAULT)
    yield Quad(own, KG.matchRule, string(link.rule), DEFAULT)
    yield Quad(own, KG.matchScore, decimal(link.score), DEFAULT)
    yield Quad(own, KG.referenceList, string(link.reference), DEFAULT)


def unnamed_quads(party: UnnamedParty, filer: str | None, names: Namer) -> Iterator[Quad]:
    """An unnamed party and the words that tell of it, in its filing's graph; `filer` is the entity whose party it is, if known."""
    graph = names("filing", party.filing)
    place = (party.filing, party.at, party.start, party.end, party.number, party.year, party.percent)
    node = names("unnamed", digest("unnamed", *place))
    yield Quad(node, RDF.type, KG.UnnamedParty, graph)
    yield Quad(node, RDFS.label, string(party.wording), graph)
    yield Quad(node, KG.partyRole, string(party.role), graph)
    if filer is not None:
        yield Quad(node, KG.partyOf, names("entity", filer), graph)
    yield Quad(node, KG.share, decimal(party.percent), graph)
    for term, text in ((KG.shareOf, party.of), (KG.shareBound, party.bound)):
        if text:
            yield Quad(node, term, string(text), graph)
    if party.count is not None:
        yield Quad(node, KG.partyCount, Literal(party.count), graph)
    yield Quad(node, KG.shareYear, Literal(party.year), graph)
    yield Quad(node, KG.shareYearBasis, BASES[party.year_basis], graph)
    yield Quad(node, PROV.wasDerivedFrom, graph, graph)
    yield Quad(node, OA.exact, string(party.quote), graph)
    yield Quad(node, OA.start, Literal(party.start), graph)
    yield Quad(node, OA.end, Literal(party.end), graph)
