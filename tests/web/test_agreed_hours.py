"""A location that receives the group at other hours than it is open."""

from datetime import time

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.world import TUESDAY, route_url, save
from wijksafari.database import Database
from wijksafari.models import Safari
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.group_routes import saved_tour_split

LATER = "&uur-linde=19.00+tot+20.00+uur"


def test_the_planner_shows_the_location_at_the_agreed_hours_only(client: FlaskClient) -> None:
    page = client.get(f"/plannen?{TUESDAY}{LATER}")
    assert "De Linde alleen van 19.00 tot 20.00 uur" in page.text
    assert 'name="uur-linde" value="19:00-20:00"' in page.text
    assert "Ontvangst op afspraak" in page.text
    assert "Inloop bij De Linde" not in page.text


def test_the_editor_times_the_stop_within_the_agreed_hours(client: FlaskClient) -> None:
    usual = client.get(route_url())
    assert "Alles past" in usual.text
    first = client.get(route_url(more=LATER))
    assert "Alles past" not in first.text
    last = client.get(route_url("sprong", "baken", "linde", "letter", more=LATER))
    assert "Alles past" in last.text


def test_the_proposals_never_visit_it_outside_those_hours(client: FlaskClient) -> None:
    page = client.get(f"/plannen/voorstel?{TUESDAY}{LATER}&wens-linde=moet")
    assert "Ontvangst op afspraak" in page.text
    assert "uur-linde=19%3A00-20%3A00" in page.text


def test_a_saved_evening_keeps_the_agreed_hours(client: FlaskClient, database: Database) -> None:
    url = route_url("sprong", "baken", "linde", "letter", more=LATER)
    assert save(client, url).status_code == 303
    with database.reading() as session:
        saved = session.scalars(select(Safari)).one()
        assert "uur-linde=19%3A00-20%3A00" in saved.planner_query


def test_hours_that_cannot_be_read_come_back_to_be_mended(client: FlaskClient) -> None:
    page = client.get(f"/plannen?{TUESDAY}&uur-linde=na+zevenen")
    assert page.status_code == 400
    assert 'href="#uur-linde">De Linde: schrijf van wanneer tot wanneer' in page.text
    assert 'value="na zevenen"' in page.text
    answer = client.get(route_url(more="&uur-linde=na+zevenen"))
    assert answer.status_code == 302
    assert "uur-linde=na+zevenen" in answer.location


def test_hours_of_a_location_elsewhere_are_left_out(client: FlaskClient) -> None:
    page = client.get(f"/plannen?{TUESDAY}&uur-elders=onzin")
    assert page.status_code == 200
    assert "uur-elders" not in page.text


def test_groups_keep_to_the_agreed_hours_too(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    url = route_url("sprong", "linde", "baken", more="&uur-linde=18:00-19:30&duur=240")
    assert save(client, url, akkoord="ja").status_code == 303
    with app.test_request_context("/"), database.reading() as session:
        plan = saved_tour_split(find_safari(session, session.scalars(select(Safari.uid)).one()), 2)
    assert plan.itineraries
    for each in plan.itineraries:
        visit = next(one for one in each.visits if one.location.id == "linde")
        assert time(18) <= visit.start.time() < visit.departure.time() <= time(19, 30)
