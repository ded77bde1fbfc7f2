"""Whether the quotes stand in the texts: of every fact, and of every evidence of the graph, at its offsets, letter by letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from kg.claims import Stated
from kg.errors import OutputError
from kg.export.source import Graph
from kg.graph import Namer, clean
from kg.model import Evidence, Extraction, Relation
from kg.records import read_facts, read_filings
from kg.texts import read_text
from kg.vocab import KG, OA, RDF

__all__ = ["Count", "Filing", "filings"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number that a filing states, and how many of that kind were found in it; None where nothing of the kind is looked for."""

    what: str
    year: int
    stated: int
    found: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Filing:
    """What is wrong with the facts of one filing: `(fact, what, value)`; how many quotes were verified, how many could not be."""

    name: str
    facts: int
    verified: int
    unverified: int
    wrong: tuple[tuple[str, str, str], ...]
    counts: tuple[Count, ...]


def filings(graph: Graph, relations: Mapping[str, Relation]) -> Iterator[Filing]:
    """Check each filing of a build in turn; one filing's text and facts are in memory at a time. Raises OutputError."""
    known = {filing.source.name: filing for filing in read_filings(graph.out)}
    seen: set[str] = set()
    for name, facts in groupby(read_facts(graph.out), key=lambda item: item.fact.evidence.filing):
        seen.add(name)
        yield _filing(graph, known.get(name), name, list(facts), relations)
    for name in sorted(known.keys() - seen):
        yield _filing(graph, known[name], name, [], relations)
    names = {Namer(graph.base)("filing", name).value for name in seen | known.keys()}
    for iri in sorted(graph_name.value for graph_name in graph.store.named_graphs() if isinstance(graph_name, ox.NamedNode)):
        if iri not in names:
            yield Filing(iri, 0, 0, 0, ((iri, "the graph has evidence of a filing that filings.jsonl does not name", ""),), ())


def _filing(graph: Graph, known: Extraction | None, name: str, facts: list[Stated], relations: Mapping[str, Relation]) -> Filing:
    wrong: list[tuple[str, str, str]] = []
    if known is None:
        wrong.append((name, "facts.jsonl has facts of a filing that filings.jsonl does not name", ""))
    text = _text(graph, name)
    in_graph = _evidence(graph, name)
    for item in facts:
        fact, evidence = item.fact, item.fact.evidence
        if text is not None and text[evidence.start : evidence.end] != evidence.quote:
            wrong.append((fact.id, "the quote of facts.jsonl does not stand in the text at its offsets", evidence.quote))
        told = in_graph.pop(fact.id, None)
        if told is None:
            wrong.append((fact.id, "the graph lacks the evidence of this fact", evidence.quote))
        elif told != _told(evidence):
            wrong.append((fact.id, "the evidence in the graph differs from the fact's", f"{told[2]} ({told[0]} to {told[1]})"))
    wrong += [(id_, "the graph has evidence that no fact of facts.jsonl gave", told[2]) for id_, told in sorted(in_graph.items())]
    counts = tuple(_counts(known, facts, relations)) if known else ()
    verified = len(facts) if text is not None else 0
    return Filing(name, len(facts), verified, len(facts) - verified, tuple(wrong), counts)


def _text(graph: Graph, name: str) -> str | None:
    try:
        return read_text(graph.out, name)
    except OutputError:
        return None


def _told(evidence: Evidence) -> tuple[str, str, str]:
    return str(evidence.start), str(evidence.end), clean(evidence.quote)


def _evidence(graph: Graph, name: str) -> dict[str, tuple[str, str, str]]:
    """(start, end, quote) of each evidence in a filing's graph, by the id of its fact."""
    filing = Namer(graph.base)("filing", name)
    found = {}
    for quad in graph.store.quads_for_pattern(None, RDF.type, KG.Evidence, filing):
        assert isinstance(quad.subject, ox.NamedNode)
        parts = [next(graph.store.quads_for_pattern(quad.subject, term, None, filing), None) for term in (OA.start, OA.end, OA.exact)]
        values = [part.object.value if part is not None and isinstance(part.object, ox.Literal) else "" for part in parts]
        found[quad.subject.value.rpartition("/")[2]] = (values[0], values[1], values[2])
    return found


def _counts(known: Extraction, facts: list[Stated], relations: Mapping[str, Relation]) -> Iterator[Count]:
    """As report.md does: the parties that the facts of the same filing name for what it counts."""
    parties = Counter(relation for relation, _ in {(item.fact.relation, item.subject_id) for item in facts})
    for count in known.counts:
        yield Count(count.what, count.year, count.count, parties[count.what] if count.what in relations else None, count.evidence.quote)
