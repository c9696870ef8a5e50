"""The pictures that anyone can have made are of pages that are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.evening_under_way import set_out
from tests.browser.pictures import screens, views
from tests.browser.real_site import own_environment, prepare_demo, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_view_is_photographed_on_the_evening(chromium: Browser, tmp_path: Path) -> None:
    own, folder = tmp_path / "site", tmp_path / "pictures"
    environment = own_environment(own, f"sqlite:///{own}/wijksafari.sqlite3")
    prepare_demo(environment)
    evening = set_out(environment)
    folder.mkdir()
    with served(environment, "--at", f"{evening.now:%Y-%m-%d %H:%M}") as site:
        made = list(screens(chromium, site, evening, folder, widths=(390,), schemes=("dark",)))
    assert [each.name for each in made] == [f"{each.name}-390-dark.png" for each in views(evening)]
    assert all(each.read_bytes().startswith(b"\x89PNG") for each in made)
