"""Which stops of an evening are reached at another time once it is planned anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.live_news import TOLERANCE
from wijksafari.planning.problem import Location


@dataclass(frozen=True, slots=True)
class Shift:
    """A stop that stays, and when the group arrives there before and after the change."""

    location: Location
    was: datetime
    now: datetime


def shifts(before: Itinerary, after: Itinerary) -> tuple[Shift, ...]:
    """The stops of both that are reached more than five minutes earlier or later."""
    arrivals = {visit.location.id: visit.arrival for visit in before.visits}
    pairs = [
        Shift(visit.location, arrivals[visit.location.id], visit.arrival)
        for visit in after.visits
        if visit.location.id in arrivals
    ]
    return tuple(each for each in pairs if is_shift(each.was, each.now))


def is_shift(was: datetime, now: datetime) -> bool:
    """Whether somebody who counts on ``was`` must be asked again about ``now``."""
    return abs(now.timestamp() - was.timestamp()) > TOLERANCE.total_seconds()
