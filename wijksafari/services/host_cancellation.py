"""Telling hosts that an evening they count on is off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari
from wijksafari.planning.live_news import ahead
from wijksafari.planning.problem import Location
from wijksafari.planning.words import listed, locations
from wijksafari.services.host_mail import put_host_mail
from wijksafari.services.host_notices import Notices, notices_of
from wijksafari.services.hosts import Host, host_of
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.post import Post
from wijksafari.services.riding import Ride, rides_of


def tell_hosts_cancelled(session: Session, safari: Safari, post: Post, now: datetime) -> int:
    """Mail the hosts: on the day itself all who still wait, before it those who had a mail already.

    The safari is locked. Writes in the journal who is left to be called; says
    how many mails it gives.
    """
    hosts = list(_hosts(session, safari, now))
    told = [each for each in hosts if each.email]
    under_way = safari.starts_at <= now
    for host in told:
        put_host_mail(
            session, "host_cancelled", safari, host, post=post, now=now, under_way=under_way
        )
    if told:
        what = f"Afgelasting gemaild aan {locations(len(told))}."
        note(session, safari, "mail", what, actor=PROGRAM, now=now)
    to_call = [each for each in hosts if not each.email]
    if to_call:
        names = listed(each.place for each in to_call)
        has = "heeft" if len(to_call) == 1 else "hebben"
        what = f"{names} {has} geen mailadres: bel zelf dat de avond niet doorgaat."
        note(session, safari, "alert", what, actor=PROGRAM, now=now)
    session.flush()
    return len(told)


def _hosts(session: Session, safari: Safari, now: datetime) -> Iterable[Host]:
    notices = notices_of(session, safari)
    heard = {location_id for _, location_id in notices}
    today = safari.starts_at.astimezone(AMSTERDAM).date() == now.astimezone(AMSTERDAM).date()
    stops = {
        stop.id: stop for ride in rides_of(session, safari) for stop in _awaiting(ride, notices)
    }
    return (host_of(session, safari, stops[each]) for each in stops if today or each in heard)


def _awaiting(ride: Ride, notices: Notices) -> Iterator[Location]:
    """The stops a group has yet to come to, and those that do not know that it skips them."""
    yield from (visit.location for visit in ahead(ride.tour))
    for stop in ride.skipped:
        notice = notices.get((ride.group.number, stop.id))
        if notice is None or notice.arrival is not None:
            yield stop
