"""Facts against gold, counted by relation, group and document.

A fact is right when gold has one of the same document with the same relation, ends and year. The year is thus part of the match; date,
percentage and amount are counted apart, for the facts that match. Said twice is counted once. Symmetric relations match either way round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from kg.model import Relation, Value
from kg.records import Stated, read_facts, read_filings
from kg.score.gold import ATTRIBUTES, Gold, GoldFact, document_of, read_gold

__all__ = ["GROUPS", "Hits", "Judged", "Mistake", "Rates", "Score", "judge", "score"]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "core": ("ownsShareIn", "acquired", "supplierOf", "competitorOf"),
    "structure": (
        "subsidiaryOf", "affiliateOf", "jointVentureOf", "mergedInto", "renamedTo", "established", "divested", "investedIn", "insolvency",
    ),
    "context": ("partnerOf", "officerOf", "listedOn", "regulatedBy"),
}  # fmt: skip
_GROUPED = [name for names in GROUPS.values() for name in names]
_TOLERANCE = 0.005  # by which a number may differ from gold's, as a share of it


@dataclass(frozen=True, slots=True)
class Rates:
    """Right, unwanted and missed facts, and the rates they make; a rate without anything to count is 0."""

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


@dataclass(frozen=True, slots=True)
class Hits:
    """How often an attribute is right, of the matched facts for which gold has it."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Hits) -> Hits:
        return Hits(self.right + other.right, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fact that should not be there, with its rule, or one that should, with the words gold quotes."""

    kind: Literal["unwanted", "missed"]
    document: str
    relation: str
    subject: str | None
    object: str | None
    year: int | None
    evidence: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """All figures of a build. `groups` ends with "all", the sum of the groups of `GROUPS`; relations of a user's own stand in "other".

    `unread` are gold documents of which the build has no filing: everything in them counts as missed.
    """

    relations: Mapping[str, Rates]
    groups: Mapping[str, Rates]
    documents: Mapping[str, Rates]
    attributes: Mapping[str, Hits]
    mistakes: tuple[Mistake, ...] = ()
    unread: tuple[str, ...] = ()


class Key(NamedTuple):
    """What makes two facts of a document one; ends as `kg.score.names.Names` gives them."""

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

    fact: Stated
    key: Key
    verdict: Literal["right", "unwanted", "uncertain"]
    matches: Key | None = None


def score(folder: Path, out: Path, relations: Mapping[str, Relation], documents: Sequence[str] = ()) -> Score:
    """Score a build against the gold of a folder, for the documents named or all that have gold.

    Raises:
        GoldError: the folder's gold is missing or malformed.
        OutputError: `out` is no build.
    """
    found: dict[str, list[Stated]] = defaultdict(list)
    for fact in read_facts(out):
        found[document_of(fact.fact.evidence.filing)].append(fact)
    filings = {document_of(filing.source.name) for filing in read_filings(out)}
    sheets = [(gold, _Sheet(gold, relations)) for gold in read_gold(folder, documents)]
    for gold, sheet in sheets:
        sheet.mark(found.get(document_of(gold.document), []))
    counts: dict[str, Rates] = defaultdict(Rates)
    attributes: dict[str, Hits] = defaultdict(Hits)
    for _, sheet in sheets:
        for relation, rates in sheet.counts.items():
            counts[relation] += rates
        for name, hits in sheet.attributes.items():
            attributes[name] += hits
    return Score(
        {name: counts[name] for name in [*_GROUPED, *_own(counts)] if name in counts},
        _groups(counts),
        {gold.document: sum(sheet.counts.values(), Rates()) for gold, sheet in sheets},
        {name: attributes[name] for name in ATTRIBUTES if name in attributes},
        tuple(mistake for _, sheet in sheets for mistake in sheet.mistakes),
        tuple(gold.document for gold, _ in sheets if document_of(gold.document) not in filings),
    )


def judge(gold: Gold, facts: Iterable[Stated], relations: Mapping[str, Relation]) -> list[Judged]:
    """What gold says of each fact of its document, in the order of the facts."""
    sheet = _Sheet(gold, relations)
    return [sheet.judged(fact) for fact in facts]


def _own(counts: Iterable[str]) -> list[str]:
    return sorted(set(counts) - set(_GROUPED))


def _groups(counts: Mapping[str, Rates]) -> dict[str, Rates]:
    def total(names: Iterable[str]) -> Rates:
        return sum((counts[name] for name in names if name in counts), Rates())

    other = {"other": total(_own(counts))} if _own(counts) else {}
    return {group: total(names) for group, names in GROUPS.items()} | other | {"all": total(_GROUPED)}


class _Sheet:
    """The gold of one document, and the marks that facts get against it."""

    def __init__(self, gold: Gold, relations: Mapping[str, Relation]) -> None:
        self._gold, self._relations = gold, relations
        self.wanted: dict[Key, GoldFact] = {}
        self._tolerated: set[Key] = set()
        for fact in gold.facts:
            key = self._key(fact.relation, fact.subject, fact.object, fact.year)
            if fact.certain:
                self.wanted.setdefault(key, fact)
            else:
                self._tolerated.add(key)
        # Where readers doubt the relation itself any year is excused; where gold is sure of it for some year, the year counts.
        self._doubted = {key.yearless for key in self._tolerated} - {key.yearless for key in self.wanted}
        self.counts: dict[str, Rates] = defaultdict(Rates)
        self.attributes: dict[str, Hits] = defaultdict(Hits)
        self.mistakes: list[Mistake] = []

    def judged(self, stated: Stated) -> Judged:
        key = self._key(stated.fact.relation, stated.subject, stated.object, stated.fact.year)
        matches = self._match(key)
        if matches:
            return Judged(stated, key, "right", matches)
        return Judged(stated, key, "uncertain" if key in self._tolerated or key.yearless in self._doubted else "unwanted")

    def mark(self, facts: Iterable[Stated]) -> None:
        """Count the facts of the document, and note what is unwanted and missed."""
        first: dict[Key, Judged] = {}
        for judged in map(self.judged, facts):
            first.setdefault(judged.key, judged)
        matched: set[Key] = set()
        for judged in first.values():
            if judged.verdict == "unwanted":
                self.counts[judged.key.relation] += Rates(fp=1)
                self.mistakes.append(self._unwanted(judged.fact))
            elif judged.matches and judged.matches not in matched:
                matched.add(judged.matches)
                self.counts[judged.key.relation] += Rates(tp=1)
                self._compare(judged.fact, self.wanted[judged.matches])
        for key, fact in self.wanted.items():
            if key not in matched:
                self.counts[key.relation] += Rates(fn=1)
                self.mistakes.append(self._missed(fact))

    def _key(self, relation: str, subject: str | None, object_: str | None, year: int | None) -> Key:
        ends = self._gold.names(subject), self._gold.names(object_)
        if self._known(relation).symmetric and ends[0] is not None and ends[1] is not None:
            ends = min(ends), max(ends)
        return Key(relation, *ends, year)
