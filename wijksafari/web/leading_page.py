"""Everything the leader's page shows of one group's evening."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import NotFoundError, PlaceNotReachableError, StreetFileError
from wijksafari.models import RideAction, Safari
from wijksafari.planning.meetings import Meeting, meetings
from wijksafari.planning.ways_on import WayOn
from wijksafari.planning.words import duration
from wijksafari.services.hosts.news import HostNews, host_news
from wijksafari.services.riding.checks import (
    ReportingState,
    closes_at,
    opens_at,
    reporting_state,
)
from wijksafari.services.riding.history import Told, history
from wijksafari.services.riding.log import course_of
from wijksafari.services.riding.presence import count_present, presence_of
from wijksafari.services.riding.riding import Ride, rides_of
from wijksafari.services.riding.steps import Step, coming_steps, delay, every_step
from wijksafari.services.riding.version import ride_version
from wijksafari.services.riding.ways_on import ways_on_of
from wijksafari.web.ride_router import ride_router
from wijksafari.web.ride_stops import Stop, reported, stops_of

MINUTE = 60
OVERDUE = timedelta(minutes=3)  # whoever did not report by then, may have forgotten to


@dataclass(frozen=True, slots=True)
class Button:
    """A step with what its button sends: ``value`` in a form, ``queue`` from a phone's queue.

    ``reported`` is the key under which it was, empty where it was not.
    """

    step: Step
    value: str
    queue: str
    reported: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """One group's evening, for whoever leads it.

    ``buttons`` are all its steps in order, ``coming`` so many of the last are still
    to be reported. ``lateness`` says how it goes, ``later`` by how many seconds the
    next arrival is later than agreed; ``overdue`` for how long the next report is,
    in words, empty where it is not. ``meetings`` are with other groups. ``stops``
    begin with the place the group is at or rides to.
    ``hosts`` are those of its stops who know of another time, or should; ``present`` of
    ``expected`` people are checked in.
    """

    state: ReportingState
    opens: datetime
    closes: datetime
    groups: tuple[int, ...]
    ride: Ride
    lateness: str
    later: int
    overdue: str
    meetings: tuple[Meeting, ...]
    buttons: tuple[Button, ...]
    coming: int
    stops: tuple[Stop, ...]
    ways: tuple[WayOn, ...]
    told: tuple[Told, ...]
    hosts: tuple[HostNews, ...]
    present: int
    expected: int
    version: str

    @property
    def next(self) -> Button | None:
        """What is most likely reported next; nothing once the group is back."""
        return self.buttons[-self.coming] if self.coming else None

    @property
    def open_buttons(self) -> tuple[Button, ...]:
        """What was not reported, whether it lies behind or ahead."""
        return tuple(each for each in self.buttons if not each.reported)

    @property
    def last(self) -> Told | None:
        """What was reported last of what counts."""
        return next((each for each in self.told if each.counts), None)


def leading_page(session: Session, safari: Safari, number: int, now: datetime) -> Leading:
    """What to show of group ``number``. Raises NotFoundError where there is no such group."""
    rides = rides_of(session, safari)
    ride = next((each for each in rides if each.group.number == number), None)
    if ride is None:
        raise NotFoundError(f"Groep {number} is er niet (meer). Kies een andere groep.")
    course = course_of(session, safari)
    people = presence_of(session, safari, rides)
    riders = [each for each in people if each.listed and each.group == number]
    state = reporting_state(safari, now)
    later = delay(ride)
    return Leading(
        state=state,
        opens=opens_at(safari).astimezone(AMSTERDAM),
        closes=closes_at(safari).astimezone(AMSTERDAM),
        groups=tuple(each.group.number for each in rides),
        ride=ride,
        lateness=_lateness(later),
        later=later,
        overdue=_overdue(ride, now) if state == "open" else "",
        meetings=_meetings(ride, rides, now),
        buttons=_buttons(ride, course),
        coming=len(coming_steps(ride)),
        stops=_ahead(ride),
        ways=_ways(safari, ride, now) if state == "open" else (),
        told=history(ride, course),
        hosts=tuple(each for each in host_news(session, safari, now) if each.group == number),
        present=count_present(riders),
        expected=len(riders),
        version=ride_version(session, safari),
    )


def _lateness(seconds: int) -> str:
    """How the evening goes, in words: "6 minuten later dan gepland"."""
    if abs(seconds) < MINUTE:
        return "volgens plan"
    whole = duration(abs(seconds) // MINUTE * MINUTE)
    return f"{whole} {'later' if seconds > 0 else 'eerder'} dan gepland"


def _overdue(ride: Ride, now: datetime) -> str:
    coming = coming_steps(ride)
    if not coming or now < coming[0].expected + OVERDUE:
        return ""
    return duration((now - coming[0].expected).total_seconds() // MINUTE * MINUTE)


def _meetings(ride: Ride, rides: Sequence[Ride], now: datetime) -> tuple[Meeting, ...]:
    others = {each.group.number: each.tour.itinerary for each in rides if each is not ride}
    return meetings(ride.tour.itinerary, others, now)


def _buttons(ride: Ride, course: Sequence[RideAction]) -> tuple[Button, ...]:
    number = ride.group.number
    keys = {
        (each.kind, each.location_code): each.key
        for each in course
        if each.group_number == number and each.undone_at is None
    }
    return tuple(
        _button(step, number, keys.get((step.kind, step.location_id), ""))
        for step in every_step(ride)
    )


def _button(step: Step, group: int, reported_as: str) -> Button:
    """A form's key is made here, so that what is pressed twice counts once."""
    told = {"type": step.kind, "group": group, "location": step.location_id}
    value = f"{step.kind}:{uuid4()}:{step.location_id}"
    return Button(step, value, json.dumps(told), reported_as)


def _ahead(ride: Ride) -> tuple[Stop, ...]:
    """The place the group is at or rides to, and what comes after."""
    stops = stops_of(ride)
    return stops[reported(stops, ride.tour) :]


def _ways(safari: Safari, ride: Ride, now: datetime) -> tuple[WayOn, ...]:
    """What there is to choose; nothing where the wijk's street file is gone or changed."""
    try:
        return ways_on_of(ride, ride_router(safari, ride.agreed), now)
    except (StreetFileError, PlaceNotReachableError):
        return ()
