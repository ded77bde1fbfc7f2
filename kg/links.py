"""Links that open a filing at the words of a piece of evidence: a text fragment (`#:~:text=[prefix-,]start[,end][,-suffix]`).

Source: "URL Fragment Text Directives", https://wicg.github.io/scroll-to-text-fragment/. A browser that knows none of them opens the filing
at its top. A sentence is given by its first and last words; neither reaches across a line's end or a tab, where another element of the
page may begin.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

from kg.model import Evidence, Source, Span

__all__ = ["linked"]

_WEB = re.compile(r"https?://[^\s\"'<>\\]+\Z", re.IGNORECASE)  # never a script's address
_PIECE = re.compile(r"[^\n\t]+")
_SAYS = re.compile(r"[^\W_]")  # a dash or a rule alone leads nowhere
_WORD = re.compile(r"\S+")
_OURS = re.compile(r"\s*[-•] ")  # a list's bullet, which a browser draws but does not hold as text
_EXACT = 10  # words up to which the whole is given: twice _WORDS, so that the two ends never overlap
_WORDS = 5  # of its beginning and its end beyond that
_MOST_BEFORE, _LONGEST = 8, 200  # words and characters of the prefix
_REACH = 2_000_000  # characters before the quote in which the same words are looked for


def linked(evidence: Evidence, source: Source, text: str) -> Evidence:
    """The evidence with its link, where the filing's address is known and is one of the web; else as it is.

    Args:
        evidence: its offsets are into `text`.
        source: the filing it is from.
        text: the filing's text.
    """
    if not _WEB.match(source.url):
        return evidence
    fragment = _fragment(text, evidence.start, evidence.end)
    if not fragment:
        return evidence
    mark = "" if "#" in source.url else "#"
    return replace(evidence, link=f"{source.url}{mark}:~:text={fragment}")


def _fragment(text: str, start: int, end: int) -> str:
    """The directive's value. Where its first words stand earlier too, those before them tell which are meant."""
    pieces = [_words(text, *piece.span()) for piece in _PIECE.finditer(text, start, end) if _SAYS.search(piece[0])]
    if not pieces:
        return ""
    first, last = pieces[0], pieces[-1]
    whole = len(pieces) == 1 and len(first) <= _EXACT
    terms = [first] if whole else [first[:_WORDS], last[-_WORDS:]]
    before = _prefix(text, terms[0][0].start, terms[0][-1].end)
    parts = [f"{_encode(before)}-"] if before else []
    return ",".join([*parts, *(_encode(" ".join(text[word.start : word.end] for word in term)) for term in terms)])


def _words(text: str, start: int, end: int) -> list[Span]:
    bullet = _OURS.match(text, start, end)
    return [Span(*word.span()) for word in _WORD.finditer(text, bullet.end() if bullet else start, end)]


def _prefix(text: str, start: int, end: int) -> str:
    """As few of the words right before the quote as tell its beginning from all earlier places; "" where its own do."""
    low = max(0, start - _REACH)
    if text.find(text[start:end], low, end) == start:
        return ""
    stop = len(text[:start].rstrip()) if start else 0
    line = text.rfind("\n", 0, stop)
    above = _words(text, max(line + 1, stop - _LONGEST), stop)[-_MOST_BEFORE:]
    for word in reversed(above):
        if text.find(text[word.start : end], low, end) == word.start:
            return " ".join(text[word.start : stop].split())
    return " ".join(text[above[0].start : stop].split()) if above else ""


def _encode(term: str) -> str:
    """Percent-encoded: also the hyphen, which would end a prefix."""
    return quote(term, safe="", errors="replace").replace("-", "%2D")
