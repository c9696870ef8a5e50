"""Small named worlds in the database: a wijk, its practices, an evening, who is invited and comes.

Every maker adds one row with everything it needs and flushes; what a test is
about, it names: ``create_safari(session, capacity=10)``.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.web.world import NOW, OFFERS, STREETS, add_neighbourhood
from wijksafari import models
from wijksafari.clock import AMSTERDAM
from wijksafari.config import PROJECT
from wijksafari.models import (
    Base,
    Invitation,
    Location,
    Membership,
    Neighbourhood,
    Person,
    Practice,
    RidingGroup,
    Role,
    Safari,
    SignUp,
    User,
)
from wijksafari.planning import problem
from wijksafari.planning.plan import PlannedTour, PlanRequest, plan_safari
from wijksafari.planning.problem import Activity, Evening, Holidays
from wijksafari.planning.route import Point
from wijksafari.planning.windows import occurrences_on
from wijksafari.services.journal import Actor
from wijksafari.services.links import LinkMaker
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.post import Address, Post
from wijksafari.services.safaris.tour_json import tour_to_json
from wijksafari.streets.routers import StreetRouters

BASE_URL = "https://wijksafari.test"
SECRET_KEY = "secret in tests only"
POST = Post(LinkMaker(SECRET_KEY, BASE_URL), Address("Wijksafari", "post@wijksafari.test"))
ACTOR = Actor(None, "Anne Adviseur")
STARTS_AT = datetime(2027, 2, 2, 17, 30, tzinfo=AMSTERDAM)
DEADLINE = STARTS_AT - timedelta(days=14)

_numbers = count(1)
Row = TypeVar("Row", bound=Base)


def create_neighbourhood(
    session: Session, slug: str = "proefwijk", name: str = ""
) -> Neighbourhood:
    """The wijk of this slug; made where it is not there yet."""
    found = session.scalar(select(Neighbourhood).filter_by(slug=slug))
    return found or add_neighbourhood(session, slug, name or slug.capitalize())


def create_user(
    session: Session, *, role: str = "ros_adviser", wijk: str = "proefwijk", **overrides: Any
) -> User:
    """An account that works in ``wijk`` as ``role``; ``administrator`` works everywhere."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "email": f"{role}.{number}@wijksafari.test",
        "name": f"Anne Adviseur {number}",
        "created_at": NOW,
    }
    user = _added(session, User(**values | overrides))
    if role == "administrator":
        found = session.scalar(select(Role).filter_by(name=role))
        user.roles.append(found or Role(name=role))
    else:
        where = create_neighbourhood(session, wijk)
        user.memberships.append(Membership(neighbourhood_id=where.id, role=role))
    return _added(session, user)


def create_practice(
    session: Session, name: str = "", *, wijk: str = "proefwijk", **overrides: Any
) -> Practice:
    """A practice with 2 GPs and 1 practice nurse."""
    values: dict[str, Any] = {
        "neighbourhood_id": create_neighbourhood(session, wijk).id,
        "name": name or f"Praktijk {next(_numbers)}",
        "contact_name": "Carla Contact",
        "contact_email": "praktijk@voorbeeld.test",
        "gps": 2,
        "practice_nurses": 1,
    }
    return _added(session, Practice(**values | overrides))


def create_person(
    session: Session, practice: Practice | None = None, name: str = "", **overrides: Any
) -> Person:
    """A GP who is known to work at ``practice``, with a mail address."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "practice": practice or create_practice(session),
        "name": name or f"Persoon {number}",
        "function": "gp",
        "email": f"persoon.{number}@voorbeeld.test",
    }
    return _added(session, Person(**values | overrides))


def create_safari(session: Session, *, wijk: str = "proefwijk", **overrides: Any) -> Safari:
    """An evening on Tuesday 2 February 2027 that people are being invited to; 14 places."""
    values: dict[str, Any] = {
        "uid": f"00000000-0000-4000-8000-{next(_numbers):012}",
        "neighbourhood": create_neighbourhood(session, wijk),
        "title": "Wijksafari Proefwijk",
        "meeting_name": "Gezondheidscentrum",
        "finish_name": "Gezondheidscentrum",
        "starts_at": STARTS_AT,
        "planner_query": "",
        "tour": tour_to_json(planned_tour(overrides.get("starts_at", STARTS_AT))),
        "saved_at": NOW,
        "state": "inviting",
        "deadline": DEADLINE,
    }
    return _added(session, Safari(**values | overrides))


def create_invitation(
    session: Session,
    safari: Safari,
    practice: Practice | None = None,
    person: Person | None = None,
    **overrides: Any,
) -> Invitation:
    """``practice`` is invited, by its open link; with ``person``: that person, by their own."""
    values: dict[str, Any] = {
        "safari_id": safari.id,
        "practice": person.practice if person else practice or create_practice(session),
        "person": person,
        "link": POST.links.new(
            session, "person" if person else "practice", NOW, safari_id=safari.id
        ),
        "invited_at": NOW,
    }
    return _added(session, Invitation(**values | overrides))


def create_sign_up(
    session: Session, safari: Safari, practice: Practice | None = None, **overrides: Any
) -> SignUp:
    """A GP of ``practice`` who takes part."""
    number = next(_numbers)
    email = overrides.get("email", f"deelnemer.{number}@voorbeeld.test")
    values: dict[str, Any] = {
        "safari": safari,
        "practice": practice or create_practice(session),
        "link": POST.links.new(session, "sign_up", NOW, safari_id=safari.id),
        "name": f"Deelnemer {number}",
        "function": "gp",
        "email": email,
        "email_key": email_key(email),
        "status": "taking_part",
        "consented_at": NOW,
        "created_at": NOW,
        "changed_at": NOW,
    }
    return _added(session, SignUp(**values | overrides))


def create_location(session: Session, *, wijk: str = "proefwijk", **overrides: Any) -> Location:
    """A location in Nootdorp whose contact can be mailed; nothing goes on there."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "neighbourhood_id": create_neighbourhood(session, wijk).id,
        "code": f"locatie-{number}",
        "name": f"Locatie {number}",
        "lat": 52.0444,
        "lon": 4.3954,
        "contact_name": "Greet Gastvrouw",
        "contact_email": f"gastvrouw.{number}@voorbeeld.test",
    }
    return _added(session, Location(**values | overrides))


def create_activity(
    session: Session, location: Location | None = None, **overrides: Any
) -> models.Activity:
    """Held at ``location`` on Tuesdays from 17.00 to 20.00, also in school holidays."""
    values: dict[str, Any] = {
        "location": location or create_location(session),
        "title": f"Activiteit {next(_numbers)}",
        "rrule": "FREQ=WEEKLY;BYDAY=TU",
        "first_date": date(2026, 9, 1),
        "opens": time(17),
        "closes": time(20),
    }
    return _added(session, models.Activity(**values | overrides))


def create_riding_group(session: Session, safari: Safari, **overrides: Any) -> RidingGroup:
    """The first group of ``safari``, on the safari's own tour."""
    values: dict[str, Any] = {"safari": safari, "number": 1, "changed_at": NOW}
    return _added(session, RidingGroup(**values | overrides))


@cache
def planned_tour(starts_at: datetime = STARTS_AT) -> PlannedTour:
    """The best tour through Nootdorp along the offers of the page tests, open on that day."""
    spot = Point(52.0444, 4.3954)
    evening = Evening(start=starts_at, meeting_point=spot, finish=spot)
    day = starts_at.astimezone(AMSTERDAM).date()
    activities = [
        Activity(
            location_id=offer.id,
            title=f"Inloop bij {offer.name}",
            opens=offer.opens,
            closes=offer.closes,
            first_date=day,
            kind=offer.kind,
        )
        for offer in OFFERS
    ]
    locations = tuple(
        problem.Location(id=offer.id, name=offer.name, point=Point(offer.lat, offer.lon))
        for offer in OFFERS
    )
    request = PlanRequest(
        evening=evening,
        locations=locations,
        occurrences=occurrences_on(activities, day, AMSTERDAM, Holidays()),
    )
    return plan_safari(request, StreetRouters()(PROJECT / "data" / STREETS, dark=True)).tours[0]


def rows(session: Session, table: type[Base]) -> int:
    """How many rows a table holds."""
    return session.scalar(select(func.count()).select_from(table)) or 0


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
