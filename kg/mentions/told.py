"""People whom prose tells by their office: "Ellen Warde serves as our President", "the Board appointed Ellen Warde, age 52, as Secretary".

A name is told by its shape only where the words around it leave no doubt that a person is meant: what stands between it and the words of
an office, or before it, must be of a few kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.lexicon import words as lexicon
from kg.mentions.people import Named, person_at
from kg.text import Search

__all__ = ["told"]

_OFFICE = re.compile(
    r"\b(?:[Dd]irectors?|[Oo]fficers?|[Pp]resident|[Cc]hair(?:man|woman|person)?|[Ss]ecretary|[Tt]reasurer|[Cc]ontroller|CEO|CFO|COO|CTO"
    r"|[Mm]embers?\s+of\s+(?:the|our|its|both|each|(?:the\s+)?(?:Company|Registrant)[’']s)\s+(?:\w+\s+){0,2}[Bb]oards?|[Mm]anaging\s+[Mm]ember|[Gg]eneral\s+[Cc]ounsel"
    r"|[Bb]oard\s+(?:member|of\s+[Dd]irectors)|[Cc]o-?\s?founder|founder|Founder)\b"
)
_SIGNS = "board ceo cfo chair controller coo counsel cto director founder member officer president secretary treasurer".split()
_LONGEST = 80  # characters of an office, more than it has
_NAME = re.compile(
    r"(?<![\w.&’'-])(?:[A-Z]\.\s?){0,2}[A-Z][\w’'-]*(?:\s+(?:[A-Z]\.(?:[A-Z]\.)?|[A-Z][\w’'-]*|[(\"“][A-Z]\w+[)\"”]|de|del|la|van|von|der|den|di|bin|al|y)){1,4}"
)
_AGE = r"(?:,?\s*\(?\s*(?:aged?\s+)?\d\d\s*\)?,?)?"
_WHOSE = (
    r"(?:(?:one\s+of\s+(?:our|its|the)|an?|the|our|its|his|her|former|current|then|also|both|\w+[’']s?|the\s+(?:Company|Registrant|Corporation|Group|Bank)[’']s)"
    r"\s+){0,4}"
)
_KIND = (
    r"(?:[A-Z\d][\w-]*,?\s+|(?:independent|sole|executive|non-?executive|chief|managing|vice|senior|interim|acting|outside|lead|founding|principal"
    r"|financial|operating|technology|corporate|assistant|class|and|or|of|co)[\s-]+){0,7}"
)
_HOW = (
    r"(?:,?\s+(?:who\s+)?(?:(?:is|was|were|are|has|have|had|will|been|being|also|currently|presently|now|be|since|served|serves|serve|acts|acted|continues|continue|became|joined|"
    r"resigned|retired|ceased|founded|co-founded|and|elected|re-?elected|appointed|re-?appointed|named|promoted|designated|hired|succeeded|stepped|down|tendered|(?:his|her)|resignation|from|position|positions|role|office|"
    r"as|to|the|us|our|Company|Registrant|in|on|effective|until|(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{1,2},?)?|(?:19|20)\d\d,?|of)\s+){1,14})"
)
_BEFORE = re.compile(
    rf"{_AGE}(?:,\s+{_WHOSE}|{_HOW}{_WHOSE}|,?\s+as\s+{_WHOSE}|,?\s+to\s+(?:serve\s+as|the\s+(?:position|office)\s+of)\s+{_WHOSE}|\s*[-–—]+\s*){_KIND}$"
)
_TO_BOARD = re.compile(r"(?:,?\s+(?:as\s+(?:an?|the|our|its)\s+)|,?\s+to\s+(?:the|our|its)\s+)(?:\w+[’']?s?\s+){0,4}$")
_BEHIND = re.compile(r"\s*(?:,|\s+is|\s+was|:)?\s+(?=(?:[A-Z]\.\s?){0,2}[A-Z])")
_OURS = re.compile(r"(?:\b(?:[Oo]ur|its|[Cc]urrent|[Ff]ormer|[Tt]he)|[’']s)\s+(?:[\w-]+,?\s+(?:and\s+)?){0,7}$")
_ENDS = re.compile(r"\s*[,.;)]|\s+(?:is|has|was|will|and|as|to|who|on|in|joined|resigned|retired|with|for)\b")
_MOVED = re.compile(
    r"\b(?:appointed|elected|named|promoted|hired|designated|appointment\s+of|election\s+of|resignation\s+of|retirement\s+of|departure\s+of|death\s+of)\s+$"
)
_AT = re.compile(r"\b(?:of|at|for|from)\s+$")  # "a director of Tarn Water, our Treasurer"
_REACH = 150  # characters between a name and the office


def told(text: str, common: frozenset[str]) -> Iterator[Named]:
    """The people whom an office tells, by the offices of a text in order. `common`: the words that it writes in lower case."""
    near = Search(text).near(_LONGEST, *_SIGNS)
    for match in (match for start, end in near for match in _OFFICE.finditer(text, start, end)):
        for named in _of(text, match):
            words = [word.strip(".") for word in named.name.split()]
            if words[0] not in lexicon("openers") and words[-1] not in lexicon("places") and not all(w.lower() in common for w in words):
                yield named


def _of(text: str, office: re.Match[str]) -> Iterator[Named]:
    """The people whose office it may be: before it, and right behind it."""
    for name in _NAME.finditer(text, max(0, office.start() - _REACH), office.start()):
        named = next(_at(text, name.start()), None)
        if named is None:
            continue
        if _is_moved(text, named, office.start()) or (
            not _AT.search(text, max(0, name.start() - 5), name.start()) and _BEFORE.fullmatch(text, named.stop, office.start())
        ):
            yield named
    behind = _BEHIND.match(text, office.end())
    if behind and _OURS.search(text[max(0, office.start() - 80) : office.start()]):
        yield from _at(text, behind.end(), closed=True)


def _is_moved(text: str, named: Named, office: int) -> bool:
    """Whether somebody is put into office: "appointed Ellen Warde as an independent board member", "elected … to the Board"."""
    before = _MOVED.search(text[max(0, named.start - 24) : named.start])
    return before is not None and _TO_BOARD.fullmatch(text, named.stop, office) is not None


def _at(text: str, start: int, *, closed: bool = False) -> Iterator[Named]:
    named = person_at(text, start, min(len(text), start + 60))
    if named is not None and len(named.name.split()) > 1 and not (closed and _ENDS.match(text, named.stop) is None):
        yield named
