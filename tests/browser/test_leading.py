"""Leading an evening from a phone: pressed through, late, without a connection, and by two."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Opened, OpenPage
from tests.browser.inspector import SMALLEST, Inspector
from tests.browser.leading_phone import Phone, leaders_phone, reports
from tests.browser.phone_site import (
    PhoneSite,
    come_back_online,
    hold_answer,
    let_go_and_ask_again,
)

pytestmark = pytest.mark.browser

STOPS = ("De Sprong", "De Linde", "Het Baken", "De Letter", "De Luwte")
LATE = re.compile("(29|30) minuten later dan gepland")  # the press took its time
START = "Vertrokken bij het verzamelpunt"
HAS_ASKED = "() => Object.keys(localStorage).some((name) => name.startsWith('stand '))"


@pytest.fixture
def phone(chromium: Browser, site: PhoneSite) -> Iterator[Phone]:
    made = leaders_phone(chromium, site, name="Anne Adviseur")
    yield made
    made.page.context.close()


def test_an_evening_is_led_with_one_button(phone: Phone, site: PhoneSite) -> None:
    phone.at(10)
    phone.press(START)
    for number, name in enumerate(STOPS, start=1):
        phone.at(28 * number - 12)
        phone.press(f"Aangekomen bij {number}. {name}")
        phone.at(28 * number + 10)
        phone.press(f"Vertrokken bij {name}")
    phone.at(158.5)  # the press takes its time, but not half a minute
    phone.press("Aangekomen bij het eindpunt")
    expect(phone.page.locator("[data-done]")).to_contain_text("sinds 20.08 uur")
    assert [counts for _, _, counts in reports(site)] == [""] * 12


def test_the_button_is_large_and_stands_on_the_first_screen(phone: Phone) -> None:
    box = phone.next.bounding_box()
    assert box is not None
    assert box["height"] >= 64
    assert box["width"] >= 300
    assert box["y"] + box["height"] <= 844
    for each in phone.page.locator("#leiden").locator("button, summary, a").all():
        if each.is_visible():
            size = each.bounding_box()
            assert size is not None
            assert size["height"] >= 48


def test_a_thumb_that_presses_twice_reports_once(phone: Phone, site: PhoneSite) -> None:
    phone.at(10)
    # However long this machine takes for it, it is one moment for the phone.
    phone.page.clock.pause_at(site.now + timedelta(minutes=2))
    phone.next.dblclick()
    expect(phone.next).to_contain_text("Aangekomen bij 1. De Sprong")
    phone.next.click()
    phone.page.clock.resume()
    phone.pause()
    expect(phone.page.locator(".told li")).to_have_count(1)
    assert reports(site) == [("departed", "", "")]


def test_what_happened_earlier_is_reported_with_its_time(phone: Phone, site: PhoneSite) -> None:
    page = phone.page
    phone.at(20)
    page.locator("#anders summary").click()
    page.get_by_label("Hoe laat was het?").fill("17:43")
    page.locator("#anders").get_by_role("button", name=START).click()
    expect(page.locator(".told li")).to_contain_text("17.43 Vertrokken bij het verzamelpunt")
    expect(page.locator("#anders")).not_to_have_attribute("open", "")
    expect(phone.next).to_contain_text("Aangekomen bij 1. De Sprong")
    page.wait_for_function("() => scrollY === 0")


def test_late_a_stop_is_skipped_and_the_choice_undone(phone: Phone, site: PhoneSite) -> None:
    page = phone.page
    phone.at(40)
    phone.press(START)
    expect(page.get_by_role("heading", name="Dit past niet meer")).to_be_visible()
    expect(page.locator(".status")).to_contain_text(LATE)
    page.get_by_role("button", name=re.compile("^Sla De Linde over")).click()
    expect(page.locator(".ahead .gone")).to_contain_text("De Linde vervalt")
    assert reports(site)[-1] == ("way_on", "", "")
    page.locator("[data-last]").get_by_role("button", name=re.compile("Maak ongedaan")).click()
    expect(page.locator(".ahead .gone")).to_have_count(0)
    expect(page.get_by_role("heading", name="Dit past niet meer")).to_be_visible()


def test_without_a_connection_the_evening_goes_on_and_arrives_once(
    phone: Phone, site: PhoneSite
) -> None:
    page = phone.page
    expect(page.locator("[data-queue-status]")).to_be_attached()
    phone.at(10)
    page.context.set_offline(True)
    phone.press(START)
    expect(page.locator("[data-queued]")).to_contain_text("wacht op verbinding")
    page.clock.fast_forward(16 * 60_000)
    phone.press("Aangekomen bij 1. De Sprong")
    expect(page.locator(".status")).to_contain_text("later dan gepland")
    page.clock.fast_forward(20 * 60_000)
    phone.press("Vertrokken bij De Sprong")
    expect(phone.next).to_contain_text("Aangekomen bij 2. De Linde")
    assert reports(site) == []
    site.now += timedelta(minutes=36)
    come_back_online(page)
    expect(page.locator(".told li")).to_have_count(3)
    phone.pause()
    page.reload()
    phone.pause()
    expect(page.locator(".told li")).to_have_count(3)
    assert reports(site) == [
        ("departed", "", ""),
        ("arrived", "sprong", ""),
        ("departed", "sprong", ""),
    ]


def test_without_a_connection_a_choice_waits_for_one(phone: Phone, site: PhoneSite) -> None:
    page = phone.page
    phone.at(40)
    phone.press(START)
    expect(page.get_by_role("heading", name="Dit past niet meer")).to_be_visible()
    page.context.set_offline(True)
    page.wait_for_function("() => !navigator.onLine")
    page.get_by_role("button", name=re.compile("^Sla De Linde over")).click()
    expect(page.locator("[data-queue-status]")).to_contain_text("Kiezen kan alleen met bereik")
    expect(phone.next).to_be_visible()
    assert len(reports(site)) == 1


def test_a_report_that_the_page_has_already_is_not_shown_twice(
    phone: Phone, site: PhoneSite
) -> None:
    page = phone.page
    phone.at(10)
    phone.press(START)
    expect(page.locator("[data-last]")).to_contain_text(START)
    # As where the page was made while the report arrived.
    page.evaluate(
        "moment => { document.querySelector('#leiden').dataset.now = moment;"
        " document.dispatchEvent(new Event('queue:change')); }",
        (site.now - timedelta(minutes=1)).isoformat(),
    )
    expect(page.locator("[data-last]")).to_be_visible()
    expect(page.locator("[data-queued]")).to_be_hidden()
    expect(phone.next).to_contain_text("Aangekomen bij 1. De Sprong")


def test_what_is_refused_does_not_stay_on_the_page_as_if_it_counted(
    phone: Phone, site: PhoneSite
) -> None:
    page = phone.page
    phone.at(10)
    nowhere = json.dumps({"type": "departed", "group": 1, "location": "weg"})
    phone.next.evaluate("(each, told) => { each.dataset.queue = told; }", nowhere)
    phone.press(START)
    expect(page.get_by_role("alert")).to_contain_text(START)
    expect(phone.next).to_contain_text(START)
    expect(page.locator("[data-queued]")).to_be_hidden()
    assert reports(site) == []


def test_an_answer_that_a_phone_slept_through_tells_no_time(phone: Phone, site: PhoneSite) -> None:
    page = phone.page
    hold_answer(page, "/stand.json")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate("window.arrived")
    page.context.set_offline(True)
    page.clock.set_system_time(site.now + timedelta(minutes=10))
    let_go_and_ask_again(page, "dispatchEvent(new Event('online'))")
    assert abs(page.evaluate("rideQueue.ahead()")) < 60_000


def test_what_waits_is_still_there_after_the_page_was_closed(phone: Phone, site: PhoneSite) -> None:
    page = phone.page
    expect(page.locator("[data-kept=ja]")).to_be_attached()
    phone.at(10)
    page.context.set_offline(True)
    phone.press(START)
    page.reload()
    expect(phone.next).to_contain_text("Aangekomen bij 1. De Sprong")
    expect(page.locator("[data-queued]")).to_contain_text(START)
    page.locator("[data-queued-undo]").click()
    expect(phone.next).to_contain_text(START)
    come_back_online(page)
    expect(page.locator(".told .off")).to_have_count(1)
    assert reports(site) == [("departed", "", "Anne Adviseur")]


def test_a_participants_phone_has_the_new_times_within_half_a_minute(
    phone: Phone, site: PhoneSite, open_page: OpenPage
) -> None:
    with open_page(390, anonymous=True) as opened:
        second = opened.page
        second.clock.install(time=site.now)
        # However long this machine takes for it, half a minute is half a minute.
        second.clock.pause_at(site.now + timedelta(minutes=1))
        second.goto(site.address + site.opens)
        expect(second.locator("ol.places")).to_contain_text("17.45")
        # It has asked once, so that the next time is set.
        second.wait_for_function(HAS_ASKED)
        phone.at(22.5)  # the press takes its time, but not half a minute
        phone.press(START)
        expect(phone.page.locator(".told li")).to_have_count(1)
        second.clock.fast_forward(30_000)
        expect(second.locator("ol.places")).to_contain_text("was 17.45")
        expect(second.locator("ol.places")).to_contain_text("17.57")


def test_the_other_leader_sees_it_and_is_told_who_was_first(
    phone: Phone, site: PhoneSite, chromium: Browser
) -> None:
    other = leaders_phone(chromium, site, name="Bas de Boer")
    try:
        other.page.context.set_offline(True)
        phone.at(12)
        phone.press(START)
        expect(phone.page.locator(".told li")).to_have_count(1)
        other.press(START)
        come_back_online(other.page)
        expect(other.page.locator(".told li")).to_have_count(2)
        expect(other.page.locator(".told")).to_contain_text("Bas de Boer; was al gemeld")
        expect(other.next).to_contain_text("Aangekomen bij 1. De Sprong")
        phone.pause()
        expect(phone.page.locator(".told li")).to_have_count(2)
    finally:
        other.page.context.close()


def test_every_stage_can_be_read_by_everybody(chromium: Browser, site: PhoneSite) -> None:
    phone = leaders_phone(chromium, site, SMALLEST)
    opened = Opened(phone.page)
    phone.page.on("pageerror", lambda error: opened.errors.append(str(error)))
    inspector = Inspector(opened)
    phone.at(10)
    inspector.look()
    phone.at(40)
    phone.press(START)
    expect(phone.page.get_by_role("heading", name="Dit past niet meer")).to_be_visible()
    phone.page.locator("#anders summary").click()
    inspector.look()
    phone.page.context.set_offline(True)
    phone.pause()
    phone.press("Aangekomen bij 1")
    expect(phone.page.locator("[data-queued]")).to_be_visible()
    inspector.look()
    phone.page.context.close()
    assert inspector.found == []
