"""A small graph, made by hand: two filings of one company, with its owners, suppliers and competitors."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.graph import DEFAULT_BASE, quads
from kg.model import Attributes, Basis, Claim, Entity, Evidence, Fact, Kind, Mention, Relation, Source, Span, Status, digest


def make_source(name: str, year: int, **more: str) -> Source:
    return Source(
        name=name, path=f"{name}.txt", sha256=digest(name, length=64), registrant="Northwind Networks Inc.",
        fiscal_year_end=dt.date(year, 3, 31), form="20-F", aliases=("Northwind",), **more,
    )  # fmt: skip


def make_fact(
    relation: str, subject: str, obj: str | None, year: int, *,
    filing: str = "northwind-2012", quote: str = "", start: int = 0, section: str = "Item 4",
    basis: Basis = "reporting", date: str | None = None, attributes: Attributes = (), status: Status = "current",
) -> Fact:  # fmt: skip
    quote = quote or f"{subject} {relation} {obj} in {year}."
    return Fact(
        relation=relation,
        subject=Mention("company", start, start + 5, subject),
        object=Mention("company", start + 10, start + 15, obj) if obj is not None else None,
        year=year, year_basis=basis, evidence=Evidence(filing, start, start + len(quote), quote, section),
        rule=f"{relation}-test", trigger=Span(start, start + 3), date=date, attributes=attributes, status=status,
    )  # fmt: skip


def make_claim(*facts: Fact, subject: str, obj: str | None, conflicts: tuple[str, ...] = ()) -> Claim:
    first = facts[0]
    return Claim(
        id=digest("claim", subject, first.relation, obj, first.year), relation=first.relation, subject=subject, object=obj,
        year=first.year, year_basis=first.year_basis, facts=facts, date=first.date, status=first.status,
        attributes=first.attributes, conflicts=conflicts,
    )  # fmt: skip


def make_entity(id_: str, name: str, *aliases: str, kind: Kind = "company", identifiers: tuple[tuple[str, str], ...] = ()) -> Entity:
    return Entity(id=id_, name=name, kind=kind, aliases=aliases, identifiers=identifiers)


@dataclass(frozen=True)
class Sample:
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    sources: tuple[Source, ...]
    relations: dict[str, Relation] = field(repr=False)

    def quads(self, base: str = DEFAULT_BASE) -> list[ox.Quad]:
        return list(quads(self.claims, self.entities, self.sources, self.relations, base))


ENTITIES = (
    make_entity("northwind", "Northwind Networks Inc.", "Northwind", identifiers=(("cik", "0001000001"), ("duns", "12-3"))),
    make_entity("kanto-telephone", "Kanto Telephone Corporation", "KT"),
    make_entity("kanto-telephone-group", "Kanto Telephone Group", kind="group"),
    make_entity("contoso", "Contoso Ltd.", "Contoso", "Contoso Limited"),
    make_entity("fabrikam", "Fabrikam Systems GmbH", "Fabrikam"),
    make_entity("adler", "Ms. Iris Adler", kind="person"),
    make_entity("tse", "Tokyo Stock Exchange", kind="exchange"),
)


def sample_claims() -> tuple[Claim, ...]:
    def owned(year: int, percent: float, filing: str) -> Claim:
        fact = make_fact("ownsShareIn", "Kanto Telephone", "we", year, filing=filing, basis="as_of", date=f"{year}-03-31",
                         attributes=(("percent", percent),), start=year)  # fmt: skip
        return make_claim(fact, subject="kanto-telephone", obj="northwind")

    supplied = [
        make_fact("supplierOf", "KT", "we", y, filing=f"northwind-{y}", attributes=(("product", "access lines"),)) for y in (2011, 2012)
    ]
    twice = [
        make_fact("competitorOf", "KT", "we", 2012, filing=f"northwind-{y}", start=y, attributes=(("market", "hosting"),))
        for y in (2011, 2012)
    ]
    acquired = make_fact(
        "acquired", "we", "Contoso Ltd.", 2010, basis="event", date="2010-09",
        attributes=(("amount", 9170000000), ("currency", "JPY"), ("percent", 100.0), ("seller", "Fabrikam")), start=40,
    )  # fmt: skip
    return (
        owned(2011, 31.0, "northwind-2011"),
        owned(2012, 29.9, "northwind-2012"),
        make_claim(
            make_fact("ownsShareIn", "Contoso", "we", 2012, start=90, status="former", attributes=(("percent", 5),)),
            subject="contoso", obj="northwind", conflicts=("percent",),
        ),
        make_claim(supplied[0], subject="kanto-telephone", obj="northwind"),
        make_claim(supplied[1], subject="kanto-telephone", obj="northwind"),
        make_claim(make_fact("supplierOf", "we", "Fabrikam", 2012, start=300), subject="northwind", obj="fabrikam"),
        make_claim(*twice, subject="kanto-telephone", obj="northwind"),
        make_claim(make_fact("competitorOf", "Fabrikam", "we", 2012, start=200), subject="fabrikam", obj="northwind"),
        make_claim(
            make_fact("supplierOf", "Fabrikam", "we", 2011, filing="northwind-2011", start=400), subject="fabrikam", obj="northwind",
        ),
        make_claim(acquired, subject="northwind", obj="contoso"),
        make_claim(
            make_fact("officerOf", "Ms. Adler", "we", 2012, start=500, attributes=(("role", "director"),)),
            subject="adler", obj="northwind",
        ),
        make_claim(make_fact("insolvency", "Fabrikam", None, 2012, start=600, basis="event", date="2012"), subject="fabrikam", obj=None),
    )  # fmt: skip
