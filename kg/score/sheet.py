"""One document's facts against its gold.

A fact is right when gold has one of the same document with the same relation, ends and year. The year is thus part of the match; date,
percentage and amount are counted apart, for the facts that match. Said twice is counted once. Symmetric relations match either way round,
and where the object is optional (a founder), one that is left out or that gold doesn't have is no mistake.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.claims import Stated
from kg.model import Relation, Value
from kg.score.gold import Gold, GoldFact

__all__ = ["Hits", "Judged", "Key", "Mistake", "Rates", "Sheet"]

_TOLERANCE = 0.005  # by which a number may differ from gold's: a share of it, or an absolute difference below 1


@dataclass(frozen=True, slots=True)
class Rates:
    """Right, unwanted and missed facts, and the rates they make; a rate of nothing is 0."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Rates) -> Rates:
        return Rates(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def rounded(self) -> tuple[float, float, float]:
        """Precision, recall and F1 to four digits, as they are shown everywhere."""
        return round(self.precision, 4), round(self.recall, 4), round(self.f1, 4)


@dataclass(frozen=True, slots=True)
class Hits:
    """How often an attribute is right, of the matched facts for which gold has it."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Hits) -> Hits:
        return Hits(self.right + other.right, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fact that should not be there, with its words and rule, or one that should, with the words that gold quotes."""

    kind: Literal["unwanted", "missed"]
    document: str
    relation: str
    subject: str | None
    object: str | None
    year: int | None
    evidence: str
    rule: str = ""


class Key(NamedTuple):
    """What makes two facts of a document one; the ends are as `kg.score.names.Names` gives them."""

    relation: str
    subject: str | None
    object: str | None
    year: int | None

    @property
    def yearless(self) -> tuple[str, str | None, str | None]:
        """All but the year."""
        return self[:3]


class Judged(NamedTuple):
    """A fact and what gold says of it; `matches` is the key of the gold fact that it is. "uncertain" counts neither way."""

    stated: Stated
    key: Key
    verdict: Literal["right", "unwanted", "uncertain"]
    matches: Key | None = None


class Sheet:
    """The gold of one document, and the marks that facts get against it."""

    def __init__(self, gold: Gold, relations: Mapping[str, Relation]) -> None:
        self.gold = gold
        self.counts: dict[str, Rates] = defaultdict(Rates)
        self.attributes: dict[str, Hits] = defaultdict(Hits)
        self.mistakes: list[Mistake] = []
        self._symmetric = {name for name, relation in relations.items() if relation.symmetric}
        self._open_ended = {name for name, relation in relations.items() if relation.object_optional and relation.range}
        self._wanted: dict[Key, GoldFact] = {}
        self._tolerated: set[Key] = set()
        for fact in gold.facts:
            key = self._key(fact.relation, fact.subject, fact.object, fact.year)
            if fact.certain:
                self._wanted.setdefault(key, fact)
            else:
                self._tolerated.add(key)
        # Where readers doubt the relation itself any year is excused; where gold is sure of it for some year, the year counts.
        self._doubted = {key.yearless for key in self._tolerated} - {key.yearless for key in self._wanted}

    def judge(self, stated: Stated) -> Judged:
        """What gold says of a fact."""
        key = self._key(stated.fact.relation, stated.subject, stated.object, stated.fact.year)
        matches = self._match(key)
        if matches:
            return Judged(stated, key, "right", matches)
        return Judged(stated, key, "uncertain" if key in self._tolerated or key.yearless in self._doubted else "unwanted")

    def mark(self, facts: Iterable[Stated]) -> None:
        """Count the facts of the document, and note which are unwanted and which gold facts are missed."""
        first: dict[Key, Judged] = {}
        for judged in map(self.judge, facts):
            first.setdefault(judged.key, judged)
        matched: set[Key] = set()
        for judged in first.values():
            if judged.verdict == "unwanted":
                self.counts[judged.key.relation] += Rates(fp=1)
                self.mistakes.append(self._unwanted(judged.stated))
            elif judged.matches and judged.matches not in matched:
                matched.add(judged.matches)
                self.counts[judged.key.relation] += Rates(tp=1)
                self._compare(judged.stated, self._wanted[judged.matches])
        for key, fact in self._wanted.items():
            if key not in matched:
                self.counts[key.relation] += Rates(fn=1)
                self.mistakes.append(self._missed(fact))

    def _key(self, relation: str, subject: str | None, object_: str | None, year: int | None) -> Key:
        first, second = self.gold.names(subject), self.gold.names(object_)
        if relation in self._symmetric and first is not None and second is not None:
            first, second = min(first, second), max(first, second)
        return Key(relation, first, second, year)

    def _match(self, key: Key) -> Key | None:
        if key in self._wanted:
            return key
        if key.relation not in self._open_ended:
            return None
        return next((k for k in self._wanted if (k.relation, k.subject, k.year) == (key.relation, key.subject, key.year)), None)

    def _compare(self, stated: Stated, target: GoldFact) -> None:
        for name, wanted in target.attributes:
            value = stated.fact.date if name == "date" else stated.fact.attribute(name)
            self.attributes[name] += Hits(int(_agrees(name, value, wanted)), 1)

    def _unwanted(self, stated: Stated) -> Mistake:
        fact = stated.fact
        ends = stated.subject, stated.object
        return Mistake("unwanted", self.gold.document, fact.relation, *ends, fact.year, fact.evidence.quote, fact.rule)

    def _missed(self, fact: GoldFact) -> Mistake:
        return Mistake("missed", self.gold.document, fact.relation, fact.subject, fact.object, fact.year, fact.evidence)


def _agrees(name: str, value: Value | None, wanted: Value) -> bool:
    """Whether a date is as exact as gold's or more so, or a number the same but for rounding."""
    if value is None:
        return False
    if name == "date":
        return str(value).startswith(str(wanted))
    try:
        number, target = float(value), float(wanted)
    except ValueError:  # words where gold has a number, or the other way round
        return False
    return abs(number - target) <= _TOLERANCE * max(1.0, abs(target))
