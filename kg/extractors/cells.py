"""The party and the percentage of a row in a table of stakes."""

from __future__ import annotations

import re

from kg.extractors.people import person
from kg.mentions.dates import dates
from kg.mentions.find import Party
from kg.mentions.lexicon import words as lexicon
from kg.model import Mention, Span
from kg.names import has_legal_form, plain
from kg.reading import Reading

__all__ = ["ALL", "first_cell", "holder_of", "is_address", "name_above", "share_of", "shares_of"]

ALL = 100  # percent
_CELL = re.compile(r"\t+|(?<![\n ]) {2,}|\.{3,}")
_NOTE = re.compile(r"\s*(?:\(\s*\w{1,2}\s*\)|\*+|[⁽(]?[¹²³⁴⁵⁶⁷⁸⁹]+[⁾)]?)+\s*$")
_NO_HOLDER = re.compile(
    r"\b(?:total|all\s+(?:directors|officers|executive)|directors?\s+and|others?|name|as\s+a\s+group|public|treasury)\b", re.IGNORECASE
)
_NAME_WORDS = 4  # of a person's name
_ADDRESS = re.compile(
    r"\b\d{5}(?:-\d{4})?\b|\b(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Suite|Floor|Boulevard|Blvd\.?|Drive|Plaza|Lane|P\.?\s?O\.?\s+Box|Attn|Attention)(?!\w)"
    r"|^\s*(?:c/o\s|\d)|^[A-Z][\w .]{2,30},\s+(?:[A-Z]{2}\b|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?$)"
)
_BEFORE_ADDRESS = re.compile(
    r"\s*,?\s+(?=(?:c/o|P\.?\s?O\.?\s+Box|Attn|\d{1,5}[A-Z]?\s+(?:[A-Z][\w.]*\s+){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Drive|Boulevard|Blvd|Lane|Plaza|Square|Suite|Way))\b)"
)


def first_cell(row: str) -> str:
    """The words of a row up to its first gap."""
    return _CELL.split(row, maxsplit=1)[0]


def is_address(words: str) -> bool:
    """Whether a line or cell is part of an address."""
    return _ADDRESS.search(words) is not None and (words.lstrip().startswith("c/o") or not has_legal_form(words.strip()))


def name_above(text: str, lines: list[Span], row: Span) -> Span | None:
    """The line with the name of a row that begins with the end of an address: the last of those above it that is none of an address."""
    if not lines or not is_address(_BEFORE_ADDRESS.split(first_cell(text[row.start : row.end]), maxsplit=1)[0]):
        return None
    for block in reversed(lines):
        at = block.end
        for words in reversed(text[block.start : block.end].split("\n")):
            at -= len(words)
            if not is_address(words):
                return Span(at + len(words) - len(words.lstrip()), at + len(words))
            at -= 1
    return None


def shares_of(reading: Reading) -> list[tuple[int, float]]:
    """All percentages of a row, with their items."""
    return [(i, item.values[0].value) for i, item in enumerate(reading.items) if item.code == "%" and len(item.values) == 1]


def share_of(reading: Reading, *, bare: bool) -> tuple[int, float] | None:
    """The percentage of a row and its item: the last with a sign, or the only number up to a hundred under a head that says "%"."""
    first = reading.sentence.start + len(first_cell(reading.text[reading.sentence.start : reading.sentence.end]))
    items = reading.items
    signed = shares_of(reading)
    if signed:
        return signed[-1]
    beside = [i for i, item in enumerate(items) if len(item.members) == 1 and item.members[0].percent >= 0]
    if beside:
        return beside[-1], items[beside[-1]].members[0].percent
    plainly = [i for i, item in enumerate(items) if item.code == "#" and item.start > first and item.word.replace(".", "", 1).isdigit()]
    plainly = [i for i in plainly if [item.code for item in items[max(i - 1, 0) : i + 2 : 2]] != ["(", ")"]]  # the mark of a note
    numbers = [i for i in plainly if float(items[i].word) <= ALL]
    return (numbers[0], float(items[numbers[0]].word)) if bare and len(numbers) == 1 else None


def holder_of(reading: Reading) -> Party | None:
    """The party of the row's first cell; a cell that is no known name is one by its place."""
    start, end = reading.sentence.start, reading.sentence.end
    cell = _BEFORE_ADDRESS.split(first_cell(reading.text[start:end]), maxsplit=1)[0]
    somebody = person(cell)
    if somebody and (somebody.role or cell.startswith(("Mr", "Ms", "Dr"))):
        return Party(Mention("person", start + somebody.start, start + somebody.end, somebody.name), somebody.name)
    name = plain(_NOTE.sub("", cell))
    if not 2 < len(name) <= 80 or not name[0].isalpha() or _NO_HOLDER.search(name) or not any(c.isupper() for c in name):
        return None
    if any(date.start <= start for date in dates(reading.text, start, start + len(cell))):
        return None  # a row of a schedule
    if name in lexicon("places") or name.split()[-1] in lexicon("thing_nouns"):
        return None  # shares by country
    first = next((item for item in reading.items if item.members), None)
    known = first is not None and first.start < start + len(cell) and "\n" not in cell
    if first is not None and known and first.members[0].mention.kind != "self" and not _is_cut(first.members[0], name):
        return first.members[0]._replace(weak=False)
    return Party(Mention("name", start, start + len(cell), name), name)


def _is_cut(party: Party, name: str) -> bool:
    """Whether a party is one part of what a cell gives as a name: the other words are written like words of a name, or a form ends it."""
    words = name.split()
    if len(words) == len(party.mention.name.split()) or len(party.mention.name) >= len(name):
        return False
    return has_legal_form(name) or (len(words) <= _NAME_WORDS and all(word[0].isupper() and word.isalpha() for word in words))
