"""More people may come to a stop than its host was asked for: its organisers hear so, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import HostRequest, JournalEntry, Safari
from wijksafari.planning.host_visits import most_people, outgrown
from wijksafari.planning.states import OVER
from wijksafari.planning.words import people
from wijksafari.render.programme import line
from wijksafari.services.hosts.definite import let_definite_go
from wijksafari.services.hosts.plan import asked_visits, stops_of
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.hosts.standing import waits
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.mail.post import Post
from wijksafari.services.safaris.organiser_mail import mail_organisers
from wijksafari.services.sign_ups.places import lock_safari

WHY = "er kunnen meer mensen tegelijk komen dan is gevraagd"


def tell_outgrown(session: Session, post: Post, now: datetime) -> int:
    """Mail the organisers of every evening ahead where a host has to be asked for more people.

    Whatever made it so: other agreements, another division, or one more sign-up.
    Once for each number, until the host is asked anew. Says for how many evenings.
    """
    asked = select(Safari).where(
        Safari.state.not_in(OVER),
        Safari.starts_at > now,
        Safari.id.in_(select(HostRequest.safari_id).where(HostRequest.released_at.is_(None))),
    )
    ahead = session.scalars(asked.order_by(Safari.id)).all()
    # Most of them have nothing to tell: only the others are kept from changing meanwhile.
    return sum(_tell(session, each, post, now) for each in ahead if any(_untold(session, each)))


def _tell(session: Session, safari: Safari, post: Post, now: datetime) -> bool:
    # Two workers come one after the other here; the second finds everything told.
    safari = lock_safari(session, safari.id)
    found = tuple(_untold(session, safari))
    if not found or safari.state in OVER:
        return False
    for sentence in found:
        note(session, safari, "alert", sentence, actor=PROGRAM, now=now)
    let_definite_go(session, safari, WHY, now)
    mail_organisers(
        session, safari, "host_outgrown", page="gastheren", post=post, now=now, stops=found
    )
    session.flush()
    return True


def _untold(session: Session, safari: Safari) -> Iterator[str]:
    """A sentence for each stop of which the journal does not say so yet."""
    rows = requests_of(session, safari)
    for code, stop in stops_of(session, safari).items():
        row = rows.get(code)
        if row is None or row.released_at is not None or not waits(row):
            continue
        asked = asked_visits(row)
        if outgrown(asked, stop.visits):
            sentence = (
                f"{line(stop.location.name)} is gevraagd voor hooguit {people(most_people(asked))};"
                f" er kunnen er nu {most_people(stop.visits)} tegelijk komen."
            )
            if not _is_written(session, row, sentence):
                yield sentence


def _is_written(session: Session, row: HostRequest, sentence: str) -> bool:
    query = select(JournalEntry.id).filter_by(safari_id=row.safari_id, kind="alert", what=sentence)
    return session.scalar(query.where(JournalEntry.at >= row.asked_at).limit(1)) is not None
