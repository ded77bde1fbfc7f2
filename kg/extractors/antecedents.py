"""Of whom a sentence speaks: the people it names, and whom "he" or "she" means in a biography.

A pronoun means the person at whose name the paragraph begins; else the only one that the paragraph has named so far, or that the sentence
before names alone. Where several could be meant it means nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from kg.mentions.find import Party
from kg.mentions.listed import Entry
from kg.mentions.people import surname
from kg.mentions.zones import Zone
from kg.model import Mention
from kg.reading import Document, Reading
from kg.text import Sentence

__all__ = ["People"]

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_SIGN = re.compile(r"\b(?:[Hh]e|[Ss]he|Mr|Mrs|Ms|Miss|Messrs|Dr|Sir|Lord|Prof)\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_BREAK = re.compile(r"\n[ \t]*\n")
_FAR = 4000  # characters from a name in a list to what is told of that person
_MOST_BACK = 14  # sentences of a paragraph


class People:
    """The people of a filing, for those who read its sentences."""

    def __init__(self, document: Document) -> None:
        self.document = document
        census = document.book.people
        self.means = census.means
        self.entries = sorted(census.entries, key=lambda entry: entry.start)
        self.starts = [entry.start for entry in self.entries]
        self.zones = sorted({entry.zone.start: entry.zone for entry in self.entries}.values(), key=lambda zone: zone.start)
        self.parts = {name: name.lower().split() for name in census.names}
        self.surnames = frozenset(surname(name) for name in census.names)
        shared: dict[str, set[str]] = {}
        for name in census.names:
            shared.setdefault(surname(name).lower(), set()).add(census.means.get(name, (name, ""))[0])
        self.shared = frozenset(last for last, names in shared.items() if len(names) > 1)

    def zone(self, offset: int) -> Zone | None:
        """The list or biographies of directors and officers that an offset lies in."""
        index = bisect_right(self.zones, offset, key=lambda zone: zone.start) - 1
        found = self.zones[index] if index >= 0 else None
        return found if found is not None and offset < found.end and found.kind != "signatures" else None

    def may_stand_in(self, sentence: Sentence) -> bool:
        """The cheap look before the dear one: a title, a pronoun, a known surname, or a place in the biographies."""
        text = self.document.filing.text
        if _SIGN.search(text, sentence.start, sentence.end):
            return True
        return not self.surnames.isdisjoint(_WORD.findall(text[sentence.start : sentence.end])) or (
            bool(self.zones) and self.zone(sentence.start) is not None
        )

    def named_another(self, reading: Reading) -> bool:
        """Whether a sentence names a person, or has a pronoun for one, who is not the one whose entry it stands in."""
        sentence = reading.sentence
        if _PRONOUN.search(reading.text, sentence.start, sentence.end):
            return True
        own = {party.full for party in self.listed_above(sentence.start)}
        return any(item.code in "Pp" and item.members[0].full not in own for item in reading.items)

    def of(self, reading: Reading, index: int) -> Iterator[tuple[int, int, tuple[Party, ...]]]:
        """The people that a sentence names or means, each with its place: those of a list together."""
        head = self._heads(reading.sentence)
        for item in reading.items:
            if item.code == "P" and ";" in reading.text[item.start : item.end]:  # each with an office of its own
                for party in item.members:
                    own = self.known(party, head)
                    yield party.start, party.end, (own,) if own is not None else ()
            elif item.code == "P":
                who = tuple(known for party in item.members if (known := self.known(party, head)) is not None)
                yield item.start, item.end, who
        sentence = reading.sentence
        for match in _PRONOUN.finditer(reading.text, sentence.start, sentence.end):
            named = [item.members for item in reading.items if item.code in "Pp" and item.end <= match.start()]
            own = self.known(named[0][0], head) if len(named) == 1 and len(named[0]) == 1 else None
            meant = own if named else head or self._antecedent(index)
            name = meant.full if meant else ""
            yield match.start(), match.end(), (Party(Mention("person", *match.span(), name), name),) if meant else ()

    def known(self, party: Party, head: Party | None = None) -> Party | None:
        """A person by the full name; a surname that several bear is that of the paragraph's person, or nobody's."""
        name = party.mention.name
        if head is not None and surname(name).lower() == surname(head.full).lower() and len(name.split()) <= len(head.full.split()):
            return party._replace(mention=replace(party.mention, name=head.full), full=head.full)
        if name.lower() in self.shared:
            return None
        full = self.means.get(name, (name, ""))[0]
        full = self._holder(name) or name if full == name else full
        return party._replace(mention=replace(party.mention, name=full), full=full)

    def _holder(self, name: str) -> str:
        """The one full name that holds a shorter one past its first word: "Roble" in "Juan Roble Faz"; "" where none does, or several."""
        words = name.lower().split()
        holders = [full for full, parts in self.parts.items() if any(parts[at : at + len(words)] == words for at in range(1, len(parts)))]
        return holders[0] if len(holders) == 1 else ""

    def is_full(self, party: Party) -> bool:
        """Whether a person's name says who it is: more than a family name alone."""
        return len(party.full.split()) > 1

    def _heads(self, sentence: Sentence) -> Party | None:
        """The person at whose name the paragraph of a sentence begins, where it is an entry of a list."""
        index = bisect_right(self.starts, sentence.end) - 1
        text = self.document.filing.text
        while index >= 0 and sentence.start - self.starts[index] < _FAR:
            entry = self.entries[index]
            begin = max(text.rfind("\n", 0, entry.start) + 1, 0)
            if _BREAK.search(text, entry.named.stop, max(sentence.start, entry.named.stop)):
                return None
            if entry.start < sentence.end and (entry.start >= begin) and entry.zone.kind != "signatures":
                return self._party(entry)
            index -= 1
        return None

    def _party(self, entry: Entry) -> Party | None:
        name = self.means.get(entry.named.name, (entry.named.name, ""))[0]
        if len(name.split()) < 2 and name.lower() in self.shared:
            return None
        return Party(Mention("person", entry.named.start, entry.named.end, name), name)

    def listed_above(self, offset: int) -> tuple[Party, ...]:
        """The person whose entry stands last above an offset, in the same list."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or offset - self.starts[index] > _FAR or offset > self.entries[index].zone.end:
            return ()
        party = self._party(self.entries[index])
        return (party,) if party else ()

    def _antecedent(self, index: int) -> Party | None:
        """Whom a pronoun means that no name in its sentence precedes."""
        found: dict[str, Party] = {}
        last: Party | None = None
        text, sentences = self.document.filing.text, self.document.sentences
        for back in range(index - 1, max(index - _MOST_BACK, -1), -1):
            if _BREAK.search(text, sentences[back].end, sentences[back + 1].start):
                break
            people = [party for item in self.document.read(sentences[back]).items if item.code in "Pp" for party in item.members]
            known = {party.full: party for party in (self.known(party, None) for party in people) if party is not None}
            if last is None and not found and len(known) == 1:
                last = next(iter(known.values()))
            found.update(known)
        return next(iter(found.values())) if len(found) == 1 else last
