"""The forms of names that a filing uses, and what each of them means: what `kg.mentions.book` fills and `kg.mentions.find` reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from kg.mentions.census import Census
from kg.mentions.lexicon import words as lexicon
from kg.mentions.runs import Run
from kg.model import Alias, Kind, Source
from kg.names import plain

__all__ = ["REFERENCES", "Entry", "NameBook", "no_names"]

_WORDS = re.compile(r"#?[^\W_]+(?:[&.:/+'’-][^\W_]+)*")
REFERENCES = ("this joint venture", "this subsidiary")  # in small letters, and parties all the same


def no_names() -> frozenset[str]:
    """The words in capitals that name nobody by themselves."""
    return lexicon("openers", "not_names", "places", "demonyms", "titles")


class Entry(NamedTuple):
    """What a form of words names: the fullest name known, and its kind."""

    name: str
    kind: Kind


class NameBook:
    """The forms of names that a filing uses; filled by `read_book`, read by `kg.mentions.find`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.entries: dict[tuple[str, ...], Entry] = {}
        self.firsts: dict[str, int] = {}  # first word -> length in words of the longest form that begins with it
        self.aliases: list[Alias] = []
        self.lower: tuple[str, ...] = ()  # the terms that begin with a small letter: "i-revo"
        self.common: frozenset[str] = frozenset()  # the words that the filing writes in lower case
        self.people = Census((), {}, {})
        self.runs: dict[tuple[int, int], tuple[Run, ...]] = {}  # of the sentences in which names were looked for already

    def add(self, form: str, entry: Entry) -> None:
        """Record a form; the first that a filing gives a meaning keeps it."""
        key = tuple(_WORDS.findall(form))
        if not key or key in self.entries or (len(key) == 1 and len(key[0]) < 2):
            return
        self.entries[key] = entry
        self.firsts[key[0]] = max(self.firsts.get(key[0], 0), len(key))

    def longest(self, words: Iterable[str]) -> tuple[int, Entry] | None:
        """The longest known form that the words begin with: its length in words, and its entry."""
        following = iter(words)
        first = next(following)
        listed = (first, *islice(following, self.firsts[first] - 1)) if first in self.firsts else ()
        for length in range(len(listed), 0, -1):
            entry = self.entries.get(listed[:length])
            if entry is not None:
                return length, entry
        return None

    def get(self, form: str) -> Entry | None:
        """The entry of exactly this form."""
        return self.entries.get(tuple(_WORDS.findall(form)))

    def alias(self, form: str, name: str, rule: str, start: int) -> None:
        """Record that a form means a name."""
        if plain(form) != plain(name):
            self.aliases.append(Alias(plain(form), plain(name), rule, start))
