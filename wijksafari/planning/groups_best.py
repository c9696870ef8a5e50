"""The best set of stops that several groups can ride on one evening."""

from wijksafari.planning.groups import CHANGEOVER_MINUTES, GroupPlan, split
from wijksafari.planning.optw import solve
from wijksafari.planning.reach import within_reach
from wijksafari.planning.request import MOST_ALTERNATIVES, PlanRequest, pose
from wijksafari.planning.route import Router
from wijksafari.planning.windows import location_of


def split_best(
    request: PlanRequest,
    router: Router,
    groups: int,
    *,
    changeover_minutes: int = CHANGEOVER_MINUTES,
) -> GroupPlan:
    """The best of the twenty best sets of stops that so many groups can ride.

    Where none of those can be split, ``reason`` is about the best one; it is
    empty where not even one group has a tour. Raises InputError as ``split``
    does, and PlaceNotReachableError as ``within_reach`` does.
    """
    reach = within_reach(request, router)
    request, rides = reach.request, reach.rides
    first = GroupPlan(())
    for tour in solve(pose(request, rides), MOST_ALTERNATIVES).tours:
        stops = [request.location(location_of(stop)) for stop in tour.stops]
        found = split(
            request.evening,
            stops,
            request.occurrences,
            rides,
            groups,
            changeover_minutes=changeover_minutes,
            explain=not first.reason,
        )
        if found.itineraries:
            return found
        first = first if first.reason else found
    return first
