"""The map as Chromium shows it, without tiles, to people and to ill-wishers."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import WIDTHS, OpenPage
from tests.render.worlds import hostile, streets, tour, violated
from wijksafari.planning.plan import PlannedTour
from wijksafari.render.map import map_page
from wijksafari.render.map_folium import TILES

pytestmark = pytest.mark.browser
TILE_SERVER = TILES.split("{")[0]
ARROWS_ARE_MORE = """(than) => {
  const drawn = document.querySelector("path.wijkkaart-pijlen")?.getAttribute("d") || "";
  return drawn.split("M").length - 1 > than;
}"""
STREETS_ARE_DRAWN = """() => {
  const canvas = document.querySelector(".leaflet-straten-pane canvas");
  if (!canvas || !canvas.width) return false;
  const all = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return all.data.filter((value, n) => n % 4 === 3 && value > 0).length > 1000;
}"""
POPUP_STANDS = """() => {
  const popup = document.querySelector(".leaflet-popup");
  return popup && getComputedStyle(popup).opacity === "1" && !document.getAnimations().length;
}"""


def saved(told: PlannedTour, folder: Path) -> str:
    file = folder / "map.html"
    file.write_text(map_page(told.itinerary, streets()), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_fails_and_only_tiles_are_asked_of_others(
    open_page: OpenPage, tmp_path: Path, width: int
) -> None:
    with open_page(width) as opened:
        with opened.page.expect_request(f"{TILE_SERVER}**"):
            opened.page.goto(saved(tour(), tmp_path))
        opened.settle()

        assert opened.errors == []
        assert opened.away
        assert [url for url in opened.away if not url.startswith(TILE_SERVER)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_no_wider_than_the_screen(
    open_page: OpenPage, tmp_path: Path, width: int
) -> None:
    with open_page(width) as opened:
        opened.page.goto(saved(hostile(), tmp_path))

        assert opened.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
def test_words_of_others_stay_words(open_page: OpenPage, tmp_path: Path, width: int) -> None:
    with open_page(width) as opened:
        opened.page.add_init_script("window.boom = () => { window.boomed = true; };")
        opened.page.goto(saved(hostile(), tmp_path))
        for sign in opened.page.locator(".leaflet-marker-icon").all():
            sign.dispatch_event("click")
            opened.page.wait_for_selector(".leaflet-popup-content")
        for number in range(5):
            legs(opened.page).nth(number).dispatch_event("click")
            expect(opened.page.get_by_text(f"Etappe {number + 1}", exact=True)).to_have_count(1)

        assert opened.page.evaluate("window.boomed") is None
        assert opened.page.locator("img[src='x']").count() == 0
        assert opened.errors == []


def test_every_stop_is_a_button_that_says_what_it_is(open_page: OpenPage, tmp_path: Path) -> None:
    with open_page(1280) as opened:
        opened.page.goto(saved(tour(), tmp_path))

        sign = opened.page.get_by_role("button", name="Stop 2: Het Baken, 18.17 tot 18.44 uur")
        expect(sign).to_have_count(1)
        expect(sign).to_contain_text("18.17")
        expect(opened.page.get_by_role("button", name="Start en finish")).to_have_count(1)


def test_the_keyboard_opens_a_stop_and_comes_back_to_it(
    open_page: OpenPage, tmp_path: Path
) -> None:
    with open_page(1280) as opened:
        opened.page.goto(saved(tour(), tmp_path))
        sign = opened.page.get_by_role("button", name="Stop 1: Buurtkamer De Linde")
        sign.focus()
        opened.page.keyboard.press("Enter")

        popup = opened.page.locator(".leaflet-popup-content")
        expect(popup).to_contain_text("Samen eten, open 17.00 tot 21.00 uur")
        expect(popup).to_contain_text("Lindengracht 10, 1015 KB Amsterdam")
        expect(opened.page.get_by_role("button", name="Sluiten")).to_be_focused()

        opened.page.keyboard.press("Enter")
        expect(popup).to_have_count(0)
        expect(sign).to_be_focused()


def test_arrows_show_the_direction_of_travel_at_every_zoom(
    open_page: OpenPage, tmp_path: Path
) -> None:
    with open_page(1280) as opened:
        opened.page.goto(saved(tour(), tmp_path))
        opened.page.wait_for_function(ARROWS_ARE_MORE, arg=4)
        far = arrow_count(opened.page)
        opened.page.get_by_role("button", name="Inzoomen").click()
        opened.page.wait_for_function(ARROWS_ARE_MORE, arg=far)


def test_without_tiles_the_streets_are_there(open_page: OpenPage, tmp_path: Path) -> None:
    with open_page(1280) as opened:
        opened.page.goto(saved(tour(), tmp_path))

        # They come piece by piece, after the page.
        opened.page.wait_for_function(STREETS_ARE_DRAWN)


def test_people_may_zoom_the_page(open_page: OpenPage, tmp_path: Path) -> None:
    with open_page(390) as opened:
        opened.page.goto(saved(tour(), tmp_path))
        viewports = opened.page.locator("meta[name=viewport]")

        expect(viewports).to_have_count(1)
        expect(viewports).to_have_attribute("content", "width=device-width, initial-scale=1")
        expect(opened.page.locator("html")).to_have_attribute("lang", "nl")
        expect(opened.page).to_have_title("Wijksafari, donderdag 4 juni 2026, 17.30 tot 20.30 uur")


def legs(page: Page) -> Locator:
    return page.locator(".leaflet-overlay-pane path.leaflet-interactive")


def arrow_count(page: Page) -> int:
    return page.locator("path.wijkkaart-pijlen").get_attribute("d").count("M")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_and_its_popups_have_no_known_accessibility_fault(
    chromium: Browser, tmp_path: Path, width: int
) -> None:
    # The page's own policy rightly stops the checker's script.
    context = chromium.new_context(
        viewport={"width": width, "height": 844}, bypass_csp=True, offline=True
    )
    page = context.new_page()
    page.goto(saved(violated(), tmp_path))
    page.get_by_role("button", name="Stop 2").dispatch_event("click")
    page.wait_for_function(POPUP_STANDS)

    assert Axe().run(page).response["violations"] == []
    context.close()
