"""What is known of a location, moved to the one that it goes up in."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from wijksafari.models import (
    Activity,
    CardProposal,
    ContactPerson,
    DistinctPair,
    Location,
    LocationMerge,
    LocationSource,
    ReferralCard,
)
from wijksafari.services.cards.referral_cards import OF_CARD
from wijksafari.services.catalogue.activities import values_at
from wijksafari.services.evenings.overlaps import twice
from wijksafari.services.texts.names import name_key

_TEXTS = ("type", "address", "entrance", "bicycle_parking", "accessibility")
_PEOPLE = ("contact", "welzijnscoach")


def move_everything(session: Session, stays: Location, goes: Location) -> None:
    """Let ``stays`` have what ``goes`` has and it has not; what it says itself stays.

    The caller holds both rows, and then deletes ``goes`` with what was there twice.
    """
    _fill(stays, goes)
    _move_activities(session, stays, goes)
    _move_contacts(session, stays, goes)
    _move_card(session, stays, goes)
    _move_sources(session, stays, goes)
    _move_distinctions(session, stays, goes)
    _point_to(session, LocationMerge, LocationMerge.location_id == goes.id, stays)


def note_distinct(session: Session, one: int, other: int) -> None:
    """Note that two locations, by the ids of their rows, are two; once."""
    pair = {"first_id": min(one, other), "second_id": max(one, other)}
    if session.scalar(select(DistinctPair.id).filter_by(**pair)) is None:
        session.add(DistinctPair(**pair))
    session.flush()


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
    known = {name_key(each.name) for each in stays.contacts} | {name_key(stays.contact_name)}
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
        for name in OF_CARD:
            mine, its = getattr(known, name), getattr(other, name)
            setattr(known, name, _joined(mine, its) if isinstance(mine, list) else mine or its)
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


def _point_to(
    session: Session, table: type[Any], which: ColumnElement[bool], stays: Location
) -> None:
    statement = update(table).where(which).values(location_id=stays.id)
    session.execute(statement, execution_options={"synchronize_session": False})


def _joined(known: Iterable[str], more: Iterable[str]) -> list[str]:
    """All of them, once each."""
    return list(dict.fromkeys((*known, *more)))
