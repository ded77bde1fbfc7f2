"""Runs of capitalised words, and those that are one with commas between: a firm that is named after its partners."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.mentions.legal import FORM
from kg.mentions.lexicon import words as lexicon

__all__ = ["Run", "Word", "of_partners", "two_places"]

_OTHERS_FOLLOW = re.compile(r"\s*(?:[,;]|,?\s+(?:and|or|as\s+well))\s+(?:the\s+)?[A-Z]")
_STATE = re.compile("[A-Z]{2}")
_FORM_FOLLOWS = re.compile(rf",?\s+{FORM}")


class Word(NamedTuple):
    """A word of the text."""

    start: int
    end: int
    text: str


class Run(NamedTuple):
    """A run of capitalised words `text[start:end]`; `bare_end` is where it ends without its legal form, if `legal`."""

    start: int
    end: int
    bare_end: int
    words: tuple[Word, ...]
    legal: bool


def of_partners(text: str, before: list[Run], run: Run) -> Run:
    """A run with those before it that are one firm's name with it, which are taken: "Cray, Swann & Moor LLP", named after its partners."""
    first = len(before)
    while first and _is_partner(text, before[first - 1], before[first].start if first < len(before) else run.start):
        first -= 1
        if len(before[first].words) > 1:
            break  # "Mellor Lynn, Pears, Fennel & Smyth Incorporated"
    partners = before[first:]
    if not partners or len(partners[-1].words) > 1:
        return run
    whole = text[partners[0].start : run.end]
    if _OTHERS_FOLLOW.match(text, run.end) and any(text.count(word.text) > text.count(whole) for one in partners for word in one.words):
        return run  # one of a list
    del before[first:]
    words = tuple(word for one in (*partners, run) for word in one.words)
    return run._replace(start=partners[0].start, words=words)


def _is_partner(text: str, run: Run, following: int) -> bool:
    """Whether a run before a comma may be a partner's family name: one word, or two at the beginning, that is no word of the language."""
    if run.legal or len(run.words) > 2 or text[run.end : following].strip() != "," or following - run.end > 4:
        return False
    barred = lexicon("not_names", "places", "demonyms", "openers", "titles", "nobody")
    return all(word.text not in barred and len(word.text) > 2 and not word.text.isupper() for word in run.words) and not any(
        f" {word.text.lower()} " in text or word.text.lower() in barred for word in run.words
    )


def two_places(text: str, found: list[Word], last: int, following: int) -> bool:
    """Whether an "and" joins the two places of a company: "Tern Wire of DC and VA, Inc."."""
    if found[last - 1].text != "of" or [word.text for word in found[last + 1 : following]] != ["and"]:
        return False
    places = all(word.text in lexicon("places") or _STATE.fullmatch(word.text) for word in (found[last], found[following]))
    return places and _FORM_FOLLOWS.match(text, found[following].end) is not None
