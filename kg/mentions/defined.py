"""Defined terms: `… Inc. ("GS China")`, `(the "Company")`, `(hereinafter "X")`, `which we refer to as "X"`, `(formerly Y)`.

Only the places are found here; what stands before them, and so what they mean, is the book's to say (`kg.mentions.book`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["IN_BRACKETS", "Definition", "definitions", "may_define", "short_forms"]

_WITHOUT_QUOTES = re.compile(r"\((?:(?:formerly|previously|now)\s|[A-Z][\w&.-]{1,15}\))")
_QUOTE = re.compile("[\"“‘']")
_IN_QUOTES = re.compile(r"[(,]\s*[^()\"“”‘\n]{0,40}[\"“‘']{1,2}[^\"”\n]{1,60}[\"”’']")
IN_BRACKETS = re.compile(r"\s*\((?:the\s+)?(?P<term>[A-Z][\w&.-]{1,15})\)")  # a short form without quotes
_OPEN, _CLOSE = "[\"“]{1,2}|['‘]{1,2}", "[\"”]{1,2}|['’]{1,2}"
_TERM = rf"(?:{_OPEN})(?:the\s+)?(?P<term>[^\"“”()\n]{{1,60}}?)[,.]?(?:{_CLOSE})(?!\w)"
_MORE = rf"(?P<more>(?:\s*(?:,?\s*or|,?\s*and|,?\s*/|,|(?<=,[\"”’'])\s)\s*(?:the\s+)?(?:{_OPEN})[^\"“”()\n]{{1,60}}?(?:{_CLOSE}))*)"
_INTRO = (
    r"(?:(?:hereinafter|hereafter|herein|collectively|together|individually|each|"
    r"referred\s+to\s+(?:herein\s+)?as|or|known\s+as|also)[\s,]+)*"
)
_DEFINITION = re.compile(
    rf"(?=[(,\swa])(?:\(\s*(?:(?:together|collectively)[^()\"“]{{0,60}},?\s*)?{_INTRO}(?:the\s+|an?\s+)?{_TERM}{_MORE}\s*\)?"
    rf"|,?\s*(?:which|whom)\s+(?:we|the\s+Company)\s+(?:refer|call)s?\s+(?:to\s+)?"
    rf"(?:(?:herein\s+)?as\s+)?(?:the\s+)?{_TERM.replace('term', 'term2')}"
    rf"|,?\s*also\s+(?:known\s+as|called)\s+(?:the\s+)?{_TERM.replace('term', 'term4')}"
    rf"|\s+or\s+{_TERM.replace('term', 'term3')})"
)
_FORMERLY = re.compile(
    r"\(\s*(?P<how>formerly|previously|now)\s+(?:known\s+as\s+|called\s+|named\s+)?(?:the\s+)?[\"“]?(?P<name>[A-Z][^()\"“”\n]{1,80}?)[\"”]?\s*\)"
)
_QUOTED = re.compile(rf"(?:{_OPEN})(?:the\s+)?([^\"“”()\n]{{1,60}}?)[,.]?(?:{_CLOSE})")


class Definition(NamedTuple):
    """A place where terms are defined for what ends right before `start`; `end` is behind the closing bracket.

    `rule` is "defined-term", "former-name", "present-name" ("(now called Kelda plc)") or "short-form".
    """

    start: int
    end: int
    terms: tuple[str, ...]
    rule: str


def may_define(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text may define terms: the cheap look before the dear one."""
    if _WITHOUT_QUOTES.search(text, start, end):
        return True
    return _QUOTE.search(text, start, end) is not None and _IN_QUOTES.search(text, start, end) is not None


def definitions(text: str, start: int, end: int) -> Iterator[Definition]:
    """The defined terms and former names in a stretch of text."""
    for match in _DEFINITION.finditer(text, start, end) if _QUOTE.search(text, start, end) else ():
        term = match["term"] or match["term2"] or match["term3"] or match["term4"]
        more = _QUOTED.findall(match["more"]) if match["more"] else []
        terms = tuple(" ".join(t.split()).strip(" ,.") for t in [term, *more])
        yield Definition(match.start(), match.end(), tuple(t for t in terms if t), "defined-term")
    for match in _FORMERLY.finditer(text, start, end):
        rule = "present-name" if match["how"] == "now" else "former-name"
        yield Definition(match.start(), match.end(), (" ".join(match["name"].split()).strip(" ,"),), rule)


def short_forms(text: str, start: int, end: int) -> Iterator[Definition]:
    """What may be short forms: single words in brackets, "Food and Drug Administration (FDA)". Whether they are is the book's to say."""
    for match in IN_BRACKETS.finditer(text, start, end):
        yield Definition(match.start(), match.end(), (match["term"],), "short-form")
