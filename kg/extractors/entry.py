"""One line of a list of subsidiaries, and one company of it: what the readers of lists of every shape have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Span
from kg.names import has_legal_form, plain
from kg.text.tables import cells_of

__all__ = ["LONGEST", "Entry", "ListLine", "clean", "is_heading", "is_name", "lines_of", "percent_of", "place_of", "words_of"]

_MARK = re.compile(r"(?:<[^<>]{0,60}>\s*)+|[-–—_=.*\s]*|[-–—\s]*(?:page\s+)?\d{1,3}[-–—\s]*|\(?continued\b.*", re.IGNORECASE)
_PERCENT = re.compile(r"(?P<value>\d{1,3}(?:\.\d+)?)\s*%?\s*(?:\([^()]{1,3}\)|\*)*")
_NOTES = re.compile(r"(?:\s*(?:/\d{1,2}/|\*+|[†‡§]|\((?:\d{1,2}|[a-zA-Z]|\*+|[^()]*%[^()]*)\)|[¹²³⁴⁵⁶⁷⁸⁹]+)[,\s]*(?:and\b|&)?)+\s*$")
_HEADING = re.compile(
    r"\b(?:jurisdictions?|incorporat(?:ed|ion)|organi[sz](?:ed|ation)|percent(?:ages?)?|voting|owned|ownership|name\s+of|(?:state|country)\s+(?:or|of)"
    r"|laws\s+of|place\s+of|immediate\s+parent|doing\s+business|subsidiar(?:y|ies)|affiliates|continued|exhibit|registrant)\b"
    r"|^(?:name|company|entity)s?\W*$|\d{2}/\d{2}/\d{2}",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\d+|[a-z-]+)\s+(?:other|additional|domestic|foreign)\s+(?:U\.?S|non|subsidiar|wholly|majority|direct|compan)", re.IGNORECASE
)
_PROSE = re.compile(r"\b(?:are|is|was|were|has|have|been|would|shall|which)\b|[a-z]{5}\.\s+[A-Z]")
_SHORT = re.compile(r"\b(?:\w+(?:\.\w+)+|Inc|Ltd|Corp|Co|Ltda|Bhd|Cia|L\.P)$")  # written with a full stop, which leaders swallow
_STOPPED = re.compile(r"\w\.\s*$")
_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-z]{1,2}[.)]|\([ivx]{1,4}\))\s+(?=[A-Z])")
_TRADE_NAME = re.compile(r"[\s,(–—-]*\b(?:d/?b/?a|doing\s+business\s+as)\b.*$", re.IGNORECASE)
_TITLE = re.compile(r"(?:(?:list|schedule)\s+of\s+)?(?:\w+\s+){0,2}subsidiar(?:y|ies)\s+(?:of|list)\b", re.IGNORECASE)
LONGEST = 120  # characters of a name


class Entry(NamedTuple):
    """One company of a list. `start` and `end` enclose its lines; `percent` is None where none is given."""

    start: int
    end: int
    name: str
    at: Span
    indent: int
    place: str = ""
    percent: float | None = None


class ListLine(NamedTuple):
    """A line with words: its place, how far it is set in, whether it stands apart from the line above, its cells by where they begin."""

    start: int
    end: int
    indent: int
    apart: bool
    cells: tuple[tuple[int, Span], ...]


def lines_of(text: str, start: int, end: int) -> Iterator[ListLine]:
    """The lines that are neither empty nor rules, page numbers and the like."""
    apart = True
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        words = line.strip()
        if not words or _MARK.fullmatch(words):
            apart = True
        else:
            begin, last = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
            numbered = _NUMBER.match(text, begin, last)
            begin = numbered.end() if numbered else begin
            cells = tuple((cell.start - at, cell) for cell in cells_of(text, begin, last))
            yield ListLine(begin, last, begin - at, apart, cells)
            apart = False
        at = stop + 1


def words_of(text: str, line: ListLine) -> str:
    """The words of the first column, with the full stop that leaders swallowed."""
    span = line.cells[0][1]
    words = text[span.start : span.end]
    return f"{words}." if text.startswith("..", span.end) and _SHORT.search(words) else words


def clean(words: str) -> str:
    """A name without footnote marks, leaders and the names that it trades under."""
    words = _NOTES.sub("", _TRADE_NAME.sub("", words))
    return plain(words.rstrip(" .") + ("." if _STOPPED.search(words) else ""))


def is_name(name: str) -> bool:
    """Whether it can be a company's: not prose, and no "11 other domestic subsidiaries"."""
    written = 1 < len(name) <= LONGEST and any(c.isupper() for c in name[:12]) and ";" not in name
    return written and not _PROSE.search(name) and not _COUNTED.match(name)


def is_heading(text: str, line: ListLine) -> bool:
    """Whether a line heads columns or a part of the list."""
    whole = text[line.start : line.end]
    if (whole.endswith(":") and not _TRADE_NAME.search(whole)) or _TITLE.match(whole):
        return True
    first = text[line.cells[0][1].start : line.cells[0][1].end]
    if has_legal_form(clean(first)) or any(percent_of(text, span) is not None for _, span in line.cells[1:]):
        return False
    return bool(_HEADING.search(whole))


def percent_of(text: str, span: Span) -> float | None:
    """The percentage that is all of a cell; None where it is none."""
    match = _PERCENT.fullmatch(text, span.start, span.end)
    return float(match["value"]) if match and float(match["value"]) <= 100 else None


def place_of(words: str) -> str:
    """A place without footnote marks."""
    return " ".join(_NOTES.sub("", words).split())
