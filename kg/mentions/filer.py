"""What a filing calls its filer beside the registrant's name: by a list with "we", and by the name under which it was set up.

- `In this report "Northwind," the "Company," "we," "us" and "our" mean Northwind Cables plc`: Northwind is the filer;
- `After incorporation in 1921 as Northwind & Coy. Limited, it …`: so it was called then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from kg.mentions.runs import Run
from kg.names import plain

__all__ = ["OwnName", "own_names"]

_SET_UP = re.compile(
    r"\b(?:incorporat(?:ed|ion)|organi[sz]ed|founded|formed)\b[^.;()\n]{0,90}?\b(?:as|under\s+the\s+name(?:\s+of)?)\s+(?=[A-Z])"
)
_OTHERS = re.compile(r"\b(?:predecessor|subsidiary|affiliate|parent|successor|joint\s+venture|which|who)\b", re.IGNORECASE)
_RENAMED = re.compile(r"\b(?:renamed|changed\s+(?:its|the|our)\s+(?:\w+\s+)?name)\b")
_WE = re.compile(r"[\"“‘']{1,2}(?:[Ww]e|[Oo]ur|[Uu]s)[,.]?[\"”’']{1,2}")
_QUOTED = r"[\"“]{1,2}(?:the\s+)?[^\"“”\n]{1,50}?[,.]?[\"”]{1,2}"
_LIST = re.compile(rf"{_QUOTED}(?:[\s,]*(?:(?:and|or)\s+)?(?:the\s+)?{_QUOTED})+")
_TERM = re.compile(r"[\"“]{1,2}(?:the\s+)?(?P<term>[A-Z][^\"“”\n]{1,49}?)[,.]?[\"”]{1,2}")
_ANYBODY = frozenset("company corporation group issuer registrant we our us parent bank firm trust".split())


class OwnName(NamedTuple):
    """A name of the filer, the rule that an alias by it has ("registrant", or "incorporated-as" for an old one), and where it stands."""

    form: str
    rule: str
    start: int


def own_names(text: str, start: int, end: int, found: Sequence[Run], known: Callable[[str], Any]) -> Iterator[OwnName]:
    """The filer's names that a sentence tells; `found` are its runs, and `known` gives what the book has of a name: its `kind`, or None."""
    if _WE.search(text, start, end):
        for listed in _LIST.finditer(text, start, end):
            if _WE.search(listed.group()):
                for match in _TERM.finditer(listed.group()):
                    term = " ".join(match["term"].split())
                    if term.lower().removeprefix("the ") not in _ANYBODY:
                        yield OwnName(term, "registrant", listed.start() + match.start())

    def own(run: Run) -> bool:
        entries = (known(plain(text[run.start : run.bare_end])), known(plain(text[run.start : run.end])))
        return any(entry is not None and entry.kind == "self" for entry in entries)

    first = _first(text, start, end, found, own)
    if first is not None:
        yield OwnName(text[first.start : first.end], "incorporated-as", first.start)


def _first(text: str, start: int, end: int, found: Sequence[Run], own: Callable[[Run], bool]) -> Run | None:
    """The run that names the filer as it was set up; None where it is somebody else's, or the sentence tells what it was renamed to."""
    match = _SET_UP.search(text, start, end)
    if match is None or _OTHERS.search(text, start, match.end()):
        return None
    run = next((one for one in found if one.start == match.end() and one.legal), None)
    if run is None or own(run) or _RENAMED.search(text, run.end, end):
        return None
    return run if all(own(one) for one in found if one.end <= match.end() and one.legal) else None
