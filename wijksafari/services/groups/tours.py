"""The tours that a safari's groups ride, kept true to the safari's own."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wijksafari.models import RidingGroup, Safari, SignUp
from wijksafari.planning.plan import PlannedTour
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.safaris.tour_json import tour_to_json


def group_rows(session: Session, safari: Safari) -> Sequence[RidingGroup]:
    """The rows there are, by number; none for a safari nobody was named to lead."""
    query = select(RidingGroup).filter_by(safari_id=safari.id).order_by(RidingGroup.number)
    return session.scalars(query).all()


def set_tours(
    session: Session, safari: Safari, tours: Sequence[PlannedTour | None], now: datetime
) -> Sequence[RidingGroup]:
    """As many groups as there are ``tours``; who leads a group that stays, stays.

    None is the safari's own tour. With one group nobody is in a group any more.
    """
    known = {row.number: row for row in group_rows(session, safari)}
    for number, row in known.items():
        if number > len(tours):
            _empty(session, row)
            session.delete(row)
    for number, tour in enumerate(tours, 1):
        if number not in known:
            known[number] = RidingGroup(safari=safari, number=number)
            session.add(known[number])
        known[number].tour = tour_to_json(tour) if tour else None
        known[number].changed_at = now
    if len(tours) == 1:
        _empty(session, known[1])
    session.flush()
    return [known[number] for number in range(1, len(tours) + 1)]


def renew_tours(
    session: Session, safari: Safari, tours: Sequence[PlannedTour], now: datetime
) -> None:
    """The safari has another tour, and its groups with it: ``tours``, by number.

    Where there are not as many as there are groups, they could not be split
    anew: then all ride together again, and the journal says so.
    """
    groups = len(group_rows(session, safari))
    if groups < 2:
        return
    if len(tours) == groups:
        set_tours(session, safari, tours, now)
        return
    set_tours(session, safari, (None,), now)
    what = (
        f"De route is gewijzigd; de verdeling in {groups} groepen past daar niet bij en is"
        " vervallen. Verdeel opnieuw bij ‘Groepen’."
    )
    note(session, safari, "change", what, actor=PROGRAM, now=now)


def _empty(session: Session, row: RidingGroup) -> None:
    members = update(SignUp).where(SignUp.group_id == row.id).values(group_id=None)
    session.execute(members, execution_options={"synchronize_session": "fetch"})
