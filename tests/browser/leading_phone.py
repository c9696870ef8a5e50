"""A leader's phone, in the hand of somebody who works in the wijk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from tests.browser.phone_site import PhoneSite
from tests.web.logins import log_in
from tests.worlds import STARTS_AT, create_user
from wijksafari.models import RideAction

ALL_HEARD = """() => Object.entries(localStorage)
  .every(([name, entry]) => !name.startsWith("melding/") || JSON.parse(entry).heard)"""


@dataclass
class Phone:
    """Its ``page`` shows the evening of ``site``; its clock runs as we let it."""

    page: Page
    site: PhoneSite

    @property
    def next(self) -> Locator:
        """The one big button."""
        return self.page.locator("[data-next] button:visible")

    def at(self, minutes: float) -> None:
        """Let it be so many minutes after the evening began, for this phone and the site."""
        moment = STARTS_AT + timedelta(minutes=minutes)
        # What is on its way was reported by the clocks of before.
        self.page.wait_for_function(ALL_HEARD)
        passed = (moment - self.site.now).total_seconds()
        self.site.now = moment
        if passed > 0:
            self.page.clock.fast_forward(passed * 1000)

    def press(self, label: str) -> None:
        """The big button, which has to say this."""
        expect(self.next).to_contain_text(label)
        self.next.click()

    def pause(self) -> None:
        """Longer than a thumb that presses twice, and than the site is asked anew."""
        self.page.clock.fast_forward(16_000)


def leaders_phone(browser: Browser, site: PhoneSite, width: int = 390, **user: str) -> Phone:
    """A phone on the page of the site's evening; the caller closes its context."""
    with site.database.writing.begin() as session:
        who = create_user(session, **user).email
        uid = site.sign_up(session).safari.uid
    with site.app.test_client() as client:
        cookie = log_in(client, who).get_cookie("wijksafari")
    assert cookie is not None
    context = browser.new_context(
        viewport={"width": width, "height": 844}, locale="nl-NL", timezone_id="Europe/Amsterdam"
    )
    context.add_cookies([{"name": "wijksafari", "value": cookie.value, "url": site.address}])
    page = context.new_page()
    page.clock.install(time=site.now)
    page.goto(f"{site.address}/onderweg/{uid}")
    return Phone(page, site)


def reports(site: PhoneSite) -> list[tuple[str, str, str]]:
    """What was written down: kind, stop, and whether it counts."""
    with site.database.reading() as session:
        rows = session.scalars(select(RideAction).order_by(RideAction.id)).all()
        return [
            (each.kind, each.location_code, "" if each.undone_at is None else each.undone_by)
            for each in rows
        ]
