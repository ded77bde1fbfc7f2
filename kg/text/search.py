"""Where a text holds some words: one search of the whole for each word costs a fraction of a look at each place for all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

__all__ = ["Search"]

_START = itemgetter(0)


class Search:
    """Finds words in a text, in whatever case. `spans` are stretches of it in order: tuples that begin with their start and end.

    All words are given in lower case; a part of a word is a word too.
    """

    def __init__(self, text: str, spans: Sequence[tuple[Any, ...]] = ()) -> None:
        self._lower = text.replace("\u0130", "\u0131").lower()  # of all letters this one would be two
        self._spans = spans

    def holding(self, *words: str) -> list[int]:
        """The indices of the stretches that hold one of some words."""
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

    def near(self, reach: int, *words: str) -> Iterator[tuple[int, int]]:
        """What of the text is within `reach` characters of one of some words: its stretches in order, those that meet as one."""
        start = end = 0
        for at in sorted(at for word in words for at in self._places(word)):
            if at - reach > end:
                yield from [(start, end)] if end else []
                start = at - reach
            end = min(at + reach, len(self._lower))
        yield from [(start, end)] if end else []

    def _places(self, word: str) -> Iterator[int]:
        at = self._lower.find(word)
        while at >= 0:
            yield at
            at = self._lower.find(word, at + 1)
