"""What a leader does to the course of an evening: report, choose a way on, take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import StaleError
from wijksafari.models import RideAction, Safari
from wijksafari.planning.route import Router
from wijksafari.services.groups.riding_groups import find_group
from wijksafari.services.journal import Actor
from wijksafari.services.riding.checks import check_evening, check_key
from wijksafari.services.riding.log import (
    NewAction,
    counting,
    course_of,
    find_action,
    record,
    was_overtaken,
)
from wijksafari.services.riding.riding import ride_by
from wijksafari.services.riding.ways_on import ways_on_of
from wijksafari.services.safaris.tour_json import itinerary_to_json
from wijksafari.services.sign_ups.places import lock_safari


@dataclass(frozen=True, slots=True)
class Reported:
    """What was written down; ``first`` is what counts where somebody else was first."""

    action: RideAction
    first: RideAction | None = None


@dataclass(frozen=True, slots=True)
class ChosenWay:
    """A way on that was shown to a leader, by its id, under the ``key`` of its button."""

    key: str
    group: int
    way: str


def report(
    session: Session, safari: Safari, action: NewAction, *, actor: Actor, now: datetime
) -> Reported:
    """Record it, and say who was first. Raises what ``record`` does."""
    row = record(session, safari, action, actor=actor, now=now)
    overtaken = was_overtaken(row)
    return Reported(row, counting(session, row) if overtaken else None)


def choose(
    session: Session,
    safari: Safari,
    chosen: ChosenWay,
    router: Router,
    *,
    actor: Actor,
    now: datetime,
) -> RideAction:
    """Let the rest of the evening go as was chosen; a second press changes nothing.

    What there is to choose is found anew, so that nobody gets another plan than
    fits now. Raises StaleError where the choice is gone, and what ``record`` does.
    """
    check_key(chosen.key)
    safari = lock_safari(session, safari.id)
    known = find_action(session, safari, chosen.key)
    if known is not None:
        return known
    check_evening(safari, now)
    group = find_group(session, safari, chosen.group)
    ride = ride_by(safari, group, course_of(session, safari))
    found = {way.id: way for way in ways_on_of(ride, router, now)}
    if chosen.way not in found:
        raise StaleError("Deze keuze past niet meer bij hoe de avond nu loopt. Kies opnieuw.")
    way = found[chosen.way]
    action = NewAction(
        key=chosen.key,
        kind="way_on",
        group=chosen.group,
        at=now,
        choice=way.kind,
        plan=itinerary_to_json(way.itinerary),
    )
    return record(session, safari, action, actor=actor, now=now)
