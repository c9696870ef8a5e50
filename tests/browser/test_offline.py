"""A participant's phone without a connection: what was looked at once is still there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.phone_site import PhoneSite, addresses, hold_on_its_way, wait_until
from tests.worlds import POST, STARTS_AT
from wijksafari.services.sign_ups.withdrawals import erase

pytestmark = pytest.mark.browser


STREETS_ARE_DRAWN = """() => {
  const canvas = document.querySelector(".leaflet-straten-pane canvas");
  if (!canvas) return false;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, n) => n % 4 === 3 && value > 0).length > 1000;
}"""


def go_offline(page: Page) -> None:
    page.context.set_offline(True)


def test_without_a_connection_the_programme_the_route_and_the_streets_are_there(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    before = page.locator("ol.places").inner_text()
    go_offline(page)
    # What the page of before asked for does not count.
    page.once("framenavigated", lambda _frame: phone.away.clear())
    page.reload()
    assert page.locator("ol.places").inner_text() == before
    expect(page.locator(".wijkkaart-stop").first).to_be_visible()
    expect(page.locator(".leaflet-overlay-pane path").nth(3)).to_be_attached()
    page.wait_for_function(STREETS_ARE_DRAWN)
    assert phone.errors == phone.away == []


def test_tiles_come_back_with_the_connection(phone: Opened, site: PhoneSite) -> None:
    page = phone.page
    go_offline(page)
    page.reload()
    page.locator(".wijkkaart-stop").first.scroll_into_view_if_needed()
    phone.away.clear()
    with page.expect_request("https://service.pdok.nl/**"):
        page.context.set_offline(False)


def test_without_a_connection_it_says_how_old_the_programme_is(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    go_offline(page)
    expect(page.locator("[data-said]")).to_have_text("Geen verbinding.")
    page.clock.install()
    page.reload()
    page.clock.fast_forward("22:00")
    # A slow machine took its time for what went before.
    expect(page.locator("[data-age]")).to_have_text(
        re.compile(r"^Dit programma is van 17\.20 uur \(2[2-4] minuten oud\)\.$")
    )


def test_the_private_link_works_without_a_connection(phone: Opened, site: PhoneSite) -> None:
    page = phone.page
    go_offline(page)
    page.goto(site.address + site.opens)
    assert page.url == site.page
    expect(page.locator("ol.places")).to_be_visible()


def test_the_private_link_works_where_reception_is_lost_behind_it(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    page.context.route(site.page, lambda route: route.abort())
    page.goto(site.address + site.opens)
    assert page.url == site.page
    expect(page.locator("ol.places")).to_be_visible()


def test_what_was_never_opened_is_not_there(phone: Opened, site: PhoneSite) -> None:
    go_offline(phone.page)
    with pytest.raises(Exception, match="ERR_"):
        phone.page.goto(f"{site.address}/mee/{site.link_id + 1}")


def test_only_the_page_its_cards_and_their_own_files_are_kept(
    phone: Opened, site: PhoneSite
) -> None:
    kept = addresses(phone.page)
    assert site.page in kept
    pages = {site.page, f"{site.page}/kaarten"}
    others = {each.removeprefix(site.address) for each in kept - pages}
    assert all(
        each.startswith(("/static/", "/leaflet/")) or each.endswith(".webmanifest")
        for each in others
    )
    assert not [each for each in phone.away if "service.pdok.nl" not in each]


def test_a_page_that_is_over_is_kept_no_longer(phone: Opened, site: PhoneSite) -> None:
    site.now = STARTS_AT + timedelta(days=15)
    phone.page.reload()
    assert "niet meer" in phone.page.locator("h1").inner_text()
    all_goes(phone.page)


def test_a_page_that_was_erased_is_kept_no_longer(phone: Opened, site: PhoneSite) -> None:
    with site.database.writing.begin() as session:
        erase(session, site.sign_up(session), post=POST, now=site.now)
    phone.page.reload()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
    all_goes(phone.page)


def test_what_was_on_its_way_when_a_page_was_erased_is_not_kept(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    cards = f"{site.page}/kaarten"
    wait_until_kept(page, {site.page, cards})
    worker = hold_on_its_way(page, cards)
    with site.database.writing.begin() as session:
        erase(session, site.sign_up(session), post=POST, now=site.now)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
    all_goes(page)
    worker.evaluate("() => { self.goOn(); return self.done; }")
    assert addresses(page) == set()


def test_a_kept_page_goes_when_its_time_is_over_also_without_a_connection(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    page.evaluate(
        """async () => {
          const cache = await caches.open((await caches.keys())[0]);
          const copy = await cache.match(location.href);
          const headers = new Headers(copy.headers);
          headers.set("X-Kept-Until", "2020-01-01T00:00:00Z");
          await cache.put(location.href, new Response(await copy.text(), { headers }));
        }"""
    )
    go_offline(page)
    with pytest.raises(Exception, match="ERR_"):
        page.reload()


def test_a_browser_that_forgot_its_cookies_comes_back_by_itself(
    phone: Opened, site: PhoneSite
) -> None:
    phone.page.context.clear_cookies()
    phone.page.goto(site.page)
    expect(phone.page.locator("ol.places")).to_be_visible()
    assert phone.page.url == site.page


def test_it_also_does_where_the_phone_is_slow_to_find_what_it_kept(
    phone: Opened, site: PhoneSite
) -> None:
    slow_down(phone.page)
    phone.page.context.clear_cookies()
    phone.page.goto(site.page)
    expect(phone.page.locator("ol.places")).to_be_visible()


def test_pages_that_are_put_away_together_both_stay(phone: Opened, site: PhoneSite) -> None:
    page = phone.page
    both = {site.page, f"{site.page}/kaarten"}
    wait_until_kept(page, both)
    slow_down(page)
    (worker,) = page.context.service_workers
    worker.evaluate(
        """async (both) => {
          const keep = () => Promise.all(both.map((each) => self.fetchAndKeep(each)));
          await keep();  // after this nothing of the first visit is under way
          const cache = await caches.open((await caches.keys())[0]);
          await Promise.all(both.map((each) => cache.delete(each)));
          await keep();
        }""",
        sorted(both),
    )
    assert both <= addresses(page)


def slow_down(page: Page) -> None:
    """Make the phone slow to find what it kept."""
    for worker in page.context.service_workers:
        worker.evaluate(
            """() => {
              const { match } = Cache.prototype;
              Cache.prototype.match = async function (...asked) {
                await new Promise((resolve) => { setTimeout(resolve, 20); });
                return match.apply(this, asked);
              };
            }"""
        )


def wait_until_kept(page: Page, wanted: set[str]) -> None:
    wait_until(
        page,
        "async (all) => (await Promise.all(all.map((one) => caches.match(one)))).every(Boolean)",
        sorted(wanted),
    )


def all_goes(page: Page) -> None:
    """Soon nothing is kept."""
    wait_until(
        page,
        """async () => {
          const kept = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
          return (await Promise.all(kept.map((one) => one.keys()))).flat().length === 0;
        }""",
    )
