"""The pages in headless Chromium: by keyboard, on a phone's width, in the dark, offline; and nothing from a filing runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from hostile import HOSTILE, MARKS
from market_samples import CLAIMS
from servers import Server

from kg.query import filled, questions
from kg.sparql import query
from kg.store import open_store

pytestmark = [pytest.mark.browser, pytest.mark.slow]
VALUES = {"company": "CW", "other": "Fenland Fibre", "year": "2012", "from": "2011", "to": "2012", "claim": CLAIMS[1].id}
Visit = Callable[..., Any]


@pytest.fixture
def visit(server: Server, tab: Callable[..., Any]) -> Visit:
    """Open a path of the server: `visit("/entity/we", width=390, dark=True)`."""

    def opened(path: str, **how: Any) -> Any:
        found = tab(server.address, **how)
        found.page.goto(server.address + path)
        return found

    return opened


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_company_is_found_by_keyboard_and_its_facts_have_words_and_source(visit: Visit) -> None:
    opened = visit("/")
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.focus("#q")
    page.keyboard.type("cable works")
    page.wait_for_selector("#offered li")
    assert page.inner_text("#offered li").startswith("Cable Works Ltd.")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#q", "aria-activedescendant") == "offered-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/we")
    assert page.inner_text("h1") == "Cable Works Ltd."
    assert "Cable and Rope Ltd." in page.inner_text(".about")
    claim = page.locator(".claim", has_text="Brixton Group plc owns a share in").first
    assert "29.9" in claim.inner_text()
    assert claim.locator("blockquote").inner_text() == "parent ownsShareIn we in 2012."
    assert claim.locator("figcaption a").get_attribute("href") == "https://filings.example/2012"
    page.get_by_role("link", name="2011", exact=True).click()
    assert page.locator(".timeline h2").all_inner_texts() == ["2011"]
    page.get_by_role("link", name="Brixton Group plc").first.click()
    assert page.inner_text("h1") == "Brixton Group plc"
    assert opened.quiet(), (opened.elsewhere, opened.console)


def test_search_without_choosing_and_without_a_hit(visit: Visit) -> None:
    opened = visit("/")
    opened.page.fill("#q", "ltd")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/search?q=ltd")
    assert "Dockside Wire Ltd." in opened.page.locator(".found li").all_inner_texts()
    opened.page.goto(opened.address + "/search?q=zzzz")
    assert "There is no such name" in opened.page.inner_text("main")


def test_a_question_is_asked_by_its_form(visit: Visit, build: Path) -> None:
    opened = visit("/")
    page = opened.page
    page.get_by_role("link", name="Which suppliers a company won and lost").click()
    page.locator("#p-company").fill("cw")
    page.wait_for_selector("datalist option", state="attached")
    assert page.get_attribute("datalist option", "value") == "Cable Works Ltd."
    page.locator("#p-company").fill("CW")
    page.locator("#p-from").fill("2011")
    page.locator("#p-to").fill("2012")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_selector("tbody tr")
    assert [row.split("\t")[:2] for row in page.locator("tbody tr").all_inner_texts()] == [
        ["new", "Fenland Fibre Inc."], ["lost", "Garrick Copper S.A."],
    ]  # fmt: skip
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "supplier-changes.csv"
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("change,supplier,product,claim")
    page.get_by_role("link", name="words").first.click()
    assert page.inner_text("td q") == "rival supplierOf we in 2012."
    assert opened.quiet(), (opened.elsewhere, opened.console)


def test_what_is_wrong_with_an_answer_to_a_form_is_said(visit: Visit) -> None:
    opened = visit("/ask/shareholders?company=Cable+Werks")
    assert "there is no company 'Cable Werks'; the nearest: Cable Works Ltd." in opened.page.inner_text("[role=alert]")
    assert opened.page.input_value("#p-company") == "Cable Werks"


def test_every_question_shows_the_rows_of_kg_ask(visit: Visit, build: Path) -> None:
    opened, store = visit("/"), open_store(build)
    for name, question in questions().items():
        given = {p.name: VALUES[p.name] for p in question.parameters if p.name == "company" or not p.optional}
        opened.page.goto(f"{opened.address}/ask/{name}?{urlencode(given)}")
        rows = query(store, filled(store, question, given)).terms
        assert opened.page.locator("tbody tr").count() == len(rows), name
    assert opened.quiet(), (opened.elsewhere, opened.console)


@pytest.mark.parametrize("path", ["/", "/entity/we", "/ask/facts-of?company=CW", "/search?q=ltd", "/editor"])
def test_a_phones_width_and_the_dark(visit: Visit, path: str) -> None:
    opened = visit(path, width=360, height=740, dark=True)
    opened.page.wait_for_load_state("networkidle")
    assert overflow(opened.page) <= 0
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 27, 34)"
    light = visit(path, width=1280)
    assert light.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert overflow(light.page) <= 0


def test_nothing_from_a_filing_runs(visit: Visit) -> None:
    opened = visit("/entity/evil-0")
    page = opened.page
    paths = [f"/entity/evil-{number}" for number in range(0, len(HOSTILE), 3)]
    paths += ["/ask/suppliers?year=2013", "/ask/facts-of?company=evil-0", "/ask/evidence?claim=0", "/entity/evil-0?from=100"]
    paths += [f"/search?q={quote(text)}" for text in HOSTILE[:20]] + [f"/ask/shareholders?company={quote(text)}" for text in HOSTILE[:20]]
    for path in paths:
        page.goto(opened.address + path)
        assert page.evaluate("window.__ran") is None, path
        assert page.locator("main img, main iframe, main svg, main object, main embed, main style, main form[action*=evil]").count() == 0
    page.goto(opened.address)
    page.fill("#q", "script")
    page.wait_for_selector("#offered li")
    page.hover("#offered li")
    assert page.evaluate("window.__ran") is None
    page.goto(f"{opened.address}/entity/evil-0?year=2013")
    for link in page.locator("main a").all():
        assert str(link.get_attribute("href")).startswith(("/", "?", "https://filings.example/")), link
    assert not opened.elsewhere
    assert not opened.dialogs
    assert {line for line in opened.console if "400 (Bad Request)" not in line} == set(), "but for names that mean nobody"


def test_the_policy_stops_what_would_run(visit: Visit) -> None:
    """The second wall: markup that got in would still not run."""
    opened = visit("/")
    opened.page.evaluate(f"document.querySelector('main').insertAdjacentHTML('beforeend', `<img src=x onerror='{MARKS}'>`)")
    opened.page.evaluate("const s = document.createElement('script'); s.textContent = 'window.__ran = 1'; document.body.append(s)")
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate("window.__ran") is None
    assert any("Content Security Policy" in line for line in opened.console)


READY = "html[data-ready]"


def plain(row: Sequence[str | None]) -> tuple[str | None, ...]:
    """A row without the braces of templates, which YASGUI takes out of what it shows."""
    return tuple(cell and cell.replace("{{", "").replace("}}", "").replace(" ", "") for cell in row)


def test_the_editor_runs_every_question(visit: Visit, build: Path) -> None:
    opened, store = visit("/editor"), open_store(build)
    page = opened.page
    page.wait_for_selector(READY)
    for name, question in questions().items():
        given = {p.name: VALUES[p.name] for p in question.parameters if p.name == "company" or not p.optional}
        sparql = filled(store, question, given)
        rows: ox.QuerySolutions | Any = query(store, sparql).terms
        found = page.evaluate(
            """async (sparql) => {
                const tab = yasgui.getTab();
                tab.setQuery(sparql);
                await tab.getYasqe().query();
                const rows = tab.getYasr().results.getBindings();
                return rows.map((row) => tab.getYasr().results.getVariables().map((name) => row[name] ? row[name].value : null));
            }""",
            sparql,
        )
        ours = [tuple(None if t is None else getattr(t, "value", "") for t in row) for row in rows]
        assert [plain(row) for row in found] == [plain(row) for row in ours], name
    assert page.evaluate("window.__ran") is None
    assert not opened.elsewhere
    assert not opened.dialogs
    blocked = "Content Security Policy"  # YASGUI draws with innerHTML: the policy is what keeps hostile names from running
    assert [line for line in opened.console if blocked not in line] == []


def test_the_editor_opens_a_question_and_shows_hostile_words_as_text(visit: Visit) -> None:
    sparql = "SELECT ?n ?q { ?e skos:prefLabel ?n . OPTIONAL { ?e skos:altLabel ?q } } ORDER BY ?n"
    opened = visit(f"/editor?query={quote(sparql)}")
    page = opened.page
    page.wait_for_selector(READY)
    assert page.evaluate("yasgui.getTab().getQuery()") == sparql
    page.locator(".CodeMirror").first.click()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".yasr table td")
    assert page.locator(".yasr table tbody tr").count() > 10
    page.wait_for_timeout(500)
    assert page.evaluate("window.__ran") is None
    assert not opened.elsewhere
    assert not opened.dialogs


def test_the_editor_shows_a_mistake_at_its_place(visit: Visit) -> None:
    opened = visit("/editor?query=" + quote("SELECT * { ?s ?p FILTER }"))
    page = opened.page
    page.wait_for_selector(READY)
    page.evaluate("yasgui.getTab().getYasqe().query().catch(() => null)")
    page.wait_for_selector("text=can't stand here")
