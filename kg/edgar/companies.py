"""Ticker, CIK or name → the company in EDGAR."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from urllib.parse import urlencode

from kg.edgar.client import Client, Servers
from kg.errors import FetchError
from kg.names import core, fold

__all__ = ["Companies", "Company"]

_ENTRY = re.compile(r"<(?P<tag>entry|company-info)\b.*?</(?P=tag)>", re.DOTALL)
_CIK = re.compile(r"<cik>\s*(\d{1,10})\s*</cik>|[?&;]CIK=(\d{1,10})\b", re.IGNORECASE)
_NAME = re.compile(r"<(?:conformed-name|title)(?:\s[^<>]*)?>([^<>]*)</", re.IGNORECASE)
_MOST = 8  # names that an error lists


class Company(NamedTuple):
    """A company's number in EDGAR, and the name that the list it was found in gives it."""

    cik: int
    name: str


class Companies:
    """Finds companies; the list of tickers is fetched once, when it is needed."""

    def __init__(self, client: Client, servers: Servers) -> None:
        self._client, self._servers = client, servers
        self._tickers: list[tuple[str, Company]] | None = None

    def find(self, wanted: str) -> Company:
        """The company meant.

        Args:
            wanted: a ticker ("IIJI"), a CIK ("1090633", "CIK0001090633") or a name, or how it begins.

        Raises:
            FetchError: there is none, or there are several; the message names them.
        """
        wanted = wanted.strip()
        number = re.fullmatch(r"(?:CIK)?0*(\d{1,10})", wanted, re.IGNORECASE)
        if number:
            return Company(int(number[1]), "")
        known = self._known()
        ticker = next((company for name, company in known if name == wanted.upper()), None)
        if ticker:
            return ticker
        named = {company.cik: company for _, company in known if core(company.name) == core(wanted)}
        if len(named) == 1:
            return next(iter(named.values()))
        return self._by_name(wanted)

    def _known(self) -> list[tuple[str, Company]]:
        if self._tickers is None:
            url = f"{self._servers.www}/files/company_tickers.json"
            listed = self._client.json(url)
            try:
                rows = listed.values() if isinstance(listed, dict) else listed
                self._tickers = [(str(row["ticker"]).upper(), Company(int(row["cik_str"]), str(row["title"]))) for row in rows]
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise FetchError(f"{url} is not a list of tickers as EDGAR's is ({error!r})") from error
        return self._tickers

    def _by_name(self, wanted: str) -> Company:
        """By EDGAR's search for companies, which knows those too that are listed no more."""
        query = urlencode({"action": "getcompany", "company": wanted, "type": "", "count": "40", "output": "atom"})
        page = self._client.text(f"{self._servers.www}/cgi-bin/browse-edgar?{query}")
        found: dict[int, str] = {}
        for entry in _ENTRY.finditer(page):
            cik, name = _CIK.search(entry[0]), _NAME.search(entry[0])
            if cik:
                found.setdefault(int(cik[1] or cik[2]), html.unescape(name[1]).strip() if name else "")
        exact = [number for number, name in found.items() if core(name) == core(wanted)]
        if len(found) == 1 or len(exact) == 1:
            only = exact[0] if exact else next(iter(found))
            return Company(only, found[only])
        if not found:
            raise FetchError(f"EDGAR knows no company by the ticker or name {wanted!r}; give its CIK (search at {self._servers.www}/edgar)")
        names = sorted(found.items(), key=lambda item: (not fold(item[1]).startswith(fold(wanted)), item[1]))
        listed = ", ".join(f"{name or '(no name)'} (CIK {number})" for number, name in names[:_MOST])
        raise FetchError(f"EDGAR knows {len(found)} companies by {wanted!r}; give the CIK of the one you mean: {listed}")
