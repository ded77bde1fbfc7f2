"""The page in headless Chromium beside plain pyvis on the same graph: time to the picture, time of a filter, size."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from math import isnan, nan
from pathlib import Path
from typing import Any

from tests.bench.timing import table

SIZES = (100, 1_000, 5_000, 20_000)  # facts
PATIENCE = 60  # seconds that a page is given to draw
# Resolves with the milliseconds since the page was asked for, at the first frame in which the canvas holds more than its ground.
INK = """new Promise((done) => {
  const look = () => {
    const canvas = document.querySelector('canvas');
    const bar = document.getElementById('loadingBar');
    if (canvas && canvas.width && !(bar && bar.style.opacity !== '0')) {
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      for (let i = 3; i < data.length; i += 4 * 97) if (data[i] > 0) { done(performance.now()); return; }
    }
    requestAnimationFrame(look);
  };
  look();
})"""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
OURS = f"""async () => {{ const start = performance.now();
  document.querySelector('#relations input').click(); await {FRAMES}; return performance.now() - start; }}"""
SLIDER = f"""async () => {{ const to = document.getElementById('to'); const start = performance.now();
  to.value = String(Number(to.value) - 2); to.dispatchEvent(new Event('input')); await {FRAMES}; return performance.now() - start; }}"""
# Plain pyvis has no filter of its own that is not a search box; this is what one would write: hide one relation's edges.
THEIRS = f"""async () => {{ const start = performance.now();
  edges.update(edges.get().filter((e) => e.title === 'ownsShareIn').map((e) => ({{ id: e.id, hidden: true }})));
  await {FRAMES}; return performance.now() - start; }}"""
Figures = tuple[float | None, list[float]]


def pages() -> None:
    """Print the times and sizes."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("\nThe page: there is no Chromium on the PATH")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        rows = [_row(browser, size, Path(folder)) for size in SIZES]
        browser.close()
    head = ("facts", "drawn s", "pyvis s", "ratio", "filter ms", "slider ms", "pyvis filter ms", "MB", "pyvis MB", "ratio", "made in s")
    table(f"The page, beside plain pyvis (given {PATIENCE} s; – where it had not drawn by then)", head, rows)


def _row(browser: Any, size: int, folder: Path) -> tuple[str, ...]:
    sys.path.insert(0, str(Path(__file__).parents[1] / "view"))
    from view_samples import synthetic

    from kg.view import page

    graph = synthetic(size)
    start = time.perf_counter()
    ours, made = folder / "ours.html", page(*graph.parts)
    took = time.perf_counter() - start
    ours.write_text(made, encoding="utf-8")
    theirs = folder / "theirs.html"
    theirs.write_text(_plain(graph), encoding="utf-8")
    drawn, answers = _watch(browser, ours, [OURS, SLIDER])
    other, hidden = _watch(browser, theirs, [THEIRS])
    sizes = [path.stat().st_size / 1e6 for path in (ours, theirs)]
    ratio = f"{other / drawn:.0f}" if other and drawn else f">{PATIENCE / drawn:.0f}" if drawn else "–"
    filters = ["–" if isnan(ms) else f"{ms:.0f}" for ms in (*(answers or (nan, nan)), *(hidden or (nan,)))]
    megabytes = (f"{sizes[0]:.2f}", f"{sizes[1]:.2f}", f"{sizes[0] / sizes[1]:.2f}")
    return (f"{size:,}", _seconds(drawn), _seconds(other), ratio, *filters, *megabytes, f"{took:.1f}")


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _plain(graph: Any) -> str:
    """The same parties and links as pyvis shows them out of the box, its scripts in the page."""
    from pyvis.network import Network

    drawing = Network(directed=True, cdn_resources="in_line")
    names = {entity.id: entity.name for entity in graph.entities}
    for node in sorted({end for claim in graph.claims for end in (claim.subject, claim.object)}):
        drawing.add_node(node, label=names[node])
    for claim in graph.claims:
        drawing.add_edge(claim.subject, claim.object, title=claim.relation, label=str(claim.year))
    return str(drawing.generate_html())


def _watch(browser: Any, file: Path, filters: list[str]) -> Figures:
    """Seconds to the first picture, and milliseconds that each filter takes to be seen; the best of three openings."""
    best: float | None = None
    answers: list[float] = []
    for _ in range(3):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        drawn, found = _open(context.new_page(), file, filters)
        context.close()
        if drawn is None:
            break
        best = drawn if best is None else min(best, drawn)
        answers = [min(pair) for pair in zip(answers or found, found, strict=True)]
        if drawn > 10:
            break
    return best, answers


def _open(page: Any, file: Path, filters: list[str]) -> tuple[float | None, list[float]]:
    from playwright.sync_api import Error

    page.set_default_timeout(PATIENCE * 1000)
    try:
        page.goto(file.as_uri(), wait_until="commit")
        drawn = page.wait_for_function(f"() => {INK}", polling=100).json_value() / 1000
        page.wait_for_timeout(500)
        return drawn, [page.evaluate(script) for script in filters]
    except Error:
        return None, []
