"""The groups a safari rides in, and which tour each rides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import NotFoundError
from wijksafari.models import RidingGroup, Safari, SignUp
from wijksafari.planning.plan import PlannedTour
from wijksafari.services.groups.tours import group_rows
from wijksafari.services.safaris.safaris import tour_of
from wijksafari.services.safaris.tour_json import tour_from_json

_MOST_TOURS = 50
_tours: dict[tuple[str, int, int, datetime], PlannedTour] = {}


@dataclass(frozen=True, slots=True)
class Guide:
    """Somebody who rides in front or last, and how to reach them; all may be empty."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group: its ``number`` ``of`` so many, its tour, who leads it and who rides last.

    ``saved_at`` is when its tour was last saved.
    """

    number: int
    of: int
    tour: PlannedTour
    saved_at: datetime
    leader: Guide = Guide()
    sweeper: Guide = Guide()


def groups_of(session: Session, safari: Safari) -> tuple[Group, ...]:
    """The groups by number; a safari that was not split is one group."""
    return _groups(group_rows(session, safari), safari)


def groups_of_each(
    session: Session, safaris: Iterable[Safari]
) -> Iterator[tuple[Safari, tuple[Group, ...]]]:
    """The groups of every safari in order, asked for at once."""
    every = list(safaris)
    query = select(RidingGroup).where(RidingGroup.safari_id.in_([each.id for each in every]))
    rows: dict[int, list[RidingGroup]] = defaultdict(list)
    for row in session.scalars(query.order_by(RidingGroup.number)):
        rows[row.safari_id].append(row)
    return ((each, _groups(rows[each.id], each)) for each in every)


def _groups(rows: Sequence[RidingGroup], safari: Safari) -> tuple[Group, ...]:
    if not rows:
        return (Group(number=1, of=1, tour=tour_of(safari), saved_at=safari.saved_at),)
    return tuple(_group(each, len(rows), safari) for each in rows)


def find_group(session: Session, safari: Safari, number: int) -> Group:
    """The group with this number. Raises NotFoundError."""
    for group in groups_of(session, safari):
        if group.number == number:
            return group
    raise NotFoundError(f"Groep {number} is er niet (meer). Kies een andere groep.")


def group_number(sign_up: SignUp) -> int:
    """The group somebody rides in."""
    return sign_up.group.number if sign_up.group is not None else 1


def own_group(sign_up: SignUp) -> str:
    """The group somebody rides in: "groep 2". Empty while all ride together."""
    return f"groep {sign_up.group.number}" if sign_up.group is not None else ""


def tour_for(sign_up: SignUp) -> PlannedTour:
    """The tour somebody rides: their group's."""
    if sign_up.group is None:
        return tour_of(sign_up.safari)
    return _tour(sign_up.group, sign_up.safari)


def _group(row: RidingGroup, of: int, safari: Safari) -> Group:
    return Group(
        number=row.number,
        of=of,
        tour=_tour(row, safari),
        saved_at=safari.saved_at if row.tour is None else row.changed_at,
        leader=Guide(row.leader_name, row.leader_phone),
        sweeper=Guide(row.sweeper_name, row.sweeper_phone),
    )


def _tour(row: RidingGroup, safari: Safari) -> PlannedTour:
    """Read once for each version, as every visitor's page asks for it."""
    if row.tour is None:
        return tour_of(safari)
    version = (safari.uid, safari.sequence, row.number, row.changed_at)
    tour = _tours.get(version)
    if tour is None:
        if len(_tours) >= _MOST_TOURS:
            _tours.clear()
        tour = _tours[version] = tour_from_json(row.tour)
    return tour
