"""The printed sheet: two sides of A4, and a code that a phone can read off bad paper."""

from __future__ import annotations

import re

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from tests.browser.conftest import OpenPage
from tests.browser.gallery import Gallery
from tests.browser.paper_pages import as_png, in_black_and_white, pictures_of, printed
from tests.browser.test_poster import A4

pytestmark = pytest.mark.browser

DARK = 60


def sheet(open_page: OpenPage, gallery: Gallery, name: str) -> bytes:
    """The sheet of who takes part in that evening of the gallery, as it is printed."""
    link = gallery.numbers[f"{name}: taking part"]
    with open_page(1280, anonymous=True) as opened:
        opened.page.goto(gallery.site + gallery.links[f"{name}: taking part"])
        answer = opened.page.goto(f"{gallery.site}/mee/{link}/papier")
        assert answer is not None
        assert answer.status == 200
        assert opened.errors == opened.away == []
        return printed(opened.page)


def code_on(picture: NDArray[np.uint8]) -> str:
    (code,) = zxingcpp.read_barcodes(np.ascontiguousarray(picture))
    text: str = code.text
    return text


def test_an_evening_with_five_stops_is_two_sides_of_a4_whatever_the_names(
    open_page: OpenPage, gallery: Gallery
) -> None:
    paper = sheet(open_page, gallery, "confirmed")
    assert len(re.findall(rb"/Type /Page\b", paper)) == len(re.findall(A4, paper)) == 2


def test_the_code_opens_the_participants_page_also_from_a_fax(
    open_page: OpenPage, gallery: Gallery
) -> None:
    front = pictures_of(sheet(open_page, gallery, "confirmed"))[0]
    token = gallery.links["confirmed: taking part"].removeprefix("/l/")
    address = rf"http://[^/]+/mee/open/{token}\?blad=[0-9a-f]{{8}}-[0-9a-f]{{8}}"
    for picture in (front, in_black_and_white(front)):
        assert re.fullmatch(address, code_on(picture))


def test_both_sides_are_black_on_white_and_nothing_is_on_the_edge(
    open_page: OpenPage, gallery: Gallery
) -> None:
    for picture in pictures_of(sheet(open_page, gallery, "confirmed")):
        assert 0.02 < (picture < DARK).mean() < 0.25
        edge = 20  # 3.5 mm, where printers do not come
        rim = (picture[:edge], picture[-edge:], picture[:, :edge], picture[:, -edge:])
        assert all((each == 255).all() for each in rim)


def test_the_participants_page_itself_prints_every_turn_and_no_map(
    open_page: OpenPage, gallery: Gallery
) -> None:
    link = gallery.numbers["confirmed: taking part"]
    with open_page(1280, anonymous=True) as opened:
        opened.page.goto(gallery.site + gallery.links["confirmed: taking part"])
        opened.page.goto(f"{gallery.site}/mee/{link}")
        opened.page.emulate_media(media="print")
        turns = opened.page.locator(".place .cues li")
        assert turns.count() > 10
        assert all(each.is_visible() for each in turns.all())
        assert not opened.page.locator(".wijkkaart").is_visible()


def test_pictures_are_files_that_anything_can_open(open_page: OpenPage, gallery: Gallery) -> None:
    picture = np.array([[0, 255], [128, 7]], dtype=np.uint8)
    with open_page(390) as opened:
        size = opened.page.evaluate(
            """async (bytes) => {
                const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
                return [bitmap.width, bitmap.height];
            }""",
            list(as_png(picture)),
        )
    assert size == [2, 2]
