"""A participant's own referral cards."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.services.worlds_cards import FACTS, create_card
from tests.web.rides import Rider, at, create_evening, rider_of
from tests.web.world import NOW
from tests.worlds import create_location
from wijksafari.database import Database


@pytest.fixture
def rider(app: Flask, database: Database) -> Rider:
    """Somebody who takes part in an evening on which the first stop's card was written."""
    with database.writing.begin() as session:
        create_card(session, "sprong", FACTS, now=NOW)
        return rider_of(app, create_evening(session))


def test_the_link_in_the_mail_opens_the_cards_in_the_order_of_the_stops(
    anonymous: FlaskClient, rider: Rider
) -> None:
    page = anonymous.get(f"/mee/open/{rider.token}?kaarten=1", follow_redirects=True)
    assert page.request.path == f"/mee/{rider.link_id}/kaarten"
    assert page.text.count('<article class="referral"') == 5
    assert page.text.index("De Sprong") < page.text.index("Het Baken")
    assert 'href="tel:0612345601"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.headers["X-Robots-Tag"]


def test_the_contact_of_a_stop_goes_into_an_address_book(
    anonymous: FlaskClient, rider: Rider, database: Database
) -> None:
    with database.writing.begin() as session:
        create_location(session, code="elders-in-de-wijk")
    anonymous.get(f"/mee/open/{rider.token}")
    here = f"/mee/{rider.link_id}/kaarten"
    assert "FN:Greet Gastvrouw" in anonymous.get(f"{here}/sprong.vcf").text
    assert anonymous.get(f"{here}/elders-in-de-wijk.vcf").status_code == 404


def test_nobody_else_sees_them_and_nobody_after_two_weeks(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    here = f"/mee/{rider.link_id}/kaarten"
    assert anonymous.get(here).status_code == 404
    anonymous.get(f"/mee/open/{rider.token}")
    assert anonymous.get(here).status_code == 200
    at(app, 14 * 24 * 60 + 1)
    assert anonymous.get(here).status_code == 410
