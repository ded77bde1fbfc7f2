"""HTML → text: what a browser shows, a paragraph a line; and what inline XBRL says of the filing."""

from __future__ import annotations

import datetime as dt
import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources.html import accepts, read
from kg.text import blocks

LONG = "Northwind Cables Ltd. has sold cables for ships, trains and power stations to customers in Example Land and"


def text_of(body: str) -> str:
    return read(f"<html><head><title>10-K</title><style>p {{}}</style></head><body>{body}</body></html>".encode()).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One\n  two&nbsp;&nbsp;three</p><div>Four</div>", "One two three\n\nFour"),
        ("<p>We <b>own</b> <font size=2>10</font>%<p>of it", "We own 10%\n\nof it"),
        ("Caf&eacute; &amp; Co. &lt;AG&gt; &#8220;x&#8221; &#146;s", "Café & Co. <AG> “x” ’s"),
        ("One<br>Two<br/><br />Three", "One\n\nTwo\n\nThree"),
        (f"<p>{LONG}<br>Other Land since 1990.</p>", f"{LONG} Other Land since 1990."),
        ("<ul><li>One<li><p>Two</p></ul>", "- One\n\n- Two"),
        ("<p>•&nbsp;&nbsp;One</p><p>·Two</p><p>– Three</p><p>–4 or so</p>", "- One\n\n- Two\n\n- Three\n\n–4 or so"),
        ("<p><font face=Wingdings>§</font>One</p><p><span style='font-family:Wingdings'>n</span> Two</p>", "- One\n\n- Two"),
        ("<p>•</p><p>One</p><dl><dt>(1)<dd>Two</dl>", "- One\n\n(1) Two"),
        ("<div>(a)Dividends</div><div>15.Equity</div><div>U.S.Steel</div>", "(a) Dividends\n\n15. Equity\n\nU.S.Steel"),
        ("<table><tr><td>2001<td>&nbsp;<tr><td>Kelda<td>5<tr><td>2000<tr><td>Brandt<td>6</table>2002", "2001\nKelda\t5\n2000\nBrandt\t6"),
        ("<h2>ITEM 1. BUSINESS</h2>We sell.", "ITEM 1. BUSINESS\n\nWe sell."),
        ("x<!-- no --><script>no()</script><style>no</style><noscript>no</noscript>y", "xy"),
        ("<p>Soft&shy;ware\u200b</p>", "Software"),
        ("<center>A</center><pre>  one   two\n three</pre>B", "A\n\n  one   two\n three\n\nB"),
        ("one<td>two</td>three<tr><li>four</table></div>", "one\n\ntwo\n\nthree\n\n- four"),
    ],
)
def test_paragraphs(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Kelda Ltd.<sup>1</sup> owns", "Kelda Ltd. (1) owns"),
        ("Kelda Ltd.<sup> (a)</sup> owns", "Kelda Ltd. (a) owns"),
        ("Kelda<span style='vertical-align: super'>2</span>", "Kelda (2)"),
        ("Kelda<sup>TM</sup> and Brandt<sup>®</sup>", "Kelda™ and Brandt®"),
        ("the 5<sup>th</sup> of May", "the 5th of May"),
        ("open<sup>", "open"),
        ("<sup><p>one</p></sup>two", "one\n\ntwo"),
    ],
)
def test_raised_footnote_marks_stand_apart(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">no</div>',
        '<span style="color:red; DISPLAY : none;"><b>no</b></span>',
        '<p style="visibility:hidden">no</p>',
        "<ix:header><ix:hidden><ix:nonNumeric name='x'>no</ix:nonNumeric></ix:hidden></ix:header>",
        '<div style="display:none"/>',
    ],
)
def test_what_is_hidden_is_not_read(hidden: str) -> None:
    assert text_of(f"<p>one</p>{hidden}<p>two</p>") == "one\n\ntwo"


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


PROSE = "We make cables of many kinds. " * 8


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (row("Name", "", "Shares") + row("Kelda Ltd.", " &nbsp;", "45"), "Name\tShares\nKelda Ltd.\t45"),
        (row("Kelda Ltd.", "12.5", "%", "$", "3,000", "(4", ")"), "Kelda Ltd.\t12.5%\t$3,000\t(4)"),
        (row("<b>Directors</b>"), "Directors"),
        (row("•", "One") + row("&#183;", "", f"{PROSE}"), f"- One\n\n- {PROSE.strip()}"),
        (row("(1)", "Of Kelda Ltd.") + row("Item 1A.", "Risk Factors"), "(1) Of Kelda Ltd.\n\nItem 1A. Risk Factors"),
        (row("Item 1.", "Business", "3"), "Item 1.\tBusiness\t3"),
        (row("Percent<br>of class", "Place of <hr noshade>incorporation"), "Percent of class\tPlace of incorporation"),
        (row("Kelda Ltd.<br>12 High Street<br>London", "9%"), "Kelda Ltd.  12 High Street London\t9%"),
        (row("Kelda<br>Brandt<br>Orbis", "1<br>2<br>3"), "Kelda\t1\nBrandt\t2\nOrbis\t3"),
        (row("Competition", f"<p>{PROSE}</p><p>Also.</p>"), f"Competition\n\n{PROSE.strip()}\n\nAlso."),
        (row("<table>" + row("A", "1") + row("B", "2") + "</table>", "C"), "A\t1\nB\t2\n\nC"),
        ("<td>no<td>row", "no\trow"),
    ],
)
def test_tables(rows: str, text: str) -> None:
    assert text_of(f"<table>{rows}</table>") == text


def test_blocks_are_what_they_were_in_the_markup() -> None:
    rows = row("Kelda Ltd.", "45%") + row("Brandt AG", "1%")
    text = text_of(f"<h1>Item 4. Company</h1><p>{PROSE}</p><ul><li>Kelda Ltd.</ul><table>{rows}</table>")
    assert [block.kind for block in blocks(text)] == ["heading", "paragraph", "bullet", "row", "row"]


def page(number: int, head: str, foot: str) -> str:
    return f"<p>{foot}</p><p>{number}</p><hr style='page-break-after:always'><p><a href='#toc'>Table of Contents</a></p><p>{head}</p>"


def test_furniture_of_pages_goes_and_sentences_go_on() -> None:
    lands = ["Norway", "Sweden", "Denmark", "Iceland", "Finland", "Estonia", "Latvia"]
    body = "".join(
        f"<p>{LONG} {land}, and</p>{page(number, 'NORTHWIND CABLES LTD.', f'Annual Report {number}')}<p>{land} has bought many of them.</p>"
        for number, land in enumerate(lands)
    )
    text = text_of(body)
    assert text.count("NORTHWIND CABLES LTD.") == text.count("Annual Report") == 1
    assert "Table of Contents" not in text
    assert not re.search(r"^\d+$", text, re.MULTILINE)
    assert f"{LONG} Latvia, and Latvia has bought many of them." in text


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("We make cables and sell them to those who want to buy them in many lands.", "Northwind goes on with other things."),
        (
            "- Growth and continuing after the announcement of the acquisition of the plans",
            "Acquisitions have in the past been dear to us.",
        ),
        ("MANAGEMENT'S DISCUSSION AND ANALYSIS OF FINANCIAL CONDITION AND RESULTS", "We make cables and sell them to those who buy."),
        ("Signed on behalf of the board", "We make cables and sell them to those who want them."),
    ],
)
def test_what_ended_with_the_page_is_not_joined(above: str, below: str) -> None:
    assert text_of(f"<p>{above}</p><hr><p>{below}</p>") == f"{above}\n\n{below}"


def test_tables_drawn_in_plain_text_keep_their_lines() -> None:
    drawn = "<TABLE>\n<CAPTION>\nHolders\n<S>        <C>\nKelda Ltd.   9%\nBrandt AG    8%\n</TABLE>"
    text = text_of(f"<p>one</p><PRE>\n  first\n{drawn}\n  last\n</PRE><table>{row('a', 'b')}</table><p>three\nfour")
    assert [line for line in text.splitlines() if line.strip()] == [
        "one", "  first", "Holders", "Kelda Ltd.   9%", "Brandt AG    8%", "  last", "a\tb", "three four",
    ]  # fmt: skip


def test_plain_text_in_a_wrapper_keeps_its_lines() -> None:
    lines = "\n".join(f"   Kelda Ltd. &amp; Co.      {n}%" for n in range(300))
    text = text_of(f"<div>\n{lines}\n</div>")
    assert text.splitlines()[10] == "   Kelda Ltd. & Co.      10%"


COVER = """<?xml version='1.0' encoding='ASCII'?><!--by hand--><html xmlns:ix="x"><body><div style="display:none">
<ix:header><ix:hidden>
<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="c">0000012345</ix:nonNumeric>
<ix:nonNumeric name="dei:AmendmentFlag" contextRef="c">{amended}</ix:nonNumeric></ix:hidden></ix:header></div>
<p>FORM <ix:nonNumeric name="dei:DocumentType">10-K</ix:nonNumeric></p>
<p>For the year ended <ix:nonNumeric name="dei:DocumentPeriodEndDate"><span>{day}</span></ix:nonNumeric></p>
<ix:nonNumeric name="dei:CoverBlock"><p><ix:nonNumeric name="dei:EntityRegistrantName"><b>NORTHWIND</b> CABLES
INC</ix:nonNumeric></p></ix:nonNumeric><ix:nonNumeric name="dei:EntityRegistrantName">Other Inc</ix:nonNumeric></body></html>"""


@pytest.mark.parametrize("day", ["July 27, 2024", "2024-07-27", "7/27/2024"])
def test_the_cover_of_inline_xbrl(day: str) -> None:
    content = read(COVER.format(amended="false", day=day).encode())
    found = content.metadata
    assert (found.registrant, found.form, found.cik) == ("NORTHWIND CABLES INC", "10-K", "0000012345")
    assert found.fiscal_year_end == dt.date(2024, 7, 27)
    assert {how for _, how in found.found} == {"inline XBRL"}
    assert content.text.startswith("FORM 10-K\n\nFor the year ended")
    assert "0000012345" not in content.text


def test_an_amendment_and_an_odd_date() -> None:
    found = read(COVER.format(amended="true", day="the last Saturday").encode()).metadata
    assert (found.form, found.fiscal_year_end) == ("10-K/A", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    content = read("<html><body><p>Café “Nord”</p></body></html>".encode(encoding))
    assert content.text == "Café “Nord”"
    assert bool(content.warning) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("data", "suffix", "yes"),
    [
        (b"<html>", ".txt", True),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->\n<!-- b --><!DOCTYPE html><html>", "", True),
        (b"<p>We", ".htm", True),
        (b"<p>We", ".txt", False),
        (b"We sell cables.", ".html", False),
    ],
)
def test_what_is_html(data: bytes, suffix: str, yes: bool) -> None:
    assert accepts(data, suffix) is yes


def test_nothing_to_show() -> None:
    with pytest.raises(SourceError, match="shows no text"):
        read(b"<html><body><script>draw()</script></body></html>")


TAGS = [*"p /p br table tr td /td /table li sup /sup pre /pre /div hr b".split(), "div style='display:none'"]


@settings(max_examples=150)
@given(st.lists(st.sampled_from([f"<{tag}>" for tag in TAGS]) | st.text(string.printable, max_size=12), max_size=60))
def test_any_soup_is_read(soup: list[str]) -> None:
    try:
        text = text_of("seen " + "".join(soup))
    except SourceError:
        raise AssertionError("the first word is shown") from None
    assert text.startswith("seen")
    assert "\x0b" not in text
