"""What there is in a wijk: its rows, and what planning is told of them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from wijksafari.errors import NotFoundError
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning import problem
from wijksafari.planning.recurrence import RULE_DAYS
from wijksafari.services.catalogue.values import (
    ACTIVITY_COLUMNS,
    LOCATION_COLUMNS,
    activity_of,
    location_of,
)


def all_neighbourhoods(session: Session) -> Sequence[Neighbourhood]:
    """Every wijk, by name."""
    return session.scalars(select(Neighbourhood).order_by(Neighbourhood.name)).all()


def find_neighbourhood(session: Session, slug: str) -> Neighbourhood:
    """The wijk called ``slug``. Raises NotFoundError."""
    row = session.scalar(select(Neighbourhood).filter_by(slug=slug))
    if row is None:
        raise NotFoundError("Deze wijk bestaat niet (meer).")
    return row


def lock_neighbourhood(session: Session, neighbourhood: Neighbourhood) -> None:
    """Let others who change many rows of the wijk wait until this transaction ends.

    Only they wait: rows that refer to the wijk can still be written.
    """
    query = select(Neighbourhood.id).filter_by(id=neighbourhood.id)
    session.execute(query.with_for_update(key_share=True))


def find_location(session: Session, neighbourhood: Neighbourhood, code: str) -> Location:
    """The location that the wijk calls ``code``. Raises NotFoundError."""
    row = session.scalar(select(Location).filter_by(neighbourhood_id=neighbourhood.id, code=code))
    if row is None:
        raise NotFoundError("Deze locatie bestaat niet (meer) in deze wijk.")
    return row


def locations_of(session: Session, neighbourhood: Neighbourhood) -> tuple[problem.Location, ...]:
    """The wijk's locations, by name."""
    query = (
        select(*LOCATION_COLUMNS)
        .where(Location.neighbourhood_id == neighbourhood.id)
        .order_by(Location.name, Location.id)
    )
    return tuple(map(location_of, session.execute(query)))


def activities_of(
    session: Session,
    neighbourhood: Neighbourhood,
    *,
    on: date | None = None,
) -> tuple[problem.Activity, ...]:
    """Everything that goes on in the wijk; with ``on`` only what can be held that day.

    What can be is not what is: rules are not really read here, nor are holidays asked.
    """
    query = (
        select(*ACTIVITY_COLUMNS, Location.code)
        .join(Activity.location)
        .where(Location.neighbourhood_id == neighbourhood.id)
        .order_by(Activity.id)
    )
    if on is not None:
        query = query.where(_may_be_held(on), may_be_held_on_a(on.weekday()))
    return tuple(activity_of(columns, code) for *columns, code in session.execute(query))


def _may_be_held(day: date) -> ColumnElement[bool]:
    begun = and_(Activity.rrule.is_not(None), Activity.first_date <= day)
    lasting = or_(Activity.until.is_(None), Activity.until >= day)
    return and_(or_(begun, Activity.first_date == day), lasting)


def may_be_held_on_a(weekday: int) -> ColumnElement[bool]:
    """Whether an activity's rule names the weekday (0 is Monday), or none: most name another."""
    rule: ColumnElement[str] = func.upper(Activity.rrule)
    names_none, bare = rule.not_like("%BYDAY=%"), rule
    # Weekdays hide in these words: FR, WE, MO and TH.
    for word in ("FREQ", "WEEKLY", "MONTH"):
        bare = func.replace(bare, word, "")
    names_it = bare.like(f"%{RULE_DAYS[weekday]}%")
    return or_(Activity.rrule.is_(None), names_none, names_it)
