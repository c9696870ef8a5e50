"""An open page follows the evening; what a release brings replaces what a phone kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, OpenPage
from tests.browser.phone_site import (
    KEPT,
    PhoneSite,
    addresses,
    come_back_online,
    held_back,
    hold_answer,
    hold_on_its_way,
    let_go,
    let_go_and_ask_again,
    wait_until,
)
from tests.worlds import STARTS_AT

pytestmark = pytest.mark.browser

PROMISED = 30_000  # milliseconds
SAID = "[data-said]"
HAS_ASKED = "() => Object.keys(localStorage).some((name) => name.startsWith('stand '))"


@pytest.fixture
def still(open_page: OpenPage, site: PhoneSite) -> Iterator[Opened]:
    """A phone on whose clock no more time passes than a test lets."""
    with open_page(390, anonymous=True) as opened:
        opened.page.clock.install(time=site.now)
        opened.page.clock.pause_at(site.now + timedelta(minutes=1))
        opened.page.goto(site.address + site.opens)
        opened.page.wait_for_function(HAS_ASKED)
        yield opened


def leave_late(site: PhoneSite) -> None:
    """The group rides off at 17.52 rather than at the planned time."""
    site.now = STARTS_AT + timedelta(minutes=22)
    site.report("departed", site.now)


def test_an_open_page_shows_what_was_reported_within_30_seconds(
    still: Opened, site: PhoneSite
) -> None:
    first = still.page.locator("ol.places time").nth(1)
    before = first.inner_text()
    leave_late(site)
    still.page.clock.fast_forward(PROMISED)
    still.page.clock.resume()
    expect(still.page.locator(SAID)).to_have_text("Bijgewerkt om 17.52.")
    assert first.inner_text() > before
    assert still.errors == []


def test_a_page_that_is_looked_at_again_asks_at_once(phone: Opened, site: PhoneSite) -> None:
    leave_late(site)
    look_again(phone.page)
    expect(phone.page.locator(SAID)).to_have_text("Bijgewerkt om 17.52.")


def test_it_also_does_where_an_answer_of_before_is_still_on_its_way(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    hold_answer(page, "/stand.json")
    look_again(page)
    page.evaluate("window.arrived")
    leave_late(site)
    look_again(page)
    let_go(page)
    expect(page.locator(SAID)).to_have_text("Bijgewerkt om 17.52.")


def test_the_new_page_opens_where_somebody_was(phone: Opened, site: PhoneSite) -> None:
    page = phone.page
    page.locator("details summary").nth(1).click()
    page.evaluate("window.scrollTo(0, 900)")
    leave_late(site)
    look_again(page)
    expect(page.locator(SAID)).to_have_text("Bijgewerkt om 17.52.")
    page.wait_for_function("() => Math.abs(window.scrollY - 900) <= 60")
    expect(page.locator("details").nth(1)).to_have_attribute("open", "")
    expect(page.locator("details").nth(0)).not_to_have_attribute("open", "")


def test_whoever_fills_in_something_is_left_in_peace(phone: Opened, site: PhoneSite) -> None:
    page = phone.page
    page.locator("[data-card-name]").click()  # the address now ends in a place on the page
    fill_in_something(page)
    leave_late(site)
    look_again(page)
    expect(page.locator(SAID)).to_have_text("Er is een nieuwer programma.")
    assert page.locator("main input").input_value() == "Bijna klaar"
    page.get_by_role("link", name="Toon het nieuwe programma").click()
    expect(page.locator(SAID)).to_have_text("Bijgewerkt om 17.52.")


def test_whoever_begins_to_while_the_new_page_waits_for_their_fingers_is_too(
    still: Opened, site: PhoneSite
) -> None:
    page = still.page
    page.keyboard.press("Shift")
    leave_late(site)
    with page.expect_response("**/stand.json"):
        look_again(page)
    page.evaluate("fetch('/static/icon.svg').then((answer) => answer.text())")
    fill_in_something(page)
    page.clock.resume()
    expect(page.locator(SAID)).to_have_text("Er is een nieuwer programma.")
    assert page.locator("main input").input_value() == "Bijna klaar"


def test_the_way_to_the_new_page_stays_under_the_finger(still: Opened, site: PhoneSite) -> None:
    page = still.page
    fill_in_something(page)
    leave_late(site)
    look_again(page)
    link = page.get_by_role("link", name="Toon het nieuwe programma")
    link.evaluate("each => { each.dataset.under = 'fingers'; }")
    page.clock.fast_forward(31_000)
    ask_twice(page)
    assert link.get_attribute("data-under") == "fingers"


def test_who_is_on_their_way_to_another_page_gets_there(still: Opened, site: PhoneSite) -> None:
    page = still.page
    leave_late(site)
    with (
        held_back(site, "/kaarten"),
        page.context.expect_event("requestfinished", lambda each: each.url.endswith("/stand.json")),
    ):
        page.evaluate(
            "document.querySelector('a[href$=\"/kaarten\"]').click();"
            " document.dispatchEvent(new Event('visibilitychange'))"
        )
    expect(page.get_by_role("heading", level=1)).to_have_text("Verwijskaarten")


def test_an_answer_that_a_phone_slept_through_tells_no_time(still: Opened, site: PhoneSite) -> None:
    page = still.page
    hold_answer(page, "/stand.json")
    look_again(page)
    page.evaluate("window.arrived")
    page.context.set_offline(True)
    page.clock.set_system_time(site.now + timedelta(minutes=10))
    let_go_and_ask_again(page, "document.dispatchEvent(new Event('visibilitychange'))")
    assert abs(page.evaluate("Number(localStorage.getItem('klok'))")) < 120_000


def test_with_the_connection_the_last_programme_comes_back(phone: Opened, site: PhoneSite) -> None:
    page = phone.page
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(SAID)).to_have_text("Geen verbinding.")
    leave_late(site)
    come_back_online(page)
    expect(page.locator(SAID)).to_have_text("Bijgewerkt om 17.52.")


def test_times_are_the_servers_where_the_phones_clock_is_an_hour_off(
    open_page: OpenPage, site: PhoneSite
) -> None:
    with open_page(390, anonymous=True) as opened:
        page = opened.page
        page.clock.install(time=site.now + timedelta(hours=1))
        page.goto(site.address + site.opens)
        expect(page.locator(KEPT)).to_be_attached()
        page.wait_for_function(HAS_ASKED)
        page.context.set_offline(True)
        page.clock.fast_forward("05:00")
        expect(page.locator("[data-age]")).to_contain_text("Dit programma is van 17.2")
        expect(page.locator("[data-age]")).to_contain_text("5 minuten oud")


def test_a_release_replaces_the_page_with_its_files_and_leaves_nothing_behind(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    before = files(page, "ride.css")
    assert len(before) == 1
    site.release("ride.css", "h1 { letter-spacing: 3px; }")
    page.reload()
    # The page with cards may still be on its way with the file of before.
    wait_until(page, ONE_FILE_IS_KEPT, ["/ride.css?", *before])
    page.context.set_offline(True)
    page.reload()
    assert page.locator("h1").evaluate("each => getComputedStyle(each).letterSpacing") == "3px"


def test_an_answer_that_was_long_on_its_way_does_not_undo_a_newer_one(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    worker = hold_on_its_way(page, site.page)
    leave_late(site)
    page.reload()
    wait_until(page, KEEPS, "Bijgewerkt om 17.52.")
    worker.evaluate("() => { self.goOn(); return self.done; }")
    page.context.set_offline(True)
    assert page.evaluate(KEEPS, "Bijgewerkt om 17.52.")


def test_a_page_of_before_the_release_stays_whole_without_a_connection(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    page.context.set_offline(True)
    site.release("ride.css", "h1 { letter-spacing: 3px; }")
    page.reload()
    assert page.locator("h1").evaluate("each => getComputedStyle(each).letterSpacing") == "normal"
    assert page.locator("ol.places").is_visible()


def test_a_new_worker_takes_over_and_keeps_what_the_old_one_kept(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    page.evaluate("caches.open('wijksafari 0 /mee/')")
    site.release("service_worker.js", "\nself.addEventListener('message', () => {});\n")
    page.evaluate(
        """async () => {
          const before = navigator.serviceWorker.controller;
          const taken = new Promise((done) => {
            navigator.serviceWorker.addEventListener("controllerchange", done);
          });
          await (await navigator.serviceWorker.ready).update();
          await taken;
          if (navigator.serviceWorker.controller === before) throw new Error("the old one");
        }"""
    )
    wait_until(page, "async () => (await caches.keys()).length === 1")
    assert site.page in addresses(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("ol.places")).to_be_visible()


def test_a_page_that_a_worker_took_over_while_it_loaded_is_kept_too(
    open_page: OpenPage, site: PhoneSite
) -> None:
    with open_page(390, anonymous=True) as opened:
        opened.page.add_init_script(
            "Object.defineProperty(ServiceWorkerContainer.prototype, 'controller', { value: {} })"
        )
        opened.page.goto(site.address + site.opens)
        expect(opened.page.locator(KEPT)).to_be_attached()


KEEPS = "async (words) => (await (await caches.match(location.href)).text()).includes(words)"
ONE_FILE_IS_KEPT = """async ([name, before]) => {
  const found = [];
  for (const kept of await caches.keys()) {
    for (const { url } of await (await caches.open(kept)).keys()) found.push(url);
  }
  const files = found.filter((url) => url.includes(name));
  return files.length === 1 && files[0] !== before;
}"""


def look_again(page: Page) -> None:
    """As when somebody takes the phone out of a pocket."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def ask_twice(page: Page) -> None:
    """After this what was asked before has been dealt with."""
    for _ in range(2):
        with page.expect_response("**/stand.json"):
            look_again(page)


def fill_in_something(page: Page) -> None:
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    page.locator("main input").fill("Bijna klaar")


def files(page: Page, name: str) -> set[str]:
    """Where the phone keeps that file."""
    return {each for each in addresses(page) if f"/{name}?" in each}
