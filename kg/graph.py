"""Claims, entities and filings as RDF quads: IRIs only, sorted, the same for the same input.

In the default graph stand entities, filings, claims and direct triples; each filing's evidence, with the links from the claims to it,
stands in the graph named by the filing's IRI, so that dropping that graph withdraws what the filing said.

A direct triple (`entity:ntt kg:ownsShareIn entity:iij`) has no year: it says that some filing tells the relation as holding. It is written
for claims with status current only, since nothing on it could say "former"; the claim keeps that. Of a symmetric relation, which one claim
states for both ways, both direct triples are written, so that a pattern finds it from either end.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal as OneOf
from typing import get_args
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.errors import OutputError
from kg.model import Claim, Entity, Fact, Relation, Source, Value
from kg.schema import NAMESPACE
from kg.vocab import BASES, IDENTIFIERS, KG, KINDS, OA, PREFIXES, PROV, RDF, SKOS, STATUSES, XSD

DEFAULT_BASE = "https://kg.example/id/"
What = OneOf["entity", "claim", "evidence", "filing"]
_DEFAULT = DefaultGraph()
# C0 controls but tab, newline and return, and what XML can't hold: they would make some parsers refuse the whole file.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def quads(
    claims: Sequence[Claim],
    entities: Sequence[Entity],
    sources: Sequence[Source],
    relations: Mapping[str, Relation],
    base: str = DEFAULT_BASE,
) -> list[Quad]:
    """The whole graph, sorted, each quad once.

    Raises:
        OutputError: `base` is no absolute IRI that names can be appended to.
        ValueError: A claim has a date that is none, or an attribute that is no finite number; earlier stages must not let this pass.
    """
    names = Namer(base)
    found: set[Quad] = set()
    for entity in entities:
        found.update(_entity(entity, names))
    registrants = _by_name(entities)
    for source in sources:
        found.update(_filing(source, registrants, names))
    for claim in claims:
        relation = relations[claim.relation]
        found.update(_claim(claim, relation, names))
        for fact in claim.facts:
            found.update(_evidence(claim, fact, names))
    return sorted(found, key=str)


class Namer:
    """The IRIs of one build's things: `base` + entity/, claim/, evidence/ or filing/ + the name, percent-encoded where need be."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not base.endswith(("/", "#")):
            raise OutputError(f"the base IRI {base!r} must end in / or #, so that names can be appended to it, as in {DEFAULT_BASE}")
        try:
            NamedNode(base)
        except ValueError as error:
            raise OutputError(f"the base {base!r} is no IRI ({error}); give one such as {DEFAULT_BASE}") from error
        self.base = base

    def __call__(self, what: What, name: str) -> NamedNode:
        """The IRI of one thing."""
        return NamedNode(f"{self.base}{what}/{_encode(name)}")


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The prefixes of a graph built with `base`: the vocabularies', and entity:, claim:, evidence: and filing:."""
    return PREFIXES | {what: f"{base}{what}/" for what in get_args(What)}


def _encode(name: str) -> str:
    """A name as one segment of an IRI's path; dots at its ends are encoded too, since Turtle takes the last for a full stop."""
    text = quote(name, safe="", errors="surrogatepass")
    inner = text.strip(".")
    before = len(text) - len(text.lstrip(".")) if inner else len(text)
    after = len(text) - before - len(inner)
    return "%2E" * before + inner + "%2E" * after


def clean(text: str) -> str:
    """Text that every RDF syntax can hold: without C0 controls other than white space; half a surrogate pair becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", _UNFIT.sub("", text))


def _string(text: str) -> Literal:
    return Literal(clean(text))


def _number(value: float) -> Literal:
    """A decimal in the form that Oxigraph keeps: no exponent, no trailing zeros."""
    number = Decimal(repr(value))
    if not number.is_finite():
        raise ValueError(f"{value!r} is no finite number")
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal("0" if text == "-0" else text, datatype=XSD.decimal)


def _value(value: Value) -> Literal:
    return _string(value) if isinstance(value, str) else _number(value)


def _date(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date)


def _dates(text: str) -> tuple[Literal, dt.date, dt.date]:
    """A date as exact as the text ("2010-09-01", "2012-04", "2012"), with the first and last day that it can mean."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise ValueError(f"{text!r} is no date of the form 2012-04-01, 2012-04 or 2012")
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = dt.date.fromisoformat(text)
        return _date(day), day, day
    year, month = parts[0], parts[1] if len(parts) == 2 else None
    first = dt.date(year, month or 1, 1)
    last = dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    return Literal(text, datatype=XSD.gYearMonth if month else XSD.gYear), first, last


def _entity(entity: Entity, names: Namer) -> Iterator[Quad]:
    node = names("entity", entity.id)
    yield Quad(node, RDF.type, KG.Entity, _DEFAULT)
    yield Quad(node, RDF.type, KINDS[entity.kind], _DEFAULT)
    yield Quad(node, SKOS.prefLabel, _string(entity.name), _DEFAULT)
    for alias in entity.aliases:
        if clean(alias) != clean(entity.name):
            yield Quad(node, SKOS.altLabel, _string(alias), _DEFAULT)
    for scheme, value in entity.identifiers:
        known = IDENTIFIERS.get(scheme)
        yield Quad(node, known or KG.identifier, _string(value if known else f"{scheme}:{value}"), _DEFAULT)


def _by_name(entities: Sequence[Entity]) -> dict[str, str]:
    """Entity ids by every name that only one entity bears."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            found[name].add(entity.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _filing(source: Source, registrants: Mapping[str, str], names: Namer) -> Iterator[Quad]:
    node = names("filing", source.name)
    yield Quad(node, RDF.type, KG.Filing, _DEFAULT)
    yield Quad(node, KG.fiscalYear, Literal(source.fiscal_year), _DEFAULT)
    yield Quad(node, KG.fiscalYearEnd, _date(source.fiscal_year_end), _DEFAULT)
    known = next((registrants[name] for name in (source.registrant, *source.aliases) if name in registrants), None)
    if known is not None:
        yield Quad(node, KG.registrant, names("entity", known), _DEFAULT)
        if source.lei:
            yield Quad(names("entity", known), KG.lei, _string(source.lei), _DEFAULT)
    texts = (
        (KG.name, source.name), (KG.registrantName, source.registrant), (KG.form, source.form), (KG.cik, source.cik),
        (KG.accessionNumber, source.accession), (KG.sha256, source.sha256),
    )  # fmt: skip
    for term, text in texts:
        if text:
            yield Quad(node, term, _string(text), _DEFAULT)
    if source.url:
        yield Quad(node, KG.url, Literal(clean(source.url), datatype=XSD.anyURI), _DEFAULT)


def _claim(claim: Claim, relation: Relation, names: Namer) -> Iterator[Quad]:
    node, subject = names("claim", claim.id), names("entity", claim.subject)
    predicate = NamedNode(relation.iri or NAMESPACE + relation.name)
    yield Quad(node, RDF.type, KG.Claim, _DEFAULT)
    yield Quad(node, RDF.type, _term(relation.claim_class), _DEFAULT)
    yield Quad(node, KG.subject, subject, _DEFAULT)
    yield Quad(node, KG.relation, predicate, _DEFAULT)
    yield Quad(node, KG.year, Literal(claim.year), _DEFAULT)
    yield Quad(node, KG.yearBasis, BASES[claim.year_basis], _DEFAULT)
    yield Quad(node, KG.status, STATUSES[claim.status], _DEFAULT)
    if claim.date is not None:
        date, first, last = _dates(claim.date)
        yield Quad(node, KG.date, date, _DEFAULT)
        yield Quad(node, KG.earliest, _date(first), _DEFAULT)
        yield Quad(node, KG.latest, _date(last), _DEFAULT)
    for name, value in claim.attributes:
        yield Quad(node, _term(name), _value(value), _DEFAULT)
    for name in claim.conflicts:
        yield Quad(node, KG.conflict, _string(name), _DEFAULT)
    if claim.object is None:
        return
    other = names("entity", claim.object)
    yield Quad(node, KG.object, other, _DEFAULT)
    if claim.status == "current" and claim.subject != claim.object:
        yield Quad(subject, predicate, other, _DEFAULT)
        if relation.symmetric:
            yield Quad(other, predicate, subject, _DEFAULT)


def _term(name: str) -> NamedNode:
    """A claim class or an attribute: a name of kg's namespace, or an IRI of somebody else's."""
    return NamedNode(name if ":" in name else NAMESPACE + _encode(name))


def _evidence(claim: Claim, fact: Fact, names: Namer) -> Iterator[Quad]:
    node, filing = names("evidence", fact.id), names("filing", fact.evidence.filing)
    yield Quad(names("claim", claim.id), KG.evidence, node, filing)
    yield Quad(node, RDF.type, KG.Evidence, filing)
    yield Quad(node, PROV.wasDerivedFrom, filing, filing)
    yield Quad(node, OA.exact, _string(fact.evidence.quote), filing)
    yield Quad(node, OA.start, Literal(fact.evidence.start), filing)
    yield Quad(node, OA.end, Literal(fact.evidence.end), filing)
    yield Quad(node, KG.rule, _string(fact.rule), filing)
    if fact.evidence.section:
        yield Quad(node, KG.section, _string(fact.evidence.section), filing)
    if fact.evidence.link:
        yield Quad(node, KG.link, Literal(clean(fact.evidence.link), datatype=XSD.anyURI), filing)
