"""Signing up with a keyboard alone, on a phone, in a browser without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.gallery import Gallery

pytestmark = pytest.mark.browser


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element with this id or text has the focus, and see that it shows."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if name in (focused.get_attribute("id"), (focused.text_content() or "").strip()):
            style = focused.evaluate("one => getComputedStyle(one).outlineStyle")
            assert style != "none", name
            return
    raise AssertionError(f"the keyboard does not get to {name}")


def test_somebody_signs_up_and_withdraws(chromium: Browser, gallery: Gallery) -> None:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="nl-NL"
    )
    page, keys = context.new_page(), context.pages[0].keyboard
    page.goto(gallery.site + gallery.links["target: practice"])
    tab_to(page, "naam")
    keys.type("Toets Bord")
    keys.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Uw naam")).to_have_value("Toets Bord")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#functie")).to_be_focused()
    keys.press("Space")
    tab_to(page, "email")
    keys.type("toets@bord.test")
    tab_to(page, "akkoord")
    keys.press("Space")
    tab_to(page, "Ik ga mee")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fijn, Toets Bord, u gaat mee")
    context.close()
