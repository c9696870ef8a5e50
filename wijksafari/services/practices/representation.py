"""How much of the huisartsengroep comes to a safari, now and over time."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, selectinload

from wijksafari.models import Invitation, Person, Practice, RepresentationPoint, Safari, SignUp
from wijksafari.planning.functions import COUNTING
from wijksafari.planning.threshold import (
    Band,
    DecidedBy,
    Headcount,
    Representation,
    Standing,
    represent,
)
from wijksafari.planning.threshold_words import both_figures
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.numbers import Numbers, numbers_of, raised
from wijksafari.services.safaris.alerts import warn_below_minimum

ENOUGH: frozenset[Standing] = frozenset(("in_band", "target"))

# Built once, and of plain columns: every sign-up asks all of these with the safari locked.
_COUNTS = and_(
    Invitation.person_id.is_(None),
    or_(Practice.removed_at.is_(None), Practice.removed_at > Safari.starts_at),
)
_SAFARIS = Invitation.safari_id.in_(bindparam("safaris", expanding=True))
_WITH_PEOPLE = (
    select(Practice)
    .join(Invitation, Invitation.practice_id == Practice.id)
    .join(Safari, Safari.id == Invitation.safari_id)
    .where(_SAFARIS, _COUNTS)
    .order_by(Practice.name, Practice.id)
    .options(selectinload(Practice.people))
)
_NUMBERS = (
    select(
        *(Invitation.safari_id, Practice.id, Practice.name, Practice.gps),
        *(Practice.practice_nurses, Person.function),
    )
    .join(Practice, Practice.id == Invitation.practice_id)
    .join(Safari, Safari.id == Invitation.safari_id)
    .outerjoin(Person, Person.practice_id == Practice.id)
    .where(_SAFARIS, _COUNTS)
    .order_by(Invitation.safari_id, Practice.name, Practice.id)
)
_COMING = (
    select(SignUp.safari_id, SignUp.practice_id, func.count())
    .where(
        SignUp.safari_id.in_(bindparam("safaris", expanding=True)),
        SignUp.status == "taking_part",
        SignUp.function.in_(COUNTING),
    )
    .group_by(SignUp.safari_id, SignUp.practice_id)
)
_FIGURES = (
    RepresentationPoint.persons,
    RepresentationPoint.persons_total,
    RepresentationPoint.practices,
    RepresentationPoint.practices_total,
)
_LAST_FIGURES = (
    select(*_FIGURES)
    .where(RepresentationPoint.safari_id == bindparam("safari_id"))
    .order_by(RepresentationPoint.at.desc(), RepresentationPoint.id.desc())
    .limit(1)
)


def invited_practices(session: Session, safari: Safari) -> Sequence[Practice]:
    """The practices that count, by name.

    A practice that left the huisartsengroep before the evening counts no more:
    neither its people nor those of them who signed up.
    """
    return session.scalars(_WITH_PEOPLE, {"safaris": [safari.id]}).all()


def representation_of(session: Session, safari: Safari) -> Representation:
    """Both figures as they are now: only those who take part and whose function counts."""
    return representations_of(session, [safari])[safari.id]


def representations_of(
    session: Session, safaris: Collection[Safari]
) -> Mapping[int, Representation]:
    """Both figures of each, by the number of its row."""
    found = _headcounts(session, [each.id for each in safaris])
    return {
        each.id: represent(found.get(each.id, ()), band_of(each), decided_by(each))
        for each in safaris
    }


def headcount(practice: Practice, signed_up: int) -> Headcount:
    """One practice as the threshold sees it."""
    return _headcount(practice.name, numbers_of(practice), signed_up)


def band_of(safari: Safari) -> Band:
    """The band that was agreed."""
    return Band.of_percent(safari.minimum_percent, safari.target_percent)


def decided_by(safari: Safari) -> DecidedBy:
    """Which figure decides."""
    return "practices" if safari.decided_by == "practices" else "persons"


def note_representation(session: Session, safari: Safari, post: Post, now: datetime) -> None:
    """Keep the figures when they changed, and alert the organiser to a drop.

    To be called, with the safari locked, after every change of sign-ups, invited
    practices, their numbers or the band. A confirmed safari that falls below the
    minimum alerts once; back above it, the next drop alerts again. Nothing is
    cancelled by itself.
    """
    found = representation_of(session, safari)
    _keep_point(session, safari, found, now)
    if safari.state != "confirmed":
        return
    if found.standing not in ENOUGH and safari.alerted_at is None:
        safari.alerted_at = now
        warn_below_minimum(session, safari, found, post=post, now=now)
    elif found.standing in ENOUGH and safari.alerted_at is not None:
        safari.alerted_at = None
        what = f"Weer boven het minimum: {both_figures(found)}."
        note(session, safari, "alert", what, actor=PROGRAM, now=now)
    session.flush()


def points_of(session: Session, safari: Safari) -> Sequence[RepresentationPoint]:
    """How the figures went up and down, oldest first."""
    return session.scalars(
        select(RepresentationPoint)
        .filter_by(safari_id=safari.id)
        .order_by(RepresentationPoint.at, RepresentationPoint.id)
    ).all()


def _headcounts(session: Session, numbers: Sequence[int]) -> dict[int, list[Headcount]]:
    """Those of the practices invited to each of these safaris, without loading them."""
    asked = {"safaris": numbers}
    coming = {(safari, key): n for safari, key, n in session.execute(_COMING, asked)}
    found: dict[int, list[Headcount]] = defaultdict(list)
    rows = session.execute(_NUMBERS, asked)
    for (safari, key, name, *stated), people in groupby(rows, lambda row: row[:5]):
        counted = raised(Numbers(*stated), [row.function for row in people])
        found[safari].append(_headcount(name, counted, coming.get((safari, key), 0)))
    return found


def _headcount(name: str, numbers: Numbers, signed_up: int) -> Headcount:
    return Headcount(
        name=name,
        gps=numbers.gps,
        practice_nurses=numbers.practice_nurses,
        signed_up=signed_up,
    )


def _keep_point(session: Session, safari: Safari, found: Representation, now: datetime) -> None:
    persons, practices = found.by_persons, found.by_practices
    new = (persons.count, persons.total, practices.count, practices.total)
    last = session.execute(_LAST_FIGURES, {"safari_id": safari.id}).one_or_none()
    if new == (last or (0, 0, 0, 0)):
        return
    session.add(
        RepresentationPoint(
            safari_id=safari.id,
            at=now,
            persons=persons.count,
            persons_total=persons.total,
            practices=practices.count,
            practices_total=practices.total,
        )
    )
