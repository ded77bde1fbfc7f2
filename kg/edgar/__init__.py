"""Getting filings from EDGAR, as the SEC asks: with a name and an address to answer to, and at most ten requests a second.

Its web pages and interfaces are described at https://www.sec.gov/search-filings/edgar-application-programming-interfaces.
"""

from kg.edgar.client import Client, Servers
from kg.edgar.fetch import Fetched, Wanted, fetch

__all__ = ["Client", "Fetched", "Servers", "Wanted", "fetch"]
