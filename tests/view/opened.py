"""A page in the browser, and what tests ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.model import Claim


@dataclass
class Opened:
    """A page in the browser and all that happened in it."""

    page: Any
    file: Path
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def fetched(self) -> list[str]:
        """What the page asked for beside itself."""
        own = self.file.as_uri()
        return [url for url in self.requests if url.split("#")[0] != own and not url.startswith("data:")]

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def quiet(self) -> bool:
        """Nothing fetched, nothing complained, nothing popped up."""
        return not self.fetched and not self.console and not self.dialogs


def shown(opened: Opened) -> tuple[int, int]:
    """How many parties and links the page says it draws."""
    words = opened.text("#counts").replace(",", "").split()
    return int(words[0]), int(words[3])


def expected(claims: Sequence[Claim]) -> tuple[int, int]:
    """How many parties and links these claims make."""
    links = {(c.subject, c.relation, c.object) for c in claims if c.object}
    return len({end for c in claims for end in (c.subject, c.object) if end}), len(links)


def inked(opened: Opened) -> int:
    """How many pixels of the canvas are not its ground."""
    return int(
        opened.page.evaluate(
            """() => { const c = document.querySelector('#graph canvas');
                       const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
                       let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 0) n++; return n; }"""
        )
    )


def boxes(opened: Opened, *selectors: str) -> list[dict[str, float]]:
    return [opened.page.locator(selector).bounding_box() for selector in selectors]
