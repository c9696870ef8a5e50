"""A stop that refuses: what to visit instead, and what that costs those who said yes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.optw import solve
from wijksafari.planning.problem import Location, Occurrence, Tour, TourProblem
from wijksafari.planning.reach import within_reach
from wijksafari.planning.replacement_trial import Replacement, Trial
from wijksafari.planning.request import PlanRequest, pose
from wijksafari.planning.route import Router
from wijksafari.planning.variants import only_places

# Of locations worth equally much, so many with the shortest way round are looked at.
_MOST_TIMED = 12


def replacements(
    request: PlanRequest,
    router: Router,
    agreed: Itinerary,
    refused: Collection[str],
    *,
    most: int = 3,
    visit_minutes: Mapping[str, int] | None = None,
) -> tuple[Replacement, ...]:
    """The best locations to visit instead of the one in ``refused`` that is a stop now.

    All other stops stay, and everything fits. Best first: the most points, which
    is proven over every location and every order; then the fewest hosts whose
    time shifts; then the least riding and waiting. ``visit_minutes`` (by location id) are
    visits whose length was set by hand. Raises PlaceNotReachableError as
    ``plan_order`` does. Empty where nothing else fits.
    """
    kept = _kept(request, agreed, refused)
    request = _keeping(request, kept, refused, visit_minutes or {}, more=1)
    reach = within_reach(request, router, kept)
    trial = Trial(reach, agreed, kept)
    tours = _best_tours(pose(reach.request, reach.rides), trial, most)
    timed = [trial.best(place, tour) for place, tour in tours.items()]
    best = sorted(filter(None, timed), key=lambda each: each.rank)[:most]
    return tuple(filter(None, map(trial.replacement, best)))


def without(
    request: PlanRequest,
    router: Router,
    agreed: Itinerary,
    refused: Collection[str],
    visit_minutes: Mapping[str, int] | None = None,
) -> Replacement | None:
    """The evening with one stop less, the others in the order they have or a better one.

    None where no other stop is left, or where what is left does not fit.
    """
    kept = _kept(request, agreed, refused)
    if not kept:
        return None
    request = _keeping(request, kept, refused, visit_minutes or {}, more=0)
    trial = Trial(within_reach(request, router, kept), agreed, kept)
    return trial.replacement(trial.best())


def other_order(
    request: PlanRequest,
    router: Router,
    agreed: Itinerary,
    visit_minutes: Mapping[str, int] | None = None,
) -> Replacement | None:
    """The same stops as ``request`` has them now (at other hours, say), fitting.

    In the order they have where that costs no points; None where no order fits.
    """
    return without(request, router, agreed, (), visit_minutes)


def _kept(
    request: PlanRequest, agreed: Itinerary, refused: Collection[str]
) -> tuple[Location, ...]:
    """The stops that stay and that the catalogue still knows."""
    known = {location.id: location for location in request.locations}
    stops = (visit.location.id for visit in agreed.visits)
    return tuple(known[each] for each in stops if each in known and each not in refused)


def _keeping(
    request: PlanRequest,
    kept: Sequence[Location],
    refused: Collection[str],
    visit_minutes: Mapping[str, int],
    *,
    more: int,
) -> PlanRequest:
    """The request in which all kept stops must come, and so many ``more``."""
    must = frozenset(each.id for each in kept)
    count = len(kept) + more
    return replace(
        request,
        evening=replace(request.evening, min_stops=count, max_stops=count),
        required=must,
        forbidden=(request.forbidden | frozenset(refused)) - must,
        occurrences=tuple(_of_length(each, visit_minutes) for each in request.occurrences),
    )


def _of_length(occurrence: Occurrence, visit_minutes: Mapping[str, int]) -> Occurrence:
    minutes = visit_minutes.get(occurrence.activity.location_id)
    if minutes is None:
        return occurrence
    fixed = replace(occurrence.activity, min_visit_minutes=minutes, max_visit_minutes=minutes)
    return replace(occurrence, activity=fixed)


def _best_tours(problem: TourProblem, trial: Trial, most: int) -> dict[str, Tour]:
    """By location the proven best tour with it, for those that may be among the best ``most``.

    Locations are tried from what they are worth at most, and among equals from
    the shortest way round, until no other one can give more points, and enough
    of those that give as many were seen.
    """
    found: dict[str, Tour] = {}
    kept = {each.id for each in trial.kept}
    worth = _most_worth(problem, kept)
    ranked = sorted(worth, key=lambda place: (-worth[place], trial.way_round(place)))
    for place in ranked:
        prizes = sorted((tour.prize for tour in found.values()), reverse=True)
        if len(prizes) >= max(most, _MOST_TIMED) and prizes[most - 1] >= worth[place]:
            break
        tours = solve(only_places(problem, kept | {place}), 1).tours
        if tours:
            found[place] = tours[0]
    least = min(sorted((tour.prize for tour in found.values()), reverse=True)[:most], default=0)
    return {place: tour for place, tour in found.items() if tour.prize >= least}


def _most_worth(problem: TourProblem, kept: Collection[str]) -> dict[str, int]:
    """The points of a tour with each other location, had it all the time in the world."""
    most: dict[str, int] = {}
    themes: dict[str, str | None] = {}
    for each in problem.candidates:
        most[each.place] = max(each.prize, most.get(each.place, 0))
        themes[each.place] = each.theme
    base = sum(most[place] for place in kept if place in most)
    known = {themes[place] for place in kept if themes.get(place)}
    return {
        place: base + prize + problem.theme_bonus * len(known | ({themes[place]} - {None}))
        for place, prize in most.items()
        if place not in kept
    }
