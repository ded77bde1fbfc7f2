"""In which market two compete, where the pattern itself holds none: "in the X market", "compete in X with", "our X competes with"."""

from __future__ import annotations

import re

from kg.model import Span

__all__ = ["market"]

_WORDS = r"(?P<market>[a-z][\w&/-]*(?:\s+[a-z][\w&/-]*){0,3}?)"
_COMPETES = r"(?:compet(?:e|es|ed|ing)|(?:face|faces|faced)\s+(?:[a-z]+\s+){0,2}competition)\b"
_TOLD = (
    re.compile(rf"\b[Ii]n\s+(?:the|our|its)\s+{_WORDS}\s+(?:markets?|industry|sector|segments?|business)\b"),
    re.compile(rf"\bcompet(?:e|es|ed)\s+in\s+(?:the\s+)?{_WORDS}\s+(?:with|against)\b"),
    re.compile(rf"^In\s+{_WORDS},\s+(?:we|the\s+Company)\s+{_COMPETES}"),
    re.compile(rf"\b[Oo]ur\s+{_WORDS}(?:\s+(?:business|segment|unit|division))?\s+(?:currently\s+)?{_COMPETES}"),
)
# Words that say no market by themselves, and words that show that the stretch is more than the name of one.
_EMPTY = frozenset(
    "addition brands business businesses companies competitors current domestic each following foreign general global international "
    "large local main major many market markets most other own particular product products primary principal relevant respective same "
    "services such overall subsidiaries various world worldwide entire broader highly competitive".split()
)
_NO_NAME = frozenset("and are as by compete competes for from has have in is of or some that the these this to we which with".split())
_JOINING = frozenset({"and", "of"})


def market(text: str, sentence: Span) -> str:
    """The market that a sentence about competitors names; "" where it names none."""
    told = " ".join(text[sentence.start : sentence.end].split())
    for pattern in _TOLD:
        for match in pattern.finditer(told):
            words = match["market"].split()
            empty = all(word in _EMPTY | _NO_NAME for word in words)
            if not empty and _NO_NAME.difference(_JOINING).isdisjoint(words) and not {words[0], words[-1]} & _JOINING:
                return match["market"]
    return ""
