"""What goes by a defined term alone: "our wire mills business ("Wire Business")", "a joint venture with Tarn Ltd. (the "Tarn JV")"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.defined import Definition
from kg.mentions.party import Party
from kg.model import Mention
from kg.names import is_acronym, squash

__all__ = ["nameless"]

_BUSINESS = re.compile(r"\b[a-z]+\s+(?:business|businesses|division|operations|segment|unit)\s*$")
_NAMES_ONE = re.compile(r"[A-Z][\w&-]+(?:\s+(?:&\s+)?[A-Z][\w&-]+)*\s+(?:Business|Division|Operations|Segment|Unit)")
_VENTURE = re.compile(
    r"\bjoint\s+venture\s+(?:\w+\s+){0,4}?(?:with|between|among)\s+(?P<partner>[A-Z][^()\"“”;]{2,60}?)\s*$"
    r"|\bjoint\s+venture(?:\s+company)?\s*$"
)
_NAMES_VENTURE = re.compile(r"[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*){0,4}")
_PAPER = re.compile(r"\b(?:Agreement|Closing|Date|Merger|Notes?|Parties|Partners?|Plan|Project|Purchaser|Seller|Transactions?)$")
_WIDE = 120  # characters before a definition


def nameless(text: str, start: int, found: Sequence[Definition]) -> Iterator[tuple[Definition, Party]]:
    """The definitions of a sentence that begins at `start` which name a business or a venture that has no other name, with that name."""
    for definition in found:
        term, first = definition.terms[0] if definition.terms else "", max(start, definition.start - _WIDE)
        if (_NAMES_ONE.fullmatch(term) and _BUSINESS.search(text, first, definition.start)) or _is_venture(text, first, definition, term):
            at = text.index(term.split()[0], definition.start)
            yield definition, Party(Mention("name", at, at + len(term), term), term)


def _is_venture(text: str, first: int, definition: Definition, term: str) -> bool:
    venture = _VENTURE.search(text, first, definition.start) if _NAMES_VENTURE.fullmatch(term) and not _PAPER.search(term) else None
    if venture is None:
        return False
    partner = venture["partner"] or ""
    return term.lower() != "joint venture" and squash(term) not in squash(partner) and not is_acronym(term, partner)
