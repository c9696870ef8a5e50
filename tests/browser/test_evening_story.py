"""The evening itself in Chromium: two phones, a late start, no reception, a stop less, and back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.real_site import RealSite, own_environment, prepare_demo, served
from tests.databases import empty_database, opened
from wijksafari.models import Neighbourhood
from wijksafari.services.demo.ride import demo_ride_begins

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADVISER = "adviseur@voorbeeld.test"
PHONE = {"width": 390, "height": 844}
# What a loaded machine may take; that a phone knows within half a minute: test_following.py.
FOLLOWS = 120_000


@dataclass
class Evening:
    """The demo on the evening to ride, with its clock half an hour past the gathering."""

    site: RealSite
    environment: dict[str, str]
    begins: datetime


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    with empty_database(tmp_path / "database") as url:
        environment = own_environment(tmp_path / "instance", url)
        prepare_demo(environment)
        with opened(url) as database, database.reading() as session:
            begins = demo_ride_begins(session, session.query(Neighbourhood).one())
        assert begins is not None
        late = begins + timedelta(minutes=35)
        with served(environment, "--at", f"{late:%Y-%m-%d %H:%M}") as site:
            yield Evening(site, environment, begins)


def _phone(chromium: Browser) -> tuple[BrowserContext, Page]:
    context = chromium.new_context(viewport=PHONE, locale="nl-NL")
    return context, context.new_page()


def _log_in(page: Page, site: RealSite) -> None:
    page.goto(site.address)
    page.get_by_label("E-mailadres").fill(ADVISER)
    page.get_by_label("Wachtwoord").fill(site.password)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Onderweg met").click()


def _mailed_link(page: Page, site: RealSite) -> str:
    """Where the mail that the evening goes ahead leads a participant."""
    for _ in range(80):
        page.goto(f"{site.address}/mail")
        mails = page.locator("ul.inbox li").filter(has_text="De wijksafari gaat door")
        if mails.count():
            mails.first.get_by_role("link").click()
            ride = page.frame_locator("iframe").first.locator("a[href*='/mee/']").first
            return ride.get_attribute("href") or ""
        page.wait_for_timeout(250)
    raise AssertionError("the worker did not write the mail")


def test_an_evening_from_a_late_start_to_a_stop_less_and_back(
    chromium: Browser, evening: Evening
) -> None:
    leader_context, leader = _phone(chromium)
    _log_in(leader, evening.site)
    leads = leader.url
    participant_context, participant = _phone(chromium)
    participant.goto(_mailed_link(leader, evening.site))
    stops = participant.get_by_role("region", name="Programma").locator("li.place")
    expect(participant.get_by_text("was 17.45")).to_have_count(0)

    leader.goto(leads)
    leader.get_by_role("button", name="Vertrokken bij het verzamelpunt").click()
    expect(leader.get_by_role("heading", name="Dit past niet meer")).to_be_visible(timeout=FOLLOWS)
    expect(stops.get_by_text(re.compile("^was")).first).to_be_visible(timeout=FOLLOWS)

    found = leader.get_by_role("button", name=re.compile("^Sla .* over")).first.inner_text()
    skipped = re.match("Sla (.*?) over", found)
    assert skipped is not None
    stop = stops.filter(has_text=skipped[1])
    leader.get_by_role("button", name=re.compile(f"^{re.escape(skipped[0])}")).first.click()
    expect(stop.filter(has_text="vervalt")).to_have_count(1, timeout=FOLLOWS)

    leader.get_by_role("button", name="Maak ongedaan").first.click()
    expect(stop.filter(has_not_text="vervalt")).to_have_count(1, timeout=FOLLOWS)

    participant_context.set_offline(True)
    expect(participant.get_by_text("Geen verbinding").first).to_be_visible(timeout=FOLLOWS)
    participant.reload()
    expect(participant.get_by_text(skipped[1]).first).to_be_visible(timeout=FOLLOWS)
    expect(participant.get_by_text("Geen verbinding").first).to_be_visible(timeout=FOLLOWS)
    leader_context.close()
    participant_context.close()


def test_who_is_there_is_heard_once_from_a_phone_that_had_no_reception(
    chromium: Browser, evening: Evening
) -> None:
    context, leader = _phone(chromium)
    _log_in(leader, evening.site)
    leader.get_by_role("link", name="Wie is er?").click()
    other = context.new_page()
    other.goto(leader.url)
    expect(leader.get_by_text("0 van 11")).to_be_visible(timeout=FOLLOWS)

    context.set_offline(True)
    leader.get_by_role("button", name="Wilma Wegwijs").click()
    expect(leader.get_by_text("wacht op verbinding").first).to_be_visible(timeout=FOLLOWS)
    context.set_offline(False)
    expect(leader.get_by_text("Alles is verzonden")).to_be_visible(timeout=FOLLOWS)
    other.reload()
    expect(other.get_by_text("1 van 11")).to_be_visible(timeout=FOLLOWS)
    context.close()
