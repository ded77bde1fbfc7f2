"""Extractions made by hand, for tests of resolving and of claims."""

from __future__ import annotations

import datetime as dt

from kg.model import Alias, Attributes, Basis, Evidence, Extraction, Fact, Kind, Mention, Source, Span, Status


def mention(name: str, kind: Kind = "company", start: int = 0) -> Mention:
    return Mention(kind, start, start + len(name), name)


def fact(
    subject: str | Mention,
    relation: str,
    target: str | Mention | None,
    year: int = 2012,
    *,
    filing: str = "f",
    start: int = 0,
    basis: Basis = "reporting",
    date: str | None = None,
    attributes: Attributes = (),
    status: Status = "current",
) -> Fact:
    one = mention(subject) if isinstance(subject, str) else subject
    other = mention(target) if isinstance(target, str) else target
    evidence = Evidence(filing, start, start + 5, "quote")
    return Fact(relation, one, other, year, basis, evidence, "rule", Span(start, start + 1), date, attributes, status)


def filing(
    name: str,
    registrant: str,
    facts: tuple[Fact, ...] = (),
    aliases: tuple[tuple[str, str], ...] = (),
    *,
    own: tuple[str, ...] = (),
    year: int = 2012,
    rule: str = "defined-term",
    cik: str = "",
) -> Extraction:
    """An extraction; `aliases` are (form, name) defined in the text, `own` the registrant's."""
    source = Source(name, f"{name}.txt", "0", registrant, dt.date(year, 3, 31), aliases=own, cik=cik)
    defined = tuple(Alias(form, long, rule, index) for index, (form, long) in enumerate(aliases))
    return Extraction(source, facts, aliases=defined)


def naming(name: str, registrant: str, parties: tuple[str | Mention, ...], **options: object) -> Extraction:
    """A filing that mentions parties, each as a competitor of the registrant."""
    us = mention(registrant, "self")
    facts = tuple(fact(party, "competitorOf", us, filing=name, start=10 * index) for index, party in enumerate(parties))
    return filing(name, registrant, facts, **options)  # type: ignore[arg-type]
