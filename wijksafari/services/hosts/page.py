"""What the host of one stop may see of the evening: when which group comes and goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Link, Safari
from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.whereabouts import Nearness, nearness, whereabouts
from wijksafari.render.programme import line
from wijksafari.services.groups.riding_groups import Group
from wijksafari.services.hosts.hosts import host_of, in_catalogue
from wijksafari.services.hosts.links import safari_of
from wijksafari.services.hosts.mail import who_comes
from wijksafari.services.riding.head_count import head_count
from wijksafari.services.riding.riding import Ride, rides_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HostVisit:
    """One group's visit. ``was`` is the agreed arrival, None where that still holds.

    ``people`` ride along, ``where`` is the group now, in a sentence.
    """

    group: Group
    nearness: Nearness | Literal["skipped"]
    visit: Visit
    was: datetime | None
    people: int
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPage:
    """The visits to ``place`` in their order; none where it is not in the programme (any more).

    ``mailed``: the host gets a mail where it shifts. ``changed_at`` is when
    something that moved the times was last heard of.
    """

    safari: Safari
    place: str
    visits: tuple[HostVisit, ...]
    over: bool
    mailed: bool
    changed_at: datetime | None

    @property
    def version(self) -> str:
        """Differs once the page tells something else."""
        told = [
            (each.nearness, each.visit.arrival, each.visit.departure, each.was, each.people)
            for each in self.visits
        ]
        words = [(each.group.number, each.group.leader, each.where) for each in self.visits]
        whole = (self.safari.state, self.place, told, words, self.over, self.changed_at)
        return sha256(repr(whole).encode("utf-8", "replace")).hexdigest()[:16]


def host_page(session: Session, link: Link, now: datetime) -> HostPage:
    """The page of whoever holds ``link``, whatever became of the evening. Raises NotFoundError."""
    safari = safari_of(session, link)
    now = now.astimezone(AMSTERDAM)
    rides = rides_of(session, safari)
    people = head_count(session, safari, rides)
    found = (_visit(ride, link.location_code, people[ride.group.number], now) for ride in rides)
    visits = sorted((each for each in found if each), key=lambda each: each.visit.arrival)
    stop = visits[0].visit.location if visits else None
    changed = [ride.changed_at for ride in rides if ride.changed_at]
    return HostPage(
        safari=safari,
        place=line(stop.name if stop else _known_as(session, safari, link.location_code)),
        visits=tuple(visits),
        mailed=bool(stop and host_of(session, safari, stop).email),
        over=all(now > ride.tour.itinerary.ends for ride in rides),
        changed_at=max(changed).astimezone(AMSTERDAM) if changed else None,
    )


def _visit(ride: Ride, location_id: str, people: int, now: datetime) -> HostVisit | None:
    who, agreed = who_comes(ride.group), _find(ride.agreed, location_id)
    near: Nearness | Literal["skipped"]
    place = _find(ride.tour.itinerary, location_id)
    if place is not None:
        visit = ride.tour.itinerary.visits[place]
        before = ride.agreed.visits[agreed].arrival if agreed is not None else visit.arrival
        moved = before.replace(second=0) != visit.arrival.replace(second=0)
        near = nearness(ride.tour, place)
        where = whereabouts(ride.tour, place, who, now)
        was = before if moved else None
    elif agreed is not None:
        visit, near, was = ride.agreed.visits[agreed], "skipped", None
        where = f"{who} slaat uw stop over; u hoeft niet te wachten."
    else:
        return None
    return HostVisit(
        group=ride.group, nearness=near, visit=visit, was=was, people=people, where=where
    )


def _find(itinerary: Itinerary, location_id: str) -> int | None:
    ids = [visit.location.id for visit in itinerary.visits]
    return ids.index(location_id) if location_id in ids else None


def _known_as(session: Session, safari: Safari, location_id: str) -> str:
    """The name of a stop that left the programme; empty where the catalogue lost it too."""
    known = in_catalogue(session, safari, location_id)
    return known.name if known else ""
