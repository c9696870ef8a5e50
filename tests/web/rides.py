"""Evenings under way, and a participant who opens the page for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.web.visitors import post_of
from tests.worlds import (
    ACTOR,
    STARTS_AT,
    create_riding_group,
    create_safari,
    create_sign_up,
    planned_tour,
)
from wijksafari.models import Safari, SignUp
from wijksafari.services.riding.log import Kind, NewAction, record
from wijksafari.services.safaris.tour_json import itinerary_to_json

PEOPLE = {
    "leader_name": "Lotte Leider",
    "leader_phone": "06-1234 5678",
    "sweeper_name": "Henk Hekkensluiter",
    "sweeper_phone": "vraag de balie",
}


def at(app: Flask, minutes: float) -> None:
    """Let it be so many minutes after the evening began."""
    made = app.extensions["wijksafari"]
    moment = STARTS_AT + timedelta(minutes=minutes)
    app.extensions["wijksafari"] = replace(made, now=lambda: moment)


@dataclass(frozen=True, slots=True)
class Rider:
    """Who takes part: the ids of their rows, and the token of their link."""

    token: str
    link_id: int
    sign_up_id: int
    safari_id: int


def rider_of(app: Flask, row: SignUp) -> Rider:
    """``row`` to remember after its transaction."""
    token = post_of(app).links.token(row.link)
    return Rider(token, row.link_id, row.id, row.safari_id)


def create_evening(session: Session, **safari: Any) -> SignUp:
    """Somebody who rides in a group whose leader and sweeper are known."""
    row = create_safari(session, **{"state": "confirmed", **safari})
    return create_sign_up(session, row, group=create_riding_group(session, row, **PEOPLE))


def report(app: Flask, rider: Rider, kind: Kind, minutes: float, location_id: str = "") -> None:
    """The first group's leader presses a button, so many minutes after the evening began."""
    _record(app, rider, minutes, kind=kind, location_id=location_id)


def skip(app: Flask, rider: Rider, place: int, minutes: float) -> None:
    """The leader chooses to ride past the stop at ``place``, counted from 0."""
    agreed = planned_tour().itinerary
    kept = [each for number, each in enumerate(agreed.visits) if number != place]
    legs = [each for number, each in enumerate(agreed.legs) if number != place]
    plan = itinerary_to_json(replace(agreed, visits=tuple(kept), legs=tuple(legs)))
    skipped = agreed.visits[place].location.id
    _record(app, rider, minutes, kind="way_on", choice="skip", location_id=skipped, plan=plan)


def _record(app: Flask, rider: Rider, minutes: float, **told: Any) -> None:
    moment = STARTS_AT + timedelta(minutes=minutes)
    action = NewAction(key=str(uuid4()), group=1, at=moment, **told)
    with app.extensions["wijksafari"].database.writing.begin() as session:
        safari = session.get_one(Safari, rider.safari_id)
        record(session, safari, action, actor=ACTOR, now=moment)


def opened(client: FlaskClient, rider: Rider, query: str = "") -> TestResponse:
    """The page behind the ride link."""
    return client.get(f"/mee/open/{rider.token}{query}", follow_redirects=True)
