"""How to find the door and where bicycles go, on every page of an evening."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.logins import log_in
from tests.web.rides import at, create_evening, opened, rider_of
from tests.web.visitors import words_of
from tests.worlds import planned_tour
from wijksafari.database import Database
from wijksafari.models import Location, Safari

TOLD = "Ingang: <b>Bel</b> bij 12 · Fietsen: In het rek"


def test_everybody_who_rides_or_leads_reads_it_also_where_it_was_told_after_saving(
    app: Flask, anonymous: FlaskClient, database: Database
) -> None:
    at(app, 0)
    with database.writing.begin() as session:
        rider = rider_of(app, create_evening(session))
        uid = session.get_one(Safari, rider.safari_id).uid
        code = planned_tour().itinerary.visits[0].location.id
        stop = session.scalars(select(Location).filter_by(code=code)).one()
        stop.entrance, stop.bicycle_parking = "<b>Bel</b> bij 12", "In het rek"
    own = opened(anonymous, rider)
    for page in (own, anonymous.get(f"/mee/{rider.link_id}/papier")):
        assert TOLD in words_of(page)
    organiser = log_in(app.test_client())
    for address in (f"/safari/{uid}", f"/onderweg/{uid}", f"/safari/{uid}/papier"):
        assert TOLD in words_of(organiser.get(address)), address
