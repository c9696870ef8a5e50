"""Every page in every state on the smallest screen: accessible, within it, without errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.gallery import Gallery
from tests.browser.inspector import SMALLEST, Inspector
from tests.browser.tour import (
    ELSEWHERE,
    NO_PAGE,
    WALKED_TO,
    WITH_MAP,
    Pages,
    failing_pages,
    organisers_pages,
    visitors_pages,
)
from wijksafari import create_app
from wijksafari.config import Settings
from wijksafari.web.permissions import NOBODY, PERMISSIONS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def tour(inspector: Inspector, site: str, pages: Pages) -> None:
    for endpoint, paths in pages.items():
        for path in paths:
            first, tiles = path == paths[0], endpoint in WITH_MAP
            inspector.visit(site + path, dark=first, tiles=tiles)


def test_every_page_of_organisers(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST) as opened:
        inspector = Inspector(opened)
        tour(inspector, gallery.site, organisers_pages(gallery))
    assert inspector.found == []


def test_every_page_of_visitors(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST, anonymous=True) as opened:
        inspector = Inspector(opened)
        tour(inspector, gallery.site, visitors_pages(gallery))
    assert inspector.found == []


def test_every_page_that_says_no(open_page: OpenPage, gallery: Gallery) -> None:
    with open_page(SMALLEST) as opened:
        inspector = Inspector(opened)
        for path, status in failing_pages(gallery).items():
            inspector.visit(gallery.site + path, status=status, dark=False)
    assert inspector.found == []


def test_no_page_is_left_out(gallery: Gallery, tmp_path: Path) -> None:
    settings = Settings(
        instance=tmp_path, secret_key="secret in tests", database_url=gallery.database
    )
    app = create_app(settings)
    rules = app.url_map.iter_rules()
    there = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    closed = {name for name, permission in PERMISSIONS.items() if permission == NOBODY}
    visited = organisers_pages(gallery).keys() | visitors_pages(gallery).keys() | WALKED_TO
    app.extensions["wijksafari"].database.close()
    assert visited == there - closed - NO_PAGE - ELSEWHERE
