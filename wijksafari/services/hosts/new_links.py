"""Another link for a host in place of the one that came into strange hands, or none at all."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, NotFoundError
from wijksafari.models import HostRequest, Safari
from wijksafari.planning.states import OVER
from wijksafari.render.programme import line
from wijksafari.services.hosts.calendar import in_calendar
from wijksafari.services.hosts.links import host_link, links_end, revoke_host_link
from wijksafari.services.hosts.plan import Stop, stops_of, told_visits
from wijksafari.services.hosts.requests import ask_stops
from wijksafari.services.hosts.rows import requests_of, write_to_host
from wijksafari.services.hosts.standing import standing_of, waits
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.sign_ups.places import lock_safari


def renew_link(
    session: Session,
    safari: Safari,
    location_id: str,
    *,
    mail: bool,
    actor: Actor,
    post: Post,
    now: datetime,
) -> bool:
    """Close the link of this stop's host, wherever it went, and make a new one.

    ``mail``: send it to them at once; who has yet to answer gets the question with
    it. Says whether a mail was written. Raises NotFoundError for what is no stop
    (any more), and ClosedError once no link works for this evening.
    """
    safari = lock_safari(session, safari.id)
    if links_end(safari) <= now:
        raise ClosedError("De avond is te lang geleden: de links van de locaties zijn verlopen.")
    stop = _stop(session, safari, location_id)
    revoke_host_link(session, safari, location_id, now)
    host_link(session, safari, location_id, post, now)
    what = f"De link van {line(stop.location.name)} is vervangen; de oude werkt niet meer."
    note(session, safari, "change", what, actor=actor, now=now)
    row = requests_of(session, safari).get(location_id)
    if mail:
        mailed = _mail(session, safari, row, stop, actor=actor, post=post, now=now)
    else:
        mailed = False
        if row is not None and in_calendar(row):
            row.sequence += 1  # the file they download has the new link in it
    session.flush()
    return mailed


def withdraw_link(
    session: Session, safari: Safari, location_id: str, *, actor: Actor, now: datetime
) -> bool:
    """Close the link of this stop's host; a next mail to them brings another.

    Says whether there was one. Raises NotFoundError for what is no stop (any more).
    """
    safari = lock_safari(session, safari.id)
    stop = _stop(session, safari, location_id)
    if not revoke_host_link(session, safari, location_id, now):
        return False
    what = f"De link van {line(stop.location.name)} is ingetrokken."
    note(session, safari, "change", what, actor=actor, now=now)
    session.flush()
    return True


def _stop(session: Session, safari: Safari, location_id: str) -> Stop:
    stop = stops_of(session, safari).get(location_id)
    if stop is None:
        raise NotFoundError("Deze locatie staat niet (meer) in het programma.")
    return stop


def _mail(
    session: Session,
    safari: Safari,
    row: HostRequest | None,
    stop: Stop,
    *,
    actor: Actor,
    post: Post,
    now: datetime,
) -> bool:
    ahead = safari.state not in OVER and safari.starts_at > now
    if row is not None and ahead and standing_of(row, stop) in ("asked", "changed"):
        rows = {stop.location.id: row}
        return bool(
            ask_stops(session, safari, [stop], rows, actor=actor, post=post, now=now).mailed
        )
    # Times on the evening itself change by the minute: their page tells them.
    expected = row is not None and row.released_at is None and ahead and waits(row)
    message = write_to_host(
        session,
        "host_link",
        safari,
        row,
        stop.location,
        post=post,
        now=now,
        visits=told_visits(row) if row is not None and expected else (),
        answer=row.answer if row is not None else "",
        in_calendar=row is not None and in_calendar(row),
    )
    return message is not None
