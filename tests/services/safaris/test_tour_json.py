"""A planned tour survives the database."""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.planning.worlds import StraightRoads, create_evening, create_request, create_wijk, moment
from wijksafari.planning.plan import PlannedTour, plan_order, plan_safari
from wijksafari.services.safaris.tour_json import tour_from_json, tour_to_json


def _planned(**evening: object) -> PlannedTour:
    request = create_request(*create_wijk().values(), evening=create_evening(**evening))
    return plan_safari(request, StraightRoads()).tours[0]


def test_a_tour_comes_back_as_it_was() -> None:
    tour = _planned()
    assert tour_from_json(json.loads(json.dumps(tour_to_json(tour)))) == tour


def test_reasons_and_violations_come_back_too() -> None:
    request = create_request(*create_wijk().values())
    tour = plan_order(
        request,
        ["de-linde", "het-baken", "de-brug", "de-kas", "de-schakel", "het-anker"],
        StraightRoads(),
        {"de-linde": 120},
    )
    assert tour.itinerary.violations
    assert tour_from_json(json.loads(json.dumps(tour_to_json(tour)))) == tour


@pytest.mark.parametrize("day", [date(2026, 6, 4), date(2026, 12, 3)])
def test_times_come_back_on_the_clocks_of_the_wijk(day: date) -> None:
    evening = create_evening(start=moment(17, 30, day))
    start = tour_from_json(
        tour_to_json(
            plan_order(
                create_request(*create_wijk().values(), evening=evening),
                ["de-linde"],
                StraightRoads(),
            )
        )
    ).itinerary.evening.start
    assert (start.hour, start.minute) == (17, 30)
    assert start.tzinfo == ZoneInfo("Europe/Amsterdam")


def test_times_are_stored_in_utc() -> None:
    assert tour_to_json(_planned())["itinerary"]["evening"]["start"] == "2026-06-04T15:30:00+00:00"
