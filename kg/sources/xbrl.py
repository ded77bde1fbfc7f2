"""Inline XBRL's facts of the cover page (the dei taxonomy) → metadata."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from kg.sources.dates import parse_date
from kg.sources.metadata import Metadata

__all__ = ["HOW", "PREFIX", "metadata_of"]

PREFIX = "dei:"
HOW = "inline XBRL"
_LEIS = ("EntityLegalEntityIdentifier", "LegalEntityIdentifier", "EntityLei")  # as it was called over the years
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")  # ISO 17442
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)")


def metadata_of(facts: Mapping[str, str]) -> Metadata:
    """Registrant, form, last day of the fiscal year, CIK and LEI, by the facts' local names; what is not tagged stays unknown."""
    form = facts.get("DocumentType", "").upper()
    amended = facts.get("AmendmentFlag", "").casefold() in ("true", "yes", "☒") and form and not form.endswith("/A")
    found = Metadata(
        registrant=facts.get("EntityRegistrantName", ""),
        form=f"{form}/A" if amended else form,
        fiscal_year_end=_day(facts.get("DocumentPeriodEndDate", "")),
        cik=facts.get("EntityCentralIndexKey", ""),
        lei=next((value for name in _LEIS if _LEI.fullmatch(value := facts.get(name, ""))), ""),
    )
    return found.learnt(HOW)


def _day(text: str) -> dt.date | None:
    numbers = _MONTH_FIRST.fullmatch(text)
    return parse_date(f"{numbers[3]}-{numbers[1]}-{numbers[2]}" if numbers else text)
