"""Two locations become one: everything of the one that goes moves to the one that stays."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, InputError, NotFoundError, StaleError
from wijksafari.models import (
    Activity,
    CardProposal,
    ContactPerson,
    DistinctPair,
    Location,
    LocationMerge,
    LocationSource,
    Neighbourhood,
    ReferralCard,
)
from wijksafari.planning.words import day, moment
from wijksafari.services.activities import values_at
from wijksafari.services.journal import Actor
from wijksafari.services.location_visits import safaris_along
from wijksafari.services.names import name_key
from wijksafari.services.overlaps import twice

_TEXTS = ("type", "address", "entrance", "bicycle_parking", "accessibility")
_PEOPLE = ("contact", "welzijnscoach")
_CARD_TEXTS = (
    *("for_whom", "not_for_whom", "offers", "refer_phone", "refer_email", "refer_note"),
    *("response_time", "cost", "languages", "feedback"),
)
_CARD_LISTS = ("ways", "who_may_refer")


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
    _fill(stays, goes)
    _move_activities(session, stays, goes)
    _move_contacts(session, stays, goes)
    _move_card(session, stays, goes)
    _move_sources(session, stays, goes)
    _move_distinctions(session, stays, goes)
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

    Raises ClosedError, with who did it, where they were merged already, and
    NotFoundError where either was removed.
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


def _fill(stays: Location, goes: Location) -> None:
    for name in _TEXTS:
        setattr(stays, name, getattr(stays, name) or getattr(goes, name))
    themes = [goes.theme, *goes.other_themes]
    stays.theme = stays.theme or goes.theme
    others = (each for each in themes if each and each != stays.theme)
    stays.other_themes = _joined(stays.other_themes, others)
    stays.priority = max(stays.priority, goes.priority)
    for who in _PEOPLE:
        names = tuple(f"{who}_{part}" for part in ("name", "email", "phone"))
        known, other = ([getattr(row, name) for name in names] for row in (stays, goes))
        same = not any(known) or name_key(known[0]) == name_key(other[0])
        for name in names if same else ():
            setattr(stays, name, getattr(stays, name) or getattr(goes, name))


def _move_activities(session: Session, stays: Location, goes: Location) -> None:
    """All that is not at ``stays`` already."""
    there = list(values_at(stays).values())
    moving = [
        number
        for number, value in values_at(goes).items()
        if not any(twice(replace(value, location_id=stays.code), each) for each in there)
    ]
    _point_to(session, Activity, Activity.id.in_(moving), stays)


def _move_contacts(session: Session, stays: Location, goes: Location) -> None:
    """The contact who is not asked any more becomes one of the others."""
    known = {name_key(each.name) for each in (*stays.contacts,)} | {name_key(stays.contact_name)}
    moving = [each.id for each in goes.contacts if name_key(each.name) not in known]
    _point_to(session, ContactPerson, ContactPerson.id.in_(moving), stays)
    if goes.contact_name and name_key(goes.contact_name) not in known:
        session.add(
            ContactPerson(
                location_id=stays.id,
                name=goes.contact_name,
                email=goes.contact_email,
                phone=goes.contact_phone,
            )
        )


def _move_card(session: Session, stays: Location, goes: Location) -> None:
    _point_to(session, CardProposal, CardProposal.location_id == goes.id, stays)
    query = select(ReferralCard).with_for_update()
    known, other = (session.scalar(query.filter_by(location_id=row.id)) for row in (stays, goes))
    if known is None:
        _point_to(session, ReferralCard, ReferralCard.location_id == goes.id, stays)
    elif other is not None:
        for name in _CARD_TEXTS:
            setattr(known, name, getattr(known, name) or getattr(other, name))
        for name in _CARD_LISTS:
            setattr(known, name, _joined(getattr(known, name), getattr(other, name)))
        known.revision += 1


def _move_sources(session: Session, stays: Location, goes: Location) -> None:
    """Whatever list knew ``goes`` finds ``stays`` from now on, also by the code it had."""
    _point_to(session, LocationSource, LocationSource.location_id == goes.id, stays)
    wijk = stays.neighbourhood_id
    query = select(LocationSource.id).filter_by(neighbourhood_id=wijk, kind="csv", key=goes.code)
    if session.scalar(query) is None:
        session.add(
            LocationSource(neighbourhood_id=wijk, location_id=stays.id, kind="csv", key=goes.code)
        )


def _move_distinctions(session: Session, stays: Location, goes: Location) -> None:
    """What was another location than ``goes`` is another than ``stays``."""
    mine = or_(DistinctPair.first_id == goes.id, DistinctPair.second_id == goes.id)
    for pair in session.scalars(select(DistinctPair).where(mine)).all():
        other = pair.second_id if pair.first_id == goes.id else pair.first_id
        session.delete(pair)
        if other != stays.id:
            note_distinct(session, stays.id, other)


def note_distinct(session: Session, one: int, other: int) -> None:
    """Note that two locations, by the ids of their rows, are two; once."""
    pair = {"first_id": min(one, other), "second_id": max(one, other)}
    if session.scalar(select(DistinctPair.id).filter_by(**pair)) is None:
        session.add(DistinctPair(**pair))
    session.flush()


def _note(session: Session, stays: Location, goes: Location, actor: Actor, now: datetime) -> None:
    _point_to(session, LocationMerge, LocationMerge.location_id == goes.id, stays)
    session.add(
        LocationMerge(
            location_id=stays.id,
            gone_code=goes.code,
            gone_name=goes.name,
            merged_by=actor.name[:120],
            merged_at=now,
        )
    )


def _point_to(
    session: Session, table: type[Any], which: ColumnElement[bool], stays: Location
) -> None:
    statement = update(table).where(which).values(location_id=stays.id)
    session.execute(statement, execution_options={"synchronize_session": False})


def _joined(known: Iterable[str], more: Iterable[str]) -> list[str]:
    """All of them, once each."""
    return list(dict.fromkeys((*known, *more)))
