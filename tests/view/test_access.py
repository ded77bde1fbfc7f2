"""Whether the page can be used by everybody: axe-core's rules on every view, light and dark, and a name for every control."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
from opened import Opened
from view_samples import telecoms

from kg.view import page

pytestmark = pytest.mark.browser
Show = Callable[..., Opened]
VIEWS = (
    "party=iij",
    "view=ownership&company=iij",
    "view=timeline&company=iij",
    "view=matrix",
    "link=ntt+ownsShareIn+iij",
    "view=table",
    "path=sony&path=cisco&pin=10,10,iij",
)


@pytest.fixture(scope="module")
def html() -> str:
    return page(*telecoms().parts, title="A market")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(show: Show, html: str, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    opened = show(html, dark=dark)
    opened.page.evaluate(files(axe).joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = []
    for fragment in VIEWS[:4] if dark else VIEWS:
        opened.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        opened.page.wait_for_timeout(80)
        answer = opened.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert answer["passes"], "axe looked at something"
        found += [(fragment, rule["id"], node["html"][:120]) for rule in answer["violations"] for node in rule["nodes"]]
    assert found == []


def test_every_control_has_a_name(show: Show, html: str) -> None:
    opened = show(html, "#party=iij")
    nameless = opened.page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, summary, [role=listbox], [role=button], [tabindex="0"]')]
                 .filter(e => e.offsetParent && !(e.getAttribute('aria-label') || e.textContent.trim()
                           || (e.labels && [...e.labels].some(l => l.textContent.trim()))))
                 .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
