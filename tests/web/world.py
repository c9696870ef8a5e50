"""A small named world for the pages: one invented wijk on the streets of Nootdorp."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Membership, Neighbourhood, User
from wijksafari.planning.problem import Activity, ActivityKind, Location
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.values import add_activity, add_location

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=AMSTERDAM)
STREETS = "nootdorp-streets.npz"
TUESDAY = "wijk=proefwijk&datum=2027-02-02&begin=17:30"
ROUTE = ("linde", "sprong", "baken", "letter")
ADVISER = "adviseur@proefwijk.test"


@dataclass(frozen=True)
class Offer:
    """A location with one weekly activity on Tuesday."""

    id: str
    name: str
    lat: float
    lon: float
    opens: time
    closes: time
    kind: ActivityKind = "live"
    theme: str = ""
    priority: int = 5


TALK: ActivityKind = "presentation"
OPENS, CLOSES = time(17, 30), time(20, 30)
OFFERS = (
    Offer("linde", "De Linde", 52.043855, 4.396365, time(15), time(18, 45), theme="eenzaamheid"),
    Offer("baken", "Het Baken", 52.044955, 4.393235, time(18), time(20), theme="geldzorgen"),
    Offer("sprong", "De Sprong", 52.045763, 4.390948, time(17, 30), time(18, 45), theme="bewegen"),
    Offer("buitenkans", "De Buitenkans", 52.040943, 4.388593, OPENS, CLOSES, TALK, "wonen"),
    Offer("letter", "De Letter", 52.0478, 4.3899, time(19), time(20, 45), theme="taal", priority=8),
    Offer("luwte", "De Luwte", 52.0430, 4.3910, OPENS, CLOSES, TALK, "rouw"),
)  # fmt: skip


def build(session: Session) -> None:
    """Add the wijk, its Tuesday offers and one location that opens on Wednesday only."""
    wijk = add_neighbourhood(session, "proefwijk", "Proefwijk")
    for offer in OFFERS:
        add_offer(session, wijk, offer, "FREQ=WEEKLY;BYDAY=TU")
    closed = Offer("woensdag", "Woensdaghuis", 52.0441, 4.3930, time(17), time(20))
    add_offer(session, wijk, closed, "FREQ=WEEKLY;BYDAY=WE")
    session.add(User(email=ADVISER, name="Anne Adviseur", created_at=NOW))
    join(session, wijk)


def add_neighbourhood(session: Session, slug: str, name: str) -> Neighbourhood:
    """A wijk that gathers at one spot in Nootdorp."""
    wijk = Neighbourhood(
        slug=slug,
        name=name,
        school_region="Midden",
        streets=STREETS,
        meeting_name="Gezondheidscentrum",
        meeting_lat=52.0444,
        meeting_lon=4.3954,
        example=True,
    )
    session.add(wijk)
    session.flush()
    return wijk


def join(session: Session, wijk: Neighbourhood) -> None:
    """Let the adviser of the tests work in this wijk too."""
    adviser = session.scalars(select(User).filter_by(email=ADVISER)).one()
    adviser.memberships.append(Membership(neighbourhood=wijk, role="ros_adviser"))
    session.flush()


def add_offer(session: Session, wijk: Neighbourhood, offer: Offer, rrule: str) -> None:
    """One location with one activity."""
    location = Location(
        id=offer.id,
        name=offer.name,
        point=Point(offer.lat, offer.lon),
        type="Buurthuis",
        theme=offer.theme or None,
        priority=offer.priority,
    )
    activity = Activity(
        location_id=offer.id,
        title=f"Inloop bij {offer.name}",
        opens=offer.opens,
        closes=offer.closes,
        first_date=date(2026, 9, 1),
        kind=offer.kind,
        rrule=rrule,
        in_school_holidays=False,
    )
    add_activity(add_location(session, wijk, location), activity)


def route_url(*stops: str, more: str = "") -> str:
    """The editor with these stops on the usual Tuesday."""
    chosen = "".join(f"&stop={each}" for each in stops or ROUTE)
    return f"/plannen/route?{TUESDAY}{chosen}{more}"


def fields(page: TestResponse) -> dict[str, list[str]]:
    """What the editor's form would send when saved, its token included and nothing ticked."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<(?:input|button)[^>]*>", page.text):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        ticked = 'type="checkbox"' not in tag or " checked" in tag
        if name and value and ticked and name[1] != "doe":
            found.setdefault(unescape(name[1]), []).append(unescape(value[1]))
    return found


def save(client: FlaskClient, url: str, **changed: str) -> TestResponse:
    """Open the editor at ``url`` and press save, with some fields typed differently."""
    data: dict[str, list[str]] = fields(client.get(url))
    data |= {name: [value] for name, value in changed.items()}
    return client.post("/plannen/bewaar", data=data)


def stops_in(page: TestResponse) -> list[str]:
    """The names of the stops in the editor or on a safari's page, in order."""
    programme = page.text[page.text.index('class="programme') :]
    heads = re.findall(r"<h3>(.*?)</h3>", programme, re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>.*?</[^>]*>", "", head)).strip() for head in heads]
