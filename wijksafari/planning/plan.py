"""plan_safari(): from what is open to proven, timed, explained tours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wijksafari.errors import InputError
from wijksafari.planning.company import keep_company
from wijksafari.planning.explain import Change, Rejection, rejections
from wijksafari.planning.itinerary import Itinerary, time_order
from wijksafari.planning.no_tour import smallest_change, why_no_tour
from wijksafari.planning.optw import solve
from wijksafari.planning.order import best_order
from wijksafari.planning.problem import MOST_STOPS, Location, Tour
from wijksafari.planning.reach import Reach, within_reach
from wijksafari.planning.request import PlanRequest, pose
from wijksafari.planning.route import Router
from wijksafari.planning.windows import location_of

__all__ = ["Plan", "PlanRequest", "PlannedTour", "plan_order", "plan_safari", "plan_set"]

LONGEST_VISIT_MINUTES = 240


@dataclass(frozen=True, slots=True)
class PlannedTour:
    """A timed tour, and for every open location outside it why it is not in it."""

    itinerary: Itinerary
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The best tours, best first. Where there is none, ``reason`` says why in a
    sentence and ``change`` is the smallest single change found that helps.
    ``set_aside`` are the locations that lie beside the streets.
    """

    tours: tuple[PlannedTour, ...]
    reason: str = ""
    change: Change | None = None
    set_aside: tuple[Rejection, ...] = ()


def plan_safari(request: PlanRequest, router: Router) -> Plan:
    """The proven best tours for an evening, each with another set of stops.

    Optional locations just beside the streets are set aside, with a reason in
    every tour; raises PlaceNotReachableError as ``within_reach`` does.
    """
    reach = within_reach(request, router)
    request, rides = reach.request, reach.rides
    problem = pose(request, rides)
    solution = solve(problem, request.alternatives)
    if not solution.tours:
        change = smallest_change(request, router)
        return Plan((), why_no_tour(request, problem), change, reach.set_aside)

    orders = [_stops(request, tour) for tour in solution.tours]
    company = keep_company(request, problem, rides, _outside(request, orders), any_tour=True)
    tours = []
    for order in orders:
        itinerary = time_order(request.evening, order, request.occurrences, rides)
        rejected = rejections(request, rides, company, order, itinerary.prize)
        tours.append(PlannedTour(itinerary, rejected + reach.set_aside))
    return Plan(tuple(tours), set_aside=reach.set_aside)


def plan_order(
    request: PlanRequest,
    order: Sequence[str],
    router: Router,
    visit_minutes: Mapping[str, int] | None = None,
) -> PlannedTour:
    """A hand-set order of 1 to 8 locations, timed exactly, with all that does not fit.

    ``visit_minutes`` (by location id) are visits whose length is set by hand.
    Raises InputError for an order or a length that cannot be meant.
    """
    stops = _chosen(request, order, visit_minutes or {})
    return _planned(within_reach(request, router, stops), stops, visit_minutes)


def plan_set(
    request: PlanRequest,
    location_ids: Iterable[str],
    router: Router,
    visit_minutes: Mapping[str, int] | None = None,
) -> PlannedTour:
    """A hand-picked set of 1 to 8 locations in its best order.

    Where no order fits, it is the one with the least that does not fit. Raises
    InputError as ``plan_order`` does.
    """
    picked = _chosen(request, tuple(location_ids), visit_minutes or {})
    reach = within_reach(request, router, picked)
    stops = best_order(
        request.evening, picked, request.occurrences, reach.rides, visit_minutes or {}
    )
    return _planned(reach, stops, visit_minutes)


def _planned(
    reach: Reach, stops: Sequence[Location], visit_minutes: Mapping[str, int] | None
) -> PlannedTour:
    request, rides = reach.request, reach.rides
    itinerary = time_order(
        request.evening,
        stops,
        request.occurrences,
        rides,
        visit_minutes=visit_minutes,
        forbidden=request.forbidden,
    )
    problem = pose(request, rides)
    any_tour = bool(solve(problem, 1).tours)
    outside = _outside(request, [stops])
    company = keep_company(request, problem, rides, outside, any_tour=any_tour)
    rejected = rejections(request, rides, company, stops, itinerary.prize)
    return PlannedTour(itinerary, rejected + reach.set_aside)


def _stops(request: PlanRequest, tour: Tour) -> tuple[Location, ...]:
    places = {location.id: location for location in request.locations}
    return tuple(places[location_of(stop)] for stop in tour.stops)


def _outside(request: PlanRequest, orders: Iterable[Sequence[Location]]) -> list[str]:
    """The open, allowed locations that some of the tours do not visit."""
    in_all = set.intersection(*({stop.id for stop in order} for order in orders))
    return [
        location.id
        for location in request.open_locations
        if location.id not in in_all | request.forbidden
    ]


def _chosen(
    request: PlanRequest, location_ids: Sequence[str], visit_minutes: Mapping[str, int]
) -> tuple[Location, ...]:
    """The locations, after checking that the choice can be meant."""
    if not 1 <= len(location_ids) <= MOST_STOPS:
        raise InputError(f"Kies 1 tot {MOST_STOPS} locaties voor een route.")
    if len(set(location_ids)) != len(location_ids):
        raise InputError("Een locatie staat twee keer in de route; bezoek elke locatie één keer.")
    if any(not 1 <= minutes <= LONGEST_VISIT_MINUTES for minutes in visit_minutes.values()):
        raise InputError(f"Een bezoek duurt 1 tot {LONGEST_VISIT_MINUTES} minuten.")
    return tuple(request.location(each) for each in location_ids)
