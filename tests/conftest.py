"""Puts this folder on the path (`machines`, `consoles`); settles property tests; one browser for all.

Property tests try the same cases in each run, so that a change alone turns the suite red. `make fuzz` tries others, and more of them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("kg", deadline=None, derandomize=True, database=None)
settings.register_profile("fuzz", deadline=None, max_examples=int(os.environ.get("FUZZ", "2000")))
settings.load_profile("fuzz" if "FUZZ" in os.environ else "kg")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium: one for the session, as Playwright can't be started twice in a process."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on the PATH")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()
