"""Evenings with room for two groups, on the streets of Nootdorp."""

from __future__ import annotations

from datetime import time
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from tests.web.world import OFFERS, STREETS
from tests.worlds import (
    ACTOR,
    NOW,
    POST,
    STARTS_AT,
    create_practice,
    create_safari,
    create_sign_up,
)
from wijksafari.clock import AMSTERDAM
from wijksafari.config import PROJECT
from wijksafari.models import Safari, SignUp
from wijksafari.planning.plan import PlannedTour, PlanRequest, plan_set
from wijksafari.planning.problem import Activity, Evening, Holidays, Location
from wijksafari.planning.route import Point, Router
from wijksafari.planning.windows import occurrences_on
from wijksafari.services.groups.split import Division, plan_groups, store_division
from wijksafari.services.safaris.tour_json import tour_to_json
from wijksafari.streets.routers import StreetRouters

SPOT = Point(52.0444, 4.3954)


@cache
def nootdorp() -> Router:
    return StreetRouters()(PROJECT / "data" / STREETS, dark=True)


@cache
def roomy_tour(stops: int = 4) -> PlannedTour:
    """Along the first ``stops`` offers of the page tests, all open from 17.00 to 21.00."""
    day = STARTS_AT.date()
    locations = tuple(
        Location(id=each.id, name=each.name, point=Point(each.lat, each.lon))
        for each in OFFERS[:stops]
    )
    activities = [
        Activity(
            location_id=each.id, title="Inloop", opens=time(17), closes=time(21), first_date=day
        )
        for each in locations
    ]
    request = PlanRequest(
        evening=Evening(start=STARTS_AT, meeting_point=SPOT, finish=SPOT),
        locations=locations,
        occurrences=occurrences_on(activities, day, AMSTERDAM, Holidays()),
    )
    return plan_set(request, [each.id for each in locations], nootdorp())


def create_large(session: Session, riders: int = 20, **overrides: Any) -> Safari:
    """A safari that ``riders`` take part in, four from each practice."""
    values = {"tour": tour_to_json(roomy_tour()), "capacity": 40} | overrides
    safari = create_safari(session, **values)
    practices = [create_practice(session) for _ in range(-(-riders // 4))]
    for number in range(riders):
        create_sign_up(session, safari, practices[number // 4])
    return safari


def divide(session: Session, safari: Safari, groups: int = 2, *, may_mail: bool = True) -> int:
    """Split it, as the page does; says how many were told."""
    plan = plan_groups(roomy_tour(), nootdorp(), groups)
    division = Division(tuple(map(PlannedTour, plan.itineraries)), safari.saved_at)
    return store_division(
        session, safari, division, may_mail=may_mail, actor=ACTOR, post=POST, now=NOW
    )


def sizes(riders: list[SignUp]) -> list[int]:
    """How many ride in each group, by number."""
    numbers = [rider.group.number for rider in riders if rider.group is not None]
    return [numbers.count(number) for number in sorted(set(numbers))]
