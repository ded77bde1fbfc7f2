"""Which stretches of a text hold some words: one search of the whole for each word costs a fraction of a look at each stretch for all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

__all__ = ["Search"]

_START = itemgetter(0)


class Search:
    """Finds words in a text, in whatever case. `spans` are its stretches in order: tuples that begin with their start and end."""

    def __init__(self, text: str, spans: Sequence[tuple[Any, ...]]) -> None:
        self._lower = text.replace("\u0130", "\u0131").lower()  # of all letters this one would be two
        self._spans = spans

    def holding(self, *words: str) -> list[int]:
        """The indices of the stretches that hold one of some words, given in lower case; a part of a word is a word too."""
        found: set[int] = set()
        for word in words:
            at = self._lower.find(word)
            while at >= 0:
                index = bisect_right(self._spans, at, key=_START) - 1
                end = self._spans[index][1] if index >= 0 else 0
                if at + len(word) <= end:
                    found.add(index)
                at = self._lower.find(word, max(at + 1, end))
        return sorted(found)
