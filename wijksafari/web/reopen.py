"""From a saved safari back to the planner's state."""

from __future__ import annotations

from wijksafari.errors import InputError
from wijksafari.models import Safari
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.route import Point
from wijksafari.web.evening_form import with_evening
from wijksafari.web.planner_query import PlannerQuery, parse_query


def reopened_query(safari: Safari, tour: PlannedTour) -> PlannerQuery:
    """The state that the editor opens with, bound to this version of the safari."""
    try:
        query = parse_query(safari.planner_query)
    except InputError:
        query = PlannerQuery()
    if not query.stops:
        query = _from_tour(safari, tour)
    return query.with_texts(
        titel=safari.title,
        start_naam=safari.meeting_name,
        finish_naam=safari.finish_name,
        safari=safari.uid,
        versie=str(safari.sequence),
    )


def _from_tour(safari: Safari, tour: PlannedTour) -> PlannerQuery:
    """The state of a safari that was not made with the planner's pages."""
    itinerary = tour.itinerary
    evening = itinerary.evening
    texts = {"wijk": safari.neighbourhood.slug}
    texts |= _typed("start", evening.meeting_point)
    if evening.finish != evening.meeting_point:
        texts |= _typed("finish", evening.finish)
    query = with_evening(PlannerQuery(texts), evening)
    return query.with_stops(visit.location.id for visit in itinerary.visits)


def _typed(which: str, point: Point) -> dict[str, str]:
    return {which: "punt", f"{which}_lat": str(point.lat), f"{which}_lon": str(point.lon)}
