"""Stakes in brackets: "PT Kelda in Indonesia (our share 50%)", "the Orbis joint venture (Northwind 50%)", "Kelda (45% owned)".

Who owns is the party in the brackets, or the filer where a word of ownership stands there alone. A bare name is a company only in a
sentence that speaks of companies, since reports on oil, gas and mines tell shares in fields and licences in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.dates import Date
from kg.mentions.find import Party
from kg.mentions.sequence import Item
from kg.reading import Candidate, Document, Reading

__all__ = ["bracketed_stakes"]

_SIGN = re.compile(r"\([^()%]{0,40}\d\s?%[^()]{0,30}\)")
_OWNED = frozenset("equity holding holds interest owned owns ownership share shareholding stake".split())
_BESIDE = _OWNED | frozenset("about approximately by held of our partner the".split())  # "(40% of our sales)" is no stake
_COMPANIES = re.compile(
    r"\b(?:through|joint\s+ventures?|subsidiar(?:y|ies)|affiliates?|associates?|associated|partnerships?|companies)\b", re.IGNORECASE
)
_ASSETS = re.compile(
    r"\b(?:basin|block|discover(?:y|ies)|drill\w*|fields?|gas|licen[cs]es?|mines?|oil|operated|operator|pipelines?|projects?|refiner(?:y|ies)|"
    r"reserves|terminals?|wells?)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 5  # items between a name and its bracket: "joint venture in Taiwan"
_INSIDE = 8  # items in the brackets


def bracketed_stakes(document: Document) -> Iterator[Candidate]:
    """The stakes in brackets of a filing's sentences."""
    text = document.filing.text
    for _, sentence in document.holding("%"):
        if sentence.kind in ("paragraph", "bullet") and _SIGN.search(text, sentence.start, sentence.end):
            reading = document.read(sentence)
            for index, item in enumerate(reading.items):
                if item.code == "(":
                    yield from _stake(document, reading, index)


def _stake(document: Document, reading: Reading, index: int) -> Iterator[Candidate]:
    inside: list[Item] = []
    for item in reading.items[index + 1 : index + 1 + _INSIDE]:
        if item.code == ")":
            break
        inside.append(item)
    else:
        return
    shares = [item for item in inside if item.code == "%" and len(item.values) == 1]
    owner = _owner(document, inside, reading.items[: index + 1])
    held = _held(reading, index)
    plain = all(item.members or item.word in _BESIDE or item.code in "%-:," for item in inside)
    if len(shares) != 1 or owner is None or held is None or not plain:
        return
    percent = shares[0].values[0].value
    attributes = (("percent", int(percent) if percent == int(percent) else percent),)
    trigger = index + 1 + inside.index(shares[0])
    yield Candidate(
        "ownsShareIn", owner, held, reading, "stakes-in-brackets", trigger, index - 1, index + 1 + len(inside),
        _opening(reading), attributes, presupposed=True,
    )  # fmt: skip


def _opening(reading: Reading) -> Date | None:
    """The "as of" that opens the sentence."""
    first = next((item for item in reading.items[:8] if item.date is not None), None)
    return first.date if first is not None and first.date is not None and first.date.role == "as_of" else None


def _owner(document: Document, inside: list[Item], before: Sequence[Item]) -> Party | None:
    """Who owns by the brackets' words: a party named there, or the filer where they say "owned", "interest"."""
    named = [item for item in inside if item.code in "CSNs" and len(item.members) == 1]
    if len(named) == 1 and len(inside) <= 4 + any(item.word in _OWNED for item in inside):
        return named[0].members[0]
    if named or not any(item.word in _OWNED for item in inside):
        return None
    said = next((item for item in reversed(before) if item.code == "S" and len(item.members) == 1), None)
    return said.members[0] if said is not None else document.itself(before[-1].start)


def _held(reading: Reading, index: int) -> Party | None:
    """The company before the bracket, behind at most a few words that say what and where it is."""
    for item in reversed(reading.items[max(0, index - _LOOK_BACK) : index]):
        behind = [after.word for after in reading.items[index - _LOOK_BACK : index] if after.start >= item.end]
        if (item.code in "CN" or (item.code in "MT" and behind[:2] == ["joint", "venture"])) and not item.members[-1].possessive:
            whole = reading.text[reading.sentence.start : reading.sentence.end]
            bare = item.code == "N" and (_ASSETS.search(whole) or not _COMPANIES.search(whole))
            return None if bare else item.members[-1]
        if item.members or not item.word:
            return None
    return None
