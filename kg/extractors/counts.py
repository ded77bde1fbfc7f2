"""Counts that a filing states of itself: "14 consolidated subsidiaries and four equity method investees".

Set against what was extracted they are a measure of recall that needs no gold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.dates import dates
from kg.model import DisclosedCount, Evidence
from kg.reading import Document
from kg.text import Sentence

__all__ = ["disclosed_counts"]

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBER = rf"(?P<number>(?<!\d, )\d{{1,4}}|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
_WHAT = {
    "subsidiaryOf": re.compile(
        rf"(?<![\w-]){_NUMBER}\s+(?:(?:wholly|majority)[- ]owned\s+|consolidated\s+|direct\s+|principal\s+|operating\s+)*subsidiaries\b",
        re.IGNORECASE,
    ),
    "affiliateOf": re.compile(
        rf"(?<![\w-]){_NUMBER}\s+(?:equity[- ]method\s+(?:investees|affiliates|associates)|(?:associated|affiliated)\s+companies)\b",
        re.IGNORECASE,
    ),
}
_COUNTED = ("subsidiaries", "investees", "affiliates", "associates", "affiliated", "associated")
_OWNER = re.compile(r"\b(?:we|our|us|the\s+Company|the\s+Group|consist)", re.IGNORECASE)


def disclosed_counts(document: Document) -> Iterator[DisclosedCount]:
    """The counts of subsidiaries and affiliates that the filer states, with the year as of which it does."""
    text, source = document.filing.text, document.filing.source
    for _, sentence in document.holding(*_COUNTED):
        if sentence.kind not in ("paragraph", "bullet"):
            continue
        if not _OWNER.search(text, sentence.start, sentence.end):
            continue
        for relation, pattern in _WHAT.items():
            for match in pattern.finditer(text, sentence.start, sentence.end):
                evidence = Evidence(source.name, sentence.start, sentence.end, text[sentence.start : sentence.end], sentence.section)
                yield DisclosedCount(relation, _value(match["number"]), _year(text, sentence, source.fiscal_year), evidence)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _ONES.index(number.lower()) + 1


def _year(text: str, sentence: Sentence, reported: int) -> int:
    return next((date.year for date in dates(text, sentence.start, sentence.end) if date.role == "as_of"), reported)
