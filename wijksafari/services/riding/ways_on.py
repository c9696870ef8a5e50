"""The choices for the rest of a group's evening, on the streets it rides."""

from __future__ import annotations

from datetime import datetime

from wijksafari.planning.route import Router
from wijksafari.planning.travel import Rides
from wijksafari.planning.ways_on import WayOn, ways_on
from wijksafari.services.riding.riding import Ride


def ways_on_of(ride: Ride, router: Router, now: datetime) -> tuple[WayOn, ...]:
    """What a leader can choose now; nothing once the group is at the finish.

    ``router`` should ride at the pace the tour was planned at. Raises
    PlaceNotReachableError where the streets have changed since, so that a stop
    can no longer be reached.
    """
    plan = ride.tour.plan
    rides = Rides(router, plan.evening, [visit.location for visit in plan.visits])
    return ways_on(ride.agreed, ride.tour, rides, now)
