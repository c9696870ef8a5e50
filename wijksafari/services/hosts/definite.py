"""The programme stands: all stops said yes, a welzijnscoach rides along, or somebody said why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.models import Safari
from wijksafari.planning.words import listed
from wijksafari.render.programme import line
from wijksafari.services.hosts.plan import stops_of
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.hosts.standing import disagreeing
from wijksafari.services.journal import PROGRAM, Actor, note
from wijksafari.services.sign_ups.places import check_not_begun, lock_safari

LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Coach:
    """The welzijnscoach who rides along; all empty while nobody is named."""

    name: str = ""
    phone: str = ""
    email: str = ""


def coach_of(safari: Safari) -> Coach:
    """Who was named."""
    return Coach(safari.welzijnscoach_name, safari.welzijnscoach_phone, safari.welzijnscoach_email)


def name_coach(
    session: Session, safari: Safari, coach: Coach, *, actor: Actor, now: datetime
) -> bool:
    """Say who rides along as welzijnscoach, or with an empty one that nobody does yet.

    Says whether that is new. Raises ClosedError once the evening has begun or is off.
    """
    safari = lock_safari(session, safari.id)
    check_not_begun(safari, now)
    if coach == coach_of(safari):
        return False
    safari.welzijnscoach_name = coach.name
    safari.welzijnscoach_phone, safari.welzijnscoach_email = coach.phone, coach.email
    what = "De welzijnscoach is genoemd." if coach.name else "Er is geen welzijnscoach meer."
    note(session, safari, "change", what, actor=actor, now=now)
    if not coach.name:
        let_definite_go(session, safari, "er is geen welzijnscoach meer", now)
    session.flush()
    return True


def make_definite(
    session: Session, safari: Safari, why: str, *, actor: Actor, now: datetime
) -> None:
    """The programme stands from now on, or already did.

    Raises InputError where something is missing and nobody says ``why`` it
    stands all the same, and ClosedError once the evening has begun or is off.
    """
    safari = lock_safari(session, safari.id)
    check_not_begun(safari, now)
    missing, why = missing_for_definite(session, safari), why.strip()
    if len(why) > LONGEST_NOTE:
        raise InputError(f"De toelichting is te lang; gebruik hooguit {LONGEST_NOTE} tekens.")
    if missing and not why:
        raise InputError("Schrijf waarom het programma toch vaststaat, terwijl dit nog ontbreekt.")
    if safari.definite_at is not None:
        return
    safari.definite_at, safari.definite_by = now, actor.name
    safari.definite_note = why if missing else ""
    what = " ".join(["Het programma is definitief.", *missing])
    note(session, safari, "decision", what, actor=actor, now=now, why=safari.definite_note)
    session.flush()


def missing_for_definite(session: Session, safari: Safari) -> tuple[str, ...]:
    """A sentence for everything that keeps the programme from standing."""
    found = []
    stops = disagreeing(requests_of(session, safari), stops_of(session, safari))
    if stops:
        has = "heeft" if len(stops) == 1 else "hebben"
        names = listed(line(stop.location.name) for stop in stops)
        found.append(f"{names} {has} (nog) geen ja gezegd.")
    if not safari.welzijnscoach_name:
        found.append("Er is nog geen welzijnscoach genoemd die meegaat.")
    return tuple(found)


def take_back_definite(session: Session, safari: Safari, *, actor: Actor, now: datetime) -> bool:
    """The programme does not stand after all; says whether it did. Raises ClosedError."""
    safari = lock_safari(session, safari.id)
    check_not_begun(safari, now)
    if safari.definite_at is None:
        return False
    _clear(safari)
    what = "Het programma is niet meer definitief."
    note(session, safari, "decision", what, actor=actor, now=now)
    session.flush()
    return True


def let_definite_go(session: Session, safari: Safari, why: str, now: datetime) -> None:
    """What made the programme stand is no longer so; the safari is locked."""
    if safari.definite_at is None:
        return
    _clear(safari)
    what = f"Het programma is niet meer definitief: {why}."
    note(session, safari, "alert", what, actor=PROGRAM, now=now)


def _clear(safari: Safari) -> None:
    safari.definite_at, safari.definite_by, safari.definite_note = None, "", ""
