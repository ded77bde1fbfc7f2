"""A server of its own, on a free port of loopback, once for all tests that only ask."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "rdf"), str(HERE.parent / "view")]

from servers import Server, make_build, serving  # noqa: E402


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_build(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def server(build: Path) -> Iterator[Server]:
    with serving(build, "--timeout", "20") as running:
        yield running


@dataclass
class Opened:
    """A tab of the browser, and all that happened in it."""

    page: Any
    address: str
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def elsewhere(self) -> list[str]:
        """What was asked for from others than the server."""
        return [url for url in self.requests if not url.startswith((self.address + "/", "data:", "blob:"))]

    def quiet(self) -> bool:
        return not self.elsewhere and not self.console and not self.dialogs


@pytest.fixture
def tab(browser: Any) -> Iterator[Callable[..., Opened]]:
    """A new tab: `tab(address, width=390, dark=True)`."""
    contexts = []

    def opened(address: str, *, width: int = 1280, height: int = 800, dark: bool = False) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
        contexts.append(context)
        found = Opened(context.new_page(), address)
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("console", lambda message: found.console.append(message.text))
        found.page.on("pageerror", lambda error: found.console.append(f"error: {error}"))
        found.page.on("dialog", lambda dialog: (found.dialogs.append(dialog.message), dialog.dismiss()))
        return found

    yield opened
    for context in contexts:
        context.close()
