"""The best tour with each location, and for those that fit in none the real reason."""

from collections.abc import Iterable

from wijksafari.planning.explain import Company, Rejection, RejectionCode
from wijksafari.planning.hours import closed_to_group
from wijksafari.planning.optw import best_with
from wijksafari.planning.problem import TourProblem
from wijksafari.planning.request import PlanRequest
from wijksafari.planning.travel import Rides
from wijksafari.planning.variants import fewer_stops, with_wider_windows, without_required
from wijksafari.planning.words import clock, listed, sentence, stops

# Each try is a solve; beyond so many locations the reason stays more general.
_MOST_TRIED = 6
_MOST_TRIED_WITH_REQUIRED = 3


def keep_company(
    request: PlanRequest,
    problem: TourProblem,
    rides: Rides,
    locations: Iterable[str],
    *,
    any_tour: bool,
) -> Company:
    """The best tour with each of the (open) locations, or why there is none.

    ``any_tour`` says whether the problem has a tour at all.
    """
    places = tuple(locations)
    closed = {
        place: reason for place in places if (reason := closed_to_group(request, rides, place))
    }
    rest = [place for place in places if place not in closed]
    if not any_tour:
        return Company({}, closed | {place: _no_route(request, place) for place in rest})
    tours = best_with(problem, rest)
    found = {place: tour for place, tour in tours.items() if tour is not None}
    never = [place for place, tour in tours.items() if tour is None]
    return Company(found, closed | _reasons(request, problem, never))


def _no_route(request: PlanRequest, place: str) -> Rejection:
    least = stops(request.evening.min_stops)
    words = f"past in geen enkele route: een route van {least} lukt deze avond niet"
    return Rejection(place, "never_fits", sentence(words))


def _reasons(request: PlanRequest, problem: TourProblem, places: list[str]) -> dict[str, Rejection]:
    """Why each of these places, which the group could well reach, is in no tour."""
    found = {place: reason for place in places if (reason := _excluded(request, place)) is not None}
    unexplained = [place for place in places if place not in found]
    found |= _beside_required(request, problem, unexplained)
    unexplained = [place for place in unexplained if place not in found]
    for place in unexplained[:_MOST_TRIED]:
        reason = _by_hours(request, problem, place)
        if reason is not None:
            found[place] = reason
    unexplained = [place for place in unexplained if place not in found]
    found |= _with_fewer_stops(problem, unexplained)
    general = "past in geen enkele route: ligt te ver van de andere open locaties"
    for place in unexplained:
        found.setdefault(place, Rejection(place, "never_fits", sentence(general)))
    return found


def _excluded(request: PlanRequest, place: str) -> Rejection | None:
    """Two locations that do not go together, of which the other one must come."""
    others = [
        one if other == place else other
        for one, other in request.mutually_exclusive
        if place in (one, other)
    ]
    rivals = [request.name(other) for other in others if other in request.required]
    if not rivals:
        return None
    must = "die moet mee" if len(rivals) == 1 else "die moeten mee"
    words = f"kan niet mee: gaat niet samen met {listed(rivals)}, en {must}"
    return Rejection(place, "excluded", sentence(words))


def _beside_required(
    request: PlanRequest, problem: TourProblem, places: list[str]
) -> dict[str, Rejection]:
    """Those that would fit if the required locations, or one of them, need not come."""
    if not places or not request.required:
        return {}
    free = best_with(without_required(problem, request.required), places)
    clashing = [place for place in places if free[place] is not None]
    found = {}
    for n, place in enumerate(clashing):
        rivals = sorted(request.required)
        if n < _MOST_TRIED_WITH_REQUIRED and len(rivals) > 1:
            rivals = _rival(problem, place, rivals)
        names = listed([request.name(rival) for rival in rivals])
        must = "die moet mee" if len(rivals) == 1 else "die moeten mee"
        words = f"past niet in één route met {names}, en {must}"
        found[place] = Rejection(place, "excluded", sentence(words))
    return found


def _rival(problem: TourProblem, place: str, required: list[str]) -> list[str]:
    """The one required location that is in the way, or all of them where it is not one."""
    for rival in required:
        if best_with(without_required(problem, {rival}), [place])[place] is not None:
            return [rival]
    return required


def _by_hours(request: PlanRequest, problem: TourProblem, place: str) -> Rejection | None:
    """Whether later closing or earlier opening would do, found by trying."""
    hours = request.open_hours(place)
    closing = clock(max((each.closes for each in hours), key=lambda moment: moment.timestamp()))
    opening = clock(min((each.opens for each in hours), key=lambda moment: moment.timestamp()))
    tries: tuple[tuple[RejectionCode, str, tuple[bool, bool]], ...] = (
        ("closes_early", f"sluit om {closing}", (False, True)),
        ("opens_late", f"opent pas om {opening}", (True, False)),
    )
    for code, words, (earlier, later) in tries:
        if best_with(with_wider_windows(problem, place, earlier, later), [place])[place]:
            return Rejection(place, code, sentence(f"past in geen enkele route: {words}"))
    return None


def _with_fewer_stops(problem: TourProblem, places: list[str]) -> dict[str, Rejection]:
    found: dict[str, Rejection] = {}
    for shorter in fewer_stops(problem):
        left = [place for place in places if place not in found]
        if not left:
            break
        words = f"past alleen in een kortere route, van {stops(shorter.max_stops)}"
        for place, tour in best_with(shorter, left).items():
            if tour is not None:
                found[place] = Rejection(place, "never_fits", sentence(words))
    return found
