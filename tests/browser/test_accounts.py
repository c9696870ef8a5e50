"""Accounts in Chromium: logging in by the form, every page accessible, nothing by script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from tests.browser.conftest import WIDTHS, OpenPage
from tests.browser.planner_site import planner_site
from tests.web.account_steps import EMAIL, PASSWORD
from tests.worlds import create_user
from wijksafari.services.accounts.passwords import hashed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("site") / "instance"

    def add_account(session: Session) -> None:
        password = hashed(PASSWORD)
        create_user(
            session, role="administrator", name="Bea Beheer", email=EMAIL, password=password
        )

    with planner_site(folder, add_account) as address:
        yield address


def log_in_by_form(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{site}/")


@pytest.mark.parametrize("width", WIDTHS)
def test_who_logs_in_returns_to_the_page_asked_for_and_can_log_out(
    open_page: OpenPage, site: str, width: int
) -> None:
    with open_page(width, anonymous=True) as opened_page:
        page = opened_page.page
        page.goto(f"{site}/beheer")
        expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")
        page.get_by_label("E-mailadres").fill(EMAIL)
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Beheer")
        page.get_by_role("button", name="Uitloggen").click()
        expect(page.get_by_text("op al uw apparaten")).to_be_visible()
        page.goto(f"{site}/beheer")
        expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")
        assert opened_page.errors == opened_page.away == []


def test_a_wrong_password_takes_the_focus_to_what_to_do(open_page: OpenPage, site: str) -> None:
    with open_page(390, anonymous=True) as opened_page:
        page = opened_page.page
        page.goto(f"{site}/inloggen")
        page.get_by_label("E-mailadres").fill(EMAIL)
        page.get_by_label("Wachtwoord").fill("niet het wachtwoord")
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("#fouten")).to_be_focused()
        expect(page.get_by_label("E-mailadres")).to_have_value(EMAIL)
        page.get_by_role("link", name="klopt niet").click()
        expect(page.get_by_label("E-mailadres")).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_accounts_are_accessible(open_page: OpenPage, site: str, width: int) -> None:
    with open_page(width, anonymous=True) as opened_page:
        page = opened_page.page
        for path in ("/inloggen", "/wachtwoord-vergeten", "/uitnodiging/x"):
            page.goto(site + path)
            _check(page, path)
        log_in_by_form(page, site)
        for path in (
            *("/", "/plannen", "/account", "/account/wachtwoord", "/account/tweestaps"),
            *("/beheer", "/beheer/account/1"),
        ):
            page.goto(site + path)
            _check(page, path)


def _check(page: Page, path: str) -> None:
    page.wait_for_load_state("load")
    found = Axe().run(page).response["violations"]
    assert not found, f"{path}: {[each['id'] for each in found]}"
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide, path
