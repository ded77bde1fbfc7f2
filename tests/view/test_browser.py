"""The page in headless Chromium: it draws, every control does what it says, and nothing from a filing runs."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE, MARKS
from opened import Opened, boxes, expected, inked, shown
from view_samples import RELATIONS, Graph, claim, fact, source, telecoms

from kg.identity import Name
from kg.model import Entity, Relation
from kg.view import page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
Show = Callable[..., Opened]


@pytest.fixture(scope="module")
def html() -> str:
    return page(*telecoms().parts, title="A market")


def test_it_draws_offline_and_in_peace(show: Show, html: str) -> None:
    opened = show(html)
    assert shown(opened) == (27, 39)
    assert inked(opened) > 5000
    assert opened.text("h1") == "A market"
    assert "1 filing · 55 facts · 55 claims · 27 parties · 1999–2012" in opened.text(".heading")
    assert opened.quiet(), (opened.fetched, opened.console)


def test_it_stands_still(show: Show, html: str) -> None:
    opened = show(html)
    before = opened.page.screenshot()
    opened.page.wait_for_timeout(800)
    assert opened.page.screenshot() == before


def test_relations_are_filtered(show: Show, html: str) -> None:
    opened = show(html)
    opened.page.get_by_label("owns shares in").uncheck()
    assert shown(opened) == expected([c for c in telecoms().claims if c.relation != "ownsShareIn"])
    for relation in opened.page.locator("#relations input").all():
        relation.uncheck()
    assert shown(opened) == (0, 0)
    assert opened.text("#empty") == "Nothing passes these filters."
    opened.page.get_by_role("button", name="Reset").click()
    assert shown(opened) == (27, 39)
    assert opened.page.locator("#empty").is_hidden()


def test_search_by_another_name_opens_the_party(show: Show, html: str) -> None:
    opened = show(html)
    opened.page.locator("#search").press_sequentially("docom")
    assert "NTT DOCOMO, INC." in opened.text("#found")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "NTT DOCOMO, INC."
    assert "party=ntt-docomo" in opened.page.url
    opened.page.fill("#search", "")
    opened.page.locator("#search").press_sequentially("ntt")
    assert opened.page.locator("#found li").count() == 5
    second = opened.page.locator("#found li").nth(1).inner_text().split("\n")[0]
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == second
    opened.page.fill("#search", "nobody of that name")
    assert "No such name" in opened.text("#found")


def test_the_panel_of_a_party(show: Show, html: str) -> None:
    opened = show(html, "#party=iij")
    panel = opened.text("#panel")
    for words in ("Internet Initiative Japan Inc.", "IIJ; the Registrant", "1090633", "files the reports", "owns shares in hi-ho Inc."):
        assert words in panel, words
    years = [int(text) for text in opened.page.locator("#panel h3").all_inner_texts()]
    assert years == sorted(years, reverse=True)
    opened.page.get_by_role("button", name="NTT Group owns shares in this party").click()
    assert "NTT Group" in opened.text("#panel .statement")
    opened.page.goto(opened.file.as_uri() + "#party=crosswave")
    opened.page.wait_for_function("document.querySelector('#panel h2')?.textContent.startsWith('Crosswave')")
    assert "filed for insolvency" in opened.text("#panel"), "what has no object stands with its party"


def test_former_names_and_identifiers_on_the_card(show: Show) -> None:
    names = (Name("Old plc", until="2009-04", former=True), Name("New plc", since="2009-04"))
    entity = Entity("a", "New plc", "company", ("Old plc",), identifiers=(("cik", "1090633"),), names=names)
    opened = show(page([claim("acquired", "a", "b", 2012)], [entity], (), RELATIONS), "#party=a")
    assert "Name until 2009-04 Old plc" in " ".join(opened.text("#panel dl").split())
    assert opened.page.get_by_role("link", name="1090633").get_attribute("href").endswith("CIK=1090633")
    opened.page.locator("#search").press_sequentially("old pl")
    assert "New plc" in opened.text("#found"), "a former name finds it"


def test_the_panel_of_a_link_holds_every_year_and_its_evidence(show: Show, html: str) -> None:
    opened = show(html, "#link=ntt+ownsShareIn+iij")
    assert [text[:4] for text in opened.page.locator("#panel h3").all_inner_texts()] == ["2012", "2011", "2008", "2006"]
    panel = opened.text("#panel")
    for words in (
        "29.9\u202f%",
        "31.6\u202f%",
        "the date at which it held: 2012-03-31",
        "20-F",
        "fiscal year ended 2012-03-31",
        "Item 4",
        "characters ",
        "rule made-up",
    ):
        assert words in panel, words
    quotes = opened.page.locator("#panel blockquote").all_inner_texts()
    assert quotes[0] == "In 2012, ntt and iij were so related, as this sentence says (ownsShareIn)."


def test_a_click_on_a_link_and_on_nothing(show: Show) -> None:
    opened = show(page([claim("ownsShareIn", "a", "b", 2012, percent=12.5)], (), (source(),), RELATIONS))
    x, y, width, height = (boxes(opened, "#graph")[0][key] for key in ("x", "y", "width", "height"))
    middle = (x + width / 2, y + height / 2)
    hit = next(step for step in range(-60, 61, 6) if _click_selects(opened, middle[0], middle[1] + step))
    assert abs(hit) <= 60
    assert "12.5\u202f%" in opened.text("#panel")
    assert opened.page.url.endswith("#link=a+ownsShareIn+b")
    opened.page.mouse.click(x + 30, y + 30)
    assert opened.page.locator("#panel").is_hidden()
    assert opened.page.url.endswith("#")


def _click_selects(opened: Opened, x: float, y: float) -> bool:
    opened.page.mouse.click(x, y)
    opened.page.wait_for_timeout(30)
    return bool(opened.page.locator("#panel .statement").is_visible())


def test_fit_and_zoom(show: Show, html: str) -> None:
    opened = show(html)
    fitted = opened.page.locator("#graph").screenshot()
    opened.page.get_by_role("button", name="Zoom in").click()
    opened.page.wait_for_timeout(150)
    assert opened.page.locator("#graph").screenshot() != fitted
    opened.page.get_by_role("button", name="Fit").click()
    opened.page.mouse.move(5, 5)
    opened.page.wait_for_timeout(300)
    assert opened.page.locator("#graph").screenshot() == fitted


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844), (820, 1100)])
def test_nothing_overlaps_or_sticks_out(show: Show, html: str, width: int, height: int) -> None:
    opened = show(html, width=width, height=height)
    fragments = ["", "link=ntt+ownsShareIn+iij", "party=iij", "view=table", "view=ownership", "view=timeline&party=iij", "view=matrix"]
    for fragment in fragments:
        opened.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        opened.page.wait_for_timeout(60)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width, fragment
        view = fragment.partition("view=")[2].partition("&")[0] or "network"
        detailed = ["#panel"] if "link" in fragment or "party" in fragment else []
        found = boxes(opened, ".top", ".filters", f"#{view}-view", ".timebar", *detailed)
        assert found[2]["width"] >= 300
        assert found[2]["height"] >= 150
        for i, a in enumerate(found):
            for b in found[i + 1 :]:
                apart_x = a["x"] + a["width"] <= b["x"] + 1 or b["x"] + b["width"] <= a["x"] + 1
                apart_y = a["y"] + a["height"] <= b["y"] + 1 or b["y"] + b["height"] <= a["y"] + 1
                assert apart_x or apart_y, (fragment, a, b)


def test_dark_and_light(show: Show, html: str) -> None:
    light, dark = show(html), show(html, dark=True)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert light.page.evaluate(ground) == "rgb(255, 255, 255)"
    assert dark.page.evaluate(ground) == "rgb(23, 27, 34)"
    before = dark.page.locator("#graph").screenshot()
    dark.page.emulate_media(color_scheme="light")
    dark.page.wait_for_timeout(200)
    assert dark.page.locator("#graph").screenshot() != before
    assert dark.page.evaluate(ground) == "rgb(255, 255, 255)"


def test_an_empty_graph_says_so(show: Show) -> None:
    opened = show(page((), (), (), {}))
    assert opened.text("#empty") == "The graph is empty: no facts were found in these filings."
    for view in ("Ownership", "Timeline", "Matrix", "Table"):
        opened.page.get_by_role("button", name=view).click()
    assert opened.text("#rows") == "0 claims"
    opened.page.get_by_role("button", name="Network", exact=True).click()
    for name in ("Zoom in", "Fit", "Reset", "Undo", "As of", "Play the years"):
        opened.page.get_by_role("button", name=name).click()
    opened.page.locator("#graph").press("ArrowLeft")
    assert opened.quiet()


def hostile_graph() -> Graph:
    """Every hostile text as a name, an alias, an identifier, a quote, a section, a rule, a value and an id; some as filings' names."""
    relations = {**RELATIONS, "<b>rel</b>": Relation("<b>rel</b>", HOSTILE[0], frozenset(), frozenset())}
    hub = Entity("hub", HOSTILE[2], "company", tuple(HOSTILE))
    entities = [hub] + [
        Entity(f"{text} {i}", text, "company", (text[::-1],), identifiers=((text, text),)) for i, text in enumerate(HOSTILE)
    ]
    rows = []
    for i, (text, entity) in enumerate(zip(HOSTILE, entities[1:], strict=True)):
        relation = "<b>rel</b>" if i % 2 else "supplierOf"
        words = fact(relation, text, "hub", 2000 + i % 10, text + " said so", filing=f"filing {i % 3}", section=text, rule=text)
        rows.append(claim(relation, entity.id, "hub", 2000 + i % 10, words, product=text, **{text: text}))
        rows.append(claim("insolvency", entity.id, None, 2009, words))
        rows.append(claim("ownsShareIn", "hub", entity.id, 2009, words, percent=i + 0.5, **{text: text}))
    sources = [source(f"filing {i}", HOSTILE[i], url=f"javascript:{MARKS}") for i in range(3)]
    return Graph(tuple(rows), tuple(entities), tuple(sources), relations)


def test_nothing_from_a_filing_runs(show: Show) -> None:
    assert len(HOSTILE) >= 50
    graph = hostile_graph()
    opened = show(page(*graph.parts, title=HOSTILE[0]))
    driver: Any = opened.page
    driver.evaluate("document.addEventListener('securitypolicyviolation', () => { window.__blocked = (window.__blocked || 0) + 1; })")
    relation = {c.subject: c.relation for c in graph.claims if c.object}
    wanted = [
        entry
        for entity in graph.entities[1:]
        for entry in (
            ({"party": entity.id}, "h2", entity.name),
            ({"link": f"{entity.id} {relation[entity.id]} hub"}, "blockquote", entity.name + " said so"),
        )
    ]
    missed = driver.evaluate(
        """async (wanted) => { const missed = [];
             for (const [keys, place, text] of wanted) {
               location.hash = new URLSearchParams({ top: '1', ...keys }).toString(); // little to draw: the cards count here
               await new Promise((done) => addEventListener('hashchange', () => requestAnimationFrame(done), { once: true }));
               if (document.querySelector(`#panel ${place}`)?.textContent !== text) missed.push(text);
             }
             return missed; }""",
        wanted,
    )
    assert missed == [], "every text is shown as it is"
    driver.evaluate("location.hash = ''")
    box = boxes(opened, "#graph")[0]
    for step in range(40):  # over labels, nodes and links, so that tooltips open
        driver.mouse.move(box["x"] + box["width"] * (0.2 + 0.6 * (step % 8) / 8), box["y"] + box["height"] * (0.2 + 0.6 * (step // 8) / 5))
        driver.wait_for_timeout(20)
    driver.evaluate(
        """(texts) => { const search = document.getElementById('search');
             for (const text of texts) { search.value = text; search.dispatchEvent(new Event('input')); } }""",
        HOSTILE,
    )
    driver.fill("#search", "href")
    driver.keyboard.press("Enter")
    driver.evaluate("dispatchEvent(new Event('beforeprint'))")
    driver.evaluate("location.hash = 'company=hub'")
    for view in ("Ownership", "Timeline", "Matrix", "Table"):
        driver.locator(f"#as-{view.lower()}").click()
    assert driver.locator("#facts tr").count() == len(graph.claims)
    driver.wait_for_timeout(300)
    assert driver.evaluate("[window.__ran, window.__blocked, window.__evil]") == [None, None, None]
    assert driver.evaluate("document.querySelectorAll('script').length") == 3
    assert (
        driver.evaluate("document.querySelectorAll('img, iframe, object, embed, form, base, body style, body link, a[href]').length") == 0
    )
    assert opened.quiet(), (opened.fetched, opened.console, opened.dialogs)


def test_the_policy_stops_what_gets_in_all_the_same(show: Show, html: str) -> None:
    opened = show(html)
    opened.page.evaluate(
        """() => { const box = document.createElement('div'); document.body.append(box);
                   box.innerHTML = '<img src="https://evil.example/x.png" onerror="window.__ran = 1"><svg onload="window.__ran = 1"></svg>';
                   const s = document.createElement('script'); s.textContent = 'window.__ran = 1'; document.body.append(s); }"""
    )
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate("window.__ran") is None
    assert len(opened.console) >= 3, "the browser tells what it refused"


def test_a_filing_with_an_address_is_linked(show: Show) -> None:
    opened = show(
        page([claim("acquired", "a", "b", 2012)], (), [source(url="https://www.sec.gov/filing.htm")], RELATIONS), "#link=a+acquired+b"
    )
    link = opened.page.get_by_role("link", name="Open the filing")
    assert link.get_attribute("href") == "https://www.sec.gov/filing.htm"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_picture_for_the_readme(show: Show, html: str, tmp_path: Path) -> None:
    show(html)  # skips where there is no browser
    (tmp_path / "graph.html").write_text(html, encoding="utf-8")
    command = [
        sys.executable,
        str(ROOT / "examples" / "picture.py"),
        str(tmp_path / "graph.html"),
        str(tmp_path / "graph.png"),
        "#party=iij",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    header = (tmp_path / "graph.png").read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", header[16:24])[0] > 1000
