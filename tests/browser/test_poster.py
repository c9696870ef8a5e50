"""Posters on paper: one sheet of A4 for each practice, whatever its name."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.gallery import Gallery

pytestmark = pytest.mark.browser

# Nothing of it is cut off, at its own edge or at that of the sheet.
FITS = """(sheet, part) => {
    const one = sheet.querySelector(part);
    const below = one.getBoundingClientRect().bottom - sheet.getBoundingClientRect().bottom;
    return below < 0 && (part === ".qr" || one.scrollHeight <= one.clientHeight + 1);
}"""
A4 = rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]"


def test_every_practice_has_one_sheet(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(1280) as opened:
        page = opened.page
        page.goto(f"{gallery.site}/safari/{gallery.evenings['few']}/posters")
        posters = page.locator("article.poster")
        expect(posters).to_have_count(3)
        paper = page.pdf(prefer_css_page_size=True, print_background=True)
        assert len(re.findall(rb"/Type /Page\b", paper)) == len(re.findall(A4, paper)) == 3
        page.emulate_media(media="print")
        for poster in posters.all():
            for part in (".poster-words", ".qr", ".poster-link", ".poster-foot"):
                assert poster.evaluate(FITS, part), part
