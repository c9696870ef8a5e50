"""An organiser's browser on a laptop, at the demo site."""

import re
import time
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.real_site import RealSite


@dataclass
class Desk:
    """Where an organiser works, and how they get about."""

    page: Page
    site: RealSite

    def go(self, path: str) -> Page:
        self.page.goto(self.site.address + path)
        return self.page

    def log_in(self, email: str) -> None:
        self.go("/")
        self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_label("Wachtwoord").fill(self.site.password)
        self.page.get_by_role("button", name="Log in").click()
        expect(self.page.get_by_role("link", name="Nieuwe wijksafari plannen")).to_be_visible()

    def tab(self, name: str) -> Page:
        tabs = self.page.get_by_role("navigation", name=re.compile("^Deze wijk"))
        return self.press(tabs.get_by_role("link", name=name))

    def press(self, pressed: Locator) -> Page:
        """Presses what leads to a page, and waits until that is there.

        Until then it is still the page before that is read, filled in and looked at.
        """
        with self.page.expect_navigation():
            pressed.click()
        return self.page

    def plan(self, title: str) -> str:
        """Saves the best route of the evening that the planner proposes; says where it is."""
        page = self.go("/")
        self.press(page.get_by_role("link", name="Nieuwe wijksafari plannen"))
        self.press(page.get_by_role("button", name="Toon wat er open is"))
        self.press(page.get_by_role("button", name="Stel route voor").first)
        self.press(page.get_by_role("link", name="Bekijk en pas aan").first)
        page.get_by_label("Titel").fill(title)
        self.press(page.get_by_role("button", name="Bewaar als wijksafari"))
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        return re.sub(r"#.*", "", page.url).removeprefix(self.site.address)

    def accessible(self) -> None:
        self.page.wait_for_load_state("load")
        found = Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()

    def mail(self, subject: str, to: str = "") -> Page:
        """Opens the newest kept mail with this subject once the worker has written it."""
        until = time.monotonic() + 2 * PATIENCE / 1000
        while time.monotonic() < until:
            self.go("/mail")
            items = self.page.locator("ul.inbox li").filter(has_text=re.compile(subject))
            items = items.filter(has_text=to) if to else items
            if items.count():
                return self.press(items.first.get_by_role("link"))
            self.page.wait_for_timeout(250)
        raise AssertionError(f"no mail {subject!r} to {to!r} within a minute")


def complaints(errors: list[str]) -> list[str]:
    """What went wrong: not a refusal that was asked for, nor axe knocking at a sandboxed frame."""
    return [text for text in errors if "status of 400" not in text and "'postMessage'" not in text]
