"""What a cover page says: registrant, form, fiscal year end."""

from __future__ import annotations

import re

from kg.names import has_legal_form, plain
from kg.sources.dates import DATE, date_of
from kg.sources.fiscal import YEAR_ENDED
from kg.sources.metadata import Metadata

__all__ = ["FORM", "read_cover"]

FORM = r"(?:20-F|10-K(?:405|SB|SB40|T|T405)?|10-Q(?:SB)?|40-F|8-K|6-K|11-K|18-K|18|S-1|F-1|F-3|F-4|S-4|424B\d)(?:/A)?"
_FORM_LINE = re.compile(rf"^[ \t]*(?:\(?annual report on )?form[ \t]+(?P<form>{FORM})\b", re.IGNORECASE | re.MULTILINE)
_MARK = re.compile(r"(?:annual\s+report|registration\s+statement)\s+pursuant\s+to|^[ \t]*form[ \t]+\w", re.IGNORECASE | re.MULTILINE)
_FISCAL = re.compile(rf"^.{{0,60}}?{YEAR_ENDED}{DATE}", re.IGNORECASE | re.MULTILINE)
_EXACT_NAME = re.compile(r"^.{0,20}exact\s+name\s+of\s+(?:the\s+)?registrant", re.IGNORECASE | re.MULTILINE)
_FILE_NUMBER = re.compile(r"commission\s+file\s+n(?:umber|os?\.?)", re.IGNORECASE)
_NO_NAME = re.compile(r"[\W_\d]*|.*\b(?:number|file|act|exchange commission|identification|translation|or)\b.*", re.IGNORECASE)
_COVER = 9000  # characters that a cover takes at most
_NEAR = 12  # lines between a name and the words that say what it is


def read_cover(text: str) -> Metadata:
    """What the cover page says; nothing where the text has none."""
    zone = text[:_COVER]
    mark = _MARK.search(zone)
    if mark is None:
        return Metadata()
    form = _FORM_LINE.search(zone)
    day = next((date_of(match) for match in _FISCAL.finditer(zone) if _on_cover(zone, match, mark)), None)
    registrant = _registrant(zone, form.start() if form else 0)
    if day is None and not registrant:
        return Metadata()  # "Form 20-F" on a line of its own is no cover yet
    found = Metadata(registrant=registrant, form=form["form"].upper() if form else "", fiscal_year_end=day)
    return found.learnt("cover page")


def _on_cover(zone: str, match: re.Match[str], mark: re.Match[str]) -> bool:
    return (match["verb"] or "ended").casefold() != "ends" and zone.count("\n", mark.start(), match.start()) < 40


def _registrant(zone: str, form: int) -> str:
    """The line above "(Exact name of registrant …)"; else one with a legal form after the file number; else the line above the form."""
    exact = _EXACT_NAME.search(zone)
    if exact:
        above = [line.strip() for line in zone[: exact.start()].split("\n")[-_NEAR:]]
        names = [line for line in above if not _NO_NAME.fullmatch(line)]
        return plain(names[-1]) if names else ""
    number = _FILE_NUMBER.search(zone)
    if number:
        below = [line.strip() for line in zone[number.end() :].split("\n")[1 : _NEAR + 1]]
        return next((plain(line) for line in below if has_legal_form(plain(line))), "")
    above = [line.strip() for line in zone[:form].split("\n") if line.strip()]
    short = len(above) == 1 and len(above[0]) <= 100 and above[0][0].isalnum()
    return plain(above[0]) if short else ""
