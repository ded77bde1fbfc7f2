"""A small EDGAR on loopback: the shapes of its interfaces, and the ways in which it fails."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

REPORT = """FORM 10-K

ANNUAL REPORT PURSUANT TO SECTION 13 OF THE SECURITIES EXCHANGE ACT

For the fiscal year ended December 31, {year}

{name}
(Exact name of registrant as specified in its charter)

In May {year} we acquired Kelda Wire Ltd. for $3 million in cash.
"""
SUBMISSION = """<SEC-DOCUMENT>{accession}.txt : {year}1101
<SEC-HEADER>{accession}.hdr.sgml : {year}1101
ACCESSION NUMBER:\t\t{accession}
CONFORMED SUBMISSION TYPE:\t10-K
CONFORMED PERIOD OF REPORT:\t{year}1231
FILER:
\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\t{capitals}
\t\tCENTRAL INDEX KEY:\t\t\t0000000042
\t\tFISCAL YEAR END:\t\t\t1231
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-K
<FILENAME>report.htm
<TEXT>
{report}
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""
COLUMNS = "accessionNumber filingDate reportDate acceptanceDateTime form fileNumber items size isXBRL isInlineXBRL primaryDocument".split()
FILED = {  # accession -> (filing date, report date, form, main document)
    "0000000042-13-000005": ("2013-02-20", "2012-12-31", "10-K", "report.htm"),
    "0000000042-13-000009": ("2013-05-20", "2012-12-31", "10-K/A", "amended.htm"),
    "0000000042-12-000004": ("2012-02-20", "2011-12-31", "10-K", "report.htm"),
    "0000000042-12-000003": ("2012-01-02", "", "8-K", "news.htm"),
}
OLDER = {"0000000042-97-000001": ("1997-03-20", "1996-12-31", "10-K405", "")}
ATOM = """<?xml version="1.0" encoding="ISO-8859-1" ?><feed xmlns="http://www.w3.org/2005/Atom">{}</feed>"""
ONE = "<company-info><addresses/><cik>0000000042</cik><conformed-name>NORTHWIND &amp; CO</conformed-name></company-info>"
SEVERAL = "".join(
    f'<entry><content type="text/xml"><company-info><cik>{cik:010d}</cik><state>DE</state></company-info></content>'
    f'<id>urn:tag:www.sec.gov:cik={cik:010d}</id><title type="html">{name}</title></entry>'
    for cik, name in ((7, "KELDA WIRE INC"), (8, "KELDA HOLDINGS"))
)


def page(filed: dict[str, tuple[str, str, str, str]]) -> dict[str, list[object]]:
    rows = [
        dict(zip(COLUMNS, (key, day, period, "", form, "", "", 1, 0, 0, main), strict=True))
        for key, (day, period, form, main) in filed.items()
    ]
    return {name: [row[name] for row in rows] for name in COLUMNS}


def submissions() -> dict[str, object]:
    older = {"name": "CIK0000000042-submissions-001.json", "filingCount": 1, "filingFrom": "1993-01-01", "filingTo": "1999-12-31"}
    return {
        "cik": "42", "entityType": "operating", "name": "Northwind plc", "tickers": ["NWND"], "exchanges": ["NYSE"],
        "formerNames": [{"name": "KESTREL CABLES INC /DE/", "from": "1993-01-01T05:00:00.000Z", "to": "1999-06-30T04:00:00.000Z"}],
        "filings": {"recent": page(FILED), "files": [older]},
    }  # fmt: skip


class Edgar:
    """The server. `faults[path]` are answers given before the right one: a status, or a function of the handler."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []  # path and user agent of each request
        self.faults: dict[str, list[int | Callable[[BaseHTTPRequestHandler], None]]] = {}
        self.headers: dict[str, str] = {}
        self.pages: dict[str, bytes] = {
            "/files/company_tickers.json": json.dumps({"0": {"cik_str": 42, "ticker": "NWND", "title": "Northwind plc"}}).encode(),
            "/submissions/CIK0000000042.json": json.dumps(submissions()).encode(),
            "/submissions/CIK0000000042-submissions-001.json": json.dumps(page(OLDER)).encode(),
        }
        for accession, (_, period, _, main) in (FILED | OLDER).items():
            year, folder = period[:4] or "2011", f"/Archives/edgar/data/42/{accession.replace('-', '')}"
            report = REPORT.format(year=year, name="Northwind plc")
            whole = SUBMISSION.format(accession=accession, year=year, capitals="NORTHWIND PLC", report=report)
            self.pages[f"{folder}/{accession}.txt"] = whole.encode()
            self.pages[f"{folder}/{main}"] = f"<html><body><pre>{report}</pre></body></html>".encode()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def counts(self) -> Counter[str]:
        return Counter(path.rpartition("/")[2] for path, _ in self.asked)

    def _handler(edgar) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                edgar.asked.append((parts.path, self.headers.get("User-Agent", "")))
                faults = edgar.faults.get(parts.path)
                fault = faults.pop(0) if faults else 200
                if callable(fault):
                    fault(self)
                elif fault != 200:
                    self.answer(fault, b"no", edgar.headers)
                elif parts.path == "/cgi-bin/browse-edgar":
                    name = parse_qs(parts.query)["company"][0].lower()
                    self.answer(200, ATOM.format(ONE if name == "northwind" else SEVERAL if name == "kelda" else "").encode())
                elif parts.path in edgar.pages:
                    self.answer(200, edgar.pages[parts.path])
                else:
                    self.answer(404, b"no")

            def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None, size: int | None = None) -> None:
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body) if size is None else size))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None:
                pass

        return Handler


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection before any answer."""
    handler.close_connection = True
    handler.connection.close()


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent, then close the connection."""
    handler.answer(200, b"<SEC-DOCUMENT>half", size=10_000)
    handler.close_connection = True


def notice(handler: BaseHTTPRequestHandler) -> None:
    """The SEC's notice, as a page like any other."""
    handler.answer(200, b"<html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head></html>")
