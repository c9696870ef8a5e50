"""What comes of pressing buttons, on the smallest screen: what is wrong, what was done, what came.

Refusals take the focus, and every page on the way is as accessible as the others.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask_security.recoverable import generate_reset_password_token
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import OpenPage
from tests.browser.gallery import LONG, TWO_STEPS, Gallery
from tests.browser.inspector import SMALLEST, Inspector
from tests.web.account_steps import PASSWORD
from wijksafari import create_app
from wijksafari.config import Settings
from wijksafari.models import User

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIST = (
    "praktijk\thuisartsen\tpoh\tnaam\tfunctie\temail\n"
    "De Brug\t3\t1\tAnna\thuisarts\tanna@brug.test\n"
    "De Brug\t\t\tBen\tkok\tgeen adres\n"
    f"{LONG}\t5\t1\t{LONG[:-1]}b\tPOH-GGZ\t\n"
    "\t1\t\t\t\t\n"
)


def refused(inspector: Inspector) -> None:
    """What is wrong has the focus."""
    expect(inspector.opened.page.get_by_role("alert").first).to_be_focused()
    inspector.look(dark=False)


def press(page: Page, name: str) -> None:
    """Press it, and wait for the page that comes of it."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name).first.click()


def test_logging_in(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST, anonymous=True) as opened:
        inspector, page = Inspector(opened), opened.page
        page.goto(f"{gallery.site}/inloggen")
        press(page, "Log in")
        refused(inspector)
        page.goto(f"{gallery.site}/wachtwoord-vergeten")
        press(page, "Mail mij een link")
        refused(inspector)
        page.goto(f"{gallery.site}/wachtwoord-vergeten/onbekend")
        inspector.look(dark=False)
        page.goto(gallery.site + gallery.links["account"])
        press(page, "Bewaar wachtwoord")
        refused(inspector)
        page.goto(f"{gallery.site}/inloggen")
        page.get_by_label("E-mailadres").fill(TWO_STEPS)
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        press(page, "Log in")
        expect(page.get_by_role("heading", level=1)).to_have_text("Vul de code in")
        inspector.look()
        press(page, "Log in")
        refused(inspector)
        assert inspector.found == []


def test_a_new_password(open_page: OpenPage, gallery: Gallery, tmp_path: Path) -> None:
    with open_page(SMALLEST, anonymous=True) as opened:
        inspector, page = Inspector(opened), opened.page
        page.goto(f"{gallery.site}/wachtwoord-vergeten/{_reset_token(gallery, tmp_path)}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Kies een nieuw wachtwoord")
        inspector.look()
        press(page, "Bewaar wachtwoord")
        refused(inspector)
        assert inspector.found == []


def _reset_token(gallery: Gallery, folder: Path) -> str:
    settings = Settings(
        instance=folder, secret_key="secret in tests only", database_url=gallery.database
    )
    app = create_app(settings)
    database = app.extensions["wijksafari"].database
    with app.test_request_context(), database.reading() as session:
        user = session.scalars(select(User).filter_by(email=TWO_STEPS)).one()
        token: str = generate_reset_password_token(user)
    database.close()
    return token


def test_signing_up(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST, anonymous=True) as opened:
        inspector, page = Inspector(opened), opened.page
        for evening, button in (("few", "Ik ga mee"), ("full", "Zet mij op de wachtlijst")):
            page.goto(gallery.site + gallery.links[f"{evening}: practice"])
            press(page, button)
            refused(inspector)
            page.get_by_label("Uw naam").fill(LONG)
            page.get_by_label("doktersassistent").check()
            page.get_by_label("Uw e-mailadres").fill(f"{'m' * 60}@{'voorbeeld' * 6}.nl")
            page.get_by_label("Mijn gegevens mogen").check()
            press(page, button)
            expect(page.get_by_role("heading", level=1)).to_contain_text(LONG)
            inspector.look()
        page.goto(gallery.site + gallery.links["dropped: taking part"])
        page.get_by_label("Uw naam").fill("")
        press(page, "Bewaar de wijziging")
        refused(inspector)
        press(page, "Ik kan toch niet")
        expect(page.get_by_role("status")).to_be_focused()
        inspector.look(dark=False)
        assert inspector.found == []


def test_deciding_and_agreeing(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST) as opened:
        inspector, page = Inspector(opened), opened.page
        page.goto(f"{gallery.site}/safari/{gallery.evenings['band']}/stand")
        press(page, "Bevestig met deze toelichting")
        refused(inspector)
        page.goto(f"{gallery.site}/safari/{gallery.evenings['closed']}/stand")
        press(page, "Gelast de avond af")
        refused(inspector)
        agreements = f"{gallery.site}/safari/{gallery.evenings['target']}/afspraken"
        page.goto(agreements)
        page.get_by_label("Minimum").fill("zestig")
        press(page, "Bewaar de afspraken")
        refused(inspector)
        page.goto(agreements)
        _save_meanwhile(page, agreements)
        page.get_by_label("Minimum").fill("65")
        press(page, "Bewaar de afspraken")
        refused(inspector)
        versions = page.locator(".versions")
        expect(versions).to_contain_text("65 %")
        expect(versions).to_contain_text("20")
        press(page, "Vervang de bewaarde versie")
        expect(page.get_by_role("status")).to_be_focused()
        inspector.look(dark=False)
        assert inspector.found == []


def _save_meanwhile(page: Page, address: str) -> None:
    """Somebody else, in another window, agrees on twenty places."""
    other = page.context.new_page()
    other.goto(address)
    other.get_by_label("Plekken").fill("20")
    press(other, "Bewaar de afspraken")
    expect(other.get_by_role("status")).to_be_visible()
    other.close()


def test_bringing_in_a_list(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST) as opened:
        inspector, page = Inspector(opened), opened.page
        page.goto(f"{gallery.site}/wijk/proefwijk/praktijken/inlezen")
        press(page, "Bekijk wat er verandert")
        refused(inspector)
        page.get_by_label("Plakken uit een spreadsheet").fill(LIST)
        press(page, "Bekijk wat er verandert")
        expect(page.get_by_role("heading", name="Fout: 2 rijen")).to_be_visible()
        inspector.look()
        press(page, "Bewaar")
        refused(inspector)
        page.get_by_label("Sla de 2 rijen met fouten over").check()
        press(page, "Bewaar")
        expect(page.get_by_role("status")).to_contain_text("ingelezen")
        inspector.look(dark=False)
        assert inspector.found == []


ACCOUNT_FORMS: tuple[tuple[str, str, Callable[[Page], None]], ...] = (
    ("/account", "Bewaar naam", lambda page: page.get_by_label("Naam").fill("")),
    ("/account/wachtwoord", "Bewaar wachtwoord", lambda _page: None),
    ("/account/tweestaps", "Zet aan", lambda _page: None),
    ("/beheer", "Nodig uit", lambda _page: None),
)


def test_accounts(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST) as opened:
        inspector, page = Inspector(opened), opened.page
        for path, button, empty in ACCOUNT_FORMS:
            page.goto(gallery.site + path)
            empty(page)
            press(page, button)
            refused(inspector)
        page.goto(f"{gallery.site}/safari/{gallery.evenings['few']}/accreditatie")
        press(page, "Toon BIG-nummers")
        expect(page.get_by_role("table")).to_be_visible()
        inspector.look()
        assert inspector.found == []
