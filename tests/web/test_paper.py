"""The evening on a sheet of A4: what it tells, and to whom."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.logins import log_in
from tests.web.rides import PEOPLE, Rider, at, create_evening, opened, report, rider_of
from tests.web.visitors import words_of
from tests.worlds import create_riding_group
from wijksafari.database import Database
from wijksafari.models import RidingGroup, Safari
from wijksafari.services.safaris.safaris import tour_of


@pytest.fixture
def rider(app: Flask, database: Database) -> Rider:
    at(app, 0)
    with database.writing.begin() as session:
        return rider_of(app, create_evening(session))


def own_sheet(client: FlaskClient, rider: Rider) -> str:
    opened(client, rider)
    return client.get(f"/mee/{rider.link_id}/papier").text


def uid_of(database: Database, rider: Rider) -> str:
    with database.reading() as session:
        return session.get_one(Safari, rider.safari_id).uid


def test_it_tells_the_programme_who_to_call_and_how_fresh_it_is(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    opened(anonymous, rider)
    page = anonymous.get(f"/mee/{rider.link_id}/papier")
    words = words_of(page)
    assert PEOPLE["leader_phone"] in words
    assert "1 De Sprong" in words
    assert "Sla " in words
    assert "Stand van 2 februari 17.30" in words
    assert '<svg xmlns="http://www.w3.org/2000/svg" viewBox' in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_its_times_are_those_of_now(app: Flask, anonymous: FlaskClient, rider: Rider) -> None:
    before = own_sheet(anonymous, rider)
    report(app, rider, "departed", 30)
    at(app, 31)
    after = own_sheet(anonymous, rider)
    assert re.findall(r"<time[^>]*>[^<]*", before)[1:] != re.findall(r"<time[^>]*>[^<]*", after)[1:]
    assert "Stand van 2 februari 18.01" in after


def test_nobody_reads_a_sheet_without_the_link(anonymous: FlaskClient, rider: Rider) -> None:
    assert anonymous.get(f"/mee/{rider.link_id}/papier").status_code == 404


def test_the_organisers_sheet_has_no_code_and_says_where_the_latest_is(
    anonymous: FlaskClient, database: Database, rider: Rider
) -> None:
    client = log_in(anonymous)
    page = client.get(f"/safari/{uid_of(database, rider)}/papier")
    assert 'class="qr"' not in page.text
    assert rider.token not in page.text
    assert "open op uw telefoon de link uit uw mail" in words_of(page)


def test_each_group_has_a_sheet(anonymous: FlaskClient, database: Database, rider: Rider) -> None:
    client = log_in(anonymous)
    with database.writing.begin() as session:
        safari = session.get_one(Safari, rider.safari_id)
        create_riding_group(session, safari, number=2, leader_name="Ans Voorop")
    address = f"/safari/{uid_of(database, rider)}/papier"
    assert "Ans Voorop" in client.get(f"{address}?groep=2").text
    assert "Ans Voorop" not in client.get(address).text
    for unknown in ("3", "x", "-1", "9" * 5000):
        assert client.get(f"{address}?groep={unknown}").status_code == 404


def test_names_are_words_and_nothing_else(
    anonymous: FlaskClient, database: Database, rider: Rider
) -> None:
    with database.writing.begin() as session:
        group = session.query(RidingGroup).filter_by(safari_id=rider.safari_id).one()
        group.leader_name = "<script>boom()</script>"
    assert "<script>boom" not in own_sheet(anonymous, rider)


def test_an_evening_that_is_off_says_so_on_paper(
    anonymous: FlaskClient, database: Database, rider: Rider
) -> None:
    with database.writing.begin() as session:
        session.get_one(Safari, rider.safari_id).state = "cancelled"
    assert "Deze avond gaat niet door." in own_sheet(anonymous, rider)


def test_without_the_wijks_streets_the_route_is_still_drawn(
    app: Flask, anonymous: FlaskClient, database: Database, rider: Rider
) -> None:
    with database.writing.begin() as session:
        safari = session.get_one(Safari, rider.safari_id)
        safari.neighbourhood.streets = "weg.npz"
        stops = len(tour_of(safari).itinerary.visits)
    assert len(re.findall("<circle", own_sheet(anonymous, rider))) == stops
