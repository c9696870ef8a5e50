"""Whom of the hosts a mail reaches, and who is left to be called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.planning.words import listed, locations
from wijksafari.services.journal import Actor, note


@dataclass(frozen=True, slots=True)
class Reached:
    """The names of the places that were mailed, and of those to be called."""

    mailed: tuple[str, ...] = ()
    to_call: tuple[str, ...] = ()


def note_reached(
    session: Session,
    safari: Safari,
    what: str,
    told: Iterable[tuple[str, bool]],
    *,
    actor: Actor,
    now: datetime,
) -> Reached:
    """Write down that ``what`` was told: of each place its name, and whether a mail was written.

    Nothing where ``told`` is empty.
    """
    told = tuple(told)
    found = Reached(
        mailed=tuple(place for place, mailed in told if mailed),
        to_call=tuple(place for place, mailed in told if not mailed),
    )
    if found.mailed:
        sentence = f"{what} gemaild aan {locations(len(found.mailed))}: {listed(found.mailed)}."
        note(session, safari, "mail", sentence, actor=actor, now=now)
    if found.to_call:
        has = "heeft" if len(found.to_call) == 1 else "hebben"
        sentence = f"{what}: {listed(found.to_call)} {has} geen mailadres; bel zelf."
        note(session, safari, "alert", sentence, actor=actor, now=now)
    return found
