"""The SGML header of a full submission → metadata."""

from __future__ import annotations

import re

from kg.sources.dates import parse_date
from kg.sources.metadata import Metadata

__all__ = ["HOW", "former_names", "metadata_of", "split"]

HOW = "SGML header"
_FIELD = re.compile(r"^[ \t]*(?P<key>[A-Z][A-Z .]+):(?:[ \t]+(?P<value>\S.*?))?[ \t]*$", re.MULTILINE)
_OPENING = re.compile(r"\A\s*(?:-----BEGIN PRIVACY|<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|<DOCUMENT>)")
_END = re.compile(r"<TEXT>")
_LONGEST = 60_000
_NAMES = ("COMPANY CONFORMED NAME", "FORMER CONFORMED NAME", "DATE OF NAME CHANGE")
_PARTY = frozenset({"FILER", "FILED BY", "SUBJECT COMPANY", "REPORTING OWNER", "ISSUER"})  # opens what is said of one of several filers


def metadata_of(header: str) -> Metadata:
    """What the lines "KEY: value" above the first document say of the filing and its first filer; co-registrants' are left aside."""
    fields: dict[str, list[str]] = {}
    parties = 0
    for match in _FIELD.finditer(header):
        parties += match["key"] in _PARTY and not match["value"]
        if parties > 1:
            break
        fields.setdefault(match["key"], []).append(match["value"] or "")

    def first(key: str) -> str:
        return fields.get(key, [""])[0]

    period = parse_date(first("CONFORMED PERIOD OF REPORT"))
    closes = first("FISCAL YEAR END")
    # Some filers give the day of filing as the period: only a period that agrees with the month of the year's end is one.
    agrees = period is not None and (not closes or closes[:2] == f"{period.month:02d}")
    found = Metadata(
        registrant=first("COMPANY CONFORMED NAME"),
        aliases=tuple(dict.fromkeys(filter(None, fields.get("FORMER CONFORMED NAME", ())))),
        form=first("CONFORMED SUBMISSION TYPE"),
        fiscal_year_end=period if agrees else None,
        cik=first("CENTRAL INDEX KEY"),
        accession=first("ACCESSION NUMBER"),
    )
    return found.learnt(HOW)


def former_names(header: str) -> str:
    """The lines that tell a filer's names, as they stand, from the name of today to the last former one; "" where it has had no other."""
    lines = [match[0].strip() for match in _FIELD.finditer(header) if match["key"] in _NAMES]
    first = next((i for i, line in enumerate(lines) if line.startswith(_NAMES[0])), 0)
    last = next((i for i, line in enumerate(lines) if i > first and line.startswith(_NAMES[0])), len(lines))
    own = [" ".join(line.split()) for line in lines[first:last]]
    return "\n".join(own) if len(own) > 1 else ""


def split(text: str) -> tuple[Metadata, str]:
    """What the header says and the text below it, for a submission in memory; nothing and the whole text where there is no header."""
    end = _END.search(text, 0, _LONGEST) if _OPENING.match(text) else None
    if end is None:
        return Metadata(), text
    return metadata_of(text[: end.start()]), text[end.end() :]
