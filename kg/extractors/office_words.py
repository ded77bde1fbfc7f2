"""The words of an office in prose, "Senior Vice President and Treasurer", and the verbs that tell whether it is held, began, or ended."""

from __future__ import annotations

import re

__all__ = ["AND", "BEGUN", "CHIEFS", "HINTS", "OFFICE", "ROLE", "SCAN", "hints"]

HINTS = (
    "chair", "president", "director", "officer", "secretary", "treasurer", "controller", "counsel", "manager", "partner", "principal",
    "executive", "board", "appointed in", "appointed on", "elected in", "elected on", "managing member",
)  # fmt: skip
CHIEFS = ("ceo", "cfo", "coo", "cto", "head")  # these as words of their own
_CHIEF = re.compile(r"c[efot]o\b|head\s+of")
_MODIFIER = (
    r"(?:(?:executive|senior|group|corporate|vice|deputy|assistant|associate|managing|general|chief|co|global|regional|independent|non-?\s?executive|outside|lead|"
    r"acting|interim|founding|joint|representative|statutory|worldwide|first|principal|presiding|external|supervisory|honorary|divisional|financial|operating|"
    r"operations|technology|technical|information|marketing|accounting|administrative|legal|scientific|medical|commercial|investment|risk|compliance|human|"
    r"resources|enterprise|services|company(?=\s+sec)|venture|alternate|sole|certifying|strategy|development|product|business|security|people|and|&)[-\s]+)"
)
_BOARDS = r"(?:(?:supervisory|management|managing|executive|advisory)\s+)?boards?"
_APPOINTED = r"(?:(?<=appointed)|(?<=elected))\s(?=(?:in|on)\s+(?:[A-Z]\w+\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d\b)"
_HEAD = (
    r"(?:(?:supervisory\s+|management\s+|executive\s+)?board\s+members?|chair(?:man|woman|person)?(?:\s+of\s+(?:the|our|its)\s+(?:supervisory\s+|management\s+|executive\s+)?board(?:s)?(?:\s+of\s+(?:directors|management))?)?"
    r"|presidents?|directors?|officer|secretary|treasurer|controller|comptroller|counsel|managing\s+members?|managers?|(?<!general\s)(?<!limited\s)partner|principal|executive|CEO|CFO|COO|CTO|CIO|head|co-?\s?founder|founder"
    r"|members?\s+of\s+(?:the|our|its)\s+(?:supervisory\s+|management\s+|executive\s+)?boards?(?:\s+of\s+directors)?)\b"
)
ROLE = rf"{_MODIFIER}{{0,6}}{_HEAD}"
AND = r"(?:\s*,?\s+(?:and|&)\s+|\s*,\s*|\s*/\s*|\s*&\s*)(?:(?:a|an|the|our|its|also|as)\s+){0,2}"
OFFICE = re.compile(
    rf"\b(?:{ROLE}(?:{AND}{ROLE})*|(?:on|to|joined)\s+(?:(?:the|our|its)\s+)?{_BOARDS}(?:\s+of\s+directors)?\b|{_APPOINTED})",
    re.IGNORECASE,
)
BEGUN = (
    r"\b(?:(?:was|were|been|being|is|has\s+been)\s+(?:(?:first|also|then|subsequently|later|unanimously)\s+)?)?(?:re-?)?"
    r"(?:appointed|elected|named|promoted|designated|approved|confirmed)\b|\b(?:became|assumed|joined|rejoined)\b"
)
_HELD = (
    r"\b(?:is|are|(?<!to\s)serves?|acts?|remains?|sits?|has\s+(?:also\s+|since\s+)?(?:been|served|acted)|have\s+(?:been|served)|currently|presently|"
    r"continues|holds)\b"
)
_PAST = (
    r"\b(?:has\s+(?:previously|formerly)|was|were|had|served|held|worked|formerly|previously|prior\s+to|before|until|spent|most\s+recently|"
    r"having|between|from\s+(?:\w+\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d\s+(?:to|until|through)(?!\s+(?:the\s+)?(?:present|date)))\b"
)
_PLAN = r"\b(?:will|would|may|might|shall|intends?|expected|nominated|nominees?|proposed|not|if|should|could|whether|candidate)\b"
_ENDED = (
    r"\b(?:resigned|retired|stepped\s+down|stepping\s+down|left|ceased|relinquished|departed|resignation|retirement|passed\s+away|died)\b"
)
SCAN = re.compile(rf"\b(?:(?P<begun>{BEGUN})|(?P<held>{_HELD})|(?P<past>{_PAST})|(?P<plan>{_PLAN})|(?P<ended>{_ENDED}))", re.IGNORECASE)


def hints(sentence: str) -> bool:
    """Whether a sentence may name an office."""
    words = sentence.lower()
    return any(hint in words for hint in HINTS) or _CHIEF.search(words) is not None
