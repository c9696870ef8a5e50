"""Telling hosts that an evening they count on is off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import HostRequest, Safari
from wijksafari.planning.live_news import ahead
from wijksafari.planning.problem import Location
from wijksafari.render.programme import line
from wijksafari.services.hosts.notices import Notices, notices_of
from wijksafari.services.hosts.reached import note_reached
from wijksafari.services.hosts.rows import requests_of, write_to_host
from wijksafari.services.hosts.standing import waits
from wijksafari.services.journal import PROGRAM
from wijksafari.services.mail.post import Post
from wijksafari.services.riding.riding import Ride, rides_of


def tell_hosts_cancelled(
    session: Session, safari: Safari, post: Post, now: datetime, *, reason: str
) -> int:
    """Mail the hosts: on the day itself all who still wait, before it those who were asked.

    Or had another mail about it already. They read the ``reason``, and whoever has
    it in their calendar gets it taken out. The safari is locked. Writes in the
    journal who is left to be called; says how many mails it gives.
    """
    rows = requests_of(session, safari)
    told = []
    for stop in list(_awaited(session, safari, rows, now)):
        row = rows.get(stop.id)
        message = write_to_host(
            session,
            "host_cancelled",
            safari,
            row,
            stop,
            post=post,
            now=now,
            under_way=safari.starts_at <= now,
            reason=reason,
        )
        told.append((line(stop.name), message is not None))
    reached = note_reached(session, safari, "Afgelasting", told, actor=PROGRAM, now=now)
    session.flush()
    return len(reached.mailed)


def _awaited(
    session: Session, safari: Safari, rows: Mapping[str, HostRequest], now: datetime
) -> Iterator[Location]:
    notices = notices_of(session, safari)
    today = safari.starts_at.astimezone(AMSTERDAM).date() == now.astimezone(AMSTERDAM).date()
    count_on_it = {location_id for _, location_id in notices}
    count_on_it |= {code for code, row in rows.items() if row.released_at is None}
    stops = {
        stop.id: stop for ride in rides_of(session, safari) for stop in _awaiting(ride, notices)
    }
    for code, stop in stops.items():
        if (today or code in count_on_it) and waits(rows.get(code)):
            yield stop


def _awaiting(ride: Ride, notices: Notices) -> Iterator[Location]:
    """The stops a group has yet to come to, and those that do not know that it skips them."""
    yield from (visit.location for visit in ahead(ride.tour))
    for stop in ride.skipped:
        notice = notices.get((ride.group.number, stop.id))
        if notice is None or notice.arrival is not None:
            yield stop
