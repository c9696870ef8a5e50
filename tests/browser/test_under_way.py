"""Pages that wait for work in the background, whatever happens meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.conftest import PATIENCE, OpenPage
from tests.browser.planner_site import planner_site
from tests.databases import opened as opened_database
from tests.services.worlds_imports import create_import, csv, found_location
from tests.web.world import NOW
from wijksafari.models import CatalogueImport, Neighbourhood, StreetFetch
from wijksafari.planning.address import Address
from wijksafari.planning.found import Found

pytestmark = pytest.mark.browser

# Says how often the form was sent; with another ``value`` the second time, if any.
PRESS_TWICE = """(button, value) => {
  let sent = 0;
  window.addEventListener("submit", (event) => { sent += !event.defaultPrevented; });
  button.click();
  if (value) button.form.querySelector("input").value = value;
  button.click();
  return sent;
}"""
UNPLACED = found_location("a", point=None, address=Address("Dorpsstraat 1", "", "Nootdorp"))


@dataclass(frozen=True)
class Site:
    """Where it is, and the database under it."""

    address: str
    database: str

    def change(self, work: Callable[[Session], object]) -> None:
        """As a worker or somebody else would."""
        with opened_database(self.database) as database, database.writing.begin() as session:
            work(session)

    def wait(self, found: Found) -> Waiting:
        """A list that waits for the worker."""
        numbers: list[int] = []
        self.change(lambda session: numbers.append(create_import(session, found).id))
        return Waiting(self, numbers[0])


@dataclass(frozen=True)
class Waiting:
    """A list, and where it is shown."""

    site: Site
    number: int

    @property
    def address(self) -> str:
        return f"{self.site.address}/wijk/proefwijk/inlezen/{self.number}"

    def becomes(self, **values: object) -> None:
        def change(session: Session) -> None:
            row = session.get_one(CatalogueImport, self.number)
            for name, value in values.items():
                setattr(row, name, value)

        self.site.change(change)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    where: list[str] = []

    def note(session: Session) -> None:
        where.append(session.get_bind().engine.url.render_as_string(hide_password=False))

    with planner_site(tmp_path_factory.mktemp("site") / "instance", note) as address:
        yield Site(address, where[0])


@pytest.fixture
def waiting(site: Site) -> Waiting:
    return site.wait(Found(kind="csv", locations=(UNPLACED,)))


def looks(page: Page) -> None:
    """Wait until the page heard how it stands now: it asks again after what it heard."""
    for _ in range(3):
        with page.expect_request("**/stand.json"):
            pass


def held(page: Page, address: str, pressed: Locator) -> Route:
    """What the press asks of the site, held back."""
    routes: list[Route] = []
    page.route(address, lambda route: routes.append(route))  # noqa: PLW0108 Playwright marks it
    pressed.click(no_wait_after=True)
    until = time.monotonic() + PATIENCE / 1000
    while not routes:
        assert time.monotonic() < until, address
        page.wait_for_timeout(20)
    return routes[0]


def test_a_list_that_is_ready_is_shown_by_itself(open_page: OpenPage, waiting: Waiting) -> None:
    with open_page(390) as opened:
        page = opened.page
        page.goto(waiting.address)
        expect(page.get_by_text("Dit wordt zo opgepakt")).to_be_visible()
        waiting.becomes(state="busy", beat_at=NOW, said="3 van 40 adressen opgezocht.")
        expect(page.get_by_text("3 van 40 adressen opgezocht.")).to_be_visible()
        waiting.becomes(state="ready")
        expect(page.get_by_text("0 wijzigingen.")).to_be_visible()
        assert opened.errors == []


def test_who_goes_elsewhere_is_not_called_back_by_a_list_that_is_ready(
    open_page: OpenPage, waiting: Waiting
) -> None:
    with open_page(390) as opened:
        page = opened.page
        page.goto(waiting.address)
        way_back = page.get_by_role("link", name="Inlezen", exact=True).last
        asked = held(page, "**/inlezen", way_back)
        waiting.becomes(state="ready")
        looks(page)
        asked.continue_()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Wat er verandert")
        assert page.url.endswith("/inlezen")


def test_who_throws_a_list_away_is_not_told_that_it_does_not_exist(
    open_page: OpenPage, waiting: Waiting
) -> None:
    with open_page(390) as opened:
        page = opened.page
        page.goto(waiting.address)
        asked = held(page, "**/weg", page.get_by_role("button", name="Gooi deze lijst weg"))
        gone = asked.fetch(max_redirects=0)
        looks(page)
        asked.fulfill(response=gone)
        expect(page).to_have_url(f"{waiting.site.address}/wijk/proefwijk/inlezen")


def test_who_presses_twice_is_told_what_the_first_press_did(
    open_page: OpenPage, waiting: Waiting
) -> None:
    with open_page(390) as opened:
        page = opened.page
        page.goto(waiting.address)
        button = page.get_by_role("button", name="Gooi deze lijst weg")
        assert button.evaluate(PRESS_TWICE) == 1
        expect(page).to_have_url(f"{waiting.site.address}/wijk/proefwijk/inlezen")


def test_who_corrects_what_is_on_its_way_sends_it_anew(
    open_page: OpenPage, waiting: Waiting
) -> None:
    with open_page(390) as opened:
        opened.page.goto(waiting.address)
        button = opened.page.get_by_role("button", name="Gooi deze lijst weg")
        assert button.evaluate(PRESS_TWICE, "something else") == 2


def test_a_list_that_somebody_else_threw_away_is_told_of(
    open_page: OpenPage, waiting: Waiting
) -> None:
    with open_page(390) as opened:
        opened.page.goto(waiting.address)
        number = waiting.number
        waiting.site.change(
            lambda session: session.delete(session.get_one(CatalogueImport, number))
        )
        expect(opened.page.get_by_role("heading", level=1)).not_to_have_text("Wat er verandert")


def test_a_site_that_is_away_for_a_moment_takes_no_page_along(
    open_page: OpenPage, waiting: Waiting
) -> None:
    with open_page(390) as opened:
        page = opened.page
        page.goto(waiting.address)
        away = [True]

        def answer(route: Route) -> None:
            if away:
                route.fulfill(status=502, body="Bad gateway")
            else:
                route.fallback()

        page.route("**/inlezen/**", answer)
        looks(page)
        away.clear()
        waiting.becomes(state="ready")
        expect(page.get_by_text("0 wijzigingen.")).to_be_visible()


def test_who_is_logged_out_meanwhile_is_asked_to_log_in(
    open_page: OpenPage, waiting: Waiting
) -> None:
    with open_page(390) as opened:
        opened.page.goto(waiting.address)
        opened.page.context.clear_cookies()
        expect(opened.page.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_a_list_that_nobody_takes_up_says_so_on_an_open_page_and_no_longer_than_that(
    open_page: OpenPage, waiting: Waiting
) -> None:
    with open_page(390) as opened:
        late = opened.page.get_by_text("Het duurt lang.")
        opened.page.goto(waiting.address)
        expect(late).to_have_count(0)
        waiting.becomes(asked_at=NOW - timedelta(minutes=3))
        expect(late).to_be_visible()
        waiting.becomes(state="busy", beat_at=NOW)
        expect(late).to_have_count(0)


def test_what_came_of_a_press_is_not_pressed_again_when_the_list_is_ready(
    open_page: OpenPage, site: Site
) -> None:
    waiting = site.wait(csv("nieuw-1,Het Nieuwe Huis,52.0445,4.3955,Buurthuis,"))
    with open_page(390) as opened:
        page = opened.page
        page.goto(waiting.address)
        # Somebody else has more looked up, just before this one takes the list over.
        waiting.becomes(state="waiting")
        page.get_by_role("button", name="Neem 1 wijziging over").click()
        expect(page.get_by_role("alert")).to_be_visible()
        waiting.becomes(state="ready")
        expect(page.get_by_role("button", name="Neem 1 wijziging over")).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)


def test_streets_are_followed_where_the_map_does_not_come(open_page: OpenPage, site: Site) -> None:
    def ask(session: Session) -> None:
        wijk = session.scalars(select(Neighbourhood).filter_by(slug="proefwijk")).one()
        session.add(StreetFetch(neighbourhood_id=wijk.id, asked_at=NOW))

    def done(session: Session) -> None:
        session.scalars(select(StreetFetch)).one().state = "done"

    with open_page(390) as opened:
        page = opened.page
        site.change(ask)
        page.route("**/leaflet.js*", lambda route: route.abort())
        page.goto(f"{site.address}/wijk/proefwijk")
        expect(page.get_by_text("De straten worden zo opgehaald.")).to_be_visible()
        site.change(done)
        expect(page.get_by_text("De straten worden zo opgehaald.")).to_have_count(0)
