"""The demo's evening half-way: two stops reported, some people checked in."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.config import read_settings
from wijksafari.database import open_database
from wijksafari.models import Neighbourhood, Safari, SignUp
from wijksafari.planning.live import START
from wijksafari.services.demo.ride import find_demo_ride
from wijksafari.services.hosts.links import host_link
from wijksafari.services.journal import PROGRAM
from wijksafari.services.mail.post import Post, open_post
from wijksafari.services.riding.log import Kind, NewAction, record
from wijksafari.services.safaris.safaris import tour_of

LATE = timedelta(minutes=7)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What to look at: ``now`` is the moment; ``participant`` and ``host`` are paths."""

    uid: str
    now: datetime
    link_id: int
    participant: str
    host: str


def set_out(environment: Mapping[str, str]) -> UnderWay:
    """Report the demo's evening up to its second stop, seven minutes late."""
    settings = read_settings(environment)
    post = open_post(settings)
    with (
        closing(open_database(settings.database_url)) as database,
        database.writing.begin() as session,
    ):
        wijk = session.scalars(select(Neighbourhood)).first()
        safari = find_demo_ride(session, wijk) if wijk else None
        if safari is None:
            raise LookupError("the demo has no evening to ride")
        return _ridden(session, safari, post)


def _ridden(session: Session, safari: Safari, post: Post) -> UnderWay:
    itinerary = tour_of(safari).itinerary
    first, second = itinerary.visits[:2]
    now = second.arrival + LATE + timedelta(minutes=1)
    moves: tuple[tuple[Kind, str, datetime], ...] = (
        ("departed", START, itinerary.departs + timedelta(minutes=2)),
        ("arrived", first.location.id, first.arrival + timedelta(minutes=2)),
        ("departed", first.location.id, first.departure + LATE),
        ("arrived", second.location.id, second.arrival + LATE),
    )
    for kind, place, at in moves:
        _record(
            session,
            safari,
            now,
            NewAction(key=f"{kind}-{place}", kind=kind, group=1, at=at, location_id=place),
        )
    coming = _coming(session, safari)
    for row in coming[:-2]:
        action = NewAction(
            key=f"present-{row.id}",
            kind="present",
            group=1,
            at=itinerary.evening.start,
            person=f"s{row.id}",
        )
        _record(session, safari, now, action)
    host = host_link(session, safari, itinerary.visits[2].location.id, post, now)
    session.flush()
    own = coming[0].link
    return UnderWay(
        uid=safari.uid,
        now=now.astimezone(AMSTERDAM),
        link_id=own.id,
        participant=post.links.ride_url(own).removeprefix(post.links.base_url),
        host=post.links.url(host).removeprefix(post.links.base_url),
    )


def _record(session: Session, safari: Safari, now: datetime, action: NewAction) -> None:
    record(session, safari, action, actor=PROGRAM, now=now)


def _coming(session: Session, safari: Safari) -> list[SignUp]:
    query = select(SignUp).filter_by(safari_id=safari.id, status="taking_part")
    return list(session.scalars(query.order_by(SignUp.id)))
