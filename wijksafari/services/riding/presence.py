"""Who is there on the evening, from what its leaders reported."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from wijksafari.models import RideAction, Safari, SignUp, WalkIn
from wijksafari.services.groups.riding_groups import group_number
from wijksafari.services.riding.checks import PERSONAL
from wijksafari.services.riding.log import actions_of
from wijksafari.services.riding.riding import Ride, rides_of
from wijksafari.services.texts.names import name_key

PresenceStatus = Literal["expected", "present", "left", "absent"]


@dataclass(frozen=True, slots=True)
class PersonReport:
    """Something that was reported about somebody, and counts."""

    kind: str
    key: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody who is expected, or was reported; ``person`` is "s12" or "w" and a walk-in's key.

    ``listed``: takes part or walked in; who is not listed withdrew or waits for
    a place. ``group`` is their own, whoever checked them in. ``late``: came
    after their group rode off; ``early``: left before it was back. ``undo`` are
    the keys of the reports to undo for what held before ``status``; ``reports``
    is all that counts, in the order in which it happened.
    """

    person: str
    name: str
    function: str
    practice_name: str
    group: int
    listed: bool
    status: PresenceStatus = "expected"
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    late: bool = False
    early: bool = False
    undo: tuple[str, ...] = ()
    reports: tuple[PersonReport, ...] = ()

    @property
    def came(self) -> bool:
        """Whether they were there, also where they left before the end."""
        return self.status in ("present", "left")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the reports about one person come to."""

    status: PresenceStatus = "expected"
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    undo: tuple[str, ...] = ()


def presence_of(
    session: Session, safari: Safari, rides: Sequence[Ride] = ()
) -> tuple[Attendee, ...]:
    """Everybody who signed up, also who withdrew or waits, and everybody who walked in, by name.

    Of what was reported about somebody the last that counts holds, by when it
    happened. A walk-in whose own report was undone is not there. ``rides`` are the
    evening's, where they are known already.
    """
    reports = _reports(actions_of(session, safari))
    by_group = {ride.group.number: ride for ride in rides or rides_of(session, safari)}
    found = [
        *(_signed_up(row, reports, by_group) for row in _sign_ups(session, safari)),
        *(
            _walked_in(row, reports, by_group)
            for row in _walk_ins(session, safari)
            if _kept(row, reports)
        ),
    ]
    return tuple(sorted(found, key=lambda each: (_by_alphabet(each.name), each.person)))


def _by_alphabet(name: str) -> str:
    """Letters with an accent stand among those without."""
    letters = unicodedata.normalize("NFKD", name_key(name))
    return "".join(each for each in letters if not unicodedata.combining(each))


def count_present(attendees: Iterable[Attendee]) -> int:
    """How many are there now."""
    return sum(each.status == "present" for each in attendees)


def _sign_ups(session: Session, safari: Safari) -> Sequence[SignUp]:
    related = (joinedload(SignUp.practice), joinedload(SignUp.group))
    query = select(SignUp).filter_by(safari_id=safari.id)
    return session.scalars(query.options(*related)).all()


def _walk_ins(session: Session, safari: Safari) -> Sequence[WalkIn]:
    return session.scalars(select(WalkIn).filter_by(safari_id=safari.id)).all()


def _reports(actions: Sequence[RideAction]) -> Mapping[tuple[str, int | None], list[RideAction]]:
    """What counts about each person, in the order in which it happened."""
    by_person: dict[tuple[str, int | None], list[RideAction]] = defaultdict(list)
    for each in sorted(actions, key=lambda one: (one.at, one.id)):
        if each.kind in PERSONAL and each.undone_at is None:
            mark = "s" if each.sign_up_id is not None else "w"
            by_person[mark, each.sign_up_id or each.walk_in_id].append(each)
    return by_person


_Reports = Mapping[tuple[str, int | None], Sequence[RideAction]]


def _signed_up(row: SignUp, reports: _Reports, rides: Mapping[int, Ride]) -> Attendee:
    attendee = Attendee(
        person=f"s{row.id}",
        name=row.name,
        function=row.function,
        practice_name=row.practice.name,
        group=group_number(row),
        listed=row.status == "taking_part",
    )
    return _with(attendee, reports.get(("s", row.id), ()), rides)


def _walked_in(row: WalkIn, reports: _Reports, rides: Mapping[int, Ride]) -> Attendee:
    attendee = Attendee(
        person=f"w{row.key}",
        name=row.name,
        function=row.function,
        practice_name=row.practice_name,
        # The groups may have been made anew since.
        group=row.group_number if row.group_number in rides else min(rides),
        listed=True,
    )
    return _with(attendee, reports.get(("w", row.id), ()), rides)


def _kept(row: WalkIn, reports: _Reports) -> bool:
    return bool(reports.get(("w", row.id)))


def _with(attendee: Attendee, told: Sequence[RideAction], rides: Mapping[int, Ride]) -> Attendee:
    known = _Known()
    for each in told:
        known = _after(known, each)
    ride = rides.get(attendee.group) or rides[min(rides)]
    times = ride.tour.itinerary
    return replace(
        attendee,
        status=known.status,
        arrived_at=known.arrived_at,
        left_at=known.left_at,
        late=known.arrived_at is not None and known.arrived_at > times.departs,
        early=known.left_at is not None and known.left_at < times.arrives,
        undo=known.undo,
        reports=tuple(PersonReport(each.kind, each.key, each.at) for each in told),
    )


def _after(known: _Known, told: RideAction) -> _Known:
    """Who is reported twice came when it was first said, and left when it was last said."""
    undo = (*known.undo, told.key) if known.status == told.kind else (told.key,)
    match told.kind:
        case "present":
            return _Known("present", known.arrived_at or told.at, None, undo)
        case "left":
            return _Known("left", known.arrived_at, told.at, undo)
        case _:
            return _Known("absent", None, None, undo)
