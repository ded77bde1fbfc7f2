"""The map: one filing → its facts, rejections, aliases and disclosed counts. Pure, so that filings can be read anywhere in any order."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from kg.errors import Problem
from kg.extractors import Extractor, load_extractors
from kg.extractors.counts import disclosed_counts
from kg.extractors.unnamed import unnamed_parties
from kg.links import linked
from kg.mentions.book import read_book
from kg.mentions.entries import REFERENCES
from kg.model import Extraction, Fact, Filing, Rejection, Relation
from kg.reading import Candidate, Document, Reading
from kg.rules import RuleSet, load_rules, matches
from kg.rules.distribute import candidates
from kg.rules.gate import may_match
from kg.rules.signs import NAMING, Signs
from kg.settle import settle
from kg.text import Search, Sentence, sentences, tables

__all__ = ["Failure", "Machine", "machine"]

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_T = TypeVar("_T", Fact, Rejection)


class Failure(NamedTuple):
    """An extractor, ours or a user's, and the exception it ended with."""

    extractor: str
    error: BaseException


@dataclass(frozen=True, slots=True)
class Machine:
    """Rules and extractors, ready to run over filings."""

    relations: Mapping[str, Relation]
    rules: RuleSet
    extractors: tuple[tuple[str, Extractor], ...]

    def __call__(self, filing: Filing, failures: list[Failure] | None = None) -> Extraction:
        """All that a filing says, as far as the rules and extractors go.

        An extractor that fails costs what it finds, where `failures` is given to take it; else its exception goes on.
        """
        with _uncollected():
            return self._extraction(filing, failures)

    def _extraction(self, filing: Filing, failures: list[Failure] | None) -> Extraction:
        document = self.document(filing)
        facts, rejections = settle(self._candidates(document, failures), self.relations)
        document.readings.clear()  # they hold the document, and such a ring would wait for the garbage collector
        return Extraction(
            filing.source,
            tuple(_linked(fact, filing) for fact in facts),
            tuple(_linked(rejection, filing) for rejection in rejections),
            tuple(document.book.aliases),
            tuple(disclosed_counts(document)),
            len(document.sentences),
            len(filing.text),
            unnamed=tuple(unnamed_parties(document)),
        )

    def document(self, filing: Filing) -> Document:
        """A filing with its names and sentences."""
        found = tuple(sentences(filing.text))
        book = read_book(filing.source, filing.text, [(sentence.start, sentence.end) for sentence in found])
        search = Search(filing.text, found)
        return Document(filing, book, found, self.rules.alphabet, dict(self.relations), tuple(tables(filing.text)), search, {})

    def _candidates(self, document: Document, failures: list[Failure] | None) -> Iterator[Candidate]:
        signs = Signs(self.rules.words, document.book)
        for sentence in document.sentences:
            if sentence.kind in ("paragraph", "bullet") and self._triggered(document, sentence, signs):
                yield from self._read(document.read(sentence))
        for name, extract in self.extractors:
            try:
                found = list(extract(document))
            except (Exception, SystemExit) as error:
                if failures is None:
                    raise
                failures.append(Failure(name, error))
                continue
            yield from (candidate if candidate.rule else candidate._replace(rule=name) for candidate in found)

    def _read(self, reading: Reading) -> Iterator[Candidate]:
        """The candidates of a sentence. Where two rules say the same of the same parties, the one that comes first in order stands."""
        best: dict[tuple[str, str, str], int] = {}
        found = [candidate for match in matches(reading.sequence, self.rules) for candidate in candidates(reading, match)]
        for candidate in found:
            rank, ends = self.rules.rank[candidate.rule], candidate.ends
            best[ends] = min(best.get(ends, rank), rank)
        for candidate in found:
            if candidate.rejects or not _overlaps(candidate, best[candidate.ends], found, self.rules.rank):
                yield candidate

    def _triggered(self, document: Document, sentence: Sentence, signs: Signs) -> bool:
        """Whether a sentence may name somebody and say of them what a rule asks for: most don't, and cost no more than this."""
        text = document.filing.text[sentence.start : sentence.end]
        found = signs.of(text)
        named = not NAMING.isdisjoint(found) or any(reference in text for reference in REFERENCES)
        if not named and (self.rules.alone.isdisjoint(found) or not _YEAR.search(text)):
            return False
        return may_match(self.rules.gates, text, found)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector: a filing's many small records make no rings, and looking through them finds nothing to free."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _overlaps(candidate: Candidate, best: int, found: list[Candidate], rank: Mapping[str, int]) -> bool:
    """Whether a better rule says the same in a stretch of the sentence that holds this one's trigger."""
    if rank[candidate.rule] == best:
        return False
    rivals = [other for other in found if other.ends == candidate.ends and rank[other.rule] < rank[candidate.rule]]
    return any(other.first <= candidate.trigger < other.last for other in rivals)


def _linked(item: _T, filing: Filing) -> _T:
    return replace(item, evidence=linked(item.evidence, filing.source, filing.text)) if filing.source.url else item


def machine(
    relations: Mapping[str, Relation], rule_files: Sequence[Path] = (), plugins: Sequence[str] = ()
) -> tuple[Machine, list[Problem]]:
    """A machine with our rules and a user's, and the problems of plugins that can't be loaded.

    Raises:
        RuleError: A rule file can't be loaded.
    """
    extractors, problems = load_extractors(plugins)
    return Machine(relations, load_rules(relations, rule_files), extractors), problems
