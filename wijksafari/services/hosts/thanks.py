"""Thanking the hosts once the evening is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Message, Safari
from wijksafari.planning.problem import Location
from wijksafari.planning.words import locations
from wijksafari.services.hosts.came import stops_come_to
from wijksafari.services.hosts.hosts import Host, host_of, hosts_hear_until
from wijksafari.services.hosts.mail import put_host_mail
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.hosts.standing import waits
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.post import Post
from wijksafari.services.riding.head_count import head_count
from wijksafari.services.riding.riding import rides_of
from wijksafari.services.safaris.decision_checks import was_broken_off
from wijksafari.services.sign_ups.places import lock_safari

_NOT_LATER_THAN = timedelta(days=7)  # after the evening began: the link in it works two weeks


@dataclass(frozen=True, slots=True)
class _Visit:
    """Whether a group came to a stop, and how many people in all."""

    stop: Location
    came: bool
    people: int


def thank_hosts(session: Session, post: Post, now: datetime) -> int:
    """Mail the hosts of every evening that is over, once; says how many mails that gives.

    Of an evening that was broken off, those who were visited, and those who waited
    in vain and never got the mail that said so.
    """
    over = select(Safari.id).where(
        Safari.state.in_(("held", "cancelled")),
        Safari.hosts_thanked_at.is_(None),
        Safari.starts_at <= now,
        Safari.starts_at > now - _NOT_LATER_THAN,
    )
    ids = session.scalars(over.order_by(Safari.id)).all()
    return sum(_thank(session, each, post, now) for each in ids)


def _thank(session: Session, safari_id: int, post: Post, now: datetime) -> int:
    # Two workers come one after the other here; the second finds everybody thanked.
    safari = lock_safari(session, safari_id)
    broken_off = was_broken_off(session, safari)
    over = safari.state == "held" or broken_off
    if not over or safari.hosts_thanked_at or now <= hosts_hear_until(safari):
        return 0
    safari.hosts_thanked_at = now
    batch, thanked = uuid4().hex, 0
    for visit, host in _to_thank(session, safari, broken_off=broken_off):
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
            broken_off=broken_off,
        )
        thanked += 1
    if thanked:
        what = f"Dank gemaild aan {locations(thanked)}."
        note(session, safari, "mail", what, actor=PROGRAM, now=now)
    session.flush()
    return thanked


def _to_thank(
    session: Session, safari: Safari, *, broken_off: bool
) -> Iterator[tuple[_Visit, Host]]:
    """Whom the group visited, and who counted on it in vain and does not know why."""
    rows, told = requests_of(session, safari), _told_it_is_off(session, safari)
    for visit in _visits(session, safari, broken_off=broken_off):
        host = host_of(session, safari, visit.stop)
        waited = waits(rows.get(visit.stop.id)) and email_key(host.email) not in told
        if host.email and (visit.came or waited):
            yield visit, host


def _visits(session: Session, safari: Safari, *, broken_off: bool) -> tuple[_Visit, ...]:
    """Every stop that was agreed, by what became of it."""
    rides = rides_of(session, safari)
    people = head_count(session, safari, rides)
    found: dict[str, _Visit] = {}
    for ride in rides:
        come_to = stops_come_to(ride, broken_off=broken_off)
        for visit in ride.agreed.visits:
            stop = visit.location
            known = found.get(stop.id, _Visit(stop, came=False, people=0))
            if stop.id in come_to:
                more = people[ride.group.number]
                known = _Visit(stop, came=True, people=known.people + more)
            found[stop.id] = known
    return tuple(found.values())


def _told_it_is_off(session: Session, safari: Safari) -> set[str]:
    """The addresses that were mailed that it is off; what still waits to leave never will."""
    query = select(Message.to_email).filter_by(safari_id=safari.id, kind="host_cancelled")
    left = query.where(Message.status.in_(("sending", "sent", "bounced")))
    return {email_key(each) for each in session.scalars(left)}
