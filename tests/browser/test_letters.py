"""Mails as they are read in the browser and on a telephone, in light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.gallery import Gallery
from tests.browser.inspector import SMALLEST, WCAG, Inspector, violations

pytestmark = pytest.mark.browser


def test_kept_mails_can_be_read(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST) as opened:
        inspector, page = Inspector(opened), opened.page
        page.goto(f"{gallery.site}/mail")
        told = page.locator("ul.inbox li").filter(has_text="hans@brug.test")
        told.get_by_role("link", name="De wijksafari gaat niet door").click()
        letter = page.frame_locator("iframe").get_by_role("heading", level=1)
        expect(letter).to_have_text("De wijksafari gaat niet door")
        expect(page.get_by_role("link", name="wijksafari.ics")).to_be_visible()
        inspector.look()
        assert inspector.found == []


def test_every_kind_of_letter_fits_and_is_accessible(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST) as opened:
        page, found = opened.page, []
        for kind, html in gallery.letters.items():
            page.set_content(html)
            found += [f"{kind}: {each}" for each in violations(page, rules=WCAG)]
            found += [f"{kind}: {each}" for each in violations(page, dark=True)]
            if page.evaluate("document.documentElement.scrollWidth") > SMALLEST:
                found.append(f"{kind}: too wide")
        assert found == []
