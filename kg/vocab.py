"""The closed vocabulary: the structural terms of `ontology/kg.ttl`, and the terms of others that a graph uses.

A typo is an AttributeError, and an error in mypy. Relations, their claim classes and their attributes are data (`kg.schema`), so that
adding one touches only the ontology. A test holds `KG` equal to the ontology.
"""

# ruff: noqa: N815 -- the names are those of the vocabularies

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from kg.schema import NAMESPACE


def _kg(name: str) -> NamedNode:
    return NamedNode(NAMESPACE + name)


class KG:
    """https://kg.example/ontology#"""

    # entities, claims, evidence, filings, and how relations are described
    Entity: Final = _kg("Entity")
    Organization: Final = _kg("Organization")
    Business: Final = _kg("Business")
    PublicBody: Final = _kg("PublicBody")
    Company: Final = _kg("Company")
    Group: Final = _kg("Group")
    Person: Final = _kg("Person")
    Exchange: Final = _kg("Exchange")
    Authority: Final = _kg("Authority")
    Government: Final = _kg("Government")
    Name: Final = _kg("Name")
    ReferenceMatch: Final = _kg("ReferenceMatch")
    UnnamedParty: Final = _kg("UnnamedParty")
    Claim: Final = _kg("Claim")
    YearBasis: Final = _kg("YearBasis")
    Status: Final = _kg("Status")
    Evidence: Final = _kg("Evidence")
    Filing: Final = _kg("Filing")
    Relation: Final = _kg("Relation")
    EventRelation: Final = _kg("EventRelation")
    NameRelation: Final = _kg("NameRelation")
    Attribute: Final = _kg("Attribute")

    # individuals: bases of the year, statuses
    event: Final = _kg("event")
    as_of: Final = _kg("as_of")
    reporting: Final = _kg("reporting")
    current: Final = _kg("current")
    former: Final = _kg("former")

    # properties of entities, claims, evidence and filings
    cik: Final = _kg("cik")
    lei: Final = _kg("lei")
    ticker: Final = _kg("ticker")
    mic: Final = _kg("mic")
    identifier: Final = _kg("identifier")
    hasName: Final = _kg("hasName")
    formerName: Final = _kg("formerName")
    since: Final = _kg("since")
    until: Final = _kg("until")
    referenceMatch: Final = _kg("referenceMatch")
    matchedIdentifier: Final = _kg("matchedIdentifier")
    matchedName: Final = _kg("matchedName")
    matchRule: Final = _kg("matchRule")
    matchScore: Final = _kg("matchScore")
    referenceList: Final = _kg("referenceList")
    partyRole: Final = _kg("partyRole")
    partyOf: Final = _kg("partyOf")
    partyCount: Final = _kg("partyCount")
    share: Final = _kg("share")
    shareOf: Final = _kg("shareOf")
    shareBound: Final = _kg("shareBound")
    shareYear: Final = _kg("shareYear")
    shareYearBasis: Final = _kg("shareYearBasis")
    subject: Final = _kg("subject")
    relation: Final = _kg("relation")
    object: Final = _kg("object")
    year: Final = _kg("year")
    yearBasis: Final = _kg("yearBasis")
    date: Final = _kg("date")
    earliest: Final = _kg("earliest")
    latest: Final = _kg("latest")
    status: Final = _kg("status")
    conflict: Final = _kg("conflict")
    evidence: Final = _kg("evidence")
    section: Final = _kg("section")
    link: Final = _kg("link")
    rule: Final = _kg("rule")
    name: Final = _kg("name")
    registrant: Final = _kg("registrant")
    registrantName: Final = _kg("registrantName")
    form: Final = _kg("form")
    fiscalYear: Final = _kg("fiscalYear")
    fiscalYearEnd: Final = _kg("fiscalYearEnd")
    accessionNumber: Final = _kg("accessionNumber")
    sha256: Final = _kg("sha256")
    url: Final = _kg("url")

    # annotations of relations and classes
    kindName: Final = _kg("kindName")
    claimClass: Final = _kg("claimClass")
    hasAttribute: Final = _kg("hasAttribute")
    objectOptional: Final = _kg("objectOptional")


class RDF:
    """http://www.w3.org/1999/02/22-rdf-syntax-ns#"""

    type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class RDFS:
    """http://www.w3.org/2000/01/rdf-schema#"""

    label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    seeAlso: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")


class OWL:
    """http://www.w3.org/2002/07/owl#"""

    sameAs: Final = NamedNode("http://www.w3.org/2002/07/owl#sameAs")


class SKOSXL:
    """http://www.w3.org/2008/05/skos-xl#: labels that are things, so that more can be said of them."""

    literalForm: Final = NamedNode("http://www.w3.org/2008/05/skos-xl#literalForm")


class SKOS:
    """http://www.w3.org/2004/02/skos/core#"""

    prefLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    altLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    exactMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")


class OA:
    """http://www.w3.org/ns/oa# (Web Annotation): the words of a quote and their offsets."""

    exact: Final = NamedNode("http://www.w3.org/ns/oa#exact")
    start: Final = NamedNode("http://www.w3.org/ns/oa#start")
    end: Final = NamedNode("http://www.w3.org/ns/oa#end")


class PROV:
    """http://www.w3.org/ns/prov#"""

    wasDerivedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")


class XSD:
    """http://www.w3.org/2001/XMLSchema#"""

    integer: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    decimal: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    date: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    gYearMonth: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    gYear: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
    anyURI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
    string: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")


KINDS: Final = {
    "company": KG.Company,
    "group": KG.Group,
    "person": KG.Person,
    "exchange": KG.Exchange,
    "authority": KG.Authority,
    "government": KG.Government,
    "self": KG.Company,
    "name": KG.Entity,
}
BASES: Final = {"event": KG.event, "as_of": KG.as_of, "reporting": KG.reporting}
STATUSES: Final = {"current": KG.current, "former": KG.former}
IDENTIFIERS: Final = {"cik": KG.cik, "lei": KG.lei, "ticker": KG.ticker, "mic": KG.mic}

# What others call a party. GLEIF's own IRI of a legal entity, by LEI; FIBO's of a market, by MIC; EDGAR's page about a company, by CIK.
GLEIF: Final = "https://rdf.gleif.org/L1/L-"
MARKETS: Final = "https://spec.edmcouncil.org/fibo/ontology/FBC/FunctionalEntities/MarketsIndividuals/Facility-"
EDGAR: Final = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK="
PREFIXES: Final = {
    "edgar": EDGAR,
    "kg": NAMESPACE,
    "lei": GLEIF,
    "mic": MARKETS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
