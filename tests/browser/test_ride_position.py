"""Where somebody is: asked by a button, told in words, and never sent anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import HERE
from tests.browser.phone_site import PhoneSite
from tests.worlds import STARTS_AT

pytestmark = pytest.mark.browser

# De Linde, the next stop, is at 52.043855, 4.396365.
NORTH_EAST = {"latitude": 52.0465, "longitude": 4.4012, "accuracy": 12}
THERE = {"latitude": 52.04386, "longitude": 4.39637, "accuracy": 8}
LEEUWARDEN = {"latitude": 53.2012, "longitude": 5.7999, "accuracy": 20}
BUTTON = "[data-where]"
TOLD = "[data-position-text]"

Ask = Callable[..., Page]


@pytest.fixture
def site(site: PhoneSite) -> PhoneSite:
    site.now = STARTS_AT + timedelta(minutes=43)
    return site


@pytest.fixture
def ask(chromium: Browser, site: PhoneSite) -> Iterator[Ask]:
    """A phone at this place that opened the page and asked where it is."""
    contexts: list[BrowserContext] = []

    def asking(
        place: dict[str, float] | None = None, *, allowed: bool = True, drawn: bool = True
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": 390, "height": 844 if drawn else 300},
            geolocation=place,  # type: ignore[arg-type]
            permissions=["geolocation"] if allowed else [],
            service_workers="block",
        )
        contexts.append(context)
        context.route(
            "**/*", lambda r: r.continue_() if r.request.url.startswith(HERE) else r.abort()
        )
        page = context.new_page()
        page.goto(site.address + site.opens)
        # A finger has the map drawn; in a low window nothing else does.
        if drawn:
            page.locator(BUTTON).click()
        else:
            page.locator(BUTTON).dispatch_event("click")
        return page

    yield asking
    for context in contexts:
        context.close()


def test_it_tells_how_far_the_next_stop_is_and_where(ask: Ask) -> None:
    page = ask(NORTH_EAST)
    expect(page.locator(TOLD)).to_have_text("450 m, richting zuidwest, naar De Linde")
    expect(page.locator("[data-arrow]")).to_be_visible()
    turn = page.locator("[data-arrow]").evaluate("each => each.style.transform")
    assert 200 < int(turn.removeprefix("rotate(").removesuffix("deg)")) < 250
    expect(page.get_by_label("U bent hier")).to_be_visible()


def test_the_dot_comes_on_a_map_that_is_drawn_only_after_the_place_was_found(ask: Ask) -> None:
    page = ask(NORTH_EAST, drawn=False)
    expect(page.locator(TOLD)).to_contain_text("450 m")
    expect(page.get_by_label("U bent hier")).to_have_count(0)
    page.locator(".wijkkaart").scroll_into_view_if_needed()
    expect(page.get_by_label("U bent hier")).to_be_visible()


def test_moving_tells_anew(ask: Ask) -> None:
    page = ask(NORTH_EAST)
    expect(page.locator(TOLD)).to_contain_text("450 m")
    page.context.set_geolocation(THERE)  # type: ignore[arg-type]
    expect(page.locator(TOLD)).to_have_text("U bent bij De Linde.")
    expect(page.locator("[data-arrow]")).to_be_hidden()


def test_far_away_it_says_so_and_leaves_the_map_alone(ask: Ask) -> None:
    page = ask(LEEUWARDEN)
    expect(page.locator(TOLD)).to_contain_text("U bent 160 km hier vandaan.")
    assert page.locator(".mijn-plek").count() == 0


def test_without_permission_it_says_how_to_give_it(ask: Ask) -> None:
    page = ask(NORTH_EAST, allowed=False)
    expect(page.locator(TOLD)).to_contain_text("Sta “locatie” toe")
    expect(page.locator(BUTTON)).to_have_text("Waar ben ik?")


@pytest.mark.parametrize(
    ("code", "words"),
    [(1, "Sta “locatie” toe"), (2, "weet nu niet waar u bent"), (3, "Het duurt lang")],
)
def test_every_failure_is_told_in_dutch(ask: Ask, code: int, words: str) -> None:
    page = ask(NORTH_EAST)
    page.locator(BUTTON).click()
    page.evaluate(
        "code => { navigator.geolocation.watchPosition = (_found, failed) =>"
        " { setTimeout(() => failed({ code })); return 7; } }",
        code,
    )
    page.locator(BUTTON).click()
    expect(page.locator(TOLD)).to_contain_text(words)
    # A phone that lost its place for a moment goes on looking.
    expect(page.locator(BUTTON)).to_have_text("Waar ben ik?" if code == 1 else "Stop met zoeken")


def test_a_second_press_or_a_hidden_page_stops_it(ask: Ask) -> None:
    page = ask(NORTH_EAST)
    expect(page.locator(TOLD)).to_contain_text("450 m")
    page.locator(BUTTON).click()
    expect(page.locator(TOLD)).to_have_text("")
    assert page.locator(".mijn-plek").count() == 0
    page.locator(BUTTON).click()
    expect(page.locator(TOLD)).to_contain_text("450 m")
    page.evaluate(
        "Object.defineProperty(document, 'hidden', { value: true });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    expect(page.locator(BUTTON)).to_have_text("Waar ben ik?")
    expect(page.locator(TOLD)).to_have_text("")


def test_nothing_asks_before_the_button_and_nothing_leaves_the_phone(ask: Ask) -> None:
    page = ask(NORTH_EAST)
    expect(page.locator(TOLD)).to_contain_text("450 m")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    page.context.set_geolocation({"latitude": 52.0463, "longitude": 4.4009, "accuracy": 9})
    expect(page.locator(TOLD)).not_to_contain_text("450 m")
    assert not [each for each in sent if "52.04" in each or "4.40" in each]
    page.add_init_script(
        "navigator.geolocation.watchPosition = navigator.geolocation.getCurrentPosition ="
        " () => { window.asked = true; }"
    )
    page.reload()
    page.wait_for_load_state("load")
    assert page.evaluate("window.asked") is None
