"""Builds to export: made by hand, of hostile names, or by hypothesis; and what a property graph of them must hold."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote as encode

from hypothesis import strategies as st
from rdf_samples import Sample, make_claim, make_entity, make_fact, make_source

from kg.claims import Stated
from kg.export.formats import WRITERS
from kg.export.nquads import write_nquads
from kg.export.select import Filters, ids
from kg.export.source import open_graph
from kg.graph import Namer, clean
from kg.model import Claim, Extraction
from kg.records import entity_lines, fact_lines, filing_lines
from kg.schema import load_relations
from kg.store import create

HOSTILE = [
    '"quoted"', "back\\slash", "new\nline\r", "a<b>c", "\u202eright to left\u200f", "\ud800 alone \udfff", "\x00\x07\x1b[31m", "...",
    ".", "", " ", "株式会社", "{}|^`", "a/b?c#d%20", "<script>", "\ufffe\uffff", "'''", '"""', "a" * 500, "~-._", ":", "%", "%ED%A0%80",
    "é\u0301", "\U0001f600", "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "'quoted", "a;b|c,d", "]]>", "&amp;", "\u2028\u2029", "\x85",
    "//x", "_:b0", "$where", "`tick`", "\t=tab", "*/ //", "${x}", "NULL", "true", "1e5", "0012", "\x1f",
]  # fmt: skip
RELATIONS = load_relations()
names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=10), st.text(alphabet=st.characters(), max_size=10))
percents = st.one_of(
    st.floats(0, 100, allow_nan=False), st.integers(0, 100), st.sampled_from([1e-7, 0.1, 29.90, 100.0, 33.333333333333336, -0.0])
)  # fmt: skip
dates = st.one_of(
    st.none(), st.dates().map(str), st.dates().map(lambda day: str(day)[:7]), st.integers(1, 9999).map(lambda year: f"{year:04}")
)


def write_build(sample: Sample, folder: Path) -> Path:
    """What an export reads: graph.nq, the JSON lines and the store."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = sample.quads()
    with (folder / "graph.nq").open("wb") as stream:
        write_nquads(graph, stream)
    create(graph, folder / "store")
    known = {entity.id: entity.name for entity in sample.entities}
    found = [Stated(f, c.id, c.subject, known[c.subject], c.object, known.get(c.object or "")) for c in sample.claims for f in c.facts]
    for name, lines in (
        ("facts.jsonl", fact_lines(found)), ("entities.jsonl", entity_lines(sample.entities)), ("rejected.jsonl", []),
        ("filings.jsonl", filing_lines(Extraction(source) for source in sample.sources)),
    ):  # fmt: skip
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def exported(out: Path, name: str, filters: Filters | None = None) -> bytes:
    """What `kg export` writes."""
    graph, stream = open_graph(out), io.BytesIO()
    WRITERS[name](graph, ids(graph, filters or Filters()), stream)
    return stream.getvalue()


def hostile() -> Sample:
    """Every hostile text as a name, an alias, an identifier, a quote, a section, a seller and a filing's name."""
    entities = [make_entity(f"{text}#{i}", text, text + "x", identifiers=(("duns", text),)) for i, text in enumerate(HOSTILE)]
    claims: list[Claim] = []
    for i, text in enumerate(HOSTILE):
        other = entities[(i + 1) % len(entities)]
        fact = make_fact(
            "acquired", text, other.name, 2000 + i % 20, filing=text, quote=f"{text}!", section=text,
            attributes=(("amount", 10.0**i if i < 12 else 0.1 * i), ("seller", text)), date="2010-02" if i % 2 else None,
        )  # fmt: skip
        claims.append(make_claim(fact, subject=entities[i].id, obj=other.id))
    alone = make_fact("insolvency", "A", None, 2001, filing=HOSTILE[0], start=7)
    claims.append(make_claim(alone, subject=entities[0].id, obj=None))
    sources = [make_source(text, 2012, url=f"https://filings.example/{encode(text, errors='replace')}") for text in HOSTILE]
    return Sample(tuple(claims), tuple(entities), tuple(sources), RELATIONS)


@st.composite
def samples(draw: Callable[..., Any]) -> Sample:
    """Graphs of some entities and claims with any names, dates and numbers."""
    known = draw(st.lists(names, min_size=2, max_size=5, unique=True))
    entities = tuple(make_entity(name, draw(names), draw(names)) for name in known)
    filings = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    claims: dict[str, Claim] = {}
    for number in range(draw(st.integers(1, 5))):
        relation = draw(st.sampled_from(["ownsShareIn", "competitorOf", "acquired", "insolvency", "established", "supplierOf"]))
        target = None if relation == "insolvency" else draw(st.sampled_from(known))
        subject = draw(st.sampled_from([name for name in known if name != target]))
        attributes = (("percent", draw(percents)),) if relation == "ownsShareIn" else (("seller", draw(names)),)
        facts = [
            make_fact(
                str(relation), "A", "B" if target is not None else None, draw(st.integers(1, 9999)), filing=filing,
                quote=f"{draw(names)}.", start=number * 100, section=draw(names), date=draw(dates), attributes=attributes,
                status=draw(st.sampled_from(["current", "former"])),
            )
            for filing in draw(st.lists(st.sampled_from(filings), min_size=1, max_size=2, unique=True))
        ]  # fmt: skip
        facts = [dataclasses.replace(fact, year=facts[0].year) for fact in facts]
        claim = make_claim(*facts, subject=str(subject), obj=target)
        claims[claim.id] = claim
    return Sample(tuple(claims.values()), entities, tuple(make_source(name, 2012) for name in filings), RELATIONS)


def node_id(id_: str) -> str:
    """An entity's id as property graphs have it: as it is where that is safe, else as the end of its IRI."""
    safe = "%" not in id_ and ":" not in id_ and clean(id_) == id_
    return (id_ if safe else Namer()("entity", id_).value.rpartition("/")[2]) or "%"


def expected_edges(sample: Sample) -> set[tuple[object, ...]]:
    """(claim, source, relation, target, year, seller or percent) of each claim."""
    found = set()
    for claim in sample.claims:
        target = node_id(claim.object) if claim.object is not None else f"claim:{claim.id}"
        value = dict(claim.attributes).get("seller", dict(claim.attributes).get("percent"))
        value = clean(value) if isinstance(value, str) else None if value is None else float(value)
        found.add((claim.id, node_id(claim.subject), claim.relation, target, claim.year, None if value == "" else value))
    return found


def expected_names(sample: Sample) -> dict[str, str]:
    """The name of each entity by its id."""
    return {node_id(entity.id): clean(entity.name) for entity in sample.entities}
