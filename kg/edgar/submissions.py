"""What a company has filed: EDGAR's submissions interface, with its older pages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kg.edgar.client import Client, Servers
from kg.errors import FetchError

__all__ = ["Filed", "filings_of", "matches_form"]

_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_VARIANTS = re.compile(r"(?P<base>10-K)(?:405|SB|SB40|T|T405|KSB)?")  # what an annual report on Form 10-K was called at times
_STATE = re.compile(r"\s*/[A-Z]{2,4}/?\s*$")  # "FORD MOTOR CO /DE/"
_FILE = re.compile(r"[\w.-]+\.json")
_DOCUMENT = re.compile(r"[\w./ -]+")


class Filed(NamedTuple):
    """One filing. `period` is the last day of what it reports on, None where EDGAR does not know; `name` is the filer's at that time."""

    cik: int
    name: str
    accession: str
    form: str
    filed: dt.date
    period: dt.date | None
    document: str

    @property
    def year(self) -> int:
        """The year in which the period ended, or that before the filing where it is not known."""
        return self.period.year if self.period else self.filed.year - 1


def filings_of(client: Client, servers: Servers, cik: int, years: range | None) -> Iterator[Filed]:
    """All that a company has filed, the latest first; pages of older filings are asked for only where the years may be on them.

    Raises:
        FetchError: EDGAR knows no such company, or answers in another shape.
    """
    url = f"{servers.data}/submissions/CIK{cik:010d}.json"
    main = client.json(url)
    try:
        names = _names(main)
        yield from _page(cik, main["filings"]["recent"], names)
        for older in main["filings"].get("files") or ():
            last = dt.date.fromisoformat(older["filingTo"])
            if (years is None or last.year >= min(years, default=9999)) and _FILE.fullmatch(older["name"]):
                yield from _page(cik, client.json(f"{servers.data}/submissions/{older['name']}"), names)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FetchError(f"{url} is not what EDGAR says of a company's filings ({error!r})") from error


def _names(main: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The filer's names with the last day of each, the earliest first; that of today has none."""
    former = [(str(item["to"])[:10], str(item["name"])) for item in main.get("formerNames") or () if item.get("to")]
    return [*sorted(former), ("9999-12-31", str(main.get("name") or ""))]


def _page(cik: int, columns: Mapping[str, Any], names: list[tuple[str, str]]) -> Iterator[Filed]:
    """The filings of a page, on which each property is a list of its own."""
    keys = ("accessionNumber", "form", "filingDate", "reportDate", "primaryDocument")
    for accession, form, filed, period, document in zip(*(columns[key] for key in keys), strict=True):
        if not _ACCESSION.fullmatch(accession):
            raise ValueError(f"{accession!r} is no accession number")
        day = dt.date.fromisoformat(filed)
        name = next((name for last, name in names if filed <= last), names[-1][1])
        told = document if _DOCUMENT.fullmatch(document or "") and ".." not in document else ""
        yield Filed(cik, _STATE.sub("", name), accession, form, day, dt.date.fromisoformat(period) if period else None, told)


def matches_form(form: str, wanted: str, *, amendments: bool) -> bool:
    """Whether a form is the one wanted: "10-K405" is a Form 10-K, and "10-K/A" one where amendments are wanted."""
    base, _, amended = form.upper().partition("/")
    wanted = wanted.upper()
    if form.upper() == wanted:
        return True
    if amended and not amendments:
        return False
    variant = _VARIANTS.fullmatch(base)
    return base == wanted or (variant is not None and variant["base"] == wanted)
