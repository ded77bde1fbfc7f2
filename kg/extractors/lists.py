"""Lists drawn as lines: "The following is a list of our customers:" and a name a line below it.

The line above the names says what they are to the filer; what all words of are common in the filing is a caption of a column, and no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading import Candidate, Document, Reading
from kg.text import Sentence

__all__ = ["listed_names"]

_KINDS = (
    ("competitorOf", "object", re.compile(r"\bcompetitors\b", re.IGNORECASE)),
    ("supplierOf", "subject", re.compile(r"\b(?:our|the\s+Company['’]s|its)\b[^.]{0,60}\b(?:customers|clients)\b", re.IGNORECASE)),
    ("supplierOf", "object", re.compile(r"\b(?:our|the\s+Company['’]s|its)\b[^.]{0,60}\b(?:suppliers|vendors)\b", re.IGNORECASE)),
)
_LIST = re.compile(r"\b(?:list|following|include[sd]?|are|were|below)\b", re.IGNORECASE)
_MAX_LINE = 60  # characters of a line that is a name
_FEWEST = 4  # lines that make a list


def listed_names(document: Document) -> Iterator[Candidate]:
    """The names in lists that stand a line each under a line that ends in a colon."""
    text, found = document.filing.text, document.sentences
    for index, sentence in enumerate(found):
        if sentence.kind not in ("paragraph", "bullet") or text[sentence.end - 1] != ":":
            continue
        kind = _kind(text[sentence.start : sentence.end])
        lines = _lines(text, found[index + 1 :]) if kind else []
        if kind and len(lines) >= _FEWEST:
            for line in lines:
                yield from _line(document, document.read(line), *kind)


def _kind(line: str) -> tuple[str, str] | None:
    """The relation that a line announces, and the end of it where the filer stands."""
    if not _LIST.search(line):
        return None
    return next(((relation, end) for relation, end, pattern in _KINDS if pattern.search(line)), None)


def _lines(text: str, following: tuple[Sentence, ...]) -> list[Sentence]:
    lines: list[Sentence] = []
    for sentence in following:
        line = text[sentence.start : sentence.end]
        if len(line) > _MAX_LINE or line[-1] in ".:;" or "\n" in line or not (line[0].isupper() or line[0].isdigit()):
            break
        lines.append(sentence)
    return lines


def _line(document: Document, reading: Reading, relation: str, end: str) -> Iterator[Candidate]:
    whole = reading.sentence
    party = next((party for item in reading.items for party in item.members), None)
    if (
        party is None
        or party.start > whole.start + 2
        or party.end < whole.end - 2
        or party.mention.kind not in ("company", "group", "name")
    ):
        return
    words = reading.text[whole.start : whole.end].lower().split()
    if party.mention.kind == "name" and all(word in document.book.common for word in words):
        return
    filer, other = document.itself(whole.start), party._replace(weak=False)
    subject, object_ = (filer, other) if end == "subject" else (other, filer)
    yield Candidate(relation, subject, object_, reading, "listed-names", 0, 0, len(reading.items), presupposed=True, steps=("list",))
