"""Telling those who take part that they ride another programme than they knew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ConsentNeededError
from wijksafari.models import Safari, SignUp
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.words import hours, locations, people
from wijksafari.render.programme import line
from wijksafari.services.groups.riding_groups import own_group, tour_for
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.safaris.changes import Change
from wijksafari.services.sign_ups.participant_mail import mail_to

_TOGETHER = "één groep met iedereen"
Programme = tuple[str, str]  # the group, and the stops with the time of arrival
Programmes = Mapping[int, Programme]


def known_programmes(riders: Sequence[SignUp]) -> Programmes:
    """What each rides now, by the sign-up's id."""
    return {rider.id: _programme(rider) for rider in riders}


def told_of(safari: Safari, riders: Sequence[SignUp], before: Programmes) -> list[SignUp]:
    """Who must know: nobody while the evening is not confirmed, and has no fixed programme yet."""
    if safari.state != "confirmed":
        return []
    return [rider for rider in riders if before.get(rider.id) != _programme(rider)]


def check_told(
    safari: Safari, riders: Sequence[SignUp], before: Programmes, hosts: int = 0, *, may_mail: bool
) -> None:
    """Raises ConsentNeededError where people, or so many hosts, get a mail nobody agreed to."""
    if may_mail:
        return
    if hosts:
        raise ConsentNeededError(
            f"De tijden veranderen voor {locations(hosts)} die al {'is' if hosts == 1 else 'zijn'}"
            " gevraagd. Vink aan dat zij daarover een mail krijgen."
        )
    if told := told_of(safari, riders, before):
        raise ConsentNeededError(
            f"De avond is al bevestigd: {people(len(told))} krijgen een mail met hun nieuwe"
            " programma. Vink aan dat dat mag."
        )


def tell_riders(
    session: Session,
    safari: Safari,
    riders: Sequence[SignUp],
    before: Programmes,
    *,
    actor: Actor,
    post: Post,
    now: datetime,
) -> int:
    """Mail the new programme with a new calendar file; says to how many."""
    told = told_of(safari, riders, before)
    batch = uuid4().hex
    for rider in told:
        changes = _changes(before[rider.id], _programme(rider))
        mail = mail_to(
            rider, "changed_evening", post, now, with_file=True, batch=batch, changes=changes
        )
        post.put(session, mail, now)
    if told:
        what = f"Nieuw programma gemaild aan {people(len(told))}."
        note(session, safari, "mail", what, actor=actor, now=now)
    session.flush()
    return len(told)


def _programme(rider: SignUp) -> Programme:
    return own_group(rider) or _TOGETHER, _stops(tour_for(rider).itinerary)


def _stops(itinerary: Itinerary) -> str:
    return ", ".join(
        f"{hours(visit.arrival.astimezone(AMSTERDAM))} {line(visit.location.name)}"
        for visit in itinerary.visits
    )


def _changes(old: Programme, new: Programme) -> tuple[Change, ...]:
    names = ("Uw groep", "Stops")
    found = zip(names, old, new, strict=True)
    return tuple(Change(what, was, now) for what, was, now in found if was != now)
