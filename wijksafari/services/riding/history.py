"""What leaders reported of one group's course, as they read it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wijksafari.clock import AMSTERDAM
from wijksafari.models import RideAction
from wijksafari.planning.words import clock, sentence
from wijksafari.services.riding.log import was_overtaken
from wijksafari.services.riding.riding import Ride, holds
from wijksafari.services.riding.words import happening

_LATE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report: ``what`` happened ``at`` by our clock, reported by ``who``.

    ``counts``: the times follow from it. ``remark`` says why not, or that we
    heard of it late; it may be empty. ``undoable``: it can be taken back now;
    choices for the rest of the evening only the last first.
    """

    key: str
    what: str
    at: datetime
    who: str
    counts: bool
    remark: str
    undoable: bool


def history(ride: Ride, course: Sequence[RideAction]) -> tuple[Told, ...]:
    """What was reported of the ride's group in ``course``, what happened last first."""
    own = [each for each in course if each.group_number == ride.group.number]
    choices = [each.id for each in own if each.kind == "way_on" and each.undone_at is None]
    stops = {"", *(visit.location.id for visit in ride.tour.plan.visits)}
    own.sort(key=lambda each: (each.at, each.id), reverse=True)
    return tuple(_told(each, ride, stops, choices[-1:]) for each in own)


def _told(
    action: RideAction, ride: Ride, stops: Collection[str], last_choice: Sequence[int]
) -> Told:
    stands = action.undone_at is None
    chosen = action.kind == "way_on"
    placed = holds(action, ride.group) if chosen else action.location_code in stops
    return Told(
        key=action.key,
        what=sentence(happening(action, ride.group)).removesuffix("."),
        at=action.at.astimezone(AMSTERDAM),
        who=action.actor_name,
        counts=stands and placed,
        remark=_remark(action, placed),
        undoable=stands and (not chosen or action.id in last_choice),
    )


def _remark(action: RideAction, placed: bool) -> str:
    if was_overtaken(action):
        return "was al gemeld"
    if action.undone_at is not None:
        at = clock(action.undone_at.astimezone(AMSTERDAM))
        return f"ongedaan gemaakt door {action.undone_by} om {at}"
    if not placed:
        return "telt niet meer mee: het programma is daarna gewijzigd"
    if action.recorded_at - action.at > _LATE:
        return f"doorgegeven om {clock(action.recorded_at.astimezone(AMSTERDAM))}"
    return ""
