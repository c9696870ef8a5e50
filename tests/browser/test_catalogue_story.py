"""The kwartiermaker in Chromium: a list, mending it, a plan, hosts, a no, and cards in hand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, complaints
from tests.browser.real_site import RealSite, real_site
from tests.databases import empty_database

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KWARTIERMAKER = "kwartiermaker@voorbeeld.test"
WIJK = "/wijk/voorbeeldwijk-nootdorp"
# One that is known with another telephone, one that is new.
LIST = """\
id;name;type;theme;priority;address;latitude;longitude;contact_name;contact_email;contact_phone
de-linde;De Linde;Huis van de wijk;eenzaamheid;9;;52.043855;4.396365;;;06-12345777
het-atelier;Het Atelier;Buurtkamer;eenzaamheid;10;;52.0446;4.3961;Ans;ans@example.org;06-12345620
"""
SENTENCE = "elke dinsdag en donderdag 17.00-21.00"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[RealSite]:
    with (
        empty_database(tmp_path / "database") as url,
        real_site(tmp_path / "instance", url) as site,
    ):
        yield site


def read_list(desk: Desk) -> None:
    """The list as it stands is shown first, then taken over, and a second time changes nothing."""
    for changes in (2, 0):
        page = desk.go(f"{WIJK}/inlezen")
        content = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
        page.get_by_label("Lijst, agenda of kaart").set_input_files(files=[content])
        desk.press(page.get_by_role("button", name="Bekijk wat er verandert"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Wat er verandert")
        desk.accessible()
        take_over = page.get_by_role("button", name=re.compile("Neem .* over"))
        if changes:
            desk.press(take_over)
            expect(page.get_by_role("status").first).to_be_visible()
        else:
            expect(take_over).to_have_count(0)


def mend(desk: Desk) -> None:
    """The new location gets a door to find and something to do."""
    page = desk.go(f"{WIJK}/locaties?q=atelier")
    desk.accessible()
    desk.press(page.get_by_role("link", name="Het Atelier").first)
    desk.press(page.get_by_role("link", name="Wijzig", exact=True))
    page.get_by_label("Ingang").fill("De blauwe deur aan het plein")
    desk.press(page.get_by_role("button", name="Bewaar").last)
    expect(page.get_by_text("De blauwe deur aan het plein")).to_be_visible()
    desk.press(page.get_by_role("link", name="Voeg de eerste toe"))
    page.get_by_label("Typ het zoals u het zegt").fill(SENTENCE)
    desk.press(page.get_by_role("button", name="Vul het formulier"))
    page.get_by_label("Wat is er te doen").fill("Open atelier")
    desk.accessible()
    desk.press(page.get_by_role("button", name="Bewaar").last)
    expect(page.get_by_text("Elke dinsdag en donderdag 17.00–21.00").first).to_be_visible()
    desk.accessible()


def stops(desk: Desk) -> list[Locator]:
    return desk.page.locator("ol.host-stops > li").all()


def host_links(desk: Desk) -> dict[str, str]:
    """Each asked stop's own link, by its name."""
    links = {}
    for card in stops(desk):
        field = card.get_by_label("Om zelf door te sturen")
        if field.count():
            name = card.get_by_role("heading", level=3).inner_text()
            links[re.sub(r"^\d+\s*", "", name)] = field.input_value()
    return links


def answer(phone: Page, link: str, says: str) -> None:
    phone.goto(link)
    assert "/l/" not in phone.url
    phone.get_by_role("radio", name=re.compile(f"^{says} ")).check()
    phone.get_by_label("Uw naam").fill("Greet")
    phone.get_by_role("button", name="Stuur mijn antwoord").click()
    expect(phone.get_by_role("heading", name=re.compile(f"U zei {says.lower()}"))).to_be_visible()


def ask(desk: Desk) -> None:
    page = desk.tab("Gastheren")
    page.get_by_label("Naam", exact=True).fill("Wietske Welzijn")
    desk.press(page.get_by_role("button", name="Bewaar"))
    expect(page.get_by_role("status").first).to_be_visible()
    desk.press(page.get_by_role("button", name=re.compile("Vraag deze .* locaties")))
    expect(page.get_by_role("status").first).to_be_visible()
    desk.accessible()


def replace(desk: Desk, refused: str) -> str:
    """The best replacement for who said no; says which it is."""
    page = desk.page
    before = {name.strip() for name in names(desk)}
    best = page.locator("li.is-no ul.offers > li").first
    best.get_by_label("Mail meteen").check()
    desk.press(best.get_by_role("button", name=re.compile("^Doe dit")))
    expect(page.get_by_role("status").first).to_be_visible()
    desk.tab("Gastheren")
    new = {name.strip() for name in names(desk)} - before
    assert refused not in names(desk)
    assert len(new) == 1
    return new.pop()


def names(desk: Desk) -> list[str]:
    found = (card.get_by_role("heading", level=3).inner_text() for card in stops(desk))
    return [re.sub(r"^\d+\s*", "", each) for each in found]


def test_a_kwartiermaker_goes_from_a_list_to_cards_in_hand(
    open_page: OpenPage, site: RealSite
) -> None:
    with open_page(1280) as laptop, open_page(390) as opened:
        desk, phone = Desk(laptop.page, site), opened.page
        desk.log_in(KWARTIERMAKER)
        read_list(desk)
        mend(desk)

        safari = desk.plan("Safari met gastheren")
        ask(desk)
        links = host_links(desk)
        assert "Het Atelier" in links
        desk.mail("bij Het Atelier|Het Atelier", "ans@example.org")
        desk.accessible()
        phone.goto(links["Het Atelier"])
        found = Axe().run(phone)
        assert found.violations_count == 0, found.generate_report()
        refused = next(name for name in links if name != "Het Atelier")
        for name, link in links.items():
            answer(phone, link, "Nee" if name == refused else "Ja")

        page = desk.go(f"{safari}/gastheren")
        desk.accessible()
        expect(page.locator("li.is-no")).to_have_count(1)
        instead = replace(desk, refused)
        desk.accessible()
        desk.press(page.get_by_role("button", name=re.compile("^Vraag dez")).first)
        for name, link in host_links(desk).items():
            if page.locator("li.is-yes").filter(has_text=name).count() == 0:
                answer(phone, link, "Ja")
        page.reload()
        assert instead in names(desk)
        desk.press(page.get_by_role("button", name="Maak het programma definitief"))
        expect(page.get_by_role("heading", name="Het programma is definitief")).to_be_visible()
        desk.accessible()

        page = desk.tab("Kaarten")
        desk.accessible()
        desk.press(page.get_by_role("link", name="Boekje om af te drukken"))
        expect(page.get_by_text(instead).first).to_be_visible()
        desk.accessible()
        assert complaints(laptop.errors) == complaints(opened.errors) == []
        assert not opened.away
