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
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)")


def metadata_of(facts: Mapping[str, str]) -> Metadata:
    """Registrant, form, last day of the fiscal year and CIK, by the facts' local names; what is not tagged stays unknown."""
    form = facts.get("DocumentType", "").upper()
    amended = facts.get("AmendmentFlag", "").casefold() in ("true", "yes", "☒") and form and not form.endswith("/A")
    found = Metadata(
        registrant=facts.get("EntityRegistrantName", ""),
        form=f"{form}/A" if amended else form,
        fiscal_year_end=_day(facts.get("DocumentPeriodEndDate", "")),
        cik=facts.get("EntityCentralIndexKey", ""),
    )
    return found.learnt(HOW)


def _day(text: str) -> dt.date | None:
    numbers = _MONTH_FIRST.fullmatch(text)
    return parse_date(f"{numbers[3]}-{numbers[1]}-{numbers[2]}" if numbers else text)
