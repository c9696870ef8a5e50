"""What an organiser would save in the planner, for the evenings of tests/worlds.py."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.worlds import STARTS_AT, planned_tour
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.route import Point
from wijksafari.services.safaris.safaris import SafariDraft


def draft_at(starts_at: datetime = STARTS_AT, **overrides: Any) -> SafariDraft:
    """The evening of ``create_safari``, at another moment."""
    values: dict[str, Any] = {
        "title": "Wijksafari Proefwijk",
        "meeting_name": "Gezondheidscentrum",
        "finish_name": "Gezondheidscentrum",
        "tour": planned_tour(starts_at),
        "planner_query": "",
    }
    return SafariDraft(**values | overrides)


def without_last_stop(tour: PlannedTour) -> PlannedTour:
    """The same tour, one visit shorter."""
    return replace(tour, itinerary=replace(tour.itinerary, visits=tour.itinerary.visits[:-1]))


def elsewhere(tour: PlannedTour) -> PlannedTour:
    """The same tour from another spot."""
    spot = Point(52.05, 4.4)
    evening = replace(tour.itinerary.evening, meeting_point=spot, finish=spot)
    return replace(tour, itinerary=replace(tour.itinerary, evening=evening))
