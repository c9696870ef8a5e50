"""Chromium for tests: one browser a run, a clean context a test, and no way to the network."""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.browser.gallery import Gallery, hang
from tests.browser.phone_site import KEPT, PhoneSite, phone_site
from tests.browser.planner_site import log_in, planner_site

WIDTHS = (390, 1280)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What a loaded machine may take before a page shows what it should.
PATIENCE = 30_000
HERE = ("http://127.0.0.1", "http://localhost", "file:", "data:", "about:", "blob:")


@dataclass
class Opened:
    """A page, and what went wrong in it or left it. ``away`` are addresses elsewhere."""

    page: Page
    errors: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until for half a second nothing more was asked of elsewhere."""
        seen = -1
        while seen != len(self.away):
            seen = len(self.away)
            self.page.wait_for_timeout(500)


class OpenPage(Protocol):
    """What the fixture ``open_page`` gives."""

    def __call__(
        self, width: int, *, anonymous: bool = False
    ) -> AbstractContextManager[Opened]: ...


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Without one tests skip, and under CI they fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        message = "no Chromium here: install Debian's package `chromium` to run browser tests"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> OpenPage:
    """``with open_page(390) as opened``: a page of that width in a context of its own.

    Its visitor is logged in as adviser; ``open_page(390, anonymous=True)`` is anybody.
    Requests to other machines are refused and noted in ``opened.away``;
    messages of the console and exceptions are noted in ``opened.errors``.
    """

    @contextmanager
    def opening(width: int, *, anonymous: bool = False) -> Iterator[Opened]:
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, locale="nl-NL", reduced_motion="reduce"
        )
        context.set_default_timeout(2 * PATIENCE)
        if not anonymous:
            log_in(context)
        opened = Opened(context.new_page())

        def keep_here(route: Route) -> None:
            if route.request.url.startswith(HERE):
                route.continue_()
            else:
                opened.away.append(route.request.url)
                route.abort()

        context.route("**/*", keep_here)
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on(
            "console",
            lambda told: (
                opened.errors.append(told.text)
                if told.type in ("error", "warning") and "net::ERR_FAILED" not in told.text
                else None
            ),
        )
        try:
            yield opened
        finally:
            context.close()

    return opening


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """A site in which every page has something to show."""
    made = Gallery()
    folder = tmp_path_factory.mktemp("gallery") / "instance"
    with planner_site(folder, lambda session: hang(session, made)) as made.site:
        yield made


@pytest.fixture
def site(tmp_path: Path, migrated: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[PhoneSite]:
    """A confirmed evening with one participant, on a site whose clock a test can move."""
    with phone_site(tmp_path / "site", migrated, monkeypatch) as made:
        yield made


@pytest.fixture
def phone(open_page: OpenPage, site: PhoneSite) -> Iterator[Opened]:
    """A phone that opened the link once."""
    with open_page(390, anonymous=True) as opened:
        opened.page.goto(site.address + site.opens)
        expect(opened.page.locator(KEPT)).to_be_attached()
        yield opened
