"""Records for the tests of this folder: made up, and small enough to be read at a glance."""

from __future__ import annotations

import datetime as dt

from kg.model import (
    Claim,
    Cue,
    DisclosedCount,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Mention,
    Merge,
    Rejection,
    Resolution,
    Source,
    Span,
    digest,
)
from kg.result import Result
from kg.schema import load_relations

TEXT = "As of March 31, 2012, Borealis Networks owned 29.9% of our shares. We may acquire Quanta Fiber Ltd. in 2013."
QUOTE, HEDGED = TEXT[:67], TEXT[67:]
SOURCE = Source(
    name="tern-2012",
    path="reports/tern-2012.txt",
    sha256="0" * 64,
    registrant="Tern Systems Inc.",
    fiscal_year_end=dt.date(2012, 3, 31),
    form="20-F",
    aliases=("Tern",),
    found=(("fiscal_year_end", "manifest"), ("registrant", "cover page")),
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention(words: str, name: str | None = None, kind: str = "company") -> Mention:
    return Mention(kind, *span(words), name or words)


FACT = Fact(
    relation="ownsShareIn",
    subject=mention("Borealis Networks"),
    object=mention("our", "Tern Systems Inc.", "self"),
    year=2012,
    year_basis="as_of",
    evidence=Evidence("tern-2012", 0, len(QUOTE), QUOTE, "Item 7.A > Major shareholders"),
    rule="owns-percent",
    trigger=span("owned"),
    date="2012-03-31",
    attributes=(("percent", 29.9),),
    cues=(Cue("attributed", *span("As of"), "As of"),),
    steps=("self-reference",),
)
REJECTION = Rejection(
    relation="acquired",
    subject=mention("We", "Tern Systems Inc.", "self"),
    object=mention("Quanta Fiber Ltd."),
    reason="hypothetical",
    evidence=Evidence("tern-2012", len(QUOTE), len(TEXT), HEDGED),
    rule="acquired-active",
    trigger=span("acquire"),
    cue=Cue("hypothetical", *span("may"), "may"),
)
COUNT = DisclosedCount("ownsShareIn", 3, 2012, FACT.evidence)
ENTITIES = (
    Entity(
        "borealis-networks",
        "Borealis Networks Corp.",
        "company",
        aliases=("Borealis Networks",),
        merges=(Merge("Borealis Networks", "same core", 1.0, "tern-2012", span("Borealis").start), Merge("BNC", "manifest", 1.0)),
        identifiers=(("cik", "0000123456"),),
    ),
    Entity("tern-systems", "Tern Systems Inc.", "company", aliases=("Tern",)),
)
RESOLUTION = Resolution(
    ENTITIES, {("tern-2012", "Borealis Networks"): "borealis-networks", ("tern-2012", "Tern Systems Inc."): "tern-systems"}
)
CLAIM = Claim(
    id=digest("claim", "borealis-networks", "ownsShareIn", "tern-systems", 2012),
    relation="ownsShareIn",
    subject="borealis-networks",
    object="tern-systems",
    year=2012,
    year_basis="as_of",
    facts=(FACT,),
    date="2012-03-31",
    attributes=(("percent", 29.9),),
)
EXTRACTION = Extraction(SOURCE, (FACT,), (REJECTION,), (), (COUNT,), sentences=2, characters=len(TEXT))


def result() -> Result:
    return Result((EXTRACTION,), RESOLUTION, (CLAIM,), (REJECTION,), load_relations())
