"""What two sentences say together: "We agreed to sell X to Y. The sale was completed on D."

An agreed deal is no fact; the sentence that tells its completion makes it one, with the day told there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.dates import Date, dates
from kg.mentions.find import Party
from kg.mentions.sequence import Item
from kg.reading import Candidate, Document, Reading
from kg.text import Sentence

__all__ = ["completed_deals"]

_DONE = re.compile(
    r"(?:The|This|That|Such)\s+(?:\w+\s+(?:portion|part)\s+of\s+the\s+)?(?:\w+\s+)?"
    r"(?:acquisition|combination|deal|disposal|divestiture|purchase|sale|transaction)s?\s+(?:was|were|has\s+been\s+|have\s+been\s+)?\s*"
    r"(?P<verb>closed|completed|concluded|consummated|finali[sz]ed|became\s+effective|took\s+effect)\b"
)
_AGREED = re.compile(r"\b(?:agree[ds]?|agreements?|announced|negotiated|signed|offer(?:ed)?|proposed|proposal)\b")
_BUY = frozenset("acquire acquisition buy purchase".split())
_SELL = frozenset("disposal divest divestiture sale sell".split())
_NOT_THE_COMPANY = frozenset("assets by from interest interests licence license minority products shares stake".split())
_ALL = frozenset("all entire remaining whole".split())
_PAPERS = frozenset("agreement agreements contract contracts price".split())  # "a purchase agreement with X"
_PARTY = frozenset("CGN")
_REACH = 12  # items from "sell" to what is sold, and from there to the buyer
_NEAR = 200  # characters between the two sentences


def completed_deals(document: Document) -> Iterator[Candidate]:
    """The agreed sales and purchases of which the sentence behind tells that they were completed."""
    text = document.filing.text
    for before, sentence in zip(document.sentences, document.sentences[1:], strict=False):
        done = _DONE.match(text, sentence.start, sentence.end) if text[sentence.start] == "T" or text[sentence.start] == "S" else None
        if done is None or not _follows(before, sentence) or not _AGREED.search(text, before.start, before.end):
            continue
        told = [date for date in dates(text, done.end(), sentence.end) if date.role == "on"]
        if told:
            whole = document.read(Sentence(before.start, sentence.end, before.kind, before.section))
            yield from _deals(document, whole, sentence.start, done.start("verb"), told[0])


def _follows(before: Sentence, sentence: Sentence) -> bool:
    return before.kind in ("paragraph", "bullet") and before.section == sentence.section and sentence.start - before.end < _NEAR


def _deals(document: Document, reading: Reading, end: int, verb: int, date: Date) -> Iterator[Candidate]:
    items = reading.items
    trigger = next((i for i, item in enumerate(items) if item.start == verb), None)
    for index, item in enumerate(items):
        if trigger is None or item.start >= end:
            return
        paper = index + 1 < len(items) and items[index + 1].word in _PAPERS
        if item.word in _BUY | _SELL and not paper and (held := _held(items, index)) is not None:
            place = (reading, "completed-later", trigger, trigger, trigger + 1, date)
            filer = document.itself(items[0].start)
            first = next((one.members[0] for one in items[:index] if one.code in "SCG" and len(one.members) == 1), filer)
            buyer = _buyer(items, held) if item.word in _SELL else first
            for party in items[held].members:
                if item.word in _SELL:
                    attributes = (("buyer", buyer.full),) if buyer else ()
                    yield Candidate("divested", first, party, *place, attributes, presupposed=True, dated="event", steps=("sequel",))
                if buyer:
                    yield Candidate("acquired", buyer, party, *place, presupposed=True, dated="event", steps=("sequel",))
            return


def _held(items: Sequence[Item], index: int) -> int | None:
    """The company that is bought or sold: the first party behind the word, unless it is only a part or a share of it."""
    for place in range(index + 1, min(index + _REACH, len(items))):
        if items[place].code in _PARTY:
            return place
        if items[place].word == "assets" and items[place + 1].word == "of":
            continue
        item, whole = items[place], any(one.word in _ALL for one in items[index:place])
        if (item.word in _NOT_THE_COMPANY and not whole) or (item.members and item.code not in "sicgn") or item.code == ".":
            return None
    return None


def _buyer(items: Sequence[Item], held: int) -> Party | None:
    for place in range(held + 1, min(held + _REACH, len(items) - 1)):
        if items[place].code == ".":
            return None
        if items[place].word == "to":
            following = place + 1 + (items[place + 1].word in ("a", "the"))
            named = following < len(items) and items[following].code in _PARTY and len(items[following].members) == 1
            return items[following].members[0] if named else None
    return None
