"""What rules and extractors read, and what they find: a filing with its names, a sentence with its items and clauses, a candidate fact."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from collections.abc import Sequence as Items
from functools import cached_property
from typing import NamedTuple

from kg.context import Scope, boundaries, clause_of, scopes
from kg.mentions.book import NameBook
from kg.mentions.dates import Date
from kg.mentions.find import Party
from kg.mentions.sequence import Alphabet, Item, Sequence, encode
from kg.model import Attributes, Filing, Mention, Relation, Span, Status
from kg.text import Row, Search, Sentence, Table

__all__ = ["Candidate", "Document", "Reading"]

_NEAR = 60  # characters between two sentences that are read together


class Reading:
    """A sentence as items, with its clauses and the cues in them."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self.document = document
        self.sentence = sentence
        self.text = document.filing.text

    @cached_property
    def sequence(self) -> Sequence:
        """The items of the sentence."""
        return encode(self.text, self.sentence.start, self.sentence.end, self.document.book, self.document.alphabet)

    @cached_property
    def clauses(self) -> list[int]:
        """The indices of the items at which clauses begin."""
        return boundaries(self.sequence.items)

    @cached_property
    def scopes(self) -> list[Scope]:
        """The cues of the sentence and what they hold for."""
        return scopes(self.sequence.items, self.text, self.clauses)

    @property
    def after(self) -> Reading | None:
        """The sentence behind this one, of the same section; None where there is none near."""
        index = bisect_left(self.document.sentences, self.sentence) + 1
        if index >= len(self.document.sentences):
            return None
        sentence = self.document.sentences[index]
        near = sentence.start - self.sentence.end < _NEAR and sentence.section == self.sentence.section
        return self.document.read(sentence) if near and sentence.kind in ("paragraph", "bullet") else None

    @property
    def before(self) -> Reading | None:
        """The sentence before this one, of the same section; None where there is none near."""
        index = bisect_left(self.document.sentences, self.sentence) - 1
        if index < 0:
            return None
        sentence = self.document.sentences[index]
        near = self.sentence.start - sentence.end < _NEAR and sentence.section == self.sentence.section
        return self.document.read(sentence) if near and sentence.kind in ("paragraph", "bullet") else None

    @property
    def items(self) -> Items[Item]:
        """The items of the sentence."""
        return self.sequence.items

    def clause(self, index: int) -> tuple[int, int]:
        """The clause an item stands in: its first index and the index behind it."""
        return clause_of(self.clauses, len(self.items), index)


class Document(NamedTuple):
    """A filing with its names, sentences and tables: what an extractor is given."""

    filing: Filing
    book: NameBook
    sentences: tuple[Sentence, ...]
    alphabet: Alphabet
    relations: dict[str, Relation]
    tables: tuple[Table, ...]
    search: Search
    readings: dict[Sentence, Reading]

    def read(self, sentence: Sentence) -> Reading:
        """A sentence as items; several who ask for the same one share it."""
        return self.readings.get(sentence) or self.readings.setdefault(sentence, Reading(self, sentence))

    def holding(self, *words: str) -> Iterator[tuple[int, Sentence]]:
        """The sentences that hold one of some words, given in lower case, each with its index: the cheap look before a dear one."""
        return ((index, self.sentences[index]) for index in self.search.holding(*words))

    def row(self, row: Row) -> Reading:
        """A row of a table as items."""
        return Reading(self, Sentence(row.start, row.end, "row", self.section(row.start)))

    def section(self, offset: int) -> str:
        """The item and heading that a place stands under."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[index].section if index >= 0 else ""

    def above(self, table: Table, most: int) -> list[Sentence]:
        """The last sentences before a table that are not rows themselves, in order."""
        found: list[Sentence] = []
        index = bisect_left(self.sentences, table.start, key=lambda sentence: sentence.start) - 1
        while index >= 0 and len(found) < most and self.sentences[index].kind != "row":
            found.append(self.sentences[index])
            index -= 1
        return found[::-1]

    def itself(self, offset: int) -> Party:
        """The filer, where nothing in the text names it: a mention without length."""
        registrant = self.filing.source.registrant
        return Party(Mention("self", offset, offset, registrant), registrant)


class Candidate(NamedTuple):
    """A fact that a rule or extractor proposes; what it means for it is settled later, alike for all.

    `trigger`, `first` and `last` are indices of items of `reading` (the word it hangs on, and the stretch that matched). `date` is the date
    that the pattern itself holds; without one the sentence is searched. `rejects` is the reason of a barrier.
    """

    relation: str
    subject: Party | None
    object: Party | None
    reading: Reading
    rule: str
    trigger: int
    first: int
    last: int
    date: Date | None = None
    attributes: Attributes = ()
    status: Status = "current"
    presupposed: bool = False
    dated: str = ""
    rejects: str = ""
    steps: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[str, str, str]:
        """What is said of whom, whatever the names' form: relation, subject and object."""
        return self.relation, self.subject.full if self.subject else "", self.object.full if self.object else ""

    @property
    def trigger_span(self) -> Span:
        """Where the trigger stands in the text."""
        item = self.reading.items[self.trigger]
        return Span(item.start, item.end)
