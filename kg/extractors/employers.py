"""What an office in a sentence is of: the company before it ("Tarn's chairman"), behind it ("chairman of Tarn plc"), or the filer."""

from __future__ import annotations

import re

from kg.mentions.find import Party
from kg.mentions.lexicon import words as lexicon
from kg.mentions.offices import OFFICE, office_of
from kg.mentions.sequence import Item
from kg.names import has_legal_form
from kg.reading import Reading

__all__ = ["employer", "is_unit", "role_words"]

_LINK = re.compile(
    r"(?:\s+and\s+(?:\w+\s+)?(?:shareholder|stockholder|owner|employee))?\s*,?\s*(?:of|at|for|with|in)\s+(?:(?:each|both)\s+of\s+)?(?:(?:the|an?|our)\s+)?(?:(?:[a-z][a-z-]*,?\s+){1,6}(?:of|,)\s+|(?:companies|company|firm|boards?)\s+(?:of\s+)?(?:directors\s+of\s+)?)?(?:the\s+)?",
)
_COMMA = re.compile(r"\s*,\s+(?:the\s+)?|\s+")
_AMONG = re.compile(
    r"\s+(?:of|at|for|with)\s+(?:\w+\s+){1,4}(?:companies|corporations|firms|enterprises|institutions|entities|businesses),?\s+"
    r"(?:(?:among|amongst)\s+(?:which|others,?|them)(?:\s+(?:is|are))?|including|such\s+as|namely)\s*:?\s+(?:the\s+)?"
)
_TICKER = re.compile(r"\s*\(\s*[A-Z]{3,8}\s*[:\s-]\s*[A-Z.]{1,6}\s*\)")
# What may stand between the companies of one office: the places of each, and the boards once more.
_ONWARD = re.compile(
    r"\s*(?:\((?-i:[A-Z])[^()]{1,40}\))?(?:\s+in\s+(?-i:[A-Z])[\w.-]+(?:(?:,)?\s+(?-i:[A-Z])[\w.-]+){0,2}(?=,|;|\s+and\b))?\s*(?:,|,?\s+and\b|,?\s+as\s+well\s+as\b)"
    r"(?:\s+and\b)?\s+(?:(?:of|on|at|for)\s+)?(?:(?:the|its)\s+)?(?:(?:(?:advisory|supervisory|management)\s+)?boards?\s+(?:of\s+directors\s+)?of\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:\s*,\s+|\s+of\s+|\s+for\s+|\s*[-–—]+\s*|\s+in\s+charge\s+of\s+)(?:the\s+|its\s+|our\s+)?(?-i:[A-Z])[\w&'’/-]*(?:,?\s+(?:and\s+|&\s+|of\s+|for\s+|the\s+)*(?-i:[A-Z])[\w&'’/-]*){0,8}"
)
_WHOSE = re.compile(r"\b(?:our|(?:the|this)\s+(?:Company|Registrant|Corporation|Group)(?:['’]s)?|its)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_OUR_BOARD = re.compile(r"\b(?:our|the\s+Company['’]s)\s+(?:\w+\s+)?boards?\b", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+")
_STATE = re.compile(
    r"\b(?:United\s+States|Republic|U\.?S\.?A?|State|Senate|Congress|Government|Parliament|Ministry|Treasury|European\s+Union)\b"
)
_JOINED = re.compile(r"\s*(?:,[^,]{0,60},)?\s*(?:in\s+[\w\s,]{3,30}?)?\s*(?:as|as\s+(?:its|the|an?|our))\s*")
_OF = re.compile(r"\s+(?:of|at)\s+(?:the\s+)?(?P<word>[^\W\d_][\w'’-]*)")
_DOES = re.compile(r"\s*,?\s+(?:is|are|was|were|has|have|had|will|which|where|from|until|since|in\s+\d|between|he|she)\b|['’]s?\s")
_CHOSE = re.compile(r"\s+(?:(?:has|have|had|also)\s+)*(?:re-?)?(?:appointed|elected|named|hired|promoted|designated)")
_ITS = re.compile(r"\bits\s+(?:\w+\s+)?$")
_THIS = re.compile(r"\s+(?:of|at|for|with)\s+(?:this|that)\s+(?:company|firm|bank|corporation)\b")
_CODES = "CGNScgns"
_BACK = 60  # characters before a verb: "Tarn's chairman is Ms. Roe"
_CLOSE = 3  # characters between a link and the name behind it


def employer(reading: Reading, verb: int, start: int, end: int, *, at_home: bool) -> tuple[tuple[Party, ...], int]:
    """The companies of the office that stands from `start` to `end`, and where the last of them ends; none where they can't be told.

    `verb` is where its verb ends. `at_home`: whether an office without a company is the filer's.
    """
    text = reading.text
    named = _before(reading, verb, start, end)
    if named is None and (behind := _behind(reading, end)) is not None:
        return _with_further(reading, behind)
    if named is not None:
        return named, end
    if _of_another(reading, end):
        return (), end
    follows = _UNIT.match(text, end, reading.sentence.end)
    if (follows and _STATE.search(follows.group())) or not (
        at_home or _WHOSE.search(text, max(0, start - 40), start) or _OUR_BOARD.search(text, start, end)
    ):
        return (), end
    return (reading.document.itself(start),), end


def _before(reading: Reading, verb: int, start: int, end: int) -> tuple[Party, ...] | None:
    """The companies of an office that stand before it; None where none does, or where one stands behind it."""
    near = [item for item in reading.items if item.code in _CODES and item.start < start]
    if _THIS.match(reading.text, end, reading.sentence.end):
        before = [item for item in near if item.code in "CGNcgn"]
        return before[-1].members if before and len(before[-1].members) == 1 else ()
    if _behind(reading, end) is not None:
        return None
    owner = next(
        (item for item in reversed(near) if item.code in "cgns" and verb - _BACK <= item.start and start - item.end <= _CLOSE), None
    )
    if owner is not None:
        return owner.members
    chose = next((item for item in reversed(near) if _CHOSE.fullmatch(reading.text, item.end, verb)), None)
    if chose is not None and _ITS.search(reading.text, verb, start):
        return chose.members  # "Tarn has appointed Ms. Roe as its chairman"
    joined = next((item for item in reversed(near) if item.code in "CGNS" and verb <= item.start), None)
    as_what = joined is not None and _JOINED.fullmatch(reading.text, joined.end, start)
    return joined.members if joined is not None and as_what else None  # "joined Tarn in May 1998 as its treasurer"


def _behind(reading: Reading, end: int) -> Item | None:
    """The company that stands behind an office: "… of Tarn plc", "… of Finance at Tarn plc"; no part of one."""
    found = _right_behind(reading, end)
    if found is not None and is_unit(found.members[0], reading):
        unit = _UNIT.match(reading.text, end, reading.sentence.end)
        found = _right_behind(reading, unit.end()) if unit else None
    return found if found is not None and not is_unit(found.members[0], reading) else None


def _right_behind(reading: Reading, end: int) -> Item | None:
    """The name that stands behind an office: "… of Tarn plc", "…, Tarn plc", "… of two companies, among which Tarn"."""
    text, limit = reading.text, reading.sentence.end
    for link in (_LINK.match(text, end, limit), _AMONG.match(text, end, limit)):
        found = _at(reading, link.end()) if link else None
        if found is not None:
            return found
    comma = _COMMA.match(text, end, limit)
    found = _at(reading, comma.end()) if comma else None
    by_itself = found is not None and (has_legal_form(found.members[0].mention.name) or _TICKER.match(text, found.end, limit))
    return found if by_itself else None


def _with_further(reading: Reading, item: Item) -> tuple[tuple[Party, ...], int]:
    """The companies of an office, the first of which an item names, over their places: "A in Rome, B (USA) and of the Board of C"."""
    found = [party for party in item.members if has_legal_form(party.mention.name) or ";" not in reading.text[item.start : party.start]]
    while (onward := _ONWARD.match(reading.text, item.end, reading.sentence.end)) is not None:
        following = _at(reading, onward.end())
        if onward.group().strip() == ",":
            break
        named = following is not None and following.start == onward.end() and not OFFICE.match(reading.text, following.start)
        if following is None or not named or following.code not in "CGN" or _DOES.match(reading.text, following.end):
            break
        found += following.members
        item = following
    return tuple(party._replace(weak=False) for party in found), item.end


def _at(reading: Reading, offset: int) -> Item | None:
    """The company whose name begins at an offset."""
    for item in reading.items:
        if item.code in _CODES and -1 <= item.start - offset <= _CLOSE:
            return item if not item.members[0].reference else None
    return None


def is_unit(party: Party, reading: Reading) -> bool:
    """Whether what follows an office is a part of the company, and no company: "President of USA Operations"."""
    name = party.mention.name
    if party.mention.kind == "self" or has_legal_form(name):
        return False
    book = reading.document.book
    own = {word.lower() for word in book.source.registrant.split()}
    places = lexicon("places", "demonyms") | {"USA", "US", "EMEA"}
    return all(word.lower() in book.common or word.lower() in own or word in places for word in _NAME_WORD.findall(name))


def _of_another(reading: Reading, end: int) -> bool:
    """Whether an office is of somebody who can't be told: "of eight Dutch companies", of a name that is none of the filing's own words."""
    match = _OF.match(reading.text, end, reading.sentence.end)
    if match is None:
        return False
    word = match["word"]
    if word[0].islower():
        return word not in ("our", "its", "this")
    book = reading.document.book
    own = {part.lower() for part in book.source.registrant.split()}
    return (
        word.lower() not in book.common and word.lower() not in own and word not in lexicon("places") and word not in {"USA", "US", "EMEA"}
    )


def role_words(text: str, start: int, end: int, stop: int, limit: int) -> str:
    """The office as told, with the part of the company that it is for, where no company follows."""
    words = text[start:end]
    if re.match(r"(?:on|to|joined)\s", words, re.IGNORECASE):
        return "director"
    unit = _UNIT.match(text, end, limit) if stop <= end else None
    return office_of([words + (unit.group() if unit else "")])
