"""Exchanges named by their places alone: "the New York, London and Tokyo stock exchanges" is three of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.find import Party
from kg.mentions.lexicon import words as lexicon
from kg.model import Mention

__all__ = ["places_of_exchanges"]

_PLACE = r"[A-Z][\w.]+(?:\s+[A-Z][\w.]+){0,2}"
_SERIES = re.compile(rf"(?P<places>{_PLACE}(?:,\s+{_PLACE}){{0,7}},?\s+and\s+(?:the\s+)?{_PLACE})\s+(?P<what>[Ss]tock\s+[Ee]xchanges)\b")
_ONE = re.compile(rf"(?:The\s+)?(?P<place>{_PLACE})\s+stock\s+exchange\b")  # in capitals the words are a name by themselves
_SEPARATOR = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+")
_WORLDWIDE = frozenset({"American", "Pacific", "Pacific Coast", "Swiss"})  # exchanges that are named after more than a city


def places_of_exchanges(text: str, start: int, end: int) -> Iterator[Party]:
    """The exchanges of a series of places before "stock exchanges", each where its place stands."""
    if "xchange" not in text[start:end]:
        return
    known = lexicon("places", "demonyms") | _WORLDWIDE
    for one in _ONE.finditer(text, start, end):
        place = " ".join(one["place"].split())
        if place in known:
            name = f"{place} Stock Exchange"
            yield Party(Mention("exchange", one.start("place"), one.end(), name), name)
    for series in _SERIES.finditer(text, start, end):
        offset = series.start("places")
        for place in _SEPARATOR.split(series["places"]):
            begin = text.index(place, offset)
            offset = begin + len(place)
            end = series.end() if offset == series.end("places") else offset
            if " ".join(place.split()) in known:
                name = f"{' '.join(place.split())} Stock Exchange"
                yield Party(Mention("exchange", begin, end, name), name)
