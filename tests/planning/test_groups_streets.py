"""Groups on real streets never share a stop."""

from datetime import date, time
from functools import cache
from pathlib import Path

import pytest

from tests.planning.groups_problems import Problem, broken_rules
from tests.web.world import OFFERS, STREETS
from tests.worlds import STARTS_AT
from wijksafari.clock import AMSTERDAM
from wijksafari.config import PROJECT
from wijksafari.planning.groups import GroupPlan, split
from wijksafari.planning.optw import solve
from wijksafari.planning.plan import PlanRequest
from wijksafari.planning.problem import Activity, Evening, Holidays, Location
from wijksafari.planning.reach import within_reach
from wijksafari.planning.request import MOST_ALTERNATIVES, pose
from wijksafari.planning.route import Point, Router
from wijksafari.planning.travel import Rides
from wijksafari.planning.windows import location_of, occurrences_on
from wijksafari.services.catalogue.activities_csv import read_activities
from wijksafari.services.catalogue.locations_csv import read_locations
from wijksafari.streets.build import build_streets
from wijksafari.streets.router import StreetRouter
from wijksafari.streets.routers import StreetRouters

NOOTDORP = Point(52.0444, 4.3954)
UTRECHT = Point(52.0925, 5.1205)
SPOTS = ((3, 2), (-4, 3), (5, -3), (-3, -4), (0, 6), (6, 4), (-6, 0))  # × 100 m from UTRECHT


def open_all_evening(locations: tuple[Location, ...], day: date) -> tuple[Activity, ...]:
    return tuple(
        Activity(
            location_id=each.id, title="Inloop", opens=time(17), closes=time(21), first_date=day
        )
        for each in locations
    )


def request_for(
    locations: tuple[Location, ...], activities: tuple[Activity, ...], spot: Point
) -> PlanRequest:
    evening = Evening(start=STARTS_AT, meeting_point=spot, finish=spot)
    return PlanRequest(
        evening=evening,
        locations=locations,
        occurrences=occurrences_on(activities, STARTS_AT.date(), AMSTERDAM, Holidays()),
    )


def asked_with(request: PlanRequest, router: Router, stops: set[str], groups: int) -> Problem:
    """What the split was about, to check its rules with."""
    chosen = tuple(each for each in request.locations if each.id in stops)
    rides = Rides(router, request.evening, chosen)
    return Problem(request.evening, chosen, request.occurrences, rides, groups)


@cache
def nootdorp() -> StreetRouter:
    return StreetRouters()(PROJECT / "data" / STREETS, dark=True)  # type: ignore[return-value]


def best_of_twenty(request: PlanRequest, router: StreetRouter, groups: int) -> GroupPlan:
    """The first of the evening's twenty best sets of stops that so many groups can ride."""
    reach = within_reach(request, router)
    asked, plan = reach.request, GroupPlan(())
    for tour in solve(pose(asked, reach.rides), MOST_ALTERNATIVES).tours:
        stops = [asked.location(location_of(stop)) for stop in tour.stops]
        plan = split(asked.evening, stops, asked.occurrences, reach.rides, groups)
        if plan.itineraries:
            break
    return plan


def never_shares(request: PlanRequest, router: Router, groups: int) -> None:
    plan = best_of_twenty(request, router, groups)

    assert len(plan.itineraries) == groups, plan.reason
    stops = {visit.location.id for visit in plan.itineraries[0].visits}
    assert len(stops) >= 4
    assert broken_rules(plan.itineraries, asked_with(request, router, stops, groups)) == []


@pytest.mark.parametrize("groups", [2, 3])
def test_groups_in_utrecht_never_share_a_stop(shared_data: Path, groups: int) -> None:
    router = StreetRouter(build_streets(shared_data / "osm" / "utrecht.osm.gz"))
    locations = tuple(
        Location(
            id=f"plek-{n}",
            name=f"Plek {n}",
            point=Point(UTRECHT.lat + north * 0.0009, UTRECHT.lon + east * 0.00146),
        )
        for n, (east, north) in enumerate(SPOTS)
    )

    never_shares(
        request_for(locations, open_all_evening(locations, STARTS_AT.date()), UTRECHT),
        router,
        groups,
    )


def test_two_groups_in_the_demos_wijk_never_share_a_stop() -> None:
    folder = PROJECT / "data" / "demo"
    locations = read_locations(folder / "locations.csv").locations
    ids = {each.id for each in locations}
    activities = read_activities(folder / "activities.csv", ids).activities

    never_shares(request_for(locations, activities, NOOTDORP), nootdorp(), 2)


def test_two_groups_in_the_pages_wijk_are_split_or_told_why() -> None:
    locations = tuple(
        Location(id=each.id, name=each.name, point=Point(each.lat, each.lon)) for each in OFFERS
    )
    activities = tuple(
        Activity(
            location_id=each.id,
            title="Inloop",
            opens=each.opens,
            closes=each.closes,
            first_date=STARTS_AT.date(),
        )
        for each in OFFERS
    )
    request = request_for(locations, activities, NOOTDORP)

    plan = best_of_twenty(request, nootdorp(), 2)

    assert bool(plan.itineraries) != bool(plan.reason)
