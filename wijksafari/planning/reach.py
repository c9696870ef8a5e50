"""Which places the group can reach, and what to do with those it cannot."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from wijksafari.errors import PlaceNotReachableError
from wijksafari.planning.explain import Rejection
from wijksafari.planning.problem import Location
from wijksafari.planning.request import PlanRequest
from wijksafari.planning.route import Router
from wijksafari.planning.travel import Rides, places

# Further from the streets it is no place beside the wijk but a mistake: in the
# coordinates, or in the choice of street file.
MOST_METRES_BESIDE = 1000


@dataclass(frozen=True, slots=True)
class Reach:
    """What is left of a request, the rides to it, and why the rest was set aside."""

    request: PlanRequest
    rides: Rides
    set_aside: tuple[Rejection, ...] = ()


def within_reach(request: PlanRequest, router: Router, chosen: Collection[Location] = ()) -> Reach:
    """Set aside the optional locations that lie just beside the streets.

    ``chosen`` and required locations, the meeting point and the finish must be
    reachable, and so must whatever lies a kilometre or more from every street:
    otherwise raises PlaceNotReachableError, for all such places at once, with
    what may be left out in its ``optional``.
    """
    try:
        return Reach(request, Rides(router, request.evening, _wanted(request, chosen)))
    except PlaceNotReachableError as error:
        beside = dict(_beside(request, chosen, error))
        if not beside:
            raise
        if max(error.metres.values()) > MOST_METRES_BESIDE:
            raise PlaceNotReachableError(error.problems, error.metres, tuple(beside)) from None
    reachable = replace(
        request,
        locations=tuple(each for each in request.locations if each.id not in beside),
        forbidden=request.forbidden - beside.keys(),
        mutually_exclusive=tuple(
            pair for pair in request.mutually_exclusive if beside.keys().isdisjoint(pair)
        ),
        occurrences=tuple(
            each for each in request.occurrences if each.activity.location_id not in beside
        ),
    )
    rides = Rides(router, request.evening, _wanted(reachable, chosen))
    return Reach(reachable, rides, tuple(beside.values()))


def all_day(request: PlanRequest, router: Router) -> tuple[PlanRequest, Rides]:
    """Rides to whatever is open at some time that day, for trying other hours.

    A location that is closed this evening may lie far from every street: nobody
    asked for it, so it is forbidden in the request that comes back.
    """
    at_some_time = {each.activity.location_id for each in request.occurrences} | request.required
    wanted = [each for each in request.locations if each.id in at_some_time - request.forbidden]
    try:
        return request, Rides(router, request.evening, wanted)
    except PlaceNotReachableError as error:
        asked = list(places(request.evening, wanted))
        too_far = {asked[index] for index in error.metres}
    beyond = {each.id for each in wanted if each.point in too_far}
    reachable = [each for each in wanted if each.id not in beyond]
    request = replace(request, forbidden=request.forbidden | beyond)
    return request, Rides(router, request.evening, reachable)


def _wanted(request: PlanRequest, chosen: Iterable[Location]) -> tuple[Location, ...]:
    wanted = {*request.ridden_locations, *chosen}
    return tuple(location for location in request.locations if location in wanted)


def _beside(
    request: PlanRequest, chosen: Collection[Location], error: PlaceNotReachableError
) -> Iterator[tuple[str, Rejection]]:
    """Every location to leave out; none where something that must be reached cannot be."""
    if not error.metres:
        return  # It is not about places: the network itself is torn apart.
    wanted = _wanted(request, chosen)
    named = places(request.evening, wanted)
    asked = list(named)
    too_far = {asked[index]: text for index, text in zip(error.metres, error.problems, strict=True)}
    if {request.evening.meeting_point, request.evening.finish} & too_far.keys():
        return
    unreachable = [location for location in wanted if location.point in too_far]
    if any(each in chosen or each.id in request.required for each in unreachable):
        return
    for location in unreachable:
        # Locations may share one place, which the router knows under one name.
        text = too_far[location.point].replace(named[location.point], location.name, 1)
        yield location.id, Rejection(location.id, "off_streets", text)
