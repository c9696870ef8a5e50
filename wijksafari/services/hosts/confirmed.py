"""Telling the hosts that the evening goes ahead."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.render.programme import line
from wijksafari.services.hosts.plan import stops_of
from wijksafari.services.hosts.reached import note_reached
from wijksafari.services.hosts.rows import requests_of, write_to_host
from wijksafari.services.journal import PROGRAM
from wijksafari.services.mail.post import Post


def tell_hosts_confirmed(session: Session, safari: Safari, post: Post, now: datetime) -> None:
    """Mail whoever said yes, with the file that makes it certain; the safari is locked."""
    batch = uuid4().hex
    told: list[tuple[str, bool]] = []
    rows = requests_of(session, safari)
    for code, stop in stops_of(session, safari).items():
        row = rows.get(code)
        if row is None or row.released_at is not None or row.answer != "yes":
            continue
        message = write_to_host(
            session,
            "host_confirmed",
            safari,
            row,
            stop.location,
            post=post,
            now=now,
            batch=batch,
        )
        told.append((line(stop.location.name), message is not None))
    what = "Bericht dat de avond doorgaat,"
    note_reached(session, safari, what, told, actor=PROGRAM, now=now)
    session.flush()
