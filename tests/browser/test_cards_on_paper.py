"""Referral cards as they are printed: one side of A4 each, with all there is on it."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Opened, OpenPage
from tests.browser.gallery import Gallery
from tests.browser.paper_pages import printed
from tests.browser.test_poster import A4

pytestmark = pytest.mark.browser

SPILLS = """() => [...document.querySelectorAll('.ref-sheet')].map((sheet) => {
  const room = sheet.getBoundingClientRect();
  const parts = [...sheet.querySelectorAll('*')].map((part) => part.getBoundingClientRect());
  const inked = parts.filter(({ width, height }) => width > 1 && height > 1);
  const past = ({ bottom, right }) => Math.max(bottom - room.bottom, right - room.right);
  return Math.max(...inked.map(past));
})"""


def sheets(opened: Opened, address: str) -> int:
    """How many sides of A4 come out of the printer; fails where anything is cut off."""
    answer = opened.page.goto(address)
    assert answer is not None
    assert answer.status == 200
    paper = printed(opened.page)
    opened.page.emulate_media(media="print")
    assert all(spilt <= 0 for spilt in opened.page.evaluate(SPILLS))
    opened.page.emulate_media(media="null")
    sides = len(re.findall(rb"/Type /Page\b", paper))
    assert sides == len(re.findall(A4, paper))
    return sides


def test_a_card_is_one_sheet_and_a_booklet_one_more_than_it_has_stops(
    open_page: OpenPage, gallery: Gallery
) -> None:
    cards = f"{gallery.site}/wijk/proefwijk/locaties"
    with open_page(1280) as opened:
        assert sheets(opened, f"{cards}/linde/kaart/papier") == 1
        assert sheets(opened, f"{cards}/letter/kaart/papier") == 1
        assert (
            sheets(opened, f"{gallery.site}/safari/{gallery.evenings['few']}/kaarten/papier") == 6
        )
        assert opened.errors == opened.away == []


def test_a_participants_own_cards_print_on_a_sheet_each(
    open_page: OpenPage, gallery: Gallery
) -> None:
    link = gallery.numbers["confirmed: taking part"]
    with open_page(390, anonymous=True) as opened:
        opened.page.goto(gallery.site + gallery.links["confirmed: taking part"])
        assert sheets(opened, f"{gallery.site}/mee/{link}/kaarten") == 5
