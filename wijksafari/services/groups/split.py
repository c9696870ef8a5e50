"""Splitting a saved safari over groups that ride its stops in turn, and back into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from wijksafari.errors import InputError, StaleError
from wijksafari.models import RidingGroup, Safari, SignUp
from wijksafari.planning.group_members import divided
from wijksafari.planning.groups import GroupPlan, split
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.problem import Occurrence
from wijksafari.planning.route import Router
from wijksafari.planning.travel import Rides
from wijksafari.services.groups.mail import check_told, known_programmes, tell_riders
from wijksafari.services.groups.tours import group_rows, set_tours
from wijksafari.services.hosts.moves import mails_of, moves_between
from wijksafari.services.hosts.moves_told import tell_moves
from wijksafari.services.hosts.plan import stops_of_tours
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.sign_ups.places import check_not_begun, lock_safari


@dataclass(frozen=True, slots=True)
class Division:
    """What is to be stored: the groups' tours, worked out for the tour saved at ``saved_at``."""

    tours: tuple[PlannedTour, ...]
    saved_at: datetime


def plan_groups(
    tour: PlannedTour, router: Router, groups: int, also_open: Iterable[Occurrence] = ()
) -> GroupPlan:
    """How ``groups`` can ride the tour's stops; one group rides the tour as it is.

    The hours are those the tour was made with, and ``also_open``: what else goes
    on there that evening. Raises InputError as ``split`` does.
    """
    itinerary = tour.itinerary
    if groups == 1:
        return GroupPlan((itinerary,))
    stops = [visit.location for visit in itinerary.visits]
    known = [visit.occurrence for visit in itinerary.visits if visit.occurrence is not None]
    occurrences = tuple(dict.fromkeys([*known, *also_open]))
    return split(
        itinerary.evening, stops, occurrences, Rides(router, itinerary.evening, stops), groups
    )


def store_division(
    session: Session,
    safari: Safari,
    division: Division,
    *,
    may_mail: bool,
    actor: Actor,
    post: Post,
    now: datetime,
) -> int:
    """Let the safari ride in these groups, and divide who takes part; says how many were told.

    Into as many groups as there are, everybody stays where they are. Only where
    people count on the evening (it is confirmed) are they told by mail, those
    whose programme becomes another. Raises ClosedError once the evening has
    begun, StaleError when another tour was saved meanwhile, InputError for too
    few groups, and ConsentNeededError for mail that was not agreed to.
    """
    safari = lock_safari(session, safari.id)
    check_not_begun(safari, now)
    if safari.saved_at != division.saved_at:
        raise StaleError(
            "Iemand anders heeft de route intussen gewijzigd. Bekijk haar, en verdeel dan opnieuw."
        )
    riders = riders_of(session, safari)
    groups = len(division.tours)
    if groups > 1:
        check_sizes(safari, len(riders), groups)
    before = known_programmes(riders)
    planned = stops_of_tours(safari, division.tours)
    moves = moves_between(session, safari, planned, now)
    safari.sequence += 1
    same = groups > 1 and len(group_rows(session, safari)) == groups
    tours = division.tours if groups > 1 else (None,)
    rows = set_tours(session, safari, tours, now)
    if groups > 1 and not (same and all(rider.group_id for rider in riders)):
        _place(riders, rows, safari.group_size)
    session.flush()
    what = f"Verdeeld in {groups} groepen." if groups > 1 else "Allen rijden weer in één groep."
    note(session, safari, "change", what, actor=actor, now=now)
    check_told(safari, riders, before, mails_of(moves), may_mail=may_mail)
    tell_moves(session, safari, moves, actor=actor, post=post, now=now)
    return tell_riders(session, safari, riders, before, actor=actor, post=post, now=now)


def groups_needed(riders: int, group_size: int) -> int:
    """Into how many groups so many riders go."""
    return max(1, -(-riders // group_size))


def check_sizes(safari: Safari, riders: int, groups: int) -> None:
    """Raises InputError where so many groups cannot hold all who take part."""
    if riders > groups * safari.group_size:
        raise InputError(
            f"{riders} deelnemers passen niet in {groups} groepen van hooguit"
            f" {safari.group_size}. Verdeel in {groups_needed(riders, safari.group_size)} groepen."
        )


def riders_of(session: Session, safari: Safari) -> Sequence[SignUp]:
    """Those who take part, by name."""
    query = select(SignUp).filter_by(safari_id=safari.id, status="taking_part")
    related = (joinedload(SignUp.group), joinedload(SignUp.link), joinedload(SignUp.practice))
    return session.scalars(query.options(*related).order_by(SignUp.name, SignUp.id)).all()


def _place(riders: Sequence[SignUp], rows: Sequence[RidingGroup], group_size: int) -> None:
    numbers = divided([rider.practice_id for rider in riders], len(rows), group_size)
    for rider, number in zip(riders, numbers, strict=True):
        rider.group = rows[number - 1]
