"""Two locations become one: everything of the one that goes moves to the one that stays."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, InputError, NotFoundError, StaleError
from wijksafari.models import Location, LocationMerge, Neighbourhood
from wijksafari.planning.words import day, moment
from wijksafari.services.catalogue.location_moves import move_everything
from wijksafari.services.catalogue.location_visits import safaris_along
from wijksafari.services.journal import Actor


def merge_locations(
    session: Session,
    neighbourhood: Neighbourhood,
    keep: str,
    gone: str,
    *,
    seen: str,
    actor: Actor,
    now: datetime,
) -> Location:
    """Let the location called ``gone`` go up in ``keep``, and answer that one.

    What ``keep`` says stays; what it does not say, ``gone`` tells. ``seen`` is
    ``seen_of`` the two as somebody had them before them. Raises ClosedError
    where somebody else merged them, StaleError where either changed since,
    NotFoundError where one is gone, and InputError where ``gone`` is a stop of
    a safari to come.
    """
    stays, goes = lock_two(session, neighbourhood, keep, gone)
    if seen_of(stays, goes) != seen:
        raise StaleError(
            "Een van deze locaties is intussen gewijzigd; er is niets samengevoegd. Bekijk ze"
            " hieronder nog eens."
        )
    _check_free(session, neighbourhood, goes, now)
    move_everything(session, stays, goes)
    _note(session, stays, goes, actor, now)
    stays.revision += 1
    # Nobody went through all of what is there now, but for what both had.
    if stays.checked_at is None or goes.checked_at is None:
        stays.checked_at, stays.checked_by = None, ""
    session.flush()
    session.expire_all()  # what moved is not deleted along
    session.delete(goes)
    session.flush()
    return stays


def seen_of(one: Location, other: Location) -> str:
    """The same as long as neither of the two changed."""
    rows = sorted((one, other), key=lambda row: row.id)
    return "-".join(f"{row.code}.{row.revision}" for row in rows)


def lock_two(
    session: Session, neighbourhood: Neighbourhood, one: str, other: str
) -> tuple[Location, Location]:
    """Two locations by their codes, for this transaction alone to change.

    Raises ClosedError, with who did it, where they were merged already,
    NotFoundError where either was removed, and InputError where they are one.
    """
    if one == other:
        raise InputError("Kies twee verschillende locaties.")
    query = select(Location).filter_by(neighbourhood_id=neighbourhood.id)
    query = query.where(Location.code.in_((one, other))).order_by(Location.id)
    rows = session.scalars(
        query.with_for_update(), execution_options={"populate_existing": True}
    ).all()
    by_code = {row.code: row for row in rows}
    for code in (one, other):
        if code not in by_code:
            raise _missing(session, neighbourhood, code)
    return by_code[one], by_code[other]


def _missing(
    session: Session, neighbourhood: Neighbourhood, code: str
) -> ClosedError | NotFoundError:
    query = select(LocationMerge).join(LocationMerge.location)
    mine = query.where(Location.neighbourhood_id == neighbourhood.id)
    done = session.scalar(
        mine.where(LocationMerge.gone_code == code).order_by(LocationMerge.id.desc()).limit(1)
    )
    if done is None:
        return NotFoundError("Deze locatie is intussen verwijderd; er is niets samengevoegd.")
    when = moment(done.merged_at.astimezone(AMSTERDAM))
    return ClosedError(
        f"{done.merged_by} heeft ‘{done.gone_name}’ al samengevoegd met ‘{done.location.name}’,"
        f" op {when}. U hoeft niets meer te doen."
    )


def _check_free(
    session: Session, neighbourhood: Neighbourhood, goes: Location, now: datetime
) -> None:
    safaris = safaris_along(session, neighbourhood, goes.code, now)
    if safaris:
        when = day(safaris[0].starts_at.astimezone(AMSTERDAM))
        raise InputError(
            f"‘{goes.name}’ is een stop op de wijksafari van {when}. Kies dat deze blijft en dat de"
            " andere erin opgaat. Zijn ze allebei een stop? Wacht dan tot na die avond."
        )


def _note(session: Session, stays: Location, goes: Location, actor: Actor, now: datetime) -> None:
    session.add(
        LocationMerge(
            location_id=stays.id,
            gone_code=goes.code,
            gone_name=goes.name,
            merged_by=actor.name[:120],
            merged_at=now,
        )
    )
