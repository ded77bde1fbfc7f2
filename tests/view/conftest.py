"""Headless Chromium for the tests of the page: every request, console line and error is kept, so that a test can say there was none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from opened import Opened


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open HTML text as a file: `show(html, "#party=iij", width=390, dark=True)`."""
    contexts = []

    def opened(html: str, fragment: str = "", *, width: int = 1280, height: int = 800, dark: bool = False) -> Opened:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
        contexts.append(context)
        page = context.new_page()
        found = Opened(page, file)
        page.on("request", lambda request: found.requests.append(request.url))
        page.on("console", lambda message: found.console.append(message.text))
        page.on("pageerror", lambda error: found.console.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (found.dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri() + fragment)
        page.wait_for_selector("html[data-drawn]", timeout=20_000)
        return found

    yield opened
    for context in contexts:
        context.close()
