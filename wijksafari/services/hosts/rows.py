"""The hosts that were asked, and mail to them about their stop."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import HostRequest, Message, Safari
from wijksafari.planning.problem import Location
from wijksafari.services.hosts.calendar import in_calendar, next_file
from wijksafari.services.hosts.handover import let_former_host_go
from wijksafari.services.hosts.hosts import host_of
from wijksafari.services.hosts.mail import put_host_mail
from wijksafari.services.hosts.plan import told_visits
from wijksafari.services.mail.post import Post


def requests_of(session: Session, safari: Safari) -> dict[str, HostRequest]:
    """What each stop was asked, by location id, as it is now; also those told not to wait."""
    query = select(HostRequest).filter_by(safari_id=safari.id).order_by(HostRequest.id)
    found = session.scalars(query.execution_options(populate_existing=True))
    return {each.location_code: each for each in found}


def write_to_host(
    session: Session,
    kind: str,
    safari: Safari,
    row: HostRequest | None,
    location: Location,
    *,
    post: Post,
    now: datetime,
    batch: str = "",
    **values: Any,
) -> Message | None:
    """Mail the host of a stop; None where nobody knows their mail address.

    ``row`` is None for who was never asked; of the others the words get ``visits``
    and ``answer``, as they are by now, and whoever has or had an appointment gets
    it for their calendar; all get ``values``.
    """
    host = host_of(session, safari, location)
    calendar = None
    if row is not None:
        let_former_host_go(session, safari, row, host, location, post=post, now=now)
        row.message_id = None
        session.flush()
        values = {"visits": told_visits(row), "answer": row.answer} | values
        # Also for whoever has no mail address: they download it, and it says something else now.
        if row.answer == "yes" or in_calendar(row):
            calendar = next_file(session, safari, row, host, location, post=post, now=now)
    if not host.email:
        return None
    message = put_host_mail(
        session, kind, safari, host, post=post, now=now, calendar=calendar, batch=batch, **values
    )
    if row is not None:
        row.message_id = message.id
    return message
