"""The controls of the page, each driven in headless Chromium: years, filters, focus, path, hide and pin, undo, address, keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from opened import Opened, expected, inked, shown
from view_samples import synthetic, telecoms

from kg.view import page

pytestmark = pytest.mark.browser
Show = Callable[..., Opened]
YEARS = [1999, 2003, 2006, 2007, 2008, 2010, 2011, 2012]


@pytest.fixture(scope="module")
def html() -> str:
    return page(*telecoms().parts, title="A market")


def slide(opened: Opened, thumb: str, year: int) -> None:
    """Move a thumb of the slider to a year, with its keys."""
    opened.page.locator(f"#{thumb}").focus()
    opened.page.keyboard.press("Home")
    for _ in range(YEARS.index(year)):
        opened.page.keyboard.press("ArrowRight")


def click(opened: Opened, name: str) -> None:
    opened.page.get_by_role("button", name=name, exact=True).first.click()


def go(opened: Opened, fragment: str) -> None:
    opened.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    opened.page.wait_for_timeout(60)


def test_the_slider_filters_by_years(show: Show, html: str) -> None:
    opened = show(html)
    assert opened.page.locator("#bars rect").count() == len(YEARS)
    slide(opened, "to", 2003)
    early = [c for c in telecoms().claims if c.year <= 2003]
    assert shown(opened) == expected(early)
    assert opened.text("#year-text") == "1999–2003"
    assert opened.page.get_attribute("#to", "aria-valuetext") == "2003"
    opened.page.select_option("#status", "current")
    assert shown(opened) == expected([c for c in early if c.status == "current"])
    opened.page.select_option("#status", "former")
    assert shown(opened) == expected([c for c in early if c.status == "former"])
    opened.page.select_option("#status", "all")
    slide(opened, "from", 2011)
    assert opened.text("#year-text") == "2011", "the end follows the beginning"
    assert shown(opened) == expected([c for c in telecoms().claims if c.year == 2011])


def test_as_of_a_year_shows_the_latest_statement_until_then(show: Show, html: str) -> None:
    opened = show(html, "#view=table")
    slide(opened, "to", 2008)
    assert opened.page.locator("#facts tr", has_text="31.6").count() == 1
    click(opened, "As of")
    assert opened.text("#year-text") == "As of 2008"
    assert opened.page.locator("#from").is_hidden()
    assert opened.page.locator("#facts tr", has_text="31.6").count() == 0
    assert opened.page.locator("#facts tr", has_text="29.6").count() == 1
    assert opened.page.locator("#facts tr", has_text="former").count() == 0
    assert "asof=2008" in opened.page.url
    click(opened, "Range")
    assert opened.text("#year-text") == "1999–2008"


def test_play_goes_through_the_years_and_stops_at_the_end(show: Show, html: str) -> None:
    opened = show(html, "#asof=2010")
    click(opened, "Play the years")
    assert opened.page.get_by_role("button", name="Stop").get_attribute("aria-pressed") == "true"
    opened.page.wait_for_function("() => document.getElementById('year-text').textContent === 'As of 2012'", timeout=8000)
    opened.page.wait_for_function("() => document.getElementById('play').getAttribute('aria-pressed') === 'false'", timeout=8000)
    click(opened, "Undo")
    assert opened.text("#year-text") != "As of 2012", "what was played can be taken back"


def test_kinds_status_and_how_many_are_filtered(show: Show, html: str) -> None:
    opened = show(html)
    opened.page.get_by_label("Exchange").uncheck()
    kinds = {entity.id: entity.kind for entity in telecoms().entities}
    rest = [c for c in telecoms().claims if kinds[c.subject] != "exchange" and (not c.object or kinds[c.object] != "exchange")]
    assert shown(opened) == expected(rest)
    opened.page.get_by_role("button", name="None").click()
    assert shown(opened) == (0, 0)
    opened.page.get_by_role("button", name="All", exact=True).click()
    opened.page.select_option("#top", "10")
    assert shown(opened)[0] == 10
    assert "15 left out (less connected, in" in opened.text("#left")
    opened.page.get_by_role("button", name="Reset").click()
    assert shown(opened) == (27, 39)


def test_the_neighbourhood_of_a_party(show: Show, html: str) -> None:
    opened = show(html, "#party=cisco")
    for hops, wanted in (("1 hop", {"cisco", "iij"}), ("2 hops", {"cisco", *neighbours("iij")})):
        opened.page.get_by_role("button", name=hops, exact=True).click()
        assert shown(opened)[0] == len(wanted)
        assert opened.text("#chips").startswith(f"{hops} around Cisco Systems, Inc.")
    opened.page.get_by_role("button", name="3 hops", exact=True).click()
    assert shown(opened)[0] == 27
    opened.page.get_by_role("button", name="3 hops around Cisco Systems, Inc.: take back").click()
    assert "near" not in opened.page.url


def neighbours(party: str) -> set[str]:
    ends = [(c.subject, c.object) for c in telecoms().claims if c.object]
    return {party, *(b for a, b in ends if a == party), *(a for a, b in ends if b == party)}


def test_the_path_between_two_parties(show: Show, html: str) -> None:
    opened = show(html, "#party=sony")
    opened.page.get_by_label("Path to another party").press_sequentially("cisc")
    opened.page.keyboard.press("Enter")
    panel = opened.text("#panel")
    assert "3 steps; 1 shortest way" in panel
    for words in (
        "Sony Corporation owns shares in Crosswave Communications Inc.",
        "Cisco Systems, Inc. supplies Internet Initiative Japan Inc.",
    ):
        assert words in panel
    assert shown(opened)[0] == 4
    opened.page.get_by_role("button", name="Sony Corporation owns shares in Crosswave").click()
    assert "23.1\u202f%" in opened.text("#panel")
    opened.page.get_by_role("button", name="Close the details").click()
    assert "From Sony Corporation to Cisco Systems, Inc." in opened.text("#panel"), "back to the path"
    opened.page.get_by_label("supplies").uncheck()
    assert "No links lead from one to the other under these filters." in opened.text("#panel")
    click(opened, "Leave the path")
    assert opened.page.locator("#panel").is_hidden()


def test_hide_pin_and_undo(show: Show, html: str) -> None:
    opened = show(html, "#party=kddi")
    click(opened, "Hide")
    assert shown(opened)[0] == 26
    assert opened.text("#chips").startswith("1 hidden")
    click(opened, "Undo")
    assert shown(opened)[0] == 27
    assert opened.text("#panel h2") == "KDDI Corporation"
    click(opened, "Redo")
    assert shown(opened)[0] == 26
    opened.page.keyboard.press("Control+z")
    click(opened, "Pin")
    slide(opened, "to", 1999)
    assert shown(opened) == (3, 1), "what is pinned stays, whatever the years"
    assert opened.text("#chips").startswith("1 pinned")
    opened.page.keyboard.press("Control+z")
    assert shown(opened) == (27, 39), "one slide is one step"
    click(opened, "Unpin")
    assert "pin=" not in opened.page.url


def spots(opened: Opened, selector: str) -> list[tuple[float, float]]:
    """Where circles of the drawing stand on the screen, as the drawing for print says."""
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found = opened.page.evaluate(
        """(selector) => { const frame = document.getElementById('graph').getBoundingClientRect();
             const at = (c, key) => Number(c.getAttribute(key));
             return [...document.querySelectorAll(`#print-picture svg svg ${selector}`)]
               .map((c) => [frame.x + at(c, 'cx'), frame.y + at(c, 'cy')]); }""",
        selector,
    )
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    return [(x, y) for x, y in found]


def test_what_is_dragged_is_pinned_where_it_was_put(show: Show, html: str) -> None:
    opened = show(html, "#near=cisco&hops=1")
    [a, b] = spots(opened, "circle")
    opened.page.mouse.move(*b)
    opened.page.mouse.down()
    opened.page.mouse.move(b[0] + 60, b[1] + 40, steps=4)
    opened.page.mouse.up()
    assert opened.text("#chips").count("1 pinned") == 1
    assert "pin=" in opened.page.url
    (x, y), (x2, y2) = spots(opened, "circle")
    assert (x, y) == a
    assert abs(x2 - b[0] - 60) < 3
    assert abs(y2 - b[1] - 40) < 3


def test_an_address_leads_back_to_what_was_shown(show: Show, html: str) -> None:
    opened = show(html)
    opened.page.get_by_label("competes with").uncheck()
    slide(opened, "from", 2006)
    opened.page.locator("#as-table").click()
    opened.page.get_by_role("button", name="Cisco Systems, Inc.", exact=True).click()
    fragment = opened.page.url.split("#")[1]
    again = show(html, f"#{fragment}")
    assert again.text("#panel h2") == "Cisco Systems, Inc."
    assert again.text("#year-text") == "2006–2012"
    assert not again.page.get_by_label("competes with").is_checked()
    assert again.text("#rows") == opened.text("#rows")
    again.page.locator("#as-network").click()
    assert inked(again) > 5000
    strange = show(
        html,
        "#party=__proto__&link=constructor&from=x&to=x&asof=y&without=toString,nonsense&view=<b>&top=-3&hops=99&path=iij&pin=1,2,nobody&open=9999,3&near=x",
    )
    assert shown(strange) == (27, 39)
    assert strange.text("#year-text") == "1999–2012"
    assert strange.quiet()


def test_keyboard_alone(show: Show, html: str) -> None:
    opened = show(html)
    seen = []
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        seen.append(opened.page.evaluate("document.activeElement.id || document.activeElement.value || document.activeElement.textContent"))
        if seen[-1] == "graph":
            assert opened.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for control in (
        "search",
        "as-network",
        "as-table",
        "ownsShareIn",
        "company",
        "status",
        "top",
        "from",
        "to",
        "as-of",
        "play",
        "reset",
        "graph",
        "zoom-in",
        "fit",
        "copy",
        "scheme",
        "Export",
    ):
        assert control in seen, control
    opened.page.locator("#graph").focus()
    before = opened.page.locator("#graph").screenshot()
    for key in ("+", "ArrowLeft"):
        opened.page.keyboard.press(key)
        opened.page.wait_for_timeout(150)
        after = opened.page.locator("#graph").screenshot()
        assert after != before, key
        before = after
    opened.page.keyboard.press("n")
    assert opened.text("#panel h2") == "Internet Initiative Japan Inc.", "the most important first"
    opened.page.keyboard.press("n")
    second = opened.text("#panel h2")
    opened.page.keyboard.press("f")
    assert "1 hop around" in opened.text("#chips")
    opened.page.keyboard.press("f")
    assert "2 hops around" in opened.text("#chips")
    opened.page.keyboard.press("h")
    assert "1 hidden" in opened.text("#chips")
    opened.page.keyboard.press("Control+z")
    assert opened.text("#panel h2") == second
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "panel"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#panel").is_hidden()
    opened.page.keyboard.press("/")
    assert opened.page.evaluate("document.activeElement.id") == "search"


def test_a_big_graph_opens_on_its_most_important_parties_and_groups(show: Show) -> None:
    graph = synthetic(4000)
    opened = show(page(*graph.parts))
    parties, links = shown(opened)
    assert parties == 48
    assert links <= 500
    left = opened.text("#left")
    assert "left out (less connected, in " in left
    number = int(left.replace(",", "").split()[1])
    assert number == len({end for c in graph.claims for end in (c.subject, c.object)}) - 48, "what is left out is said"
    opened.page.locator("#search").press_sequentially("01300")
    opened.page.keyboard.press("Enter")
    assert "01300" in opened.text("#panel h2")
    assert shown(opened)[0] == parties + 1, "what the search finds is drawn"
    opened.page.get_by_role("button", name="1 hop", exact=True).click()
    assert shown(opened)[0] >= 2
    assert opened.text("#left") == ""
    opened.page.get_by_role("button", name="Reset").click()
    go(opened, "open=0,40")
    assert shown(opened)[0] == parties + 40
    opened.page.locator("#as-table").click()
    assert opened.page.locator("#facts tr").count() == 300
    assert opened.text("#rows") == "The first 300 of 4,000 claims"
    opened.page.get_by_role("button", name="Show 300 more").click()
    assert opened.page.locator("#facts tr").count() == 600
    assert opened.quiet()


def test_a_click_on_a_group_opens_it(show: Show) -> None:
    opened = show(page(*synthetic(2000).parts))
    before = shown(opened)
    groups = spots(opened, "circle[stroke-dasharray]")
    assert len(groups) > 5
    opened.page.mouse.click(*groups[0])
    opened.page.wait_for_url("**open=**")
    assert before[0] < shown(opened)[0] <= before[0] + 40
    assert "Opened groups" in opened.text("#chips")
    parties = spots(opened, "circle:not([stroke-dasharray])")
    opened.page.mouse.click(*parties[0])
    assert opened.page.locator("#panel h2").is_visible()
