"""report.md: what a build read, found, turned down and could not read. The same build gives the same bytes; no clock, no machine."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.formats import counted
from kg.model import Basis, Claim, DisclosedCount, Fact, Source
from kg.result import Result

__all__ = ["escape", "report"]

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")  # with those that turn text round
_MARKUP = re.compile(r"([\\`*_\[\]|~$])")  # within a cell; what works at the start of a line alone does not matter there
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BASES: tuple[Basis, ...] = ("event", "as_of", "reporting")


def report(result: Result) -> str:
    """The whole report, as Markdown."""
    parts = [_summary(result), _filings(result), _relations(result), _rules(result), _rejections(result)]
    parts += [_counts(result), _conflicts(result), _problems(result)]
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines) + "\n"


def escape(text: object) -> str:
    """Text as Markdown shows it literally, on one line: words of a filing can neither break a table nor hold markup."""
    line = re.sub(r"[&<>]", lambda sign: _ENTITIES[sign[0]], _CONTROLS.sub(" ", str(text)))
    return _MARKUP.sub(r"\\\1", line).strip()


def _table(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A section with a table; nothing where there are no rows. Figures stand to the right."""
    cells = [list(row) for row in rows]
    if not cells:
        return
    yield f"## {title}"
    yield ""
    yield f"| {' | '.join(header)} |"
    yield f"| {' | '.join('---:' if isinstance(cell, int) else '---' for cell in cells[0])} |"
    yield from (f"| {' | '.join(escape(cell) for cell in row)} |" for row in cells)


def _summary(result: Result) -> Iterator[str]:
    errors = sum(problem.level == "error" for problem in result.problems)
    size, sentences = (sum(getattr(e, what) for e in result.extractions) for what in ("characters", "sentences"))
    facts, warnings = sum(len(claim.facts) for claim in result.claims), len(result.problems) - errors
    yield "# Build report"
    yield ""
    yield (
        f"{counted(len(result.extractions), 'filing')} ({size:,} characters, {sentences:,} sentences) gave {counted(facts, 'fact')}, which "
        f"make {counted(len(result.claims), 'claim')} about {counted(len(result.entities), 'entity')}. "
        f"{counted(len(result.rejections), 'candidate')} turned down, {counted(errors, 'input')} with errors, "
        f"{counted(warnings, 'warning')}."
    )


def _filings(result: Result) -> Iterator[str]:
    facts = Counter(fact.evidence.filing for claim in result.claims for fact in claim.facts)
    rejected = Counter(rejection.evidence.filing for rejection in result.rejections)
    header = ["filing", "registrant", "form", "fiscal year end", "facts", "rejected", "characters", "how it is known"]
    yield from _table(
        "Filings",
        header,
        [
            (s.name, s.registrant, s.form, s.fiscal_year_end, facts[s.name], rejected[s.name], e.characters, _found(s))
            for e in result.extractions
            for s in [e.source]
        ],
    )


def _found(source: Source) -> str:
    return "; ".join(f"{item}: {how}" for item, how in source.found)


def _relations(result: Result) -> Iterator[str]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in result.claims:
        claims[claim.relation].append(claim)
    rows = []
    for name, found in sorted(claims.items()):
        facts = [fact for claim in found for fact in claim.facts]
        basis = Counter(fact.year_basis for fact in facts)
        years = [claim.year for claim in found]
        former = sum(claim.status == "former" for claim in found)
        span = "–".join(map(str, sorted({min(years), max(years)})))
        rows.append((name, len(found), len(facts), *(basis[b] for b in _BASES), former, span))
    header = ["relation", "claims", "facts", "year of the event", "as of a date", "year of the report", "former", "years"]
    yield from _table("Facts", header, rows)


def _rules(result: Result) -> Iterator[str]:
    facts = Counter(fact.rule for claim in result.claims for fact in claim.facts)
    rejected = Counter(rejection.rule for rejection in result.rejections)
    yield from _table(
        "Rules", ["rule", "facts", "rejected"], [(name, facts[name], rejected[name]) for name in sorted(facts.keys() | rejected.keys())]
    )


def _rejections(result: Result) -> Iterator[str]:
    reasons = Counter((rejection.reason, rejection.relation) for rejection in result.rejections)
    rows = sorted((reason, relation, count) for (reason, relation), count in reasons.items())
    yield from _table("Turned down", ["reason", "relation", "candidates"], rows)


def _counts(result: Result) -> Iterator[str]:
    rows = [
        (e.source.name, count.what, count.year, count.count, _extracted(result, e.source, count), count.evidence.quote)
        for e in result.extractions
        for count in e.counts
    ]
    yield from _table("Numbers that filings state", ["filing", "what", "year", "stated", "found", "words"], rows)


def _extracted(result: Result, source: Source, count: DisclosedCount) -> object:
    """How many parties the facts of the same filing name for what it counts; a dash where `what` is no relation."""
    if count.what not in result.relations:
        return "–"
    facts = (f for claim in result.claims if claim.relation == count.what for f in claim.facts if f.evidence.filing == source.name)
    return len({result.resolution.of[source.name, fact.subject.name] for fact in facts})


def _conflicts(result: Result) -> Iterator[str]:
    names = {entity.id: entity.name for entity in result.entities}
    rows = []
    for claim in result.claims:
        for attribute in claim.conflicts:
            stated = ((_told(fact, attribute), fact.evidence.filing) for fact in claim.facts)
            values = "; ".join(f"{value} ({filing})" for value, filing in dict.fromkeys(stated) if value is not None)
            ends = names[claim.subject], claim.relation, names[claim.object] if claim.object else ""
            rows.append((*ends, claim.year, attribute, values))
    yield from _table("What is told differently", ["subject", "relation", "object", "year", "on", "values"], rows)


def _told(fact: Fact, attribute: str) -> object:
    value = fact.attribute(attribute) or getattr(fact, attribute, None)
    return f"{value} {fact.attribute('currency') or ''}".strip() if attribute == "amount" and value else value


def _problems(result: Result) -> Iterator[str]:
    yield from _table("Problems", ["level", "where", "what"], [(p.level, p.where, p.what) for p in result.problems])
