"""The planner in Chromium: the whole story, by mouse, by keyboard, and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDTHS, OpenPage
from tests.browser.planner_site import log_in, planner_site
from tests.web.world import TUESDAY, route_url

pytestmark = pytest.mark.browser

WRONG = "/plannen?wijk=proefwijk&datum=2020-01-07&begin=kwart&duur=lang&start=punt"
PAGES = [
    "/",
    "/plannen",
    WRONG,
    f"/plannen?{TUESDAY}&wens-linde=moet&wens-baken=niet",
    f"/plannen/voorstel?{TUESDAY}",
    f"/plannen/voorstel?{TUESDAY}&duur=80",
    route_url(),
    route_url("letter", "baken", "linde", "sprong"),
    "/nergens",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with planner_site(tmp_path_factory.mktemp("site") / "instance") as address:
        yield address


def saved(page: Page, site: str) -> str:
    """The address of a newly saved safari."""
    page.goto(site + route_url())
    page.get_by_role("button", name="Bewaar als wijksafari").click()
    page.wait_for_url("**/safari/**")
    return page.url.split("#")[0]


def stops(page: Page) -> list[str]:
    """The stops of the editor, in order."""
    return [text.split(maxsplit=1)[1] for text in page.locator(".stop h3").all_inner_texts()]


def complaints(errors: list[str]) -> list[str]:
    """What went wrong in the page; Chromium also notes every answer that is no 200."""
    return [text for text in errors if "responded with a status of" not in text]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_adviser_plans_changes_saves_and_takes_along(
    open_page: OpenPage, site: str, width: int
) -> None:
    with open_page(width) as opened:
        page = opened.page
        page.goto(site)
        page.get_by_role("link", name="Nieuwe wijksafari plannen").click()
        # With its script, which leaves out of the address what says nothing.
        with page.expect_navigation():
            page.get_by_role("button", name="Toon wat er open is").click()
        expect(page.get_by_role("heading", name="Zes locaties open")).to_be_visible()
        luwte = page.get_by_role("group", name=re.compile("De Luwte"))
        luwte.get_by_label("Moet mee").check()
        page.get_by_role("button", name="Stel route voor").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("voorstel")
        assert re.findall("(?:wens|uur)-[^&#]*", page.url) == ["wens-luwte=moet"]
        page.get_by_role("link", name="Bekijk en pas aan").first.click()
        page.wait_for_url("**/plannen/route?**")
        assert "De Luwte" in stops(page)
        first, second, *rest = stops(page)
        page.get_by_role("group", name=first).get_by_role("button", name="Omlaag").click()
        page.wait_for_url("**#omlaag-2")
        assert stops(page) == [second, first, *rest]
        page.get_by_label("Titel").fill("Voorjaarstocht")
        if page.get_by_label("Ik weet dat deze route nog niet past.").count():
            page.get_by_label("Ik weet dat deze route nog niet past.").check()
        page.get_by_role("button", name="Bewaar als wijksafari").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Voorjaarstocht")
        for label, ending in (("GPX", ".gpx"), ("Agenda", ".ics"), ("Kaart", ".html")):
            with page.expect_download() as download:
                page.get_by_role("link", name=label, exact=True).click()
            assert download.value.suggested_filename.startswith("voorjaarstocht-")
            assert download.value.suggested_filename.endswith(ending)
        page.get_by_role("link", name="Wijzig").click()
        expect(page.get_by_role("button", name="Bewaar de wijziging")).to_be_visible()
        assert opened.errors == []


def test_a_route_is_changed_and_saved_with_the_keyboard_alone(
    open_page: OpenPage, site: str
) -> None:
    with open_page(1280) as opened:
        page = opened.page
        page.goto(site + route_url("sprong", "linde", "baken"))
        tab_to(page, "omlaag-1")
        page.keyboard.press("Enter")
        page.wait_for_url("**#omlaag-2")
        assert stops(page) == ["De Linde", "De Sprong", "Het Baken"]
        expect(page.locator("#omlaag-2")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**#omhoog-3")
        assert stops(page) == ["De Linde", "Het Baken", "De Sprong"]
        expect(page.locator("#omhoog-3")).to_be_focused()
        page.keyboard.press("Space")
        page.wait_for_url("**#omhoog-2")
        assert stops(page) == ["De Linde", "De Sprong", "Het Baken"]
        tab_to(page, "titel")
        page.keyboard.type("Met toetsen")
        page.keyboard.press("Enter")
        page.wait_for_url("**titel=Met+toetsen**")
        tab_to(page, "bewaar")
        page.keyboard.press("Enter")
        page.wait_for_url("**/safari/**")
        expect(page.get_by_role("heading", level=1)).to_have_text("Met toetsen")
        assert opened.errors == []


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id")
    return found


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse would."""
    for _ in range(120):
        if focused(page) == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached with Tab")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_fits_and_is_quiet(
    open_page: OpenPage, site: str, path: str, width: int
) -> None:
    with open_page(width) as opened:
        opened.page.goto(site + path)
        check(opened.page)
        assert complaints(opened.errors) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_saved_safari_and_its_map_are_accessible_fit_and_are_quiet(
    open_page: OpenPage, site: str, width: int
) -> None:
    with open_page(width) as opened:
        address = saved(opened.page, site)
        for each in (address, f"{address}/kaart"):
            opened.page.goto(each)
            check(opened.page)
        assert opened.errors == []


def check(page: Page) -> None:
    page.wait_for_load_state("load")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_pages_reflow_at_320_pixels_with_large_text(
    open_page: OpenPage, site: str, path: str
) -> None:
    with open_page(320) as opened:
        opened.page.goto(site + path)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320
        opened.page.set_viewport_size({"width": 640, "height": 800})
        opened.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("path", PAGES)
def test_everything_to_press_is_large_enough(open_page: OpenPage, site: str, path: str) -> None:
    with open_page(390) as opened:
        opened.page.goto(site + path)
        small = opened.page.evaluate(
            """() => [...document.querySelectorAll("button, summary, select, input, nav a")]
                .filter(e => e.checkVisibility() && !e.matches(".unseen, [type=hidden]"))
                .filter(e => { const r = e.getBoundingClientRect();
                               return r.width < 24 || r.height < 24; })
                .map(e => e.outerHTML.slice(0, 80))"""
        )
        assert small == []


def test_errors_take_the_focus_and_lead_to_their_fields(open_page: OpenPage, site: str) -> None:
    with open_page(1280) as opened:
        page = opened.page
        page.goto(site + WRONG)
        expect(page.locator("#fouten")).to_be_focused()
        page.get_by_role("alert").get_by_role("link").first.click()
        expect(page.locator("#datum")).to_be_focused()


def test_the_story_works_without_javascript(chromium: Browser, site: str) -> None:
    context = log_in(chromium.new_context(java_script_enabled=False))
    page = context.new_page()
    page.goto(f"{site}/plannen?{TUESDAY}")
    page.get_by_role("button", name="Stel route voor").first.click()
    page.get_by_role("link", name="Bekijk en pas aan").first.click()
    page.wait_for_url("**/plannen/route?**")
    assert "De kaart heeft JavaScript nodig" in page.content()
    expect(page.locator(".still")).to_be_visible()
    before = stops(page)
    page.locator("#omlaag-1").click()
    page.wait_for_url("**#omlaag-2")
    assert stops(page) == [before[1], before[0], *before[2:]]
    page.locator("#omhoog-2").click()
    page.wait_for_url("**#omlaag-1")
    page.locator("#erbij").select_option(index=1)
    page.get_by_role("button", name="Voeg toe").click()
    page.wait_for_url(f"**#stop-{len(before) + 1}")
    assert len(stops(page)) == len(before) + 1
    page.locator(f"#weg-{len(before) + 1}").click()
    page.wait_for_url(f"**#stop-{len(before)}")
    assert stops(page) == before
    page.get_by_role("button", name="Bewaar als wijksafari").click()
    expect(page.get_by_role("heading", name="Programma")).to_be_visible()
    context.close()


def test_printing_leaves_the_programme_and_drops_the_rest(open_page: OpenPage, site: str) -> None:
    with open_page(1280) as opened:
        page = opened.page
        page.goto(saved(page, site))
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", name="De Linde")).to_be_visible()
        expect(page.locator(".still")).to_be_visible()
        expect(page.locator(".cues li").first).to_be_visible()
        for gone in ("nav", ".downloads", ".wijkkaart", ".links"):
            expect(page.locator(gone).first).to_be_hidden()
