"""The ways on of an evening that is planned and ridden on real streets."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_rides import MINUTE, create_evening, router
from wijksafari.planning.live import live_tour
from wijksafari.services.safaris.tour_json import itinerary_from_json, itinerary_to_json


def test_past_a_skipped_stop_the_group_follows_the_streets_to_the_next(session: Session) -> None:
    evening = create_evening(session)
    plan = evening.ways(evening.leave_late(20))["skip:sprong"].itinerary
    leg, second = plan.legs[0], evening.agreed.visits[1].location.point
    assert leg == router().leg(plan.evening.meeting_point, second)
    assert plan.legs[1:] == evening.agreed.legs[2:]
    arrival = plan.evening.seconds(plan.visits[0].arrival)
    assert arrival - plan.evening.seconds(plan.departs) == math.ceil(leg.seconds)


@pytest.mark.parametrize("late", [6, 20, 60, 150])
@pytest.mark.parametrize("stop", [0, 1, 4])
def test_an_evening_late_anywhere_goes_on_by_any_choice_once_stored(
    session: Session, late: int, stop: int
) -> None:
    evening = create_evening(session)
    planned = evening.agreed.visits[stop]
    now = planned.arrival + late * MINUTE
    evening.tell("arrived", planned.location.id, now)
    ways = evening.ways(now)
    assert "finish" in ways
    for way in ways.values():
        stored = itinerary_from_json(itinerary_to_json(way.itinerary))
        assert stored == way.itinerary
        points = [visit.location.point for visit in stored.visits]
        places = [stored.evening.meeting_point, *points, stored.evening.finish]
        assert [(leg.origin, leg.destination) for leg in stored.legs] == [*pairwise(places)]


@pytest.mark.parametrize("way", ["shorten", "skip:baken", "finish"])
def test_a_choice_takes_effect_and_what_happens_next_moves_it(session: Session, way: str) -> None:
    evening = create_evening(session)
    now = evening.agreed.visits[1].departure + 8 * MINUTE
    evening.tell("departed", "linde", now)
    chosen = evening.ways(now)[way].itinerary
    evening.go(way, now)
    assert evening.ride.tour.itinerary.arrives == chosen.arrives
    assert evening.ride.tour.position == 2
    last = chosen.visits[-1].location.id if chosen.visits[2:] else ""
    evening.tell("arrived", last, chosen.arrives)
    assert evening.ride.tour.stage == ("visiting" if last else "finished")


def test_lateness_is_told_by_what_was_agreed_also_after_a_choice(session: Session) -> None:
    evening = create_evening(session)
    now = evening.leave_late(30)
    evening.go("skip:linde", now)
    tour = evening.ride.tour
    agreed = {visit.location.id: visit.arrival for visit in evening.agreed.visits}
    moved = [
        round((visit.arrival - agreed[visit.location.id]).total_seconds())
        for visit in tour.itinerary.visits
    ]
    assert tour.shifts[0] == 1800
    assert list(tour.shifts[:-1]) == moved
    assert live_tour(tour.plan, []).shifts == (0,) * len(tour.shifts)
