"""What a list of subsidiaries that was filed as an exhibit (21, or 8 of a Form 20-F) says of itself: whose it is, and of which day."""

from __future__ import annotations

import re

from kg.names import has_legal_form, plain
from kg.sources.dates import DATE, date_of
from kg.sources.metadata import Metadata

__all__ = ["read_exhibit"]

_HEAD = 3000  # characters in which a list says what it is
_EXHIBIT = re.compile(r"^[ \t]*EX(?:HIBIT)?[ \t-]*(?P<number>21|8)(?:\.\d{1,2})?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_TITLE = re.compile(r"^.{0,60}\b(?:(?:list|name)s?[ ]of[ ])?subsidiaries\b.{0,80}$", re.IGNORECASE | re.MULTILINE)
_OF = re.compile(r"\bsubsidiaries[ ]of\s+(?P<name>[^\n\t]{2,90})", re.IGNORECASE)
_WHOSE = re.compile(r"^[ \t]*(?P<name>[^\n\t]{2,90}?)[ ]subsidiaries[ \t]*$", re.IGNORECASE | re.MULTILINE)
_REGISTRANT = re.compile(r"^[ \t]*registrant[ \t]*:\s+(?P<name>[^\n\t]{2,90}?)(?:[ ]{2,}|\t|\n)", re.IGNORECASE | re.MULTILINE)
_OWN = re.compile(r"^[ \t]*(?P<name>[^\n\t]{2,90}?)[ \t]*$", re.MULTILINE)
_DAY = re.compile(rf"\b(?:as[ ](?:of|at)|at)\s+{DATE}", re.IGNORECASE)
_END = re.compile(r"\s*(?:[*(].*|\.{3,}.*|[-–—]?\s*\b(?:as (?:of|at)|at)\b.*)$", re.IGNORECASE | re.DOTALL)


def read_exhibit(text: str) -> Metadata:
    """Registrant and day as the head of the list gives them; nothing where the text is no such list."""
    head = text[:_HEAD]
    exhibit, title = _EXHIBIT.search(head), _TITLE.search(head)
    if exhibit is None or title is None:
        return Metadata()
    day = next(filter(None, map(date_of, _DAY.finditer(head))), None)
    found = Metadata(registrant=_registrant(head, title.start()), form=f"EX-{exhibit['number']}", fiscal_year_end=day)
    return found.learnt("head of the list")


def _registrant(head: str, title: int) -> str:
    """Whose subsidiaries they are: named with them, else as the registrant, else on a line of its own above."""
    for pattern, zone in ((_OF, head), (_WHOSE, head), (_REGISTRANT, head), (_OWN, head[:title])):
        for match in pattern.finditer(zone):
            name = plain(_END.sub("", match["name"]).strip())
            if has_legal_form(name):
                return name
    return ""
