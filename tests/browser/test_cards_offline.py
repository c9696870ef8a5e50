"""Referral cards in hand where there is no connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.phone_site import PhoneSite, wait_until

pytestmark = pytest.mark.browser

KEPT = """async (path) => Boolean(await caches.match(new URL(path, location).href))"""


def test_cards_that_were_never_opened_are_on_the_phone_with_the_programme(
    phone: Opened, site: PhoneSite
) -> None:
    page = phone.page
    wait_until(page, KEPT, f"{site.page}/kaarten")
    page.context.set_offline(True)
    page.get_by_role("link", name="Naar wie kunt u verwijzen?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verwijskaarten")
    expect(page.locator(".referral")).to_have_count(5)
    page.goto(site.address + site.opens)
    assert page.url == site.page
    assert phone.errors == []
