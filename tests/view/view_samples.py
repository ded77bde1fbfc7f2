"""Made-up graphs for the tests of the page: a telecommunications market in our own words, and random ones of any size."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from kg.model import Claim, Entity, Evidence, Fact, Mention, Relation, Source, Span, digest

RELATIONS = {
    relation.name: relation
    for relation in (
        Relation("acquired", "acquired", frozenset({"company"}), frozenset({"company"}), event=True),
        Relation("competitorOf", "competes with", frozenset({"company"}), frozenset({"company"}), symmetric=True),
        Relation("insolvency", "filed for insolvency", frozenset({"company"}), frozenset(), event=True, object_optional=True),
        Relation("listedOn", "is listed on", frozenset({"company"}), frozenset({"exchange"})),
        Relation("ownsShareIn", "owns shares in", frozenset({"company"}), frozenset({"company"})),
        Relation("subsidiaryOf", "is a subsidiary of", frozenset({"company"}), frozenset({"company"})),
        Relation("supplierOf", "supplies", frozenset({"company"}), frozenset({"company"})),
    )
}


@dataclass(frozen=True)
class Graph:
    """What `page` takes."""

    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    sources: tuple[Source, ...]
    relations: dict[str, Relation]

    @property
    def parts(self) -> tuple[tuple[Claim, ...], tuple[Entity, ...], tuple[Source, ...], dict[str, Relation]]:
        return self.claims, self.entities, self.sources, self.relations


def source(name: str = "iij-2012", registrant: str = "Internet Initiative Japan Inc.", year: int = 2012, url: str = "") -> Source:
    return Source(name, f"{name}.txt", digest(name), registrant, dt.date(year, 3, 31), form="20-F", cik="1090633", url=url)


def fact(
    relation: str,
    subject: str,
    obj: str | None,
    year: int,
    quote: str,
    *,
    filing: str = "iij-2012",
    section: str = "Item 4",
    rule: str = "made-up",
) -> Fact:
    start = int(digest(relation, subject, obj, year)[:4], 16)
    there = Mention("company", start, start + len(subject), subject)
    other = Mention("company", start + len(subject) + 6, start + 40, obj) if obj else None
    return Fact(
        relation, there, other, year, "as_of", Evidence(filing, start, start + len(quote), quote, section), rule, Span(start, start + 4)
    )


def claim(
    relation: str,
    subject: str,
    obj: str | None,
    year: int,
    *facts: Fact,
    status: str = "current",
    basis: str = "as_of",
    date: str | None = None,
    **values: str | float,
) -> Claim:
    facts = facts or (
        fact(relation, subject, obj, year, f"In {year}, {subject} and {obj} were so related, as this sentence says ({relation})."),
    )
    name = digest("claim", relation, subject, obj, year)
    return Claim(name, relation, subject, obj, year, basis, tuple(facts), date, status, tuple(sorted(values.items())))  # type: ignore[arg-type]


NAMES = {
    "iij": ("Internet Initiative Japan Inc.", "company", ("IIJ", "the Registrant")),
    "ntt": ("Nippon Telegraph and Telephone Corporation", "company", ("NTT",)),
    "ntt-com": ("NTT Communications Corporation", "company", ("NTT Communications",)),
    "ntt-east": ("NTT East Corporation", "company", ()),
    "ntt-docomo": ("NTT DOCOMO, INC.", "company", ("DoCoMo",)),
    "ntt-group": ("NTT Group", "group", ()),
    "kddi": ("KDDI Corporation", "company", ("KDDI",)),
    "softbank": ("SOFTBANK TELECOM Corp.", "company", ()),
    "crosswave": ("Crosswave Communications Inc.", "company", ("CWC",)),
    "trust-networks": ("Trust Networks Inc.", "company", ()),
    "iij-global": ("IIJ Global Solutions Inc.", "company", ("IIJ-Global",)),
    "iij-america": ("IIJ America Inc.", "company", ()),
    "iij-exlayer": ("IIJ Exlayer Inc.", "company", ()),
    "iij-tech": ("IIJ Technology Inc.", "company", ("IIJ-Tech",)),
    "net-care": ("Net Care, Inc.", "company", ()),
    "internet-multifeed": ("INTERNET MULTIFEED CO.", "company", ("Multifeed",)),
    "att-japan": ("AT&T Japan LLC", "company", ()),
    "hi-ho": ("hi-ho Inc.", "company", ()),
    "on-demand": ("On-Demand Solutions Inc.", "company", ()),
    "cisco": ("Cisco Systems, Inc.", "company", ()),
    "itochu": ("ITOCHU Corporation", "company", ()),
    "sumitomo": ("Sumitomo Corporation", "company", ()),
    "toyota": ("Toyota Motor Corporation", "company", ()),
    "sony": ("Sony Corporation", "company", ()),
    "gdx": ("GDX Japan Inc.", "company", ()),
    "nasdaq": ("NASDAQ Global Market", "exchange", ()),
    "tse": ("Tokyo Stock Exchange", "exchange", ()),
}


def telecoms() -> Graph:
    """Some twenty-five parties around one filer, over eight years."""
    rows: list[Claim] = []
    for year, percent in ((2006, 31.6), (2008, 29.6), (2011, 29.9), (2012, 29.9)):
        rows.append(claim("ownsShareIn", "ntt", "iij", year, percent=percent, date=f"{year}-03-31"))
    rows += [
        claim("ownsShareIn", "iij", name, 2012, percent=percent)
        for name, percent in (
            ("iij-global", 100),
            ("net-care", 100),
            ("trust-networks", 74.6),
            ("internet-multifeed", 33),
            ("iij-exlayer", 100),
            ("hi-ho", 100),
            ("on-demand", 63.3),
        )
    ]
    rows += [
        claim("ownsShareIn", "iij", "crosswave", 2003, status="former", percent=37.9),
        claim("ownsShareIn", "ntt-com", "internet-multifeed", 2012, percent=28),
    ]
    rows += [
        claim("ownsShareIn", "iij", "iij-america", 2012, percent=100),
        claim("ownsShareIn", "ntt", "ntt-east", 2012, percent=100),
        claim("ownsShareIn", "ntt", "ntt-com", 2012, percent=100),
    ]
    rows += [
        claim("ownsShareIn", "ntt", "ntt-docomo", 2012, percent=66.2),
        claim("ownsShareIn", "itochu", "iij", 2006, percent=5.1),
        claim("ownsShareIn", "toyota", "crosswave", 2003, status="former", percent=23.1),
    ]
    rows += [
        claim("ownsShareIn", "sony", "crosswave", 2003, status="former", percent=23.1),
        claim("ownsShareIn", "iij", "gdx", 2008, percent=51),
    ]
    rows += [
        claim(
            "acquired",
            "iij",
            "hi-ho",
            2007,
            basis="event",
            date="2007-06-01",
            amount=1200000000,
            currency="JPY",
            seller="Panasonic Network Services Inc.",
        ),
        claim("acquired", "iij", "iij-exlayer", 2012, basis="event", date="2012-04"),
        claim("acquired", "iij-global", "att-japan", 2010, basis="event", date="2010-09-01", amount=9170000000, currency="JPY"),
        claim("acquired", "ntt-com", "crosswave", 2003, basis="event", date="2003-12"),
    ]
    rows += [claim("supplierOf", name, "iij", year) for name in ("ntt-east", "ntt-com", "kddi") for year in (2006, 2011, 2012)]
    rows += [claim("supplierOf", name, "iij", 2012) for name in ("ntt-docomo", "cisco")] + [
        claim("supplierOf", "iij", "itochu", 2008),
        claim("supplierOf", "crosswave", "iij", 2003, status="former"),
    ]
    rows += [
        claim("competitorOf", name, "iij", year, market="Internet access")
        for name in ("ntt-com", "kddi", "softbank")
        for year in (2006, 2011, 2012)
    ]
    rows += [claim("competitorOf", name, "iij", 2012, market="mobile data") for name in ("ntt-docomo", "sumitomo")]
    rows += [
        claim("subsidiaryOf", "iij-global", "iij", 2010),
        claim("subsidiaryOf", "iij-tech", "iij", 2008, status="former"),
        claim("listedOn", "iij", "nasdaq", 1999),
        claim("listedOn", "iij", "tse", 2006),
    ]
    rows += [claim("ownsShareIn", "ntt-group", "iij", 2012), claim("insolvency", "crosswave", None, 2003, basis="event", date="2003-08-20")]
    entities = tuple(
        Entity(key, name, kind, aliases, identifiers=(("CIK", "1090633"),) if key == "iij" else ())
        for key, (name, kind, aliases) in sorted(NAMES.items())
    )  # type: ignore[arg-type]
    return Graph(tuple(rows), entities, (source(),), RELATIONS)


def synthetic(facts: int, seed: int = 1) -> Graph:
    """A random graph whose best connected parties have most of the links, as in filings; facts / 3 parties."""
    rng = random.Random(seed)
    count = max(facts // 3, 4)
    ids = [f"company-{i:05}" for i in range(count)]
    names = ("ownsShareIn", "acquired", "supplierOf", "competitorOf", "subsidiaryOf")
    rows: dict[str, Claim] = {}
    while len(rows) < facts:
        a, b = ids[int(count * rng.random() ** 3)], ids[rng.randrange(count)]
        if a == b:
            continue
        relation, year = rng.choice(names), rng.randint(2003, 2012)
        filing = f"filing-{rng.randrange(20):02}"
        quote = f"As of March 31, {year}, the company of number {a[-5:]} stood in {relation} to number {b[-5:]}, as reported here."
        made = claim(
            relation,
            a,
            b,
            year,
            fact(relation, a, b, year, quote, filing=filing),
            **({"percent": rng.randint(1, 1000) / 10} if relation == "ownsShareIn" else {}),
        )
        rows[made.id] = made
    entities = tuple(Entity(key, f"Synthetic Industries {key[-5:]} Corporation", "company", (f"SI{key[-5:]}",)) for key in ids)
    return Graph(
        tuple(rows.values()),
        entities,
        tuple(source(f"filing-{i:02}", f"Synthetic Industries {i:05} Corporation") for i in range(20)),
        RELATIONS,
    )
