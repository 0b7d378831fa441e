"""A real browser for pages: Debian's Chromium, headless, that may not leave this machine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

SCREENSHOTS = Path(__file__).parent.parent / "reports" / "screenshots"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

_CHROMIUM = shutil.which("chromium")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

needs_browser = pytest.mark.skipif(
    _CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser, one at a time in a process; each context that it opens is empty."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_FLAGS))
        try:
            yield started
        finally:
            started.close()


class Opener:
    """Opens pages as people do: at a desk unless told otherwise, and never on line."""

    def __init__(self, started: Browser) -> None:
        self.started = started

    @contextmanager
    def __call__(self, address: str, **options: Any) -> Iterator["Watched"]:
        """Open a page; ``options`` are those of Playwright's ``new_context``."""
        context = self.started.new_context(**{"viewport": DESKTOP, "offline": True} | options)
        try:
            yield Watched(context, address)
        finally:
            context.close()


class Watched:
    """A page, and all that it asked for and complained of since it was opened."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(address)

    def violations(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 AA, each with one place where it finds it."""
        self.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
        found = self.page.evaluate(
            "standards => axe.run({runOnly: {type: 'tag', values: standards}})", _STANDARDS
        )
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]

    def keep(self, name: str) -> None:
        """Keep a picture of what is seen, for people."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
