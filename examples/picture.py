"""Take a picture of a built page: `python examples/picture.py out/graph.html examples/graph.png`.

Needs Playwright (in the `dev` extra) and a Chromium: the one on the PATH, or the one that Playwright installed.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1400, 860


def take(page_file: Path, picture: Path, fragment: str = "") -> None:
    """Draw a page (a file, offline) in headless Chromium and save what it shows; `fragment` selects as a permalink does."""
    chromium = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(page_file.resolve().as_uri() + fragment)
        page.wait_for_selector("html[data-drawn]")
        page.wait_for_timeout(300)  # one frame more, for fonts
        page.screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) not in {3, 4}:
        sys.exit("usage: python examples/picture.py PAGE.html PICTURE.png ['#party=…']")
    take(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
    print(f"{sys.argv[2]} written")
