"""The queue for a place: freed places are offered to the first in line, for a set time."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError
from wijksafari.models import Safari, SignUp
from wijksafari.planning.states import INVITED
from wijksafari.services.groups.places import join_smallest
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.representation import note_representation
from wijksafari.services.sign_ups.mail import Kind, write_to
from wijksafari.services.sign_ups.places import (
    check_not_begun,
    lock_safari,
    lock_sign_up,
    places_of,
    take_or_queue,
    waiting_in_order,
)


def fill_places(session: Session, safari: Safari, post: Post, now: datetime) -> None:
    """Offer every free place to the first in line, also after the deadline of signing up."""
    safari = lock_safari(session, safari.id)
    if safari.state not in INVITED or safari.starts_at <= now:
        return
    places = places_of(session, safari)
    if not (places.free and places.waiting):
        return
    for row in session.scalars(waiting_in_order(safari.id).limit(places.free)):
        _offer(session, safari, row, post, now)


def expire_offers(session: Session, post: Post, now: datetime) -> int:
    """Take back the places that nobody accepted in time and offer them to the next.

    Whoever let an offer lapse leaves the queue, so that a place does not go
    round among people who do not answer; the mail says how to come back.
    Answers how many offers lapsed.
    """
    lapsed = select(SignUp.safari_id).where(SignUp.status == "offered", SignUp.offered_until <= now)
    safari_ids = sorted(set(session.scalars(lapsed)))
    return sum(_expire_those_of(session, each, post, now) for each in safari_ids)


def accept_offer(session: Session, row: SignUp, post: Post, now: datetime) -> None:
    """Take the place on offer.

    After it lapsed: the place all the same if it is free and nobody waits for
    it, else the end of the queue. Raises ClosedError when there is no offer.
    """
    safari = lock_sign_up(session, row)
    check_not_begun(safari, now)
    if row.status == "taking_part":
        return
    if row.offered_until is None:
        raise ClosedError(
            "Deze plek wordt niet meer voor u vastgehouden. Open uw aanmelding: daar ziet u of u"
            " weer op de wachtlijst kunt."
        )
    lapsed = row.offered_until <= now
    row.status, row.offered_until = "withdrawn", None
    if lapsed:
        take_or_queue(session, safari, row, now)
    else:
        row.status, row.queued_at = "taking_part", None
        join_smallest(session, safari, row)
    _tell(session, safari, row, post, now)


def _tell(session: Session, safari: Safari, row: SignUp, post: Post, now: datetime) -> None:
    row.changed_at = now
    row.revision += 1
    session.flush()
    kind: Kind = "signed_up" if row.status == "taking_part" else "waiting_list"
    write_to(session, kind, row, post, now)
    fill_places(session, safari, post, now)
    note_representation(session, safari, post, now)


def _offer(session: Session, safari: Safari, row: SignUp, post: Post, now: datetime) -> None:
    row.status = "offered"
    row.offered_until = min(now + timedelta(hours=safari.offer_hours), safari.starts_at)
    row.revision += 1
    session.flush()
    write_to(session, "offer", row, post, now)
    what = "Een vrije plek aangeboden aan de eerste op de wachtlijst."
    note(session, safari, "step", what, actor=PROGRAM, now=now)


def _expire_those_of(session: Session, safari_id: int, post: Post, now: datetime) -> int:
    safari = lock_safari(session, safari_id)
    lapsed = select(SignUp).filter_by(safari_id=safari_id, status="offered")
    rows = session.scalars(lapsed.where(SignUp.offered_until <= now)).all()
    for row in rows:
        row.status, row.offered_until, row.queued_at = "withdrawn", None, None
        row.changed_at = now
        row.revision += 1
        session.flush()
        write_to(session, "offer_lapsed", row, post, now)
        what = "Een aangeboden plek is niet op tijd aangenomen."
        note(session, safari, "step", what, actor=PROGRAM, now=now)
    fill_places(session, safari, post, now)
    return len(rows)
