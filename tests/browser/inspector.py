"""Looking at pages on the smallest screen: accessible, within it, without errors or strangers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Opened

SMALLEST = 320


@dataclass
class Inspector:
    """Looks at one page after another, and remembers what is wrong where."""

    opened: Opened
    found: list[str] = field(default_factory=list)

    def visit(
        self, address: str, *, status: int = 200, dark: bool = True, tiles: bool = False
    ) -> None:
        answer = self.opened.page.goto(address)
        got = answer.status if answer else None
        if got != status:
            self.found.append(f"{address}: {got} instead of {status}")
        self.look(dark=dark, tiles=tiles)
        if tiles:
            # What a map still asks for is not of the page after it.
            self.opened.page.goto("about:blank")
            self.opened.away.clear()

    def look(self, *, dark: bool = True, tiles: bool = False) -> None:
        """At the page as it is now; ``dark``: also in the dark; ``tiles``: it shows a map."""
        page = self.opened.page
        where = f"{page.url} ({page.locator('h1').first.text_content()})"
        wrong = [*violations(page), *(violations(page, dark=True) if dark else ())]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > SMALLEST:
            wrong.append(f"{width} wide")
        if not tiles:
            wrong += [f"loads {each}" for each in self.opened.away]
        wrong += [each for each in self.opened.errors if _complaint(each)]
        self.found += [f"{where}: {each}" for each in wrong]
        self.opened.errors.clear()
        self.opened.away.clear()


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast"]


def violations(page: Page, *, dark: bool = False, rules: list[str] | None = None) -> Iterator[str]:
    """What axe objects to by its ``rules``, or by all; in the dark only to the colours."""
    page.wait_for_load_state("load")
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    rules = COLOURS if dark else rules
    options = {"runOnly": rules} if rules else None
    for each in Axe().run(page, options=options).response["violations"]:
        nodes = [node["html"][:90] for node in each["nodes"][:2]]
        yield f"{'dark' if dark else 'light'}: {each['id']} {nodes}"


def _complaint(text: str) -> bool:
    """Not a refusal that was asked for, nor axe knocking at a sandboxed frame."""
    return "status of 4" not in text and "'postMessage'" not in text
