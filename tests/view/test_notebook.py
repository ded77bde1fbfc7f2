"""`kg.view(…)`: what Jupyter shows, in a frame that reaches nothing but itself; and what `kg view` opens on."""

from __future__ import annotations

import html as markup
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import HOSTILE
from opened import Opened
from view_samples import claim, telecoms

import kg
from kg.errors import OutputError, QueryError
from kg.model import Entity
from kg.view import Opening, View, fragment, page

Show = Callable[..., Opened]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("opening", "wanted"),
    [
        (Opening(), ""),
        (Opening(company="IIJ"), "party=iij&near=iij&hops=1"),
        (Opening(company="docomo", hops=2, year="2008-2012"), "from=2008&to=2012&party=ntt-docomo&near=ntt-docomo&hops=2"),
        (Opening("ownership", "Internet Initiative Japan", "2012"), "view=ownership&asof=2012&company=iij"),
        (Opening("timeline"), "view=timeline"),
        (Opening(top=20), "top=20"),
    ],
)
def test_what_is_asked_for_as_a_fragment(opening: Opening, wanted: str) -> None:
    graph = telecoms()
    assert fragment(opening, graph.claims, graph.entities) == wanted


@pytest.mark.parametrize(
    ("opening", "message"),
    [
        (Opening(company="Cisko"), "nearest: Cisco Systems"),
        (Opening(year="twelve"), "write it as 2012, or as 2008-2012"),
        (Opening(year="2012-2008"), "is no year"),
        (Opening(year="1066"), "the graph begins with 1999"),
    ],
)
def test_what_is_not_there_is_told(opening: Opening, message: str) -> None:
    graph = telecoms()
    with pytest.raises(QueryError, match=message):
        fragment(opening, graph.claims, graph.entities)


def test_a_party_without_a_claim_is_not_in_the_graph() -> None:
    lonely = Entity("lonely", "Lonely Ltd", "company")
    with pytest.raises(QueryError, match="there is no company"):
        fragment(Opening(company="Lonely Ltd"), [claim("acquired", "a", "b", 2012)], [lonely])


def test_kg_view_takes_a_result_and_a_folder(tmp_path: Path) -> None:
    result = kg.build([ROOT / "examples" / "iij-2012.txt"], tmp_path / "out", manifest=ROOT / "examples" / "filings.csv")
    shown = kg.view(result, kind="ownership", company="IIJ", year=2012)
    assert isinstance(shown, View)
    assert shown.html == kg.view(tmp_path / "out", kind="ownership", company="IIJ", year=2012).html, "the same page either way"
    assert '"start":"view=ownership\\u0026asof=2012\\u0026company=internet-initiative-japan"' in shown.html
    assert re.fullmatch(r"<kg\.View: Knowledge graph \(\d+ claims\)>", repr(shown))
    assert shown.save(tmp_path / "page.html").read_text(encoding="utf-8") == shown.html
    with pytest.raises(OutputError):
        kg.view(tmp_path)
    assert_the_command_does_the_same(tmp_path, shown.html)


def assert_the_command_does_the_same(folder: Path, wanted: str) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "kg", "view", "out", *arguments], cwd=folder, capture_output=True, check=False, timeout=60
        )

    asked = ("--kind", "ownership", "--company", "IIJ", "--year", "2012")
    assert run(*asked, "-o", "-").stdout.decode() == wanted
    written = run(*asked, "-o", "tree.html")
    assert (written.returncode, written.stdout, (folder / "tree.html").read_text(encoding="utf-8")) == (0, b"tree.html\n", wanted)
    wrong = run("--hops", "2")
    assert (wrong.returncode, b"--hops needs --company" in wrong.stderr) == (2, True)
    unknown = run("--company", "Nobody Ltd")
    assert (unknown.returncode, b"there is no company 'Nobody Ltd'" in unknown.stderr) == (3, True)


def test_the_frame_holds_the_page_and_nothing_ends_it() -> None:
    graph = telecoms()
    text = page(graph.claims, [Entity(e.id, HOSTILE[i % len(HOSTILE)], e.kind) for i, e in enumerate(graph.entities)], (), graph.relations)
    frame = View(text, summary="'><script>window.__ran = 1</script>")._repr_html_()
    found = re.fullmatch(r'<iframe sandbox="([^"]*)" srcdoc="([^"]*)" title="([^"]*)" loading="lazy" style="[^"]*"></iframe>', frame)
    assert found
    assert "allow-same-origin" not in found[1]
    assert markup.unescape(found[2]) == text


@pytest.mark.browser
def test_a_notebook_shows_it(show: Show, tmp_path: Path) -> None:
    frame = View(page(*telecoms().parts, start="party=iij"))._repr_html_().replace('loading="lazy"', "")
    outer = f"<!doctype html><html data-drawn><title>A notebook</title><h1>Cell</h1>{frame}<script>window.secret = 1</script></html>"
    opened = show(outer)
    inner = opened.page.frames[1]
    inner.wait_for_selector("html[data-drawn]")
    assert inner.inner_text("#panel h2") == "Internet Initiative Japan Inc."
    inner.click("#as-table")
    assert inner.locator("#facts tr").count() == 55
    inner.click("#undo")
    assert inner.locator("#copy").is_hidden(), "it has no address of its own"
    reached = inner.evaluate("() => { try { return String(parent.secret); } catch (error) { return error.name; } }")
    assert reached == "SecurityError"
    assert not opened.console
    assert not [url for url in opened.fetched if not url.startswith("about:")]
