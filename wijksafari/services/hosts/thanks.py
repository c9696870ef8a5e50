"""Thanking the hosts once the evening is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.planning.problem import Location
from wijksafari.planning.words import locations
from wijksafari.services.hosts.hosts import host_of, hosts_hear_until
from wijksafari.services.hosts.mail import put_host_mail
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.hosts.standing import waits
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.mail.post import Post
from wijksafari.services.riding.head_count import head_count
from wijksafari.services.riding.riding import rides_of
from wijksafari.services.sign_ups.places import lock_safari

_NOT_LATER_THAN = timedelta(days=7)  # after the evening began: the link in it works two weeks


@dataclass(frozen=True, slots=True)
class _Visit:
    """Whether a group came to a stop, and how many people in all."""

    stop: Location
    came: bool
    people: int


def thank_hosts(session: Session, post: Post, now: datetime) -> int:
    """Mail the hosts of every evening that is over, once; says how many mails that gives."""
    over = select(Safari.id).where(
        Safari.state == "held",
        Safari.hosts_thanked_at.is_(None),
        Safari.starts_at > now - _NOT_LATER_THAN,
    )
    ids = session.scalars(over.order_by(Safari.id)).all()
    return sum(_thank(session, each, post, now) for each in ids)


def _thank(session: Session, safari_id: int, post: Post, now: datetime) -> int:
    # Two workers come one after the other here; the second finds everybody thanked.
    safari = lock_safari(session, safari_id)
    if safari.state != "held" or safari.hosts_thanked_at or now <= hosts_hear_until(safari):
        return 0
    safari.hosts_thanked_at = now
    rows = requests_of(session, safari)
    batch, thanked = uuid4().hex, 0
    for visit in _visits(session, safari):
        host = host_of(session, safari, visit.stop)
        if host.email and (visit.came or waits(rows.get(visit.stop.id))):
            put_host_mail(
                session,
                "host_thanks",
                safari,
                host,
                post=post,
                now=now,
                batch=batch,
                came=visit.came,
                people=visit.people,
            )
            thanked += 1
    if thanked:
        what = f"Dank gemaild aan {locations(thanked)}."
        note(session, safari, "mail", what, actor=PROGRAM, now=now)
    session.flush()
    return thanked


def _visits(session: Session, safari: Safari) -> tuple[_Visit, ...]:
    """Every stop that was agreed, by what became of it."""
    rides = rides_of(session, safari)
    people = head_count(session, safari, rides)
    found: dict[str, _Visit] = {}
    for ride in rides:
        skipped = {each.id for each in ride.skipped}
        for visit in ride.agreed.visits:
            stop = visit.location
            known = found.get(stop.id, _Visit(stop, came=False, people=0))
            if stop.id not in skipped:
                more = people[ride.group.number]
                known = _Visit(stop, came=True, people=known.people + more)
            found[stop.id] = known
    return tuple(found.values())
