"""An open page follows the evening; what a release brings replaces what a phone kept."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, OpenPage
from tests.browser.phone_site import (
    KEPT,
    PhoneSite,
    addresses,
    come_back_online,
    hold_answer,
    let_go,
    wait_until,
)
from tests.worlds import STARTS_AT

pytestmark = pytest.mark.browser

PROMISED = 30  # seconds


def leave_late(site: PhoneSite) -> None:
    """The group rides off at 17.52 rather than at the planned time."""
    site.now = STARTS_AT + timedelta(minutes=22)
    site.report("departed", site.now)


def test_an_open_page_shows_what_was_reported_within_30_seconds(
    phone: Opened, site: PhoneSite
) -> None:
    first = phone.page.locator("ol.places time").nth(1)
    before = first.inner_text()
    leave_late(site)
    asked = time.monotonic()
    expect(phone.page.locator("[data-said]")).to_have_text(
        "Bijgewerkt om 17.52.", timeout=1000 * PROMISED
    )
    assert time.monotonic() - asked < PROMISED
    assert first.inner_text() > before
    assert phone.errors == []


def test_a_page_that_is_looked_at_again_asks_at_once(phone: Opened, site: PhoneSite) -> None:
    leave_late(site)
    look_again(phone.page)
    expect(phone.page.locator("[data-said]")).to_have_text("Bijgewerkt om 17.52.")


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
    expect(page.locator("[data-said]")).to_have_text("Bijgewerkt om 17.52.")


def test_the_new_page_opens_where_somebody_was(phone: Opened, site: PhoneSite) -> None:
    page = phone.page
    page.locator("details summary").nth(1).click()
    page.evaluate("window.scrollTo(0, 900)")
    leave_late(site)
    look_again(page)
    expect(page.locator("[data-said]")).to_have_text("Bijgewerkt om 17.52.", timeout=20_000)
    page.wait_for_function("() => Math.abs(window.scrollY - 900) <= 60")
    expect(page.locator("details").nth(1)).to_have_attribute("open", "")
    expect(page.locator("details").nth(0)).not_to_have_attribute("open", "")


def test_whoever_fills_in_something_is_left_in_peace(phone: Opened, site: PhoneSite) -> None:
    page = phone.page
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    page.locator("main input").fill("Bijna klaar")
    leave_late(site)
    look_again(page)
    expect(page.locator("[data-said]")).to_have_text("Er is een nieuwer programma.")
    assert page.locator("main input").input_value() == "Bijna klaar"
    page.get_by_role("link", name="Toon het nieuwe programma").click()
    expect(page.locator("[data-said]")).to_have_text("Bijgewerkt om 17.52.")


def test_with_the_connection_the_last_programme_comes_back(phone: Opened, site: PhoneSite) -> None:
    page = phone.page
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-said]")).to_have_text("Geen verbinding.")
    leave_late(site)
    come_back_online(page)
    expect(page.locator("[data-said]")).to_have_text("Bijgewerkt om 17.52.", timeout=20_000)


def test_times_are_the_servers_where_the_phones_clock_is_an_hour_off(
    open_page: OpenPage, site: PhoneSite
) -> None:
    with open_page(390, anonymous=True) as opened:
        page = opened.page
        page.clock.install(time=site.now + timedelta(hours=1))
        page.goto(site.address + site.opens)
        expect(page.locator(KEPT)).to_be_attached()
        page.wait_for_function("() => localStorage.getItem('klok') !== null")
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


def files(page: Page, name: str) -> set[str]:
    """Where the phone keeps that file."""
    return {each for each in addresses(page) if f"/{name}?" in each}
