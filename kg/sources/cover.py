"""What a cover page, or the header of a full submission, says: registrant, form, fiscal year end, identifiers."""

from __future__ import annotations

import re

from kg.names import has_legal_form, plain
from kg.sources.dates import DATE, date_of, parse_date
from kg.sources.fiscal import YEAR_ENDED
from kg.sources.metadata import Metadata

__all__ = ["FORM", "read_cover", "read_header"]

FORM = r"(?:20-F|10-K(?:405|SB|SB40|T|T405)?|10-Q(?:SB)?|40-F|8-K|6-K|11-K|18-K|18|S-1|F-1|F-3|F-4|S-4|424B\d)(?:/A)?"
_FORM_LINE = re.compile(rf"^[ \t]*(?:\(?annual report on )?form[ \t]+(?P<form>{FORM})\b", re.IGNORECASE | re.MULTILINE)
_MARK = re.compile(r"(?:annual\s+report|registration\s+statement)\s+pursuant\s+to|^[ \t]*form[ \t]+\w", re.IGNORECASE | re.MULTILINE)
_FISCAL = re.compile(rf"^.{{0,60}}?{YEAR_ENDED}{DATE}", re.IGNORECASE | re.MULTILINE)
_EXACT_NAME = re.compile(r"^.{0,20}exact\s+name\s+of\s+(?:the\s+)?registrant", re.IGNORECASE | re.MULTILINE)
_FILE_NUMBER = re.compile(r"commission\s+file\s+n(?:umber|os?\.?)", re.IGNORECASE)
_NO_NAME = re.compile(r"[\W_\d]*|.*\b(?:number|file|act|exchange commission|identification|translation|or)\b.*", re.IGNORECASE)
_COVER = 9000  # characters that a cover takes at most
_NEAR = 12  # lines between a name and the words that say what it is

_SUBMISSION = re.compile(r"\A\s*(?:-----BEGIN PRIVACY|<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|<DOCUMENT>)")
_HEADER_END = re.compile(r"<TEXT>")
_FIELD = re.compile(r"^[ \t]*(?P<key>[A-Z][A-Z .]+):[ \t]+(?P<value>\S.*?)[ \t]*$", re.MULTILINE)


def read_header(text: str) -> tuple[Metadata, str]:
    """What the SGML header of a full submission says, and the text below it; nothing and the whole text where there is no header."""
    if not _SUBMISSION.match(text):
        return Metadata(), text
    end = _HEADER_END.search(text, 0, 60_000)
    if end is None:
        return Metadata(), text
    fields: dict[str, list[str]] = {}
    for match in _FIELD.finditer(text, 0, end.start()):
        fields.setdefault(match["key"], []).append(match["value"])

    def first(key: str) -> str:
        return fields.get(key, [""])[0]

    period = parse_date(first("CONFORMED PERIOD OF REPORT"))
    closes = first("FISCAL YEAR END")
    # Some filers give the day of filing as the period: only a period that agrees with the month of the year's end is one.
    agrees = period is not None and (not closes or closes[:2] == f"{period.month:02d}")
    header = Metadata(
        registrant=first("COMPANY CONFORMED NAME"),
        aliases=tuple(dict.fromkeys(fields.get("FORMER CONFORMED NAME", ()))),
        form=first("CONFORMED SUBMISSION TYPE"),
        fiscal_year_end=period if agrees else None,
        cik=first("CENTRAL INDEX KEY"),
        accession=first("ACCESSION NUMBER"),
    )
    return header.learnt("submission header"), text[end.end() :]


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
