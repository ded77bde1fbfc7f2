"""A small market in which every named question has an answer."""

from __future__ import annotations

from dataclasses import replace

from rdf_samples import make_claim, make_entity, make_fact, make_source

from kg.graph import quads
from kg.identity import Name
from kg.model import Attributes, Claim, Fact
from kg.schema import load_relations

NAMES = {
    "holding": "Aldgate Holding AG", "parent": "Brixton Group plc", "we": "Cable Works Ltd.", "sub": "Dockside Wire Ltd.",
    "subsub": "Elmet Tools Ltd.", "rival": "Fenland Fibre Inc.", "maker": "Garrick Copper S.A.", "mine": "Hollin Mines Ltd.",
    "target": "Ivel Glass Ltd.", "venture": "Jura Joint Ltd.", "bank": "Keld Bank AG", "exchange": "London Exchange",
    "office": "Office of Wires", "northwind": "Northwind Networks Inc.",
}  # fmt: skip


LEFT_OUT = {"filing": 2012, "status": "current", "basis": "reporting", "date": None}


def fact(relation: str, subject: str, obj: str | None, year: int, **more: str | float) -> Fact:
    filing, status, basis, date = (more.pop(key, value) for key, value in LEFT_OUT.items())
    given: Attributes = tuple(sorted(more.items()))
    start = sum(map(ord, f"{relation}{subject}{obj}{year}{status}"))
    return make_fact(
        relation, subject, obj, year, filing=f"report-{filing}", status=status, basis=basis, date=date, attributes=given, start=start,
    )  # fmt: skip


def claim(*facts: Fact, conflicts: tuple[str, ...] = ()) -> Claim:
    first = facts[0]
    return make_claim(*facts, subject=first.subject.name, obj=first.object.name if first.object else None, conflicts=conflicts)


CLAIMS = (
    claim(fact("ownsShareIn", "holding", "parent", 2011, percent=60)),
    claim(fact("ownsShareIn", "parent", "we", 2011, filing=2011, percent=31.5), fact("ownsShareIn", "parent", "we", 2011, percent=31.0),
          conflicts=("percent",)),
    claim(fact("ownsShareIn", "parent", "we", 2012, percent=29.9)),
    claim(fact("ownsShareIn", "rival", "we", 2012, percent=4.5)),
    claim(fact("ownsShareIn", "bank", "we", 2011, filing=2011)),
    claim(fact("ownsShareIn", "rival", "maker", 2012)),
    claim(fact("ownsShareIn", "we", "rival", 2012, percent=1.5)),
    claim(fact("subsidiaryOf", "sub", "we", 2011), fact("subsidiaryOf", "sub", "we", 2011, filing=2011)),
    claim(fact("subsidiaryOf", "subsub", "sub", 2012)),
    claim(fact("affiliateOf", "maker", "we", 2012)),
    claim(fact("acquired", "we", "sub", 2010, basis="event", date="2010-09")),
    claim(fact("acquired", "sub", "target", 2012, basis="event", date="2012-04-02", amount=5_000_000, currency="GBP", seller="Keld")),
    claim(fact("divested", "we", "mine", 2012, basis="event", amount=7, currency="GBP", buyer="Keld Bank")),
    claim(fact("investedIn", "we", "venture", 2012, amount=9, currency="EUR")),
    claim(fact("competitorOf", "rival", "we", 2011)), claim(fact("competitorOf", "rival", "we", 2012)),
    claim(fact("supplierOf", "maker", "we", 2011, filing=2011, product="copper")),
    claim(fact("supplierOf", "rival", "we", 2012, product="fibre")),
    claim(fact("supplierOf", "bank", "we", 2011, filing=2011)), claim(fact("supplierOf", "bank", "we", 2012)),
    claim(fact("supplierOf", "mine", "maker", 2012)),
    claim(fact("officerOf", "adler", "we", 2012, role="director")), claim(fact("officerOf", "adler", "rival", 2012, role="chair")),
    claim(fact("jointVentureOf", "venture", "we", 2012)), claim(fact("jointVentureOf", "venture", "rival", 2012)),
    claim(fact("renamedTo", "we", "we", 1999, basis="event")),
    claim(fact("mergedInto", "mine", "maker", 2012, basis="event")),
    claim(fact("partnerOf", "bank", "we", 2011), ), claim(fact("partnerOf", "bank", "we", 2012, status="former")),
    claim(fact("listedOn", "we", "exchange", 2005, basis="event")),
    claim(fact("regulatedBy", "we", "office", 2012)),
    claim(fact("established", "venture", "we", 2012)), claim(fact("established", "we", None, 1987, basis="event")),
    claim(fact("insolvency", "mine", None, 2012, basis="event")),
)  # fmt: skip
ENTITIES = [
    *(make_entity(id_, name, kind="authority" if id_ == "office" else "exchange" if id_ == "exchange" else "company")
      for id_, name in NAMES.items() if id_ != "we"),
    replace(
        make_entity("we", "Cable Works Ltd.", "CW", "Cable and Rope Ltd."),
        names=(Name("Cable and Rope Ltd.", ("f",), until="1999-05", former=True), Name("Rope Ltd.", ("f",), until="1980", former=True)),
    ),
    make_entity("adler", "Iris Adler", kind="person"),
]  # fmt: skip
SOURCES = [make_source(f"report-{year}", year, url=f"https://filings.example/{year}") for year in (2011, 2012)]
QUADS = list(quads(CLAIMS, ENTITIES, SOURCES, load_relations()))
