"""The places of a safari: how many there are, who has one, and who is next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session, defer, joinedload

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, NotFoundError
from wijksafari.models import Safari, SignUp
from wijksafari.planning import words
from wijksafari.services.groups.places import join_smallest
from wijksafari.services.safaris.deadlines import deadline_passed

# A safari with its organiser and wijk, without the long texts that only the programme needs.
WITHOUT_TOUR = (
    joinedload(Safari.organiser),
    joinedload(Safari.neighbourhood, innerjoin=True),
    defer(Safari.tour),
    defer(Safari.planner_query),
)

# Built once: every visitor's page and sign-up asks them.
_LOCKED = (
    select(Safari)
    .where(Safari.id == bindparam("id"))
    .options(*WITHOUT_TOUR)
    .with_for_update(of=Safari)
)
_BY_STATUS = (
    select(SignUp.status, func.count())
    .where(SignUp.safari_id == bindparam("safari_id"))
    .group_by(SignUp.status)
)


@dataclass(frozen=True, slots=True)
class Places:
    """How many people there are in each status; ``offered`` places are on hold."""

    capacity: int
    taking_part: int = 0
    waiting: int = 0
    offered: int = 0

    @property
    def free(self) -> int:
        """Places that nobody has or is offered; never below zero."""
        return max(0, self.capacity - self.taking_part - self.offered)


def lock_safari(session: Session, safari_id: int) -> Safari:
    """The safari as it is now; until the transaction ends nobody else decides on its places.

    Raises NotFoundError.
    """
    safari = session.scalar(
        _LOCKED, {"id": safari_id}, execution_options={"populate_existing": True}
    )
    if safari is None:
        raise NotFoundError("Deze wijksafari bestaat niet (meer).")
    # What it leaves out may have been read before, of an older version than all the rest.
    session.expire(safari, ["tour", "planner_query"])
    return safari


def lock_sign_up(session: Session, sign_up: SignUp) -> Safari:
    """Its safari, locked, with the sign-up read again. Raises NotFoundError once it was erased."""
    safari = lock_safari(session, sign_up.safari_id)
    try:
        session.refresh(sign_up)
    except InvalidRequestError:
        raise NotFoundError("Deze aanmelding bestaat niet meer.") from None
    return safari


def places_of(session: Session, safari: Safari) -> Places:
    """The places as they are now."""
    found = dict(list(session.execute(_BY_STATUS, {"safari_id": safari.id})))
    found.pop("withdrawn", None)
    return Places(safari.capacity, **found)


def take_or_queue(session: Session, safari: Safari, sign_up: SignUp, now: datetime) -> None:
    """Give a place (in the smallest group) if one is free and nobody waits, else queue.

    ``sign_up`` has no place yet, and the safari is locked.
    """
    places = places_of(session, safari)
    sign_up.offered_until = None
    if places.free and not places.waiting:
        sign_up.status, sign_up.queued_at = "taking_part", None
        join_smallest(session, safari, sign_up)
    else:
        sign_up.status, sign_up.queued_at = "waiting", _end_of_queue(session, safari, now)


def waiting_in_order(safari_id: int) -> Select[SignUp]:
    """Those who wait, the first in line first."""
    query = select(SignUp).filter_by(safari_id=safari_id, status="waiting")
    return query.order_by(SignUp.queued_at, SignUp.id)


def position(session: Session, sign_up: SignUp) -> int:
    """The place in the queue of somebody who waits; the first in line has 1."""
    before = select(func.count()).where(
        SignUp.safari_id == sign_up.safari_id,
        SignUp.status == "waiting",
        SignUp.queued_at < sign_up.queued_at,
    )
    return 1 + (session.scalar(before) or 0)


def check_sign_up_open(safari: Safari, now: datetime) -> None:
    """Raises ClosedError with the reason when nobody can sign up now."""
    check_not_begun(safari, now)
    if safari.state == "concept":
        raise ClosedError("De aanmelding voor deze wijksafari is nog niet open.")
    if safari.deadline is not None and deadline_passed(safari, now):
        until = safari.deadline.astimezone(AMSTERDAM)
        raise ClosedError(
            f"Aanmelden kon tot {words.moment(until)}. Wilt u toch graag mee?"
            " Vraag het de organisator."
        )


def check_not_begun(safari: Safari, now: datetime) -> None:
    """Raises ClosedError when the evening was called off, has begun or is over."""
    if safari.state == "cancelled":
        raise ClosedError("Deze wijksafari gaat niet door. U hoeft niets meer te doen.")
    if safari.state == "held" or safari.starts_at <= now:
        raise ClosedError("Deze wijksafari is al begonnen of geweest. Hier verandert niets meer.")


def _end_of_queue(session: Session, safari: Safari, now: datetime) -> datetime:
    """Now, or just after the last in line, so that no two have the same turn."""
    query = select(func.max(SignUp.queued_at)).filter_by(safari_id=safari.id, status="waiting")
    last = session.scalar(query)
    return now if last is None or last < now else last + timedelta(microseconds=1)
