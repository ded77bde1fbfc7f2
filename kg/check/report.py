"""All checks of a build together, as one record that says what was looked at, what is wrong and what could not be verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.check.quotes import Filing, filings
from kg.check.shapes import violations
from kg.export.source import open_graph
from kg.model import Relation

__all__ = ["Check", "Finding", "check"]

Progress = Callable[[int, str], None]  # things done, and of which kind


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: which check found it, on what, and the value."""

    check: str
    where: str
    what: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome. `things` counts what was looked at, by kind; `wrong` counts findings by check, also those beyond the `findings` kept."""

    things: Mapping[str, int]
    findings: tuple[Finding, ...]
    wrong: Mapping[str, int]
    verified: int
    unverified: int
    without_text: tuple[str, ...]
    counts: tuple[tuple[str, str, int, int, int | None, str], ...]  # filing, what, year, stated, found, words

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong; what could not be verified is not."""
        return not self.wrong


def check(out: Path, relations: Mapping[str, Relation], *, jobs: int = 1, limit: int = 100, progress: Progress | None = None) -> Check:
    """Check a build.

    Args:
        out: its folder.
        relations: those of the ontology, with a user's own.
        jobs: how many processes validate shapes.
        limit: how many findings of each check are kept; all are counted.
        progress: called now and then.

    Raises:
        OutputError: the folder is no build.
    """
    graph = open_graph(out)
    things: Counter[str] = Counter()
    findings: list[Finding] = []
    wrong: Counter[str] = Counter()

    def found(finding: Finding) -> None:
        wrong[finding.check] += 1
        if wrong[finding.check] <= limit:
            findings.append(finding)

    for verdict in violations(graph, relations, jobs):
        things[verdict.what] += verdict.things
        for broken in verdict.violations:
            found(Finding("shape", broken.thing.removeprefix(graph.base), broken.message, broken.value.removeprefix(graph.base)))
        if progress:
            progress(things[verdict.what], verdict.what)
    told: list[Filing] = []
    for filing in filings(graph, relations):
        told.append(filing)
        for where, what, value in filing.wrong:
            found(Finding("quote", f"{filing.name}, {where}" if where != filing.name else where, what, value))
        if progress:
            progress(len(told), "filing read")
    counts = [(f.name, c.what, c.year, c.stated, c.found, c.quote) for f in told for c in f.counts]
    missing = tuple(filing.name for filing in told if filing.unverified)
    sums = [sum(filing.verified for filing in told), sum(filing.unverified for filing in told)]
    return Check(dict(things), tuple(findings), dict(wrong), sums[0], sums[1], missing, tuple(counts))
