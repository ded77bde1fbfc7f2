"""Links that open a filing at the quoted words: each is taken apart here as the specification says, and must lead to the quote."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.links import linked
from kg.model import Evidence, Source
from kg.sources.html import read

URL = "https://www.sec.gov/Archives/edgar/data/1/2/report.htm"


def link(text: str, quote: str, url: str = URL, at: int = 0) -> str:
    start = text.index(quote, at)
    source = Source("r", "r.htm", "0", "Example plc", dt.date(2012, 12, 31), url=url)
    return linked(Evidence("r", start, start + len(quote), quote), source, text).link


def found(text: str, link: str) -> tuple[int, int]:
    """Where a browser that does as the specification says begins and ends what it marks; white space is one blank to it."""
    *prefix, rest = re.split(r"-,", link.partition(":~:text=")[2], maxsplit=1)
    words = [r"\s+".join(map(re.escape, unquote(term).split())) for term in (*prefix, *rest.split(","))]
    before = rf"{words.pop(0)}\s*" if prefix else ""
    match = re.search(before + "(?P<marked>" + r"(?:.|\n)*?".join(words) + ")", text)
    assert match, (link, text)
    return match.span("marked")


def test_a_short_quote_is_given_whole() -> None:
    text = "Sales rose. We own Kelda Wire, Ltd. & Co-op plc. Costs fell."
    assert link(text, "We own Kelda Wire, Ltd. & Co-op plc.") == f"{URL}#:~:text=We%20own%20Kelda%20Wire%2C%20Ltd.%20%26%20Co%2Dop%20plc."


def test_a_long_one_by_its_first_and_last_words() -> None:
    text = "On 3 March 2012 we bought all shares of Kelda Wire Ltd. from its founders for $3 million in cash."
    assert link(text, text) == f"{URL}#:~:text=On%203%20March%202012%20we,for%20%243%20million%20in%20cash."


def test_words_that_stand_earlier_too_are_told_by_those_before_them() -> None:
    text = "Kelda Wire\t50%\n\nLower part\nKelda Wire\t50%"
    first, second = link(text, "Kelda Wire\t50%"), link(text, "Kelda Wire\t50%", at=20)
    assert first == f"{URL}#:~:text=Kelda%20Wire,50%25"
    assert second == f"{URL}#:~:text=part-,Kelda%20Wire,50%25"


def test_no_term_reaches_over_a_line_or_a_cell() -> None:
    text = "- Kelda Wire Ltd.,\nwhich makes cables\tand wires, is ours\nto this day and always was"
    assert link(text, text) == f"{URL}#:~:text=Kelda%20Wire%20Ltd.%2C,this%20day%20and%20always%20was"


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "file:///etc/passwd", "report.htm", "https://x.example/a b", 'https://x.example/"']
)
def test_without_an_address_of_the_web_there_is_none(url: str) -> None:
    assert link("We own Kelda.", "We own Kelda.", url) == ""


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert link("We own Kelda.", "We own Kelda.", f"{URL}#item4") == f"{URL}#item4:~:text=We%20own%20Kelda."


def test_what_shows_no_words_has_no_link() -> None:
    assert link("a\n- \nb", "\n- \n") == ""


@given(
    st.lists(st.sampled_from(["Kelda", "Wire", "owns", "5%", "-", ",", "&", "é", "\n", "\t", "- ", "  "]), min_size=1, max_size=40),
    st.data(),
)
def test_every_link_is_well_formed_and_leads_to_words_of_the_quote(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    source = Source("r", "r.htm", "0", "Example plc", dt.date(2012, 12, 31), url=URL)
    made = linked(Evidence("r", start, end, text[start:end]), source, text).link
    assert bool(made) == any(character.isalnum() for character in text[start:end])
    if made:
        assert re.fullmatch(r"[\x21-\x7e]+", made)
        found(text, made)


FILLER = "".join(f"<p>Paragraph {number} of the report is about nothing that anybody asked for.</p>" for number in range(300))
PLACES = [  # what the filing holds, and the quote
    ("<p>We own 40% of Kelda&nbsp;Wire, Ltd. &amp; <b>Co-op</b> plc.</p>", "We own 40% of Kelda Wire, Ltd. & Co-op plc."),
    ("<table><tr><td>Kelda Wire Ltd.</td><td>40%</td></tr></table>", "Kelda Wire Ltd.\t40%"),
    (
        "<ul><li>On 3 March 2012 we bought all shares of <i>Kelda Wire Ltd.</i> from its founders for $3 million in cash.</li></ul>",
        "- On 3 March 2012 we bought all shares of Kelda Wire Ltd. from its founders for $3 million in cash.",
    ),
]


@pytest.mark.browser
@pytest.mark.parametrize(("markup", "quote"), PLACES)
def test_a_browser_opens_the_filing_at_the_quote(browser: Any, tmp_path: Path, markup: str, quote: str) -> None:
    page = f"<html><body>{FILLER}<div id=here>{markup}</div>{FILLER}</body></html>"
    (tmp_path / "report.htm").write_text(page, encoding="utf-8")
    text = read(page.encode()).text
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        tab = browser.new_page()
        tab.goto(link(text, quote, f"http://127.0.0.1:{server.server_port}/report.htm"))
        tab.wait_for_function("window.scrollY > 0", timeout=10_000)
        box = tab.locator("#here").bounding_box()
        tab.close()
        server.shutdown()
    assert 0 <= box["y"] < 720, "the quote is on the screen"
