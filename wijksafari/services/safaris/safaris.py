"""Saved evenings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from wijksafari.errors import ClosedError, NotFoundError, StaleError
from wijksafari.models import Neighbourhood, Safari
from wijksafari.planning.plan import PlannedTour
from wijksafari.render.programme import Names
from wijksafari.services.groups.tours import renew_tours
from wijksafari.services.journal import PROGRAM, Actor, note
from wijksafari.services.safaris.tour_json import tour_from_json, tour_to_json

_MOST_TOURS = 50
_tours: dict[tuple[str, int, datetime], PlannedTour] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class SafariDraft:
    """What an organiser saves. ``planner_query`` reopens the planner where it was.

    ``group_tours`` are those of the safari's groups, by number, where it rides in several.
    """

    title: str
    meeting_name: str
    finish_name: str
    tour: PlannedTour
    planner_query: str
    group_tours: tuple[PlannedTour, ...] = ()


def upcoming_safaris(session: Session, now: datetime) -> Sequence[Safari]:
    """Safaris of today and later, soonest first."""
    since = now - timedelta(hours=12)
    query = select(Safari).where(Safari.starts_at >= since).order_by(Safari.starts_at, Safari.id)
    return session.scalars(query).all()


def find_safari(session: Session, uid: str) -> Safari:
    """The safari known outside as ``uid``, with its wijk and its organiser.

    Raises NotFoundError.
    """
    related = (joinedload(Safari.neighbourhood), joinedload(Safari.organiser))
    row = session.scalar(select(Safari).filter_by(uid=uid).options(*related))
    if row is None:
        raise NotFoundError("Deze wijksafari bestaat niet (meer).")
    return row


def tour_of(safari: Safari) -> PlannedTour:
    """The tour as it was saved.

    It is large, and every visitor's page and mail asks for it: each saved
    version is read once, and only then fetched from the database.
    """
    version = (safari.uid, safari.sequence, safari.saved_at)
    tour = _tours.get(version)
    if tour is None:
        if len(_tours) >= _MOST_TOURS:
            _tours.clear()
        tour = _tours[version] = tour_from_json(safari.tour)
    return tour


def names_of(safari: Safari) -> Names:
    """What people call the evening and its two ends."""
    return Names(title=safari.title, meeting_point=safari.meeting_name, finish=safari.finish_name)


def save_new_safari(
    session: Session,
    neighbourhood: Neighbourhood,
    draft: SafariDraft,
    now: datetime,
    uid: str | None = None,
    *,
    actor: Actor = PROGRAM,
) -> Safari:
    """A new row for ``draft``; the same draft saved again under one ``uid`` stays one row.

    The page gives each form its own ``uid``, so that a second press changes
    nothing; another draft under a ``uid`` that is taken gets a row of its own.
    Whoever saves it first answers for it.
    """
    row = Safari(
        uid=uid or str(uuid4()),
        neighbourhood_id=neighbourhood.id,
        sequence=0,
        organiser_id=actor.user_id,
    )
    _fill(row, draft, now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        taken = find_safari(session, row.uid)
        if _holds(taken, draft):
            return taken
        return save_new_safari(session, neighbourhood, draft, now, actor=actor)
    note(session, row, "step", "De wijksafari is bewaard als concept.", actor=actor, now=now)
    return row


def _holds(row: Safari, draft: SafariDraft) -> bool:
    kept = (row.title, row.meeting_name, row.finish_name)
    return kept == (draft.title, draft.meeting_name, draft.finish_name) and (
        row.tour == tour_to_json(draft.tour)
    )


def lock_safari_by_uid(session: Session, uid: str) -> Safari:
    """The safari, for this transaction alone to change. Raises NotFoundError."""
    query = select(Safari).filter_by(uid=uid).with_for_update()
    row = session.scalar(query, execution_options={"populate_existing": True})
    if row is None:
        raise NotFoundError("Deze wijksafari bestaat niet (meer).")
    return row


def save_changed_safari(
    session: Session, uid: str, sequence: int, draft: SafariDraft, now: datetime
) -> Safari:
    """Replace the safari that was opened at ``sequence``.

    Another state since then is no conflict: it says nothing about the tour.
    Raises NotFoundError, ClosedError once the safari was cancelled or held, and
    StaleError when somebody saved something else in between.
    """
    row = lock_safari_by_uid(session, uid)
    if _holds(row, draft) and row.sequence != sequence:
        return row
    _check_open(row)
    if row.saved_sequence > sequence:
        raise StaleError(
            "Iemand anders heeft deze wijksafari intussen gewijzigd. Uw wijziging is niet"
            " opgeslagen, maar staat nog op deze pagina."
        )
    row.sequence += 1
    row.saved_sequence = row.sequence
    _fill(row, draft, now)
    renew_tours(session, row, draft.group_tours, now)
    session.flush()
    return row


def _check_open(safari: Safari) -> None:
    if safari.state == "cancelled":
        raise ClosedError(
            "Deze wijksafari is afgelast en kan niet meer worden gewijzigd. Plan een nieuwe avond."
        )
    if safari.state == "held":
        raise ClosedError("Deze wijksafari is al geweest en kan niet meer worden gewijzigd.")


def _fill(row: Safari, draft: SafariDraft, now: datetime) -> None:
    row.title = draft.title
    row.meeting_name = draft.meeting_name
    row.finish_name = draft.finish_name
    row.planner_query = draft.planner_query
    row.starts_at = draft.tour.itinerary.evening.start
    row.tour = tour_to_json(draft.tour)
    row.saved_at = now
