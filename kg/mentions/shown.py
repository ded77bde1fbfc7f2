"""People without a title whom the words beside them show to be some: "Jane Roe, our Chief Executive Officer", "appointed Jane Roe as".

A name of two words or more has the shape of a person's, and what stands beside it speaks of an office: so "Kelda Wines, our subsidiary" is
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.people import Named, person_at

__all__ = ["shown_people"]

_OFFICE = (
    r"(?:chief\s+(?:\w+\s+){1,2}officer|president|chair(?:man|woman|person)?|(?:board\s+)?director|officer|board\s+member|managing\s+(?:member|partner)|(?:co-?)?founder"
    r"|secretary|treasurer|counsel|C[EFO]O)\b"
)
_TITLE = r"(?:(?:executive\s+|senior\s+)?vice\s+president|president|chief\s+\w+\s+officer|chair(?:man|woman)|general\s+counsel|treasurer)\b"
_WHOSE = r"(?:[Oo]ur|[Ii]ts|[Tt]he\s+(?:Company|Corporation|Registrant|Group)['’]s)"
_BEHIND = re.compile(  # what follows a name
    rf"(?<=[a-z.])(?:,\s+(?:who\s+is\s+)?(?:{_WHOSE}\s+(?:\w+\s+){{0,3}}?(?i:{_OFFICE})|(?i:{_TITLE})"
    rf"|a\s+(?:member\s+of\s+{_WHOSE}\s+[Bb]oard|director\s+of\s+(?:the\s+Company|ours))\b"
    rf"|(?:aged?\s+)?\d\d,\s+(?:\w+\s+){{0,5}}?(?i:{_OFFICE}))"
    rf"|\s+(?:(?:(?:also\s+|currently\s+)?serves|(?:has\s+)?served|resigned|retired|stepped\s+down)\s+(?:as|from)"
    rf"|(?:was|is|has\s+been)\s+(?:re-?)?(?:appointed|elected|named|promoted)(?:\s+(?:as|to))?|(?:is|has\s+been)\s+{_WHOSE}"
    rf"|joined\s+(?:us|(?:our|the)\s+[Cc]ompany)\s+(?:[\w,]+\s+){{0,4}}?as)"
    rf"\s+(?:\w+\s+){{0,5}}?(?i:{_OFFICE}))"
)
_BEFORE = re.compile(  # what leads to one
    rf"\b{_WHOSE}\s+(?:[\w-]+,?\s+){{0,6}}?(?i:{_OFFICE})(?:\s+and\s+(?:[\w-]+\s+){{0,3}}(?i:{_OFFICE}))?,?\s+(?=[A-Z])"
    r"|\b(?:appointed|elected|named|nominated|hired)\s+(?=[A-Z][\w.'’-]*\s+[A-Z])"
)
_CHOSEN = frozenset({"appointed", "elected", "hired", "named", "nominated"})
_AS = re.compile(rf"[^.;]{{0,40}}?\s(?:as|to)\s+(?:[\w-]+\s+){{0,6}}?(?i:{_OFFICE}|board)")
_GAP = re.compile(r"\s+(?=[A-Z])")
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w'’-]*\.?[ \n]+){1,4}[A-Z][\w'’-]*(?:,?\s+(?:Jr|Sr)\.|,?\s+I{2,3})?$")
_REACH = 60  # characters of a name


def shown_people(text: str) -> Iterator[Named]:
    """The people of a text by the offices that stand beside their names."""
    for match in _BEHIND.finditer(text):
        name = _NAME_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        found = _longest(text, name.start(), match.start()) if name else None
        if found is not None:
            yield found
    for match in _BEFORE.finditer(text):
        named = person_at(text, match.end(), min(len(text), match.end() + _REACH))
        if named is not None and " " in named.name and (match.group().split()[0] not in _CHOSEN or _AS.match(text, named.stop)):
            yield named


def _longest(text: str, start: int, end: int) -> Named | None:
    """The person whose name ends right at `end`: of the words from `start` on as many as can be one, but no single word."""
    at = start
    while at < end:
        named = person_at(text, at, end)
        if named is not None and named.stop >= end and " " in named.name:
            return named
        following = _GAP.search(text, at, end)
        if following is None:
            return None
        at = following.end()
    return None
