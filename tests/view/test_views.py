"""The other views of the page: ownership, timeline, matrix and table, and what of a view becomes a file or is printed."""

from __future__ import annotations

import csv
import io
import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opened import Opened
from view_samples import RELATIONS, claim, fact, source, telecoms

from kg.model import Entity
from kg.view import page

pytestmark = pytest.mark.browser
Show = Callable[..., Opened]


@pytest.fixture(scope="module")
def html() -> str:
    return page(*telecoms().parts, title="A market")


def go(opened: Opened, fragment: str) -> None:
    opened.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    opened.page.wait_for_timeout(60)


def texts(opened: Opened, selector: str) -> list[str]:
    return [str(text) for text in opened.page.locator(selector).all_text_contents()]


def labels(opened: Opened, selector: str) -> list[str]:
    return [str(text) for text in opened.page.locator(selector).evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")]


def test_the_ownership_tree_of_a_year(show: Show, html: str) -> None:
    opened = show(html, "#view=ownership&company=iij&asof=2012")
    found = labels(opened, "#ownership .stake")
    assert "Nippon Telegraph and Telephone Corporation owns 29.9\u202f% of Internet Initiative Japan Inc.: evidence" in found
    assert "NTT Group owns share of Internet Initiative Japan Inc.: evidence" in found
    assert "Internet Initiative Japan Inc. owns 74.6\u202f% of Trust Networks Inc.: evidence" in found
    assert not any("Crosswave" in label for label in found), "a stake that had ended is none"
    go(opened, "view=ownership&company=iij&asof=2008")
    found = labels(opened, "#ownership .stake")
    assert "Nippon Telegraph and Telephone Corporation owns 29.6\u202f% of Internet Initiative Japan Inc.: evidence" in found
    assert any(label.startswith("ITOCHU Corporation owns 5.1\u202f% (2006) of") for label in found), "an earlier statement tells its year"
    assert not any("Trust Networks" in label for label in found), "it was not stated yet"
    opened.page.get_by_role("button", name="ITOCHU Corporation owns 5.1").click()
    assert "5.1\u202f%" in opened.text("#panel")
    opened.page.fill("#ownership-company", "")
    opened.page.locator("#ownership-company").press_sequentially("docomo")
    opened.page.keyboard.press("Enter")
    assert "company=ntt-docomo" in opened.page.url
    assert opened.quiet()


def test_chains_circles_and_shared_holdings(show: Show) -> None:
    rows = [
        claim("ownsShareIn", "a", "b", 2012, percent=60),
        claim("ownsShareIn", "b", "c", 2012, percent=50),
        claim("ownsShareIn", "c", "a", 2012, percent=5),
        claim("subsidiaryOf", "b", "a", 2012),
        claim("ownsShareIn", "a", "c", 2012, percent=10),
        *(claim("ownsShareIn", "a", f"part-{i:02}", 2012, percent=i) for i in range(30)),
    ]
    opened = show(page(rows, (), (source(),), RELATIONS), "#view=ownership&company=a")
    found = labels(opened, "#ownership .stake")
    assert "b owns 50\u202f% of c, 30\u202f% through the chain: evidence" in found
    assert sum(label.startswith("a owns 60") for label in found) == 1, "subsidiary and stake are one line"
    assert any("back to a party of this chain" in text for text in texts(opened, "#ownership .note"))
    assert "8 more" in texts(opened, "#ownership .more text")
    opened.page.locator("#ownership .more").click()
    assert sum("part-" in label for label in labels(opened, "#ownership .stake")) == 30


def test_the_timeline_of_a_company(show: Show, html: str) -> None:
    opened = show(html, "#view=timeline&company=iij")
    heads = texts(opened, "#timeline .head")
    assert heads[0] == "Stakes, in percent"
    assert heads[1] == "Acquired", "events come first"
    lines = labels(opened, "#timeline .timerow")
    assert "acquired hi-ho Inc.: 2007 JPY\u00a01,200,000,000" in lines
    assert any(line.startswith("supplies ← KDDI Corporation: 2006, 2011, 2012") for line in lines)
    years = "31.6\u202f% in 2006, 29.6\u202f% in 2008, 29.9\u202f% in 2011, 29.9\u202f% in 2012"
    assert f"← Nippon Telegraph and Telephone Corporation, {years}: evidence" in labels(opened, "#timeline .series")
    go(opened, "view=timeline&company=iij&from=2011&without=supplierOf")
    lines = labels(opened, "#timeline .timerow")
    assert not any("hi-ho Inc.: 2007" in line or "supplies" in line for line in lines)
    opened.page.get_by_role("button", name="competes with KDDI Corporation: 2011, 2012").press("Enter")
    assert "competes with" in opened.text("#panel .statement")
    go(opened, "view=timeline&company=crosswave")
    assert any(line.startswith("filed for insolvency") for line in labels(opened, "#timeline .timerow"))
    assert opened.quiet()


def test_the_matrix_of_suppliers_and_competitors(show: Show, html: str) -> None:
    opened = show(html, "#view=matrix")
    assert "4 parties are more than one thing to the same company" in opened.text("#matrix-text")
    assert opened.page.locator("#matrix thead th").first.inner_text() == "Internet Initiative Japan Inc."
    both = opened.page.locator("#matrix td.both").all_inner_texts()
    assert sorted(text.split("\n") for text in both if "supplier" in text) == [["competitor", "supplier"]] * 3
    name = "NTT DOCOMO, INC. is competitor of Internet Initiative Japan Inc., 2012: evidence"
    opened.page.get_by_role("button", name=name).click()
    assert "mobile data" in opened.text("#panel")
    go(opened, "view=matrix&without=competitorOf")
    assert "No party is more than one thing" in opened.text("#matrix-text")
    go(opened, "view=matrix&without=competitorOf,supplierOf")
    assert opened.text("#matrix-text") == "No suppliers or competitors pass these filters."


def test_the_table_holds_every_claim_and_sorts(show: Show, html: str) -> None:
    opened = show(html, "#view=table")
    assert opened.page.locator("#facts tr").count() == len(telecoms().claims)
    assert opened.text("#rows") == "55 claims"
    assert {"mobile data", "Internet access", "–"} < set(texts(opened, "#facts td:nth-child(5)"))
    years = texts(opened, "#facts td:first-child")
    assert years == sorted(years, reverse=True)
    opened.page.get_by_role("button", name="Subject").click()
    subjects = texts(opened, "#facts td:nth-child(2)")
    assert subjects == sorted(subjects)
    assert opened.page.locator("th[aria-sort=ascending]").inner_text().startswith("Subject")
    opened.page.get_by_role("button", name="Evidence: ITOCHU Corporation owns shares in Internet Initiative Japan Inc., 2006").click()
    assert "5.1\u202f%" in opened.text("#panel")
    go(opened, "view=table&near=cisco&hops=1")
    assert opened.text("#rows") == "1 claim", "what is narrowed in the picture is narrowed here"


def download(opened: Opened, entry: str) -> tuple[str, bytes]:
    opened.page.locator("#export > summary").click()
    with opened.page.expect_download() as waiting:
        opened.page.get_by_role("button", name=entry).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_what_is_visible_becomes_files(show: Show, html: str) -> None:
    opened = show(html, "#without=competitorOf&asof=2012")
    name, content = download(opened, "Claims (CSV)")
    assert name == "a-market-network-2012.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["relation"] for row in rows} == {"ownsShareIn", "acquired", "supplierOf", "subsidiaryOf", "listedOn", "insolvency"}
    ntt = next(row for row in rows if row["subject"].startswith("Nippon") and row["object"].startswith("Internet Init"))
    wanted = {"year": "2012", "percent": "29.9", "year_source": "as_of", "filing": "iij-2012", "form": "20-F", "status": "current"}
    assert {key: ntt[key] for key in wanted} == wanted
    assert ntt["quote"] == "In 2012, ntt and iij were so related, as this sentence says (ownsShareIn)."
    name, content = download(opened, "Drawing (SVG)")
    drawing = ET.fromstring(content)
    words = [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    for word in ("KDDI Corporation", "owns shares in", "Exchange"):
        assert word in words
    assert "competes with" not in words, "the legend tells what is drawn"
    assert any((word or "").startswith("A market · as of 2012") for word in words)
    name, content = download(opened, "Picture (PNG)")
    assert name == "a-market-network-2012.png"
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24])[0] > 1500
    go(opened, "view=ownership&company=iij&asof=2012")
    _, content = download(opened, "Drawing (SVG)")
    assert b"Trust Networks Inc." in content
    assert b"var(" not in content, "the file needs no style sheet"
    _, content = download(opened, "Claims (CSV)")
    assert {row["relation"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))} == {"ownsShareIn"}
    go(opened, "view=table")
    opened.page.locator("#export > summary").click()
    assert opened.page.get_by_role("button", name="Picture (PNG)").is_disabled()
    assert not opened.console


def test_a_spreadsheet_runs_nothing(show: Show) -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", 'say "so", they said']
    rows = [claim("acquired", "hub", f"id-{i}", 2012, fact("acquired", "hub", name, 2012, name)) for i, name in enumerate(names)]
    entities = [Entity(f"id-{i}", name, "company") for i, name in enumerate(names)]
    opened = show(page(rows, entities, (source(),), RELATIONS))
    _, content = download(opened, "Claims (CSV)")
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["quote"] for row in found] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", 'say "so", they said']


def test_print_shows_the_drawing_and_no_controls(show: Show, html: str, tmp_path: Path) -> None:
    opened = show(html, "#link=ntt+ownsShareIn+iij")
    driver: Any = opened.page
    driver.evaluate("dispatchEvent(new Event('beforeprint'))")
    driver.emulate_media(media="print")
    assert driver.locator("#print-picture svg").first.is_visible()
    for gone in ("#graph", ".filters", ".tools", "#search", "#play", "#zoom-in"):
        assert driver.locator(gone).is_hidden(), gone
    assert "29.9" in opened.text("#panel")
    driver.emulate_media(media="screen")
    driver.evaluate("dispatchEvent(new Event('afterprint'))")
    assert driver.locator("#print-picture svg").count() == 0
    pdf = driver.pdf()
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 3
