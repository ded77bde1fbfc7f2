"""A sentence as a sequence of items, one code character each, so that rules are bounded regular expressions over it.

By rule time a company, "we", a percentage or a date is one item. Definitions in brackets and "and its affiliates" have gone into the item
before them, and a coordination ("A, B and C") is one item with several members: that is how lists distribute, for every relation alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.mentions.alphabet import FIRST_WORD, Alphabet
from kg.mentions.amounts import Money, Percent, moneys, percents, splits
from kg.mentions.beside import beside
from kg.mentions.book import NameBook
from kg.mentions.coordination import coordinate
from kg.mentions.dates import Date, dates
from kg.mentions.defined import IN_BRACKETS, definitions
from kg.mentions.exchanges import places_of_exchanges
from kg.mentions.find import Party, parties
from kg.mentions.lexicon import words as lexicon
from kg.mentions.nameless import nameless

__all__ = ["BULLETS", "FIRST_WORD", "TYPES", "Alphabet", "Item", "Sequence", "encode"]

# Type of a pattern -> the codes that it takes. Possessive forms ("our", "Vitro's") are codes of their own.
TYPES = {
    "COMPANY": "CG",
    "COMPANY'S": "cg",
    "SELF": "S",
    "SELF'S": "s",
    "PERSON": "P",
    "PERSON'S": "p",
    "NAME": "N",
    "NAME'S": "n",
    "WEAK": "MT",
    "EXCHANGE": "X",
    "AUTHORITY": "A",
    "ITS": "i",
    "IT": "I",
    "PERCENT": "%",
    "SPLIT": "=",
    "MONEY": "$",
    "DATE": "D",
    "NUMBER": "#",
    "OPEN": "(",
    "CLOSE": ")",
    "STOP": ".",
}
_KIND_CODES = {"company": "C", "group": "G", "self": "S", "person": "P", "name": "N", "exchange": "X", "authority": "A", "government": "A"}
_TOKEN = re.compile(
    r"[A-Za-z]{2,}+(?![\w'’.-])|(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+|-(?=[^\W\d_])[^\W\d_]+)*|\d+(?:[.,]\d+)*|([-_=.*~])\1+|\S"
)
_AFFILIATES = re.compile(
    r"\s*,?\s*(?:and|together\s+with|along\s+with)\s+(?:its|their|his|her)\s+(?:\w+\s+)?"
    r"(?:affiliates|associates|subsidiaries|affiliated\s+companies|group\s+companies|associated\s+companies|family)\b"
)
_OWN_NAMED = re.compile(r"(?<=subsidiaries)(?:(?P<dash>\s+[-–—])|,)?\s+(?:including\s+|namely\s+)?(?!In\b|The\b)[A-Z]")
AND_OTHERS = "&c"  # the word of a party behind which unnamed affiliates stood: it closes a list
_WHITE = 80  # characters of white space behind a party beyond which one looks again
_LONGEST_ASIDE = 25  # words
_PREPOSITIONS = frozenset("across among as at by during except for from in including on outside through to with within".split())
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile("[\"“‘']")
_PLACE = re.compile(r"\s*\(([A-Z][A-Za-z.]+(?:\s+[A-Z][A-Za-z.]+)*)\)")
BULLETS = frozenset("-–—•·●○▪■◦*o")


class Item(NamedTuple):
    """One item: its code, its place, and what it stands for (`word` in lower case, a party with its list, an amount, a date)."""

    code: str
    start: int
    end: int
    word: str = ""
    members: tuple[Party, ...] = ()
    values: tuple[Percent, ...] = ()
    money: Money | None = None
    date: Date | None = None


class Sequence(NamedTuple):
    """The items of a sentence and their codes, in order."""

    codes: str
    items: tuple[Item, ...]


def encode(text: str, start: int, end: int, book: NameBook, alphabet: Alphabet) -> Sequence:
    """The items of a sentence."""
    found = _items(text, start, end, book, alphabet)
    items = coordinate(beside(list(_without_asides(found) if text.find("(", start, end) >= 0 else found)))
    return Sequence("".join(item.code for item in items), tuple(items))


def _without_asides(items: Iterable[Item]) -> Iterator[Item]:
    """The items but for words in brackets that name nobody and no figure: "our competitors (in some of our markets) include A"."""
    held: list[Item] = []
    for item in items:
        if not held and item.code != "(":
            yield item
        elif len(held) > 1 and item.code == ")":
            held = []
        elif item.code == "(" or (held and not _is_aside(item, held)):
            yield from held
            held = [item] if item.code == "(" else []
            yield from () if held else (item,)
        else:
            held.append(item)
    yield from held


def _is_aside(item: Item, held: list[Item]) -> bool:
    """Whether an aside goes on with an item: a word; the filer's own "we" and "our" where a preposition begins it."""
    ours = item.code in "sSiI" and len(held) > 1 and held[1].word in _PREPOSITIONS
    return len(held) <= _LONGEST_ASIDE and item.code != "#" and (ours or (bool(item.word) and not item.members))


def _items(text: str, start: int, end: int, book: NameBook, alphabet: Alphabet) -> Iterator[Item]:
    marks = _marks(text, start, end, book)
    position = start
    own = [mark.start for mark in marks if text[mark.start] == "("]  # definitions that name something else
    for mark in marks:
        if mark.start < position:
            continue
        yield from _words(text, position, mark.start, alphabet)
        stop = _absorb(text, mark, next((at for at in own if at >= mark.end), end), book) if mark.members else mark.end
        others = mark.members and _AFFILIATES.search(text, mark.end, stop)
        yield mark._replace(word=AND_OTHERS) if others else mark
        position = stop
    yield from _words(text, position, end, alphabet)


def _marks(text: str, start: int, end: int, book: NameBook) -> list[Item]:
    """Everything in the sentence that is more than a word, in order; where two overlap the amount or date wins over the name."""
    figures = _DIGIT.search(text, start, end) is not None
    marks = [Item("=", one.start, one.end, values=(one, other)) for one, other in splits(text, start, end)]
    split = {(mark.start, mark.end) for mark in marks}
    marks += [Item("%", p.start, p.end, values=(p,)) for p in percents(text, start, end) if not any(s <= p.start < e for s, e in split)]
    marks += [Item("$", m.start, m.end, money=m) for m in moneys(text, start, end)] if figures else []
    taken = [(m.start, m.end) for m in marks]
    for date in dates(text, start, end) if figures else ():
        if not any(s < date.end and date.start < e for s, e in taken):
            marks.append(Item("D", date.start, date.end, date=date))
            taken.append((date.start, date.end))
    defined = [d for d in definitions(text, start, end) if d.rule == "defined-term"] if _QUOTE.search(text, start, end) else []
    hidden = [(d.start, d.end) for d in defined]
    marks += [Item("N", one.start, one.end, members=(party,)) for one, party in nameless(text, start, defined)]
    for party in (*places_of_exchanges(text, start, end), *parties(text, start, end, book)):
        if any(s < party.end and party.start < e for s, e in taken) or any(s <= party.start < e for s, e in hidden):
            continue
        marks.append(Item(_code(party), party.start, party.end, members=(party,)))
    return sorted(marks, key=lambda item: (item.start, -item.end))


def _code(party: Party) -> str:
    if party.reference:
        return "i" if party.possessive else "I"
    code = "T" if party.thing else "M" if party.weak else _KIND_CODES[party.mention.kind]
    return code.lower() if party.possessive and code not in "TMXA" else code


def _absorb(text: str, mark: Item, end: int, book: NameBook) -> int:
    """Where the text goes on behind a party, its definition, its place in brackets and its unnamed affiliates."""
    stop = mark.end
    while True:
        ahead = (
            next((d for d in definitions(text, stop, min(end, stop + 240)) if d.rule == "defined-term"), None)
            if _may_define(text, stop)
            else None
        )
        following = text[stop : stop + _WHITE].lstrip()[:1]
        match = None
        if following in ("", "(", ",", "a", "t"):
            match = _AFFILIATES.match(text, stop, end) or _place(text, stop, end) or _short(text, stop, mark, book)
        named = _OWN_NAMED.match(text, match.end(), end) if match else None
        if named and (mark.code in "Ss" or named["dash"]):
            match = None  # "the Company and its subsidiaries, A and B" goes on with their names
        if ahead is not None and not text[stop : ahead.start].strip(" ,\n\t."):
            stop = ahead.end
        elif match:
            stop = match.end()
        else:
            return stop


def _place(text: str, stop: int, end: int) -> re.Match[str] | None:
    """A place in brackets, which belongs to the name before it; a company in brackets may make the product before it."""
    match = _PLACE.match(text, stop, end)
    if match is None:
        return None
    known = lexicon("places", "demonyms")
    return match if match[1] in known or known.issuperset(match[1].split()) else None


def _short(text: str, stop: int, mark: Item, book: NameBook) -> re.Match[str] | None:
    """The short form in brackets right behind a party, where the filing uses it for that party: "Food and Drug Administration (FDA)"."""
    match = IN_BRACKETS.match(text, stop)
    entry = book.get(match["term"]) if match else None
    return match if entry is not None and entry.name == mark.members[-1].full else None


def _may_define(text: str, stop: int) -> bool:
    """Whether a definition can follow directly: the cheap look before the dear one."""
    return text[stop : stop + 4].lstrip(" \n\t")[:1] in ("(", ",") or text.startswith((" or ", " which ", " also "), stop)


def _words(text: str, start: int, end: int, alphabet: Alphabet) -> Iterator[Item]:
    for match in _TOKEN.finditer(text, start, end):
        found, (begin, stop) = match.group(), match.span()
        if found in BULLETS and text[max(start, begin - 12) : begin].rstrip(" \t").endswith("\n"):
            yield Item(":", begin, stop, "•")
            continue
        code, word = alphabet.item(found)
        if code:
            yield Item(code, begin, stop, word)
