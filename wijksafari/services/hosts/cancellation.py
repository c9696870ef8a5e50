"""Telling hosts that an evening they count on is off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import HostRequest, Safari
from wijksafari.planning.live_news import ahead
from wijksafari.planning.problem import Location
from wijksafari.services.hosts.calendar import in_calendar, next_file
from wijksafari.services.hosts.handover import let_former_host_go
from wijksafari.services.hosts.hosts import Host, host_of
from wijksafari.services.hosts.mail import put_host_mail
from wijksafari.services.hosts.notices import Notices, notices_of
from wijksafari.services.hosts.reached import note_reached
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.hosts.standing import waits
from wijksafari.services.journal import PROGRAM
from wijksafari.services.mail.post import Post
from wijksafari.services.riding.riding import Ride, rides_of


def tell_hosts_cancelled(session: Session, safari: Safari, post: Post, now: datetime) -> int:
    """Mail the hosts: on the day itself all who still wait, before it those who were asked.

    Or had another mail about it already. Whoever has it in their calendar gets it
    taken out. The safari is locked. Writes in the journal who is left to be
    called; says how many mails it gives.
    """
    rows = requests_of(session, safari)
    told = [
        (host.place, _tell(session, safari, rows.get(stop.id), host, stop, post=post, now=now))
        for host, stop in list(_hosts(session, safari, rows, now))
    ]
    reached = note_reached(session, safari, "Afgelasting", told, actor=PROGRAM, now=now)
    session.flush()
    return len(reached.mailed)


def _tell(
    session: Session,
    safari: Safari,
    row: HostRequest | None,
    host: Host,
    stop: Location,
    *,
    post: Post,
    now: datetime,
) -> bool:
    """Mail one host; says whether they have a mail address."""
    calendar = None
    if row is not None:
        let_former_host_go(session, safari, row, host, stop, post=post, now=now)
        if in_calendar(row):
            calendar = next_file(session, safari, row, host, stop, post=post, now=now)
    if host.email:
        put_host_mail(
            session,
            "host_cancelled",
            safari,
            host,
            post=post,
            now=now,
            calendar=calendar,
            under_way=safari.starts_at <= now,
        )
    return bool(host.email)


def _hosts(
    session: Session, safari: Safari, rows: Mapping[str, HostRequest], now: datetime
) -> Iterator[tuple[Host, Location]]:
    notices = notices_of(session, safari)
    today = safari.starts_at.astimezone(AMSTERDAM).date() == now.astimezone(AMSTERDAM).date()
    count_on_it = {location_id for _, location_id in notices}
    count_on_it |= {code for code, row in rows.items() if row.released_at is None}
    stops = {
        stop.id: stop for ride in rides_of(session, safari) for stop in _awaiting(ride, notices)
    }
    for code, stop in stops.items():
        if (today or code in count_on_it) and waits(rows.get(code)):
            yield host_of(session, safari, stop), stop


def _awaiting(ride: Ride, notices: Notices) -> Iterator[Location]:
    """The stops a group has yet to come to, and those that do not know that it skips them."""
    yield from (visit.location for visit in ahead(ride.tour))
    for stop in ride.skipped:
        notice = notices.get((ride.group.number, stop.id))
        if notice is None or notice.arrival is not None:
            yield stop
