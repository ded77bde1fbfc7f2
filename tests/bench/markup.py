"""HTML → text in MB/s of markup, beside inscriptis and lxml's `text_content()`: the same pages, in the same run.

lxml's knows neither tables nor lists nor what is hidden, and keeps no lines apart: it is the floor, not a rival.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import html as lxml_html

from kg.sources.html import read
from tests.bench.corpus import ROOT
from tests.bench.timing import seconds, table

REAL = ROOT.parent / "shared" / "filings" / "full"
ROUNDS = 3


def markup() -> None:
    """Print the three speeds and their ratios."""
    pages = _pages()
    size = sum(map(len, pages))
    ways: list[tuple[str, Callable[[bytes], object]]] = [("kg: HTML to text", read)]
    try:
        from inscriptis import get_text
    except ImportError:
        missing = [("inscriptis is not installed: pip install -e '.[bench]'", "-", "-", "-")]
    else:
        missing = []
        ways.append(("inscriptis get_text", lambda page: get_text(page.decode("utf-8", "replace"))))
    ways.append(("lxml text_content()", lambda page: lxml_html.document_fromstring(page).text_content()))
    times = [seconds(lambda way=way: [way(page) for page in pages], ROUNDS) for _, way in ways]
    rows = [
        (name, f"{took:.2f}", f"{size / took / 1e6:.1f}", f"{times[0] / took:.2f}") for (name, _), took in zip(ways, times, strict=True)
    ]
    table(f"HTML: {len(pages)} pages, {size / 1e6:.1f} MB", ("", "s", "MB/s", "times kg's speed"), [*rows, *missing])


def _pages() -> list[bytes]:
    """The real HTML filings where they are beside the checkout; else a page of our own, with paragraphs and tables."""
    files: list[Path] = sorted(REAL.glob("*.html")) if REAL.is_dir() else []
    if files:
        return [file.read_bytes() for file in files]
    row = "<tr><td style='padding-left:9pt'><font size='2'>Kelda Wire Ltd.</font></td><td>&nbsp;</td><td>$</td><td>1,200</td></tr>"
    prose = "<p style='margin:0'><font face='Times'>In May 2012 we bought <b>Kelda Wire Ltd.</b> for $3 million.</font></p>"
    page = f"<html><body>{(prose * 20 + '<table>' + row * 30 + '</table>') * 300}</body></html>"
    return [page.encode()]
