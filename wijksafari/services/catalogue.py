"""The catalogue of a wijk: rows in, planning values out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session

from wijksafari.errors import NotFoundError
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning import problem
from wijksafari.planning.route import Point

# A wijk may have thousands of rows: to read only these columns takes a quarter of the time.
_LOCATION_COLUMNS = (
    *(Location.code, Location.name, Location.type, Location.theme, Location.priority),
    *(Location.address, Location.lat, Location.lon, Location.entrance, Location.bicycle_parking),
    *(Location.contact_name, Location.contact_email, Location.contact_phone),
)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ACTIVITY_COLUMNS = (
    *(Activity.title, Activity.kind, Activity.opens, Activity.closes),
    *(Activity.rrule, Activity.first_date, Activity.until, Activity.except_dates),
    *(Activity.in_school_holidays, Activity.on_public_holidays),
    *(Activity.min_visit_minutes, Activity.max_visit_minutes),
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


def find_location(session: Session, neighbourhood: Neighbourhood, code: str) -> Location:
    """The location that the wijk calls ``code``. Raises NotFoundError."""
    row = session.scalar(select(Location).filter_by(neighbourhood_id=neighbourhood.id, code=code))
    if row is None:
        raise NotFoundError("Deze locatie bestaat niet (meer) in deze wijk.")
    return row


def locations_of(session: Session, neighbourhood: Neighbourhood) -> tuple[problem.Location, ...]:
    """The wijk's locations, by name."""
    query = (
        select(*_LOCATION_COLUMNS)
        .where(Location.neighbourhood_id == neighbourhood.id)
        .order_by(Location.name, Location.id)
    )
    return tuple(location_value(row) for row in session.execute(query))


def activities_of(
    session: Session,
    neighbourhood: Neighbourhood,
    *,
    on: date | None = None,
    weekday: int | None = None,
) -> tuple[problem.Activity, ...]:
    """Everything that goes on in the wijk; with ``on`` only what can be held that day.

    With ``weekday`` (0 is Monday) only what can be held on such a day. What can
    be is not what is: rules are not really read here, nor are holidays asked.
    """
    query = (
        select(*ACTIVITY_COLUMNS, Location.code)
        .join(Activity.location)
        .where(Location.neighbourhood_id == neighbourhood.id)
        .order_by(Activity.id)
    )
    if on is not None:
        query = query.where(_may_be_held(on), _may_be_held_on_a(on.weekday()))
    if weekday is not None:
        query = query.where(_may_be_held_on_a(weekday))
    return tuple(activity_value(row, row.code) for row in session.execute(query))


def _may_be_held(day: date) -> ColumnElement[bool]:
    begun = and_(Activity.rrule.is_not(None), Activity.first_date <= day)
    lasting = or_(Activity.until.is_(None), Activity.until >= day)
    return and_(or_(begun, Activity.first_date == day), lasting)


def _may_be_held_on_a(weekday: int) -> ColumnElement[bool]:
    """Whether the rule names the weekday, or none at all: most rules name another."""
    rule: ColumnElement[str] = func.upper(Activity.rrule)
    names_none, bare = rule.not_like("%BYDAY=%"), rule
    # Weekdays hide in these words: FR, WE, MO and TH.
    for word in ("FREQ", "WEEKLY", "MONTH"):
        bare = func.replace(bare, word, "")
    names_it = bare.like(f"%{_WEEKDAYS[weekday]}%")
    return or_(Activity.rrule.is_(None), names_none, names_it)


def add_location(
    session: Session, neighbourhood: Neighbourhood, location: problem.Location
) -> Location:
    """A new row for ``location``."""
    row = Location(
        neighbourhood_id=neighbourhood.id,
        code=location.id,
        name=location.name,
        type=location.type,
        theme=location.theme,
        priority=location.priority,
        address=location.address,
        lat=location.point.lat,
        lon=location.point.lon,
        contact_name=location.contact_name,
        contact_email=location.contact_email,
        contact_phone=location.contact_phone,
        entrance=location.entrance,
        bicycle_parking=location.bicycle_parking,
    )
    session.add(row)
    return row


def add_activity(location: Location, activity: problem.Activity) -> Activity:
    """A new row for ``activity``, at ``location``."""
    row = Activity(
        title=activity.title,
        kind=activity.kind,
        rrule=activity.rrule,
        first_date=activity.first_date,
        until=activity.until,
        except_dates=sorted(day.isoformat() for day in activity.except_dates),
        opens=activity.opens,
        closes=activity.closes,
        in_school_holidays=activity.in_school_holidays,
        on_public_holidays=activity.on_public_holidays,
        min_visit_minutes=activity.min_visit_minutes,
        max_visit_minutes=activity.max_visit_minutes,
    )
    location.activities.append(row)
    return row


def location_value(row: Location | Row[*tuple[Any, ...]]) -> problem.Location:
    """The row, or its columns, as planning knows it."""
    return problem.Location(
        id=row.code,
        name=row.name,
        point=Point(row.lat, row.lon),
        type=row.type,
        theme=row.theme,
        priority=row.priority,
        address=row.address,
        contact_name=row.contact_name,
        contact_email=row.contact_email,
        contact_phone=row.contact_phone,
        entrance=row.entrance,
        bicycle_parking=row.bicycle_parking,
    )


def activity_value(row: Activity | Row[*tuple[Any, ...]], code: str) -> problem.Activity:
    """The row, or its columns, as planning knows it; ``code`` is its location's."""
    return problem.Activity(
        location_id=code,
        title=row.title,
        kind="presentation" if row.kind == "presentation" else "live",
        rrule=row.rrule,
        first_date=row.first_date,
        until=row.until,
        except_dates=frozenset(date.fromisoformat(day) for day in row.except_dates),
        opens=row.opens,
        closes=row.closes,
        in_school_holidays=row.in_school_holidays,
        on_public_holidays=row.on_public_holidays,
        min_visit_minutes=row.min_visit_minutes,
        max_visit_minutes=row.max_visit_minutes,
    )
