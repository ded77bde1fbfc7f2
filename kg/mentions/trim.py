"""What of a run of capitalised words is a name, and which runs are none: places, adjectives, words of papers and of the calendar."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.mentions.lexicon import words as lexicon
from kg.mentions.runs import Word
from kg.names import LEGAL_FORMS

__all__ = ["is_no_name", "trimmed"]

# Several things of a kind ("GPUs"), and those whom a filing leaves without a name ("Customer B").
_NOBODY = re.compile(
    r"^[A-Z]{2,}s\b|^[A-Z][a-z]$|\bCode of |^Form \d|^Series [A-Z]\b|"
    r"\b(?:Customer|Distributor|Lender|Licensee|Party|Person|Supplier|Tenant|Vendor) [A-Z1-9]$"
)
_SHOUTED = frozenset("BY FOR FROM ON TO USING WITH".split())
_BODIES = frozenset("Advisory Board Boards Committee Committees Directors Executive Supervisory".split())
_LIKE = re.compile(r"-(?:based|branded|compatible|like|listed|made|owned|related|style|type)$")  # an adjective made of a name


def trimmed(words: list[Word], *, initial: bool) -> list[Word]:
    """A run without what is no part of a name: openers of a sentence, titles of people and papers at its ends."""
    first, stop = _kept(tuple([word.text for word in words]), initial)
    return words[first:stop]


@lru_cache(maxsize=20_000)
def _kept(texts: tuple[str, ...], initial: bool) -> tuple[int, int]:
    """Which of the words of a run stay: the first and the one behind the last."""
    words = _trimmed([Word(place, place + 1, text) for place, text in enumerate(texts)], initial=initial)
    return (words[0].start, words[-1].end) if words else (0, 0)


def _trimmed(words: list[Word], *, initial: bool) -> list[Word]:
    while words and (words[0].text in lexicon("connectors") or (initial and words[0].text in lexicon("openers")) or words[0].text == "The"):
        words = words[1:]
    while initial and len(words) > 2 and words[0].text in lexicon("not_names") and words[1].text in lexicon("connectors"):
        words = words[3:] if words[2].text == "the" else words[2:]  # "Customers of the Aerospace segment"
    of = next((index for index, word in enumerate(words) if word.text == "of"), 0)
    if 0 < of < len(words) - 1 and words[of + 1].text != "Governors" and _BODIES.issuperset(word.text for word in words[:of]):
        words = words[of + 1 :]  # "Advisory Boards of Kelda"
    while len(words) > 1 and words[0].text in lexicon("titles"):
        words = words[1:]
    if len(words) == 2 and words[0].text in lexicon("demonyms") and words[1].text.isupper():
        words = words[1:]  # "Korean PTA"
    if " ".join(word.text for word in words) in lexicon("places"):
        return []
    for index in (index for index, word in enumerate(words) if index and word.text == "of"):
        place = " ".join(w.text for w in words[index + 1 :]).removeprefix("the ")
        kept = not lexicon("with_place").isdisjoint((words[index - 1].text, words[0].text))  # "Bank of Japan"
        kept = kept or (index > 1 and words[index - 1].text == "Company" and _plain_words().issuperset(w.text for w in words[:index]))
        if place in _ofs() and not kept and (index > 1 or words[0].text not in _common_heads()):
            words = words[:index]  # "Burmah Castrol of the UK"
            break
    while words and words[-1].text in lexicon("connectors"):
        words = words[:-1]
    like = next((i for i, word in enumerate(words) if "-" in word.text and _LIKE.search(word.text)), None)
    words = words if like is None else words[like + 1 :]
    board = len(words) > 2 and words[-1].text == "Board"  # "Surface Transportation Board"
    papers = bool(words) and not board and (words[-1].text in lexicon("tail_drops"))
    return [] if papers else words


@cache
def _common_heads() -> frozenset[str]:
    """Words that are no name without the place behind them: "Bank of New York", "University of Oregon"."""
    return lexicon("org_nouns", "not_names", "authority_words") | {"City", "Kingdom", "Port", "Province", "University"}


@cache
def _plain_words() -> frozenset[str]:
    """Words that name no company by themselves, nor together: "Fuel and Chemical Company of Hainan" is one with its place alone."""
    return lexicon("org_nouns") | lexicon("not_names") | lexicon("connectors")


@cache
def _ofs() -> frozenset[str]:
    return (lexicon("places") | {"U.K", "U.S"}) - {"America", "Americas", "North America"}  # "Bank of America"


@lru_cache(maxsize=20_000)
def is_no_name(name: str) -> bool:
    """Whether a run is no name: a place, an adjective, a legal form by itself, a word of the calendar or of papers."""
    places = lexicon("places")
    if name + "." in places or all(part in places for part in name.split("/")):
        return True
    words = name.split()
    if not _SHOUTED.isdisjoint(words):
        return True  # "ACCOUNTED FOR USING THE EQUITY METHOD Investments"
    if words[-1] not in lexicon("org_nouns") and lexicon("not_names", "demonyms").issuperset(words):
        return True  # "Chinese Internet"
    bare = name.rstrip(".")
    barred = name in lexicon("not_names", "demonyms") or bare in LEGAL_FORMS or f"{bare}." in LEGAL_FORMS
    return barred or name.startswith("U.S.") or name.isdigit() or len(name) < 2 or _NOBODY.search(name) is not None
