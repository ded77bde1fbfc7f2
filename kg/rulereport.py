"""What each rule and extractor did in a build: fired, kept, rejected and why, overlapped, and how right it was where there is gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import Cue, Rejection
from kg.records import read_facts, read_rejections
from kg.score import Judged

__all__ = ["RuleUse", "rule_report"]


@dataclass(frozen=True, slots=True)
class RuleUse:
    """What one rule or extractor did.

    `kept` are its facts, and `overlapped` those of them whose claim another rule found as well. (Where two rules say the same in one
    stretch of a sentence, the extraction keeps the first alone, and the second has not fired.) `rejected` counts its rejections by reason
    and cue, most first. `right` and `wrong` count its facts by what gold says, once for each that gold distinguishes.
    """

    rule: str
    relations: tuple[str, ...]
    kept: int = 0
    overlapped: int = 0
    rejected: tuple[tuple[str, int], ...] = ()
    right: int = 0
    wrong: int = 0

    @property
    def turned_down(self) -> int:
        """How many candidates were rejected."""
        return sum(count for _, count in self.rejected)

    @property
    def fired(self) -> int:
        """How many candidates it gave: facts and rejections."""
        return self.kept + self.turned_down

    @property
    def precision(self) -> float | None:
        """The share of what gold knows about that is right; None where that is nothing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None


def rule_report(out: Path, known: Mapping[str, str], judged: Iterable[Judged] = ()) -> list[RuleUse]:
    """Every rule that is known or did something: what fired most first, and last, by name, what never fired.

    Args:
        out: a build folder.
        known: the rules and extractors that there are, each with its relation ("" for several).
        judged: what gold says of the build's facts (`kg.score.judge`).

    Raises:
        OutputError: the folder is no build.
    """
    rules_of: dict[str, set[str]] = defaultdict(set)
    relations = defaultdict(set, {name: {relation} - {""} for name, relation in known.items()})
    facts = [(stated.claim, stated.fact) for stated in read_facts(out)]
    for claim, fact in facts:
        rules_of[claim].add(fact.rule)
        relations[fact.rule].add(fact.relation)
    kept = Counter(fact.rule for _, fact in facts)
    overlapped = Counter(fact.rule for claim, fact in facts if len(rules_of[claim]) > 1)
    rejected: dict[str, Counter[str]] = defaultdict(Counter)
    for rejection in read_rejections(out):
        rejected[rejection.rule][_why(rejection)] += 1
        relations[rejection.rule].add(rejection.relation)
    marks = _marks(judged)
    uses = [
        RuleUse(
            name, tuple(sorted(relations[name])), kept[name], overlapped[name], _most_first(rejected[name]),
            marks[name, "right"], marks[name, "unwanted"],
        )
        for name in relations
    ]  # fmt: skip
    return sorted(uses, key=lambda use: (-use.fired, use.rule))


def _why(rejection: Rejection) -> str:
    """The reason, with the words that gave it where there are any: 'planned "will"'."""
    return f"{rejection.reason} {_words(rejection.cue)}" if rejection.cue else rejection.reason


def _words(cue: Cue) -> str:
    return f'"{" ".join(cue.text.lower().split())}"'


def _most_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _marks(judged: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """How many distinct facts of each rule got each verdict."""
    distinct = {(one.stated.fact.rule, one.verdict, one.stated.fact.evidence.filing, one.matches or one.key) for one in judged}
    return Counter((rule, verdict) for rule, verdict, _, _ in distinct)
