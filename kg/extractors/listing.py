"""Lines of a list of subsidiaries → entries: name, place of incorporation, percentage, and how far each is set in.

Filed lists are drawn in every way: columns, leaders, rows of a table, "Name (Place)", "Name, a Delaware corporation", or names alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extractors.columns import Columns
from kg.extractors.entry import LONGEST, Entry, ListLine, clean, is_heading, is_name, lines_of
from kg.mentions.lexicon import words as lexicon
from kg.model import Span
from kg.names import has_legal_form

__all__ = ["Entry", "entries", "heads_subsidiaries"]

_TRAILING = re.compile(r"\((?P<place>[A-Z][^()\d]{1,40})\)\s*(?:[*†‡]|\(\d{1,2}\))*\s*[.,;]?$")
_PLACE = r"[A-Z][\w.]*(?:\s+(?:of\s+)?[A-Z][\w.]*){0,3}"
_CORPORATION = re.compile(
    rf",?\s+\(?(?:an?\s+(?P<place>{_PLACE})\s+(?:(?:general|limited)\s+partnership|limited\s+liability\s+company|corporation|company|partnership"
    rf"|trust|LLC)|(?:incorporated|organi[sz]ed)\s+(?:in|under\s+the\s+laws\s+of)\s+(?:the\s+State\s+of\s+)?(?P<place2>{_PLACE}))"
    r"(?:,\s+(?:formerly|previously|f/k/a)\b[^()]{1,80})?\)?\s*(?:[*†‡]|\(\d{1,2}\))*\s*[.;]?$"
)
_FEW = 3  # entries that make a list
_SUBSIDIARIES = re.compile(r"\bsubsidiar(?:y|ies)\b", re.IGNORECASE)
_PLACES = re.compile(r"\b(?:countr(?:y|ies)|jurisdictions?|incorporat(?:ed|ion)|organi[sz](?:ed|ation)|place\s+of)\b", re.IGNORECASE)


def heads_subsidiaries(titles: str) -> bool:
    """Whether the titles of a table's columns are those of a list of subsidiaries with the places of their incorporation."""
    return _SUBSIDIARIES.search(titles) is not None and _PLACES.search(titles) is not None


def entries(text: str, start: int, end: int) -> list[Entry]:
    """The companies that the lines between two places list, in order; none where the lines are no list."""
    lines = list(lines_of(text, start, end))
    celled = [line for line in lines if len(line.cells) > 1 and not is_heading(text, line)]
    bracketed = [entry for line in lines if len(line.cells) <= 2 and (entry := _bracketed(text, line))]
    if celled and (len(celled) >= len(bracketed) or len(bracketed) < _FEW):
        return Columns(text, lines, celled).read()
    return bracketed if len(bracketed) >= _FEW else _bare(text, lines)


def _bracketed(text: str, line: ListLine) -> Entry | None:
    """The entry of a line that says "Name (Place)" or "Name, a Delaware corporation"."""
    match = _TRAILING.search(text, line.start, line.end) or _CORPORATION.search(text, line.start, line.end)
    if match is None:
        return None
    found = match.groupdict()
    name = clean(text[line.start : match.start()])
    place = found.get("place") or found.get("place2") or ""
    if not is_name(name) or (not has_legal_form(name) and is_heading(text, line)):
        return None
    return Entry(line.start, line.end, name, Span(line.start, match.start()), line.indent, " ".join(place.split()))


def _bare(text: str, lines: Sequence[ListLine]) -> list[Entry]:
    """Names alone: lines of which most close with a legal form; a place on a line by itself is that of the names below it."""
    place, listed = "", 0
    named: list[Entry] = []
    for line in lines:
        if line.end - line.start > LONGEST or is_heading(text, line):
            continue
        name = clean(text[line.start : line.end])
        if (where := name.title() if name.isupper() else name) in lexicon("places"):
            place = where
            continue
        listed += 1
        if has_legal_form(name) and is_name(name):
            named.append(Entry(line.start, line.end, name, Span(line.start, line.end), line.indent, place))
    return named if len(named) >= _FEW and len(named) * 2 >= listed else []
