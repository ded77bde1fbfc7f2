"""Tables with a column of customers, suppliers or competitors: each name in its cells is one of the filer's.

A row is often a product line, with several lists beside it. Its cells are counted from the right: it may begin with a title for the rows
below it, or lack a cell of prose, which the readers put below the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.find import Party
from kg.mentions.lexicon import words as lexicon
from kg.model import Mention, Span
from kg.names import core, has_legal_form, plain
from kg.reading import Candidate, Document
from kg.text import Sentence
from kg.text.tables import cells_of

__all__ = ["columns_of_names"]

_Kind = tuple[str, str]  # a relation, and the end of it where the filer stands
_WHICH = r"(?:(?:our|key|main|major|notable|principal|representative|sample|selected|significant|top|primary|largest|leading|example)\s+)*"
_KINDS = (
    ("competitorOf", "object", re.compile(rf"{_WHICH}competitors", re.IGNORECASE)),
    ("supplierOf", "subject", re.compile(rf"{_WHICH}(?:customers|clients)", re.IGNORECASE)),
    ("supplierOf", "object", re.compile(rf"{_WHICH}(?:suppliers|vendors)", re.IGNORECASE)),
)
_PIECE = re.compile(r"\s*(?:[,;•/]|\band\b|\bincluding\b|\betc\b\.?)\s*")
_NAME = re.compile(r"[A-Z0-9][\w&.'’+-]*(?:\s+(?:(?:de|of|the|van|von|y)\s+)?[A-Z0-9&][\w&.'’+-]*){0,5}")
_MOST_BETWEEN = 6  # sentences between two rows of a table: the prose of one of its cells
_FEWEST = 2  # names in a cell that make it a list


def columns_of_names(document: Document) -> Iterator[Candidate]:
    """The names in the columns of such tables."""
    text = document.filing.text
    head: list[Span] = []
    told: list[tuple[int, _Kind]] = []
    between = 0
    for sentence in document.sentences:
        if sentence.kind != "row":
            between += 1
            continue
        cells = cells_of(text, sentence.start, sentence.end)
        found = [(place, kind) for place, cell in enumerate(cells) if (kind := _kind(text[cell.start : cell.end]))]
        if found or between > _MOST_BETWEEN:
            head, told = cells, found
        else:
            for place, kind in told:
                extra = len(cells) - len(head)
                if abs(extra) <= place + extra < len(cells):
                    yield from _cell(document, sentence, cells[place + extra], *kind)
        between = 0


def _kind(title: str) -> _Kind | None:
    return next(((relation, end) for relation, end, words in _KINDS if words.fullmatch(title.strip(" :*"))), None)


def _cell(document: Document, row: Sentence, cell: Span, relation: str, end: str) -> Iterator[Candidate]:
    names = _names(document, cell)
    if len(names) < _FEWEST and not any(has_legal_form(name) for _, name in names):
        return
    reading = document.read(row)
    filer = document.itself(row.start)
    for at, name in names:
        party = Party(Mention("company", at.start, at.end, name), name)
        subject, object_ = (filer, party) if end == "subject" else (party, filer)
        place = (reading, "column-of-names", 0, 0, len(reading.items))
        yield Candidate(relation, subject, object_, *place, presupposed=True, steps=("table", "list"))


def _names(document: Document, span: Span) -> list[tuple[Span, str]]:
    """The names in a cell, or none where most of what it lists is no name."""
    pieces: list[Span] = []
    at = span.start
    for match in [*_PIECE.finditer(document.filing.text, span.start, span.end), None]:
        stop = match.start() if match else span.end
        words = document.filing.text[at:stop]
        if pieces and words and core(f"X {words}") == core("X"):  # ", Inc."
            pieces[-1] = Span(pieces[-1].start, stop)
        elif words:
            pieces.append(Span(at, stop))
        at = match.end() if match else stop
    named = [(piece, name) for piece in pieces if _is_name(document, name := plain(document.filing.text[piece.start : piece.end]))]
    return named if len(named) * 2 > len(pieces) else []


def _is_name(document: Document, name: str) -> bool:
    """Whether a piece is written as a name, and not all of its words are common in the filing or words of things."""
    if has_legal_form(name):
        return True
    if not _NAME.fullmatch(name) or name in lexicon("places"):
        return False
    common = document.book.common
    return not all(word.lower() in common or word in lexicon("not_names", "thing_nouns") for word in name.split())
