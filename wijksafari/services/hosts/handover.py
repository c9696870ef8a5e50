"""Somebody else is the contact of a stop by now: whoever was, has the visit in their calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.models import HostRequest, Safari
from wijksafari.planning.problem import Location
from wijksafari.services.hosts.calendar import withdrawal
from wijksafari.services.hosts.hosts import Host
from wijksafari.services.hosts.mail import put_host_mail
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.post import Post


def let_former_host_go(
    session: Session,
    safari: Safari,
    row: HostRequest,
    host: Host,
    location: Location,
    *,
    post: Post,
    now: datetime,
) -> None:
    """Take the visit out of the calendar it was last sent to, if that is not ``host``'s own."""
    former = row.calendar_email
    if not former or email_key(former) == email_key(host.email):
        return
    was = replace(host, name="", email=former)
    calendar = withdrawal(session, safari, row, was, location, post=post, now=now)
    row.calendar_email = ""
    put_host_mail(session, "host_handed_over", safari, was, post=post, now=now, calendar=calendar)
