"""Checking in on a phone: with one thumb, without reception, with two leaders at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Locator, Page, Route, expect
from sqlalchemy import select

from tests.browser.conftest import Opened, OpenPage
from tests.browser.phone_site import (
    PhoneSite,
    addresses,
    come_back_online,
    hold_answer,
    hold_on_its_way,
    let_go,
    let_go_and_ask_again,
)
from tests.web.logins import log_in, log_out
from tests.worlds import create_practice, create_sign_up, create_user
from wijksafari.models import Safari, User
from wijksafari.services.accounts.accounts import end_logins
from wijksafari.services.riding.presence import Attendee, presence_of

pytestmark = pytest.mark.browser

NAMES = ("Anna Bos", "Çelik Yıldız", "Dirk de Wit")
LEADER = "leider@wijksafari.test"


class Phone(Protocol):
    """What the fixture ``phone`` gives: a leader's, looking at who is there."""

    def __call__(self) -> AbstractContextManager[Opened]: ...


@pytest.fixture
def site(site: PhoneSite) -> PhoneSite:
    with site.database.writing.begin() as session:
        safari = site.sign_up(session).safari
        practice = create_practice(session, "Praktijk De Brug")
        for name in NAMES:
            create_sign_up(session, safari, practice, name=name)
        create_user(session, email=LEADER)
    return site


@pytest.fixture
def phone(open_page: OpenPage, site: PhoneSite) -> Phone:
    @contextmanager
    def opening() -> Iterator[Opened]:
        with open_page(390, anonymous=True) as opened:
            come_in(opened.page, site)
            opened.page.goto(address(site))
            opened.page.wait_for_selector("[data-kept]", state="attached")
            yield opened

    return opening


def address(site: PhoneSite) -> str:
    with site.database.reading() as session:
        return f"{site.address}/onderweg/{site.sign_up(session).safari.uid}/wie"


def come_in(page: Page, site: PhoneSite) -> None:
    """Log in on this phone."""
    with site.app.test_client() as client:
        cookie = log_in(client, LEADER).get_cookie("wijksafari")
        log_out(client)
    assert cookie is not None
    given = {"name": "wijksafari", "value": cookie.value, "url": site.address}
    page.context.add_cookies([given])  # type: ignore[list-item]


def person(page: Page, name: str) -> Locator:
    return page.locator(f".person[data-name^='{name}']")


def tap(page: Page, name: str) -> None:
    person(page, name).locator(".tap button").click()


def said(page: Page) -> Locator:
    return page.locator("[data-queue-status]")


def known(site: PhoneSite) -> dict[str, Attendee]:
    """Everybody of whom the site heard something, by name."""
    with site.database.reading() as session:
        safari = session.scalars(select(Safari)).one()
        found = presence_of(session, safari)
    return {each.name: each for each in found if each.status != "expected"}


def test_a_tap_counts_at_once_and_another_takes_it_back(phone: Phone, site: PhoneSite) -> None:
    with phone() as opened:
        page = opened.page
        tap(page, "Anna Bos")
        expect(person(page, "Anna Bos")).to_have_attribute("data-status", "present")
        expect(page.locator("[data-count]")).to_have_text("1 van 4")
        expect(said(page)).to_have_text("Alles is verzonden.")
        assert known(site)["Anna Bos"].status == "present"
        tap(page, "Anna Bos")
        expect(page.locator("[data-count]")).to_have_text("0 van 4")
        expect(said(page)).to_have_text("Alles is verzonden.")
        assert known(site) == {}
        assert opened.errors == []


def test_a_tap_counts_also_while_the_list_is_brought_up_to_date(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened, phone() as other:
        page = opened.page
        hold_answer(page, "/wie")
        tap(other.page, "Dirk de Wit")
        expect(said(other.page)).to_have_text("Alles is verzonden.")
        page.evaluate("dispatchEvent(new Event('online'))")
        page.evaluate("window.arrived")
        button = person(page, "Anna Bos").locator(".tap button")
        button.hover()
        page.mouse.down()
        let_go(page)
        page.wait_for_timeout(200)  # the list would be renewed in this time
        page.mouse.up()
        expect(page.locator("[data-count]")).to_have_text("2 van 4")
        expect(said(page)).to_have_text("Alles is verzonden.")
        assert known(site).keys() == {"Anna Bos", "Dirk de Wit"}


def test_a_time_that_somebody_types_is_not_lost_to_a_list_that_is_renewed(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened, phone() as other:
        page, row = opened.page, person(opened.page, "Anna Bos")
        field = row.get_by_label("Gekomen om")
        hold_answer(page, "/wie")
        tap(other.page, "Dirk de Wit")
        expect(said(other.page)).to_have_text("Alles is verzonden.")
        page.evaluate("dispatchEvent(new Event('online'))")
        page.evaluate("window.arrived")
        row.locator("summary").click()
        field.fill("17:05")
        field.evaluate("each => { each.dataset.under = 'fingers'; }")
        let_go(page)
        ask_twice(page)
        assert field.get_attribute("data-under") == "fingers"
        assert field.input_value() == "17:05"
        row.locator("summary").focus()
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(person(page, "Dirk de Wit")).to_have_attribute("data-status", "present")
        expect(field).to_have_value("17:05")
        field.press("Enter")
        expect(said(page)).to_have_text("Alles is verzonden.")
        assert known(site)["Anna Bos"].reports[0].at.minute == 5


def test_that_all_is_sent_can_be_read_also_where_the_site_is_asked_again(
    phone: Phone, site: PhoneSite
) -> None:
    # Long enough for a slow machine, too, to ask twice.
    site.change("queue.js", "const READ = 6000;", "const READ = 60000;")
    with phone() as opened:
        page = opened.page
        tap(page, "Anna Bos")
        expect(said(page)).to_have_text("Alles is verzonden.")
        ask_twice(page)
        assert said(page).inner_text() == "Alles is verzonden."


def test_what_another_tab_of_the_phone_sent_is_told_where_it_waited(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        other = page.context.new_page()
        other.goto(address(site))
        for each in (page, other):
            each.route("**/meldingen", abort)
        tap(page, "Anna Bos")
        expect(said(page)).to_have_text("1 melding wacht op verbinding.")
        other.unroute("**/meldingen", abort)
        other.evaluate("dispatchEvent(new Event('online'))")
        expect(said(page)).to_have_text("Alles is verzonden.")
        assert known(site).keys() == {"Anna Bos"}


def test_that_is_told_also_where_the_tab_looks_before_it_hears_of_it(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        page.route("**/meldingen", abort)
        tap(page, "Anna Bos")
        expect(said(page)).to_have_text("1 melding wacht op verbinding.")
        # As the other tab notes it; a page is not told of what it did itself.
        page.evaluate(NOTE_AS_HEARD)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(said(page)).to_have_text("Alles is verzonden.")


def test_what_went_with_somebody_who_logged_out_in_another_tab_was_not_sent(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        other = page.context.new_page()
        other.goto(f"{site.address}/inloggen")
        page.route("**/meldingen", abort)
        tap(page, "Anna Bos")
        expect(said(page)).to_have_text("1 melding wacht op verbinding.")
        other.evaluate("localStorage.clear()")
        expect(person(page, "Anna Bos")).to_have_attribute("data-status", "expected")
        assert said(page).inner_text() == ""


def test_a_tap_does_not_wait_for_another_tab_that_only_asks_for_news(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        page.clock.install()
        page.reload()
        other = page.context.new_page()
        other.goto(address(site))
        # Nothing is sent because a quarter of a minute passed.
        page.clock.pause_at(page.evaluate("Date.now() + 60_000"))
        hold_answer(other, "/stand.json")
        other.evaluate("dispatchEvent(new Event('online'))")
        other.evaluate("window.arrived")
        tap(page, "Anna Bos")
        let_go(other)
        expect(said(page)).to_have_text("Alles is verzonden.")
        assert known(site).keys() == {"Anna Bos"}


def test_what_is_on_its_way_when_somebody_logs_out_is_not_written_down_again(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        hold_answer(page, "/meldingen")
        tap(page, "Anna Bos")
        page.evaluate("window.arrived")
        page.evaluate("localStorage.clear()")
        let_go_and_ask_again(page, "dispatchEvent(new Event('online'))")
        assert reports_on(page) == []


def abort(route: Route) -> None:
    route.abort()


def reports_on(page: Page) -> list[str]:
    """What the phone keeps of reports, sent or not."""
    names: list[str] = page.evaluate("Object.keys(localStorage)")
    return [each for each in names if each.startswith(("melding/", "geweigerd/"))]


NOTE_AS_HEARD = """() => {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith("melding/"))) {
    const entry = JSON.parse(localStorage.getItem(name));
    localStorage.setItem(name, JSON.stringify({ ...entry, heard: Date.now() }));
  }
}"""


def ask_twice(page: Page) -> None:
    """The site is asked anew, and once more: by then the first answer has been dealt with."""
    for _ in range(2):
        with page.expect_response("**/stand.json"):
            page.evaluate("dispatchEvent(new Event('online'))")


def test_what_is_done_without_reception_survives_a_reload_and_arrives_once(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        page.context.set_offline(True)
        tap(page, "Anna Bos")
        tap(page, "Dirk de Wit")
        tap(page, "Dirk de Wit")
        page.get_by_label("Naam", exact=True).fill("Zus van Iemand")
        page.get_by_label("Functie").select_option("gp")
        page.get_by_role("button", name="Voeg toe").click()
        expect(said(page)).to_have_text("4 meldingen wachten op verbinding.")
        assert known(site) == {}
        page.reload()
        expect(said(page)).to_have_text("4 meldingen wachten op verbinding.")
        expect(person(page, "Anna Bos")).to_have_attribute("data-status", "present")
        expect(person(page, "Anna Bos")).to_contain_text("wacht op verbinding")
        expect(person(page, "Dirk de Wit")).to_have_attribute("data-status", "expected")
        expect(page.locator("#erbij")).to_contain_text("Zus van Iemand")
        expect(page.locator("[data-count]")).to_have_text("2 van 5")
        come_back_online(page)
        expect(said(page)).to_have_text("Alles is verzonden.")
        expect(person(page, "Zus van Iemand")).to_contain_text("aanwezig sinds")
        expect(page.locator("#erbij")).to_be_hidden()
        assert {name: each.status for name, each in known(site).items()} == {
            "Anna Bos": "present",
            "Zus van Iemand": "present",
        }


def test_what_the_site_heard_while_its_answer_got_lost_counts_once(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        lost: list[int] = []

        def lose(route: Route) -> None:
            lost.append(route.fetch().status)
            route.abort()

        page.route("**/meldingen", lose)
        with page.expect_event("requestfailed"):
            tap(page, "Anna Bos")
        expect(said(page)).to_have_text("1 melding wacht op verbinding.")
        assert set(lost) == {200}
        page.unroute("**/meldingen", lose)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(said(page)).to_have_text("Alles is verzonden.")
        assert len(known(site)["Anna Bos"].reports) == 1


def test_after_a_reload_without_reception_what_was_sent_still_counts(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        # The page that is kept is from before.
        site.now += timedelta(minutes=1)
        page.evaluate(
            "navigator.serviceWorker.ready.then(one => one.active.postMessage = () => {})"
        )
        tap(page, "Anna Bos")
        expect(said(page)).to_have_text("Alles is verzonden.")
        page.context.set_offline(True)
        page.reload()
        expect(person(page, "Anna Bos")).to_have_attribute("data-status", "present")


def test_two_phones_follow_each_other(phone: Phone, site: PhoneSite) -> None:
    with phone() as one, phone() as other:
        tap(one.page, "Anna Bos")
        tap(other.page, "Dirk de Wit")
        for each in (one.page, other.page):
            expect(said(each)).to_have_text("Alles is verzonden.")
        for each in (one.page, other.page):
            each.evaluate("dispatchEvent(new Event('online'))")
            expect(each.locator("[data-count]")).to_have_text("2 van 4")
        assert known(site).keys() == {"Anna Bos", "Dirk de Wit"}


def test_whose_login_is_over_keeps_everything_until_they_are_back(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        with site.database.writing.begin() as session:
            end_logins(session.scalars(select(User).filter_by(email=LEADER)).one())
        page.clock.install()
        tap(page, "Anna Bos")
        expect(said(page)).to_contain_text("blijven bewaard")
        page.clock.fast_forward(3_000)
        assert "blijven bewaard" in said(page).inner_text()
        expect(said(page).get_by_role("link")).to_have_text("Log opnieuw in")
        assert known(site) == {}
        page.goto("about:blank")  # it would send as soon as somebody is logged in
        come_in(page, site)
        page.goto(address(site))
        expect(said(page)).to_have_text("Alles is verzonden.")
        assert known(site).keys() == {"Anna Bos"}


def test_the_way_to_log_in_stays_whatever_another_tab_does(phone: Phone, site: PhoneSite) -> None:
    with phone() as opened:
        page = opened.page
        other = page.context.new_page()
        other.goto(f"{site.address}/static/icon.svg")
        with site.database.writing.begin() as session:
            end_logins(session.scalars(select(User).filter_by(email=LEADER)).one())
        tap(page, "Anna Bos")
        expect(said(page)).to_contain_text("1 melding wacht; zij blijven bewaard")
        page.evaluate("addEventListener('storage', ({ key }) => { document.title = key; })")
        other.evaluate("localStorage.setItem('klok', '1')")
        expect(page).to_have_title("klok")
        assert "blijven bewaard" in said(page).inner_text()
        other.evaluate(REPORT_ONE_MORE)
        expect(said(page)).to_contain_text("2 meldingen wachten; zij blijven bewaard")
        expect(said(page).get_by_role("link")).to_have_text("Log opnieuw in")


REPORT_ONE_MORE = """() => {
  const name = Object.keys(localStorage).find((each) => each.startsWith("melding/"));
  const entry = JSON.parse(localStorage.getItem(name));
  const action = { ...entry.action, key: crypto.randomUUID() };
  const more = name.replace(entry.action.key, action.key);
  localStorage.setItem(more, JSON.stringify({ ...entry, action }));
}"""


def test_somebody_is_found_by_a_part_of_their_name(phone: Phone, site: PhoneSite) -> None:
    with phone() as opened:
        page = opened.page
        page.get_by_label("Zoek op naam of praktijk").fill("celik y")
        expect(page.locator(".person:visible")).to_have_count(1)
        page.get_by_label("Zoek op naam of praktijk").fill("niemand")
        expect(page.get_by_text("Niemand gevonden.")).to_be_visible()
        page.get_by_label("Zoek op naam of praktijk").fill("")
        tap(page, "Anna Bos")
        page.get_by_label("Alleen wie er nog niet is").check()
        expect(page.locator(".person:visible")).to_have_count(3)


def test_with_a_keyboard_somebody_came_at_another_time(phone: Phone, site: PhoneSite) -> None:
    with phone() as opened:
        page = opened.page
        row = person(page, "Anna Bos")
        row.locator("summary").focus()
        page.keyboard.press("Enter")
        field = row.get_by_label("Gekomen om")
        field.fill("17:05")
        field.press("Enter")
        expect(row.locator("summary")).to_be_focused()
        expect(row).to_contain_text("aanwezig sinds 17.05 uur")
        expect(said(page)).to_have_text("Alles is verzonden.")
        expect(row.locator("summary")).to_be_focused()
        assert known(site)["Anna Bos"].reports[0].at.minute == 5


def test_what_is_refused_is_said_with_whom_it_is_about(phone: Phone, site: PhoneSite) -> None:
    with phone() as opened:
        page = opened.page
        row = person(page, "Anna Bos")
        row.locator("summary").click()
        row.get_by_label("Gekomen om").fill("23:30")
        row.get_by_label("Gekomen om").press("Enter")
        refused = page.get_by_role("alert")
        expect(refused).to_contain_text("Anna Bos: Vul een tijd van deze avond in")
        expect(row).to_have_attribute("data-status", "expected")
        page.get_by_role("button", name="Gezien").click()
        expect(refused).to_be_hidden()


def test_a_phone_that_keeps_nothing_posts_plainly(phone: Phone, site: PhoneSite) -> None:
    with phone() as opened:
        page = opened.page
        page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
        page.reload()
        tap(page, "Anna Bos")
        page.wait_for_url("**/wie#persoon-s*")
        expect(person(page, "Anna Bos")).to_contain_text("aanwezig sinds")


def test_logging_out_asks_first_and_then_leaves_nothing(phone: Phone, site: PhoneSite) -> None:
    with phone() as opened:
        page = opened.page
        asked: list[str] = []

        def refuse(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.dismiss()

        page.context.route("**/meldingen", abort)
        tap(page, "Anna Bos")
        expect(said(page)).to_have_text("1 melding wacht op verbinding.")
        page.once("dialog", refuse)
        page.get_by_role("button", name="Uitloggen").click()
        assert "1 melding" in asked[0]
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Uitloggen").click()
        expect(page.get_by_text("U bent uitgelogd")).to_be_visible()
        assert reports_on(page) == []
        assert addresses(page) == set()


def test_what_is_on_its_way_when_somebody_logs_out_is_not_kept(
    phone: Phone, site: PhoneSite
) -> None:
    with phone() as opened:
        page = opened.page
        worker = hold_on_its_way(page, address(site))
        page.get_by_role("button", name="Uitloggen").click()
        expect(page.get_by_text("U bent uitgelogd")).to_be_visible()
        worker.evaluate("() => { self.goOn(); return self.done; }")
        assert addresses(page) == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible_and_fits(phone: Phone, site: PhoneSite, scheme: str) -> None:
    with phone() as opened:
        page = opened.page
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        made = page.locator("#lijst").get_attribute("data-now")
        assert made
        tap(page, "Anna Bos")
        expect(page.locator("#lijst")).not_to_have_attribute("data-now", made)
        person(page, "Dirk de Wit").locator("summary").click()
        page.context.set_offline(True)
        tap(page, "Çelik")
        expect(said(page)).to_have_text("1 melding wacht op verbinding.")
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            found = Axe().run(page).response["violations"]
            assert [each["id"] for each in found] == []
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        sizes = page.evaluate(
            "[...document.querySelectorAll('.tap button, .extras summary')]"
            ".map(one => one.getBoundingClientRect()).map(({width, height}) => [width, height])"
        )
        assert all(width >= 48 and height >= 56 for width, height in sizes)
