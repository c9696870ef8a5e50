"""How to find the door and where bicycles go, on every page of an evening."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient

from tests.web.logins import log_in
from tests.web.rides import at, create_evening, opened, rider_of
from tests.web.visitors import words_of
from tests.worlds import planned_tour
from wijksafari.database import Database
from wijksafari.models import Safari
from wijksafari.planning.plan import PlannedTour
from wijksafari.services.tour_json import tour_to_json

TOLD = "Ingang: <b>Bel</b> bij 12 · Fietsen: In het rek"


def hinted_tour() -> PlannedTour:
    tour = planned_tour()
    first, *others = tour.itinerary.visits
    place = replace(first.location, entrance="<b>Bel</b> bij 12", bicycle_parking="In het rek")
    visits = (replace(first, location=place), *others)
    return replace(tour, itinerary=replace(tour.itinerary, visits=visits))


def test_everybody_who_rides_or_leads_reads_it(
    app: Flask, anonymous: FlaskClient, database: Database
) -> None:
    at(app, 0)
    with database.writing.begin() as session:
        row = create_evening(session, tour=tour_to_json(hinted_tour()))
        rider = rider_of(app, row)
        uid = session.get_one(Safari, rider.safari_id).uid
    own = opened(anonymous, rider)
    for page in (own, anonymous.get(f"/mee/{rider.link_id}/papier")):
        assert TOLD in words_of(page)
    organiser = log_in(app.test_client())
    for address in (f"/safari/{uid}", f"/onderweg/{uid}", f"/safari/{uid}/papier"):
        assert TOLD in words_of(organiser.get(address)), address
