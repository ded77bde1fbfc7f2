"""Why a fact is in the graph, or a candidate is not: rule, trigger, cues, and the words with what matched marked in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.claims import Stated
from kg.errors import QueryError
from kg.lookup import local_id
from kg.model import Cue, Evidence, Fact, Rejection, Source, Span
from kg.records import read_facts, read_filings, read_rejections, rejection_id
from kg.rules import Rule

__all__ = ["Explanation", "explain", "mark"]

Marks = tuple[tuple[str, str], ...]  # (role, words), the role "" between the marks; the words together are the quote


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known about one fact or rejected candidate: labelled lines to print, and the quote in marked pieces."""

    title: str
    lines: tuple[tuple[str, str], ...]
    quote: Marks


def explain(out: Path, wanted: str, rules: Mapping[str, Rule]) -> list[Explanation]:
    """The fact or rejected candidate whose id starts so, or all facts of the claim whose id starts so.

    Args:
        out: a build folder.
        wanted: an id, or as much of its beginning as only one has.
        rules: the rules by name, to show what they look for; a rule that is not among them is shown by its name.

    Raises:
        QueryError: no id starts so, or several do.
        OutputError: the folder is no build.
    """
    items = _find(out, wanted)
    sources = {filing.source.name: filing.source for filing in read_filings(out)}
    return [_rejected(item, sources, rules) if isinstance(item, Rejection) else _stated(item, sources, rules) for item in items]


def _find(out: Path, wanted: str) -> list[Stated | Rejection]:
    start = local_id(wanted).lower()
    found: dict[str, list[Stated | Rejection]] = defaultdict(list)
    for item in read_facts(out):
        for identifier in (item.fact.id, item.claim):
            if identifier.startswith(start):
                found[identifier].append(item)
    for rejection in read_rejections(out):
        if (identifier := rejection_id(rejection)).startswith(start):
            found[identifier].append(rejection)
    if not start or not found:
        raise QueryError(
            f"no fact, claim or rejected candidate has an id that starts with {wanted!r}; see the ids with: kg show {out} COMPANY"
        )
    if len(found) > 1 and start not in found:
        raise QueryError(f"{len(found)} ids start with {start}: {', '.join(sorted(found)[:5])}, …; give more of it")
    return found.get(start) or next(iter(found.values()))


def mark(evidence: Evidence, roles: Iterable[tuple[str, Span]]) -> Marks:
    """The quote cut at the marked stretches; of two that overlap the one named first is marked."""
    taken: list[tuple[int, int, str]] = []
    for role, (start, end) in roles:
        inside = evidence.start <= start < end <= evidence.end
        if inside and all(end <= s or e <= start for s, e, _ in taken):
            taken.append((start, end, role))
    pieces: list[tuple[str, str]] = []
    at = evidence.start
    for start, end, role in [*sorted(taken), (evidence.end, evidence.end, "")]:
        pieces += [("", _cut(evidence, at, start)), (role, _cut(evidence, start, end))]
        at = end
    return tuple((role, words) for role, words in pieces if words)


def _cut(evidence: Evidence, start: int, end: int) -> str:
    return evidence.quote[start - evidence.start : end - evidence.start]


def _stated(item: Stated, sources: Mapping[str, Source], rules: Mapping[str, Rule]) -> Explanation:
    fact = item.fact
    title = f"fact {fact.id}: {item.subject} {fact.relation} {item.object or ''}".rstrip()
    lines = [("claim", item.claim), ("year", f"{fact.year} ({fact.year_basis})")]
    lines += [("date", fact.date)] if fact.date else []
    lines += [(name, str(value)) for name, value in fact.attributes]
    lines += [("status", fact.status), ("steps", ", ".join(fact.steps))]
    return _explanation(title, lines, fact, fact.cues, sources, rules)


def _rejected(item: Rejection, sources: Mapping[str, Source], rules: Mapping[str, Rule]) -> Explanation:
    ends = [end.name if end else "(nobody)" for end in (item.subject, item.object)]
    title = f"rejected candidate {rejection_id(item)}: {ends[0]} {item.relation} {ends[1]}"
    return _explanation(title, [("reason", item.reason)], item, (item.cue,) if item.cue else (), sources, rules)


def _explanation(
    title: str,
    lines: Sequence[tuple[str, str]],
    item: Fact | Rejection,
    cues: Sequence[Cue],
    sources: Mapping[str, Source],
    rules: Mapping[str, Rule],
) -> Explanation:
    """What facts and rejected candidates have in common."""
    evidence, rule = item.evidence, rules.get(item.rule)
    ends = [(role, Span(end.start, end.end)) for role, end in (("subject", item.subject), ("object", item.object)) if end]
    spans = [*ends, ("trigger", item.trigger), *((cue.kind, Span(cue.start, cue.end)) for cue in cues)]
    source = sources.get(evidence.filing)
    more = [
        ("rule", f"{item.rule} ({rule.file})" if rule else item.rule),
        ("pattern", rule.pattern if rule else ""),
        *((role, _words(evidence, span)) for role, span in spans),
        ("file", f"{source.path if source else evidence.filing}, characters {evidence.start} to {evidence.end}"),
        ("section", evidence.section),
        ("link", evidence.link),
        ("registrant", f"{source.registrant}, fiscal year ended {source.fiscal_year_end}" if source else ""),
    ]
    return Explanation(title, tuple((label, text) for label, text in (*lines, *more) if text), mark(evidence, spans))


def _words(evidence: Evidence, span: Span) -> str:
    """The words at a span and where they are; outside the quote only where."""
    if span.start == span.end:
        return "not named here: the filer is meant"
    words = _cut(evidence, *span) if evidence.start <= span.start <= span.end <= evidence.end else "(outside the words quoted)"
    return f"{words}, characters {span.start} to {span.end}"
