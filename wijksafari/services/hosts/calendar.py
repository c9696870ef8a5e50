"""What a host's calendar is told: their stop alone, kept up to date for as long as it lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.models import HostRequest, Safari
from wijksafari.planning.problem import Location
from wijksafari.render.host_ics import HostEntry, host_ics
from wijksafari.render.ics_entry import Answer, Attendee, CalendarUser, Status
from wijksafari.services.hosts.came import came_before_the_end
from wijksafari.services.hosts.hosts import Host
from wijksafari.services.hosts.links import host_link
from wijksafari.services.hosts.plan import told_visits
from wijksafari.services.mail.post import CalendarPart, Post
from wijksafari.services.safaris.organisers import organiser_of

_PARTSTAT: dict[str, Answer] = {"yes": "ACCEPTED", "no": "DECLINED"}


def in_calendar(row: HostRequest) -> bool:
    """Whether the host may have a file, so that another one has to follow what changes."""
    return row.sequence > 0


def next_file(
    session: Session,
    safari: Safari,
    row: HostRequest,
    host: Host,
    location: Location,
    *,
    post: Post,
    now: datetime,
) -> CalendarPart | None:
    """The file that goes along with the mail that is being written; its number goes up.

    None for a host whose mail address is not known, or one that no calendar takes:
    they download it, under the same number.
    """
    row.sequence += 1
    url = post.links.url(host_link(session, safari, host.location_id, post, now))
    try:
        entry = _entry(session, safari, row, host, location, post=post, url=url, now=now)
    except InputError:
        return None
    row.calendar_email = host.email
    method: Literal["REQUEST", "CANCEL"] = "CANCEL" if entry.status == "CANCELLED" else "REQUEST"
    return CalendarPart(method, host_ics(entry, method))


def withdrawal(
    session: Session,
    safari: Safari,
    row: HostRequest,
    host: Host,
    location: Location,
    *,
    post: Post,
    now: datetime,
) -> CalendarPart | None:
    """The file that takes a visit, which takes place all the same, out of ``host``'s calendar."""
    row.sequence += 1
    url = post.links.base_url
    try:
        entry = _entry(session, safari, row, host, location, post=post, url=url, now=now)
    except InputError:
        return None
    return CalendarPart("CANCEL", host_ics(replace(entry, status="CANCELLED"), "CANCEL"))


def host_calendar(
    session: Session,
    safari: Safari,
    row: HostRequest,
    host: Host,
    location: Location,
    *,
    post: Post,
    url: str,
    now: datetime,
) -> bytes:
    """The file for a host who downloads it."""
    entry = _entry(session, safari, row, host, location, post=post, url=url, now=now, named=False)
    return host_ics(entry, "PUBLISH")


def _entry(
    session: Session,
    safari: Safari,
    row: HostRequest,
    host: Host,
    location: Location,
    *,
    post: Post,
    url: str,
    now: datetime,
    named: bool = True,
) -> HostEntry:
    organiser = organiser_of(safari, post)
    attendee = (
        Attendee(
            CalendarUser(host.name or host.place, host.email),
            _PARTSTAT.get(row.answer, "NEEDS-ACTION"),
        )
        if named
        else None
    )
    return HostEntry(
        uid=f"{safari.uid}-stop-{row.id}",
        sequence=row.sequence,
        stamp=now,
        location=location,
        visits=told_visits(row),
        status=_status(session, safari, row),
        url=url,
        organizer=CalendarUser(organiser.name, organiser.email),
        attendee=attendee,
    )


def _status(session: Session, safari: Safari, row: HostRequest) -> Status:
    if row.released_at is not None or row.answer == "no":
        return "CANCELLED"
    if safari.state == "cancelled":
        took_place = came_before_the_end(session, safari, row.location_code)
        return "CONFIRMED" if took_place else "CANCELLED"
    sure = row.answer == "yes" and safari.state in ("confirmed", "held")
    return "CONFIRMED" if sure else "TENTATIVE"
