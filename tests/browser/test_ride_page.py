"""The participant's page on a phone in the evening: next stop, wrong clocks, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HERE
from tests.browser.inspector import violations
from tests.browser.phone_site import PhoneSite
from tests.worlds import STARTS_AT
from wijksafari.models import Safari

pytestmark = pytest.mark.browser

OpenPhone = Callable[..., Page]
LATER = STARTS_AT + timedelta(minutes=43)  # De Sprong was left at 18.11, De Linde is at 18.16


@pytest.fixture
def site(site: PhoneSite) -> PhoneSite:
    site.now = LATER
    return site


@pytest.fixture
def phone(chromium: Browser, site: PhoneSite) -> Iterator[OpenPhone]:
    """A phone of its own that opens the link; ``clock`` is what its own clock shows."""
    contexts = []

    def opening(clock: datetime | None = LATER, **options: Any) -> Page:
        # Without a worker, which would keep a page of before the test moved the clock.
        options = {
            "viewport": {"width": 390, "height": 844},
            "locale": "nl-NL",
            "service_workers": "block",
        } | options
        context = chromium.new_context(**options)
        contexts.append(context)
        context.route(
            "**/*", lambda r: r.continue_() if r.request.url.startswith(HERE) else r.abort()
        )
        page = context.new_page()
        if clock:
            page.clock.install(time=clock)
        page.goto(site.address + site.opens)
        return page

    yield opening
    for context in contexts:
        context.close()


def ask_twice(page: Page) -> None:
    """After this no answer of before is on its way, which would tell the time of before."""
    for _ in range(2):
        with page.expect_response("**/stand.json"):
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def stands_out(page: Page) -> str:
    return page.locator("[data-place][aria-current=step] [data-name]").inner_text()


@pytest.mark.parametrize("minutes", [-60, 0, 60])
def test_a_phone_whose_clock_is_wrong_shows_the_right_stop(phone: OpenPhone, minutes: int) -> None:
    page = phone(LATER + timedelta(minutes=minutes))
    assert stands_out(page) == "De Linde"
    expect(page.locator("[data-card-head]")).to_have_text("Volgende stop")


def test_a_phone_in_another_zone_shows_the_times_of_the_plan(phone: OpenPhone) -> None:
    page = phone(timezone_id="America/New_York")
    assert stands_out(page) == "De Linde"
    expect(page.locator("[data-card-time]")).to_have_text("18.16")


def test_as_time_goes_by_the_next_stop_follows(phone: OpenPhone, site: PhoneSite) -> None:
    page = phone()
    for minutes, name, head in ((5, "De Linde", "Nu hier"), (30, "Het Baken", "Volgende stop")):
        site.now = LATER + timedelta(minutes=minutes)
        page.clock.set_fixed_time(site.now)
        ask_twice(page)
        expect(page.locator("[data-card-name]")).to_have_text(name)
        expect(page.locator("[data-card-head]")).to_have_text(head)
        assert stands_out(page) == name
    google = page.locator("[data-card-google]").get_attribute("href")
    assert google == page.locator("[data-place][aria-current] .links a").first.get_attribute("href")
    site.now = LATER + timedelta(hours=4)
    page.clock.set_fixed_time(site.now)
    ask_twice(page)
    expect(page.locator("#nu-kop")).to_have_text("De avond is afgelopen")
    assert page.locator("[aria-current=step]").count() == 0


def test_who_hears_the_right_time_only_later_has_not_missed_the_evening(phone: OpenPhone) -> None:
    heads = phone().evaluate(
        """(times) => times.map((detail) => {
          document.dispatchEvent(new CustomEvent("wijksafari:now", { detail }));
          return document.getElementById("nu-kop").textContent;
        })""",
        [(LATER + timedelta(hours=hours)).isoformat() for hours in (4, 0)],
    )
    assert heads == ["De avond is afgelopen", "Volgende stop"]


def test_without_javascript_everything_is_there(phone: OpenPhone) -> None:
    page = phone(None, java_script_enabled=False)
    assert stands_out(page) == "De Linde"
    expect(page.locator("[data-card-name]")).to_have_text("De Linde")
    expect(page.get_by_role("button")).to_have_count(0)
    page.locator("summary").nth(1).click()
    expect(page.locator(".cues").first).to_be_visible()


def test_it_darkens_at_sunset_and_keeps_what_somebody_chose(
    phone: OpenPhone, site: PhoneSite
) -> None:
    site.now = STARTS_AT - timedelta(hours=2)
    page = phone(site.now)
    root = page.locator("html")
    expect(root).not_to_have_attribute("data-theme", "dark")
    site.now = STARTS_AT + timedelta(minutes=5)
    page.clock.set_fixed_time(site.now)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('wijksafari:now', {detail: "
        f"'{site.now.isoformat()}'}}))"
    )
    expect(root).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Licht").click()
    expect(root).to_have_attribute("data-theme", "light")
    page.reload()
    expect(root).to_have_attribute("data-theme", "light")
    page.get_by_role("button", name="Donker").click()
    expect(root).to_have_attribute("data-theme", "dark")


def test_a_phone_that_is_dark_by_itself_stays_so_in_daylight(
    phone: OpenPhone, site: PhoneSite
) -> None:
    site.now = STARTS_AT - timedelta(hours=4)
    page = phone(site.now, color_scheme="dark")
    expect(page.get_by_role("button", name="Licht")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(11, 14, 19)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_what_one_reads_in_the_rain_stands_out(
    phone: OpenPhone, scheme: str
) -> None:
    page = phone(None)
    page.evaluate("scheme => localStorage.setItem('licht', scheme)", scheme)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    assert list(violations(page)) == []
    within = {"include": [[".when"], ["h1"], ["h3"], [".big"], [".lasts"], [".position"]]}
    options = {
        "runOnly": ["color-contrast-enhanced"],
        "rules": {"color-contrast-enhanced": {"enabled": True}},
    }
    assert Axe().run(page, context=within, options=options).response["violations"] == []


@pytest.mark.parametrize(("width", "size"), [(320, 100), (390, 200), (1280, 100)])
def test_nothing_is_lost_on_a_small_screen_or_with_large_text(
    phone: OpenPhone, width: int, size: int
) -> None:
    page = phone(None, viewport={"width": width, "height": 800})
    page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        "[...document.querySelectorAll('main p, main h3, main a, main button, main time')]"
        ".filter(each => !each.closest('.wijkkaart, .unseen, [hidden]')"
        " && each.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert cut == 0


def test_what_one_presses_on_the_bicycle_is_large(phone: OpenPhone) -> None:
    page = phone(None)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for each in page.locator("main .button:visible, main summary:visible").all():
        box = each.bounding_box()
        assert box
        assert (box["width"], box["height"]) >= (48, 48), each.inner_text()
        assert box["height"] >= 48, each.inner_text()


def test_the_keyboard_reaches_the_next_stop_and_opens_the_way_there(phone: OpenPhone) -> None:
    page = phone(None)
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim().slice(0, 40)"))
        if page.evaluate("document.activeElement.matches('.place summary')"):
            break
    assert names[0] == "Naar de inhoud"
    assert any("Waar ben ik?" in each for each in names)
    page.keyboard.press("Enter")
    expect(page.locator(".place details[open] .links").first).to_be_visible()


def test_a_cancelled_evening_is_told_first(phone: OpenPhone, site: PhoneSite) -> None:
    with site.database.writing.begin() as session:
        session.query(Safari).one().state = "cancelled"
    page = phone()
    expect(page.get_by_role("alert")).to_contain_text("Deze avond gaat niet (verder) door")
    assert page.locator("[aria-current=step]").count() == 0
    assert page.locator("[data-card]").count() == 0
    assert list(violations(page)) == []
