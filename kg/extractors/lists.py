"""Lists drawn as lines or bullets: "The following is a list of our customers:", and below it a name or a bullet a line.

The line above the names says what they are to the filer. In a bullet the first list of names counts ("in power cable, A, B and C") and
each that "such as" brings in behind it; a percentage behind a name is the filer's stake. Where all words of a line are common in the
filing, it is a caption and no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.names import has_legal_form
from kg.reading import Candidate, Document, Reading
from kg.text import Sentence

__all__ = ["listed_names"]

_WHOSE = r"\b(?:our|the\s+Company['’]s|its|the)\b[^.:]{0,60}"
_KINDS = (
    ("competitorOf", "object", re.compile(r"\bcompetitors\b|\bcompete\s+with\b", re.IGNORECASE)),
    ("supplierOf", "subject", re.compile(rf"{_WHOSE}\b(?:customers|clients)\b", re.IGNORECASE)),
    ("supplierOf", "object", re.compile(rf"{_WHOSE}\b(?:suppliers|vendors)\b", re.IGNORECASE)),
    ("subsidiaryOf", "object", re.compile(rf"{_WHOSE}\bsubsidiaries\b", re.IGNORECASE)),
    (
        "acquired",
        "subject",
        re.compile(
            r"\b(?:following|these)\s+(?:\w+\s+)?(?:acquisitions|companies\s+were\s+acquired)\b|\bacquired\s+the\s+following\b",
            re.IGNORECASE,
        ),
    ),
    (
        "divested",
        "subject",
        re.compile(
            r"\b(?:following|these)\s+(?:\w+\s+)?(?:divestitures|disposals|dispositions|companies\s+were\s+sold)\b|\bsold\s+the\s+following\b",
            re.IGNORECASE,
        ),
    ),
    ("jointVentureOf", "object", re.compile(r"\bjoint\s+ventures\b", re.IGNORECASE)),
    ("affiliateOf", "object", re.compile(rf"{_WHOSE}\b(?:equity(?:[- ]method)?\s+investees|affiliates|associates)\b", re.IGNORECASE)),
)
_LIST = re.compile(r"\b(?:list|following|include[sd]?|are|were|below)\b", re.IGNORECASE)
_BULLETS = re.compile(r":\s*\n\s*(?:[-–•·●○▪■◦*o]|\(?\w{1,2}\))\s")
_BULLET_LINE = re.compile(r"\n\s*(?:[-–•·●○▪■◦*o]|\(?\w{1,2}\))\s+")
_EVENTS = frozenset({"acquired", "divested"})  # the line above the names tells when
_REACH = 12  # items of a bullet before its names
_MAX_LINE = 60  # characters of a line that is a name
_FEWEST = 4  # lines that make a list


def listed_names(document: Document) -> Iterator[Candidate]:
    """The names in lists that stand a line each under a line that ends in a colon."""
    text, found = document.filing.text, document.sentences
    for index, sentence in document.holding(":"):
        if sentence.kind not in ("paragraph", "bullet"):
            continue
        if _BULLETS.search(text, sentence.start, sentence.end):
            yield from _bullets(document, sentence)
        if text[sentence.end - 1] != ":":
            continue
        kind = _kind(text[sentence.start : sentence.end])
        lines = _lines(text, found[index + 1 :]) if kind else []
        if kind and len(lines) >= _FEWEST:
            for line in lines:
                yield from _line(document, document.read(line), *kind)


def _bullets(document: Document, sentence: Sentence) -> Iterator[Candidate]:
    """What the bullets of a sentence say: the first list of names of each."""
    text = document.filing.text
    colon = text.index(":", sentence.start, sentence.end)
    kind = _kind(text[sentence.start : colon])
    if kind is None:
        return
    relation, end = kind
    reading = document.read(sentence)
    told = next((item.date for item in reading.items if item.date and item.start < colon), None) if relation in _EVENTS else None
    starts = [match.end() for match in _BULLET_LINE.finditer(text, colon, sentence.end)]
    for start, stop in zip(starts, [*starts[1:], sentence.end], strict=True):
        inside = [i for i, item in enumerate(reading.items) if start <= item.start < stop]
        named = (i for i in inside[:_REACH] if reading.items[i].code in "CGN")
        index = next(named, next((i for i in inside if reading.items[i].code in "CGN" and _introduced(reading, i)), None))
        if index is None:
            continue
        further = [at for at in inside if at > index and reading.items[at].code in "CGN" and _introduced(reading, at)]
        for i, party in [(place, party) for place in (index, *further) for party in reading.items[place].members]:
            filer = document.itself(reading.items[i].start)
            subject, object_ = (filer, party) if end == "subject" else (party, filer)
            place = (reading, "listed-names", i, i, i + 1)
            yield Candidate(relation, subject, object_, *place, told, presupposed=True, steps=("list",))
        yield from _stake(document, reading, index)


def _introduced(reading: Reading, index: int) -> bool:
    """Whether names follow a description: "suppliers of chips for phones and cars, such as A and B"."""
    return reading.items[index - 1].word in ("including", "like") or [item.word for item in reading.items[index - 2 : index]] == [
        "such",
        "as",
    ]


def _stake(document: Document, reading: Reading, index: int) -> Iterator[Candidate]:
    """The filer's stake where a percentage in brackets follows the name: "IIJ-Global (100%)"."""
    party = reading.items[index].members[0]
    if party.percent >= 0 and len(reading.items[index].members) == 1:
        percent, filer = party.percent, document.itself(reading.items[index].start)
        attributes = (("percent", int(percent) if percent == int(percent) else percent),)
        yield Candidate(
            "ownsShareIn", filer, party, reading, "listed-names", index, index, index + 1,
            attributes=attributes, presupposed=True, steps=("list",),
        )  # fmt: skip


def _kind(line: str) -> tuple[str, str] | None:
    """The relation that a line announces, and the end of it where the filer stands."""
    if not _LIST.search(line):
        return None
    return next(((relation, end) for relation, end, pattern in _KINDS if pattern.search(line)), None)


def _lines(text: str, following: tuple[Sentence, ...]) -> list[Sentence]:
    lines: list[Sentence] = []
    for sentence in following:
        line = text[sentence.start : sentence.end]
        ended = line[-1] in ":;" or (line[-1] == "." and not has_legal_form(line))
        if len(line) > _MAX_LINE or ended or "\n" in line or not (line[0].isupper() or line[0].isdigit()):
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
