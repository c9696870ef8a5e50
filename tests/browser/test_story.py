"""The whole story in Chromium: plan, invite, sign up on a phone, decide, read the mail."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, complaints
from tests.browser.real_site import RealSite, real_site
from tests.databases import empty_database

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADVISER = "adviseur@voorbeeld.test"
INVITED = ("Onder de Kastanje", "De Stoomfluit", "Hoog en Droog")  # 3 + 5 + 2 people count
SIX = ("Kastanje", "Kastanje", "Stoomfluit", "Stoomfluit", "Stoomfluit", "Hoog en Droog")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[RealSite]:
    with (
        empty_database(tmp_path / "database") as url,
        real_site(tmp_path / "instance", url) as site,
    ):
        yield site


def agree(desk: Desk) -> None:
    page = desk.tab("Afspraken")
    desk.accessible()
    page.get_by_label("Huisarts-ambassadeur").fill("Lotte Voorbeeld")
    desk.press(page.get_by_role("button", name="Bewaar de afspraken"))
    expect(page.get_by_role("status")).to_be_visible()


def invite(desk: Desk) -> None:
    page = desk.tab("Uitnodigen")
    desk.accessible()
    for card in page.locator("ul.practices > li").all():
        chosen = any(name in card.get_by_role("heading").inner_text() for name in INVITED)
        card.get_by_role("checkbox").set_checked(chosen)
    desk.press(page.get_by_role("button", name="Bekijk de mail"))
    desk.accessible()
    expect(page.frame_locator("iframe").get_by_text("Lotte Voorbeeld").first).to_be_visible()
    desk.press(page.get_by_role("button", name=re.compile("Verstuur aan")))
    expect(page.get_by_role("status").first).to_be_visible()
    desk.accessible()


def practice_links(desk: Desk) -> dict[str, str]:
    """Each invited practice's own link, as it stands on the invitations page."""
    links = {}
    for card in desk.page.locator("ul.practices > li").all():
        name = card.get_by_role("heading").inner_text()
        address = card.locator(".practice-contact code.address")
        if address.count():
            links[name] = address.first.text_content() or ""
    return links


def sign_up(phone: Page, link: str, number: int) -> None:
    phone.goto(link)
    assert "/l/" not in phone.url
    phone.get_by_label("Uw naam").fill(f"Huisarts Nummer {number}")
    phone.get_by_label("huisarts", exact=True).check()
    phone.get_by_label("Uw e-mailadres").fill(f"arts{number}@praktijk.test")
    phone.get_by_label("Mijn gegevens mogen").check()
    phone.get_by_role("button", name="Ik ga mee").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("u gaat mee")


def test_an_evening_goes_from_plan_to_decision(open_page: OpenPage, site: RealSite) -> None:
    with open_page(1280) as laptop, open_page(390) as opened:
        desk, phone = Desk(laptop.page, site), opened.page
        desk.go("/")
        desk.accessible()
        desk.log_in(ADVISER)
        desk.accessible()
        safari = desk.plan("Voorjaarstocht")
        desk.accessible()
        agree(desk)
        invite(desk)
        links = practice_links(desk)
        assert len(links) == 3
        chosen = [next(link for name, link in links.items() if part in name) for part in SIX]

        phone.goto(chosen[0])
        found = Axe().run(phone)
        assert found.violations_count == 0, found.generate_report()
        for number, link in enumerate(chosen[:5], start=1):
            sign_up(phone, link, number)
        page = desk.go(safari + "/stand")
        expect(page.get_by_role("heading", name="Nog niet genoeg")).to_be_visible()
        assert page.get_by_role("button", name=re.compile("Bevestig")).count() == 0
        desk.accessible()

        sign_up(phone, chosen[5], 6)
        page.reload()
        expect(page.get_by_role("heading", name="Het minimum is gehaald")).to_be_visible()
        desk.press(page.get_by_role("button", name="Bevestig met deze toelichting"))
        expect(page.get_by_role("alert")).to_be_visible()
        desk.accessible()

        sign_up(phone, chosen[0], 7)
        page = desk.go(safari + "/stand")
        desk.press(page.get_by_role("button", name="Bevestig de wijksafari"))
        expect(page.get_by_role("heading", name="De wijksafari gaat door")).to_be_visible()
        desk.accessible()
        for name in ("Aanmeldingen", "Mail", "Logboek", "Programma"):
            desk.tab(name)
            desk.accessible()

        page = desk.mail("gaat door", "arts7@praktijk.test")
        desk.accessible()
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile("ics")).first.click()
        calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
        event = calendar.walk("VEVENT")[0]
        assert (calendar["METHOD"], event["STATUS"]) == ("REQUEST", "CONFIRMED")
        assert complaints(laptop.errors) == complaints(opened.errors) == []
        assert not opened.away
