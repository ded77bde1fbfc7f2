"""How a clause is meant: negated, hypothetical, planned, pending — with the cue that says so, and never beyond its clause.

After ConText (Harkema et al. 2009): a cue opens a scope that runs forward to the end of its clause; what looks like a cue and is none is
taken out first. Half of the sentences of a filing hold a "may", and some of those state a fact in the clause before it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence as Items
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.mentions.sequence import Item
from kg.model import Cue

__all__ = ["Scope", "clause_of", "cue_words", "scopes"]

_BREAKS = frozenset("although but because however though unless whereas while which who whom whose where so".split())
_SUBORDINATE = frozenset("although as because even if should since though unless when whereas while".split())
_OF_TIME = frozenset("as by during effective in on since".split())
_SUBJECTS = frozenset("he it our she that the their there these they this those".split())
_MODALS = frozenset("can could is may might must plan plans shall should was were will would are has have had".split())
_DEEDS = frozenset("acquired bought disposed divested established formed founded invested merged purchased sold".split())


class Scope(NamedTuple):
    """A cue and the items it holds for: from `first` up to, not including, `last`."""

    cue: Cue
    first: int
    last: int


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> phrases that begin with it and their kinds, longest first."""
    with files("kg").joinpath("cues.toml").open("rb") as stream:
        tables = tomllib.load(stream)
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, table in tables.items():
        for phrase in table["phrases"]:
            words = tuple(phrase.split())
            index.setdefault(words[0], []).append((words, kind))
    return {first: sorted(found, key=lambda entry: (-len(entry[0]), entry[1])) for first, found in index.items()}


def cue_words() -> frozenset[str]:
    """Every word that some cue holds."""
    return frozenset(word for found in _phrases().values() for words, _ in found for word in words)


def boundaries(items: Items[Item]) -> list[int]:
    """The indices at which a clause begins, in order; the first is 0."""
    found = [0]
    subordinate = bool(items) and items[0].word in _SUBORDINATE and not (len(items) > 1 and items[1].word in ("of", "at", "a"))
    for index in range(1, len(items)):
        item, before = items[index], items[index - 1]
        if (
            before.code in ";:-"
            or item.word in _BREAKS
            or item.word in ("if", "when")
            or (item.word == "and" and _opens_clause(items, index + 1, comma=before.code == ","))
            or (
                item.word in ("and", "but")
                and (before.members or before.date is not None)
                and index + 1 < len(items)
                and items[index + 1].word in _DEEDS
            )
            or (before.code == "," and subordinate and _is_subject(item))
        ):
            subordinate = item.word in _SUBORDINATE
            found.append(index)
    return found


def _opens_clause(items: Items[Item], index: int, *, comma: bool) -> bool:
    """Whether what follows an "and" is a clause of its own: "and we …", ", and the price …", "and will therefore …"."""
    if index >= len(items):
        return False
    item = items[index]
    nominative = bool(item.members) and item.members[0].nominative
    dated = item.word in _OF_TIME and any(i.date is not None for i in items[index + 1 : index + 3])  # "and in January 2012, X …"
    return (
        dated
        or nominative
        or item.word in ("it", "they", "then", "there", "which")
        or item.word in _MODALS
        or (comma and _is_subject(item))
    )


def _is_subject(item: Item) -> bool:
    return item.code in "CGSNPcgsnp" or item.word in _SUBJECTS


def clause_of(starts: list[int], size: int, index: int) -> tuple[int, int]:
    """The clause that an item stands in: its first index and the index behind it."""
    first = max(start for start in starts if start <= index)
    return first, min((start for start in starts if start > index), default=size)


def scopes(items: Items[Item], text: str, starts: list[int]) -> list[Scope]:
    """The scopes of all cues of a sentence, in order. Cost is linear in its items."""
    found: list[Scope] = []
    phrases, index = _phrases(), 0
    following = iter([*starts[1:], len(items)])
    end = next(following)
    while index < len(items):
        while end <= index:
            end = next(following)
        hit = next((entry for entry in phrases.get(items[index].word, ()) if _at(items, index, entry[0])), None)
        if hit is None:
            index += 1
            continue
        words, kind = hit
        last = index + len(words)
        if kind != "pseudo":
            start, stop = items[index].start, items[last - 1].end
            found.append(Scope(Cue(kind, start, stop, " ".join(text[start:stop].split())), index, max(end, last)))
        index = last
    return found


def _at(items: Items[Item], index: int, words: tuple[str, ...]) -> bool:
    return len(items) >= index + len(words) and all(items[index + k].word == word for k, word in enumerate(words))
