"""The catalogue of a wijk: rows in, planning values out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from wijksafari.errors import NotFoundError
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning import problem
from wijksafari.planning.recurrence import RULE_DAYS
from wijksafari.planning.route import Point

# A wijk may have thousands of rows: to read only these columns takes a quarter of the time.
_LOCATION_COLUMNS = (
    *(Location.code, Location.name, Location.type, Location.theme, Location.priority),
    *(Location.address, Location.lat, Location.lon, Location.entrance, Location.bicycle_parking),
    *(Location.contact_name, Location.contact_email, Location.contact_phone),
)
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
        select(*_LOCATION_COLUMNS)
        .where(Location.neighbourhood_id == neighbourhood.id)
        .order_by(Location.name, Location.id)
    )
    return tuple(map(_location, session.execute(query)))


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
    row = Activity()
    write_activity(row, activity)
    location.activities.append(row)
    return row


def write_activity(row: Activity, activity: problem.Activity) -> None:
    """Have the row say what ``activity`` does, wherever it is held."""
    row.title, row.kind = activity.title, activity.kind
    row.rrule, row.first_date, row.until = activity.rrule, activity.first_date, activity.until
    row.except_dates = sorted(day.isoformat() for day in activity.except_dates)
    row.opens, row.closes = activity.opens, activity.closes
    row.in_school_holidays = activity.in_school_holidays
    row.on_public_holidays = activity.on_public_holidays
    row.min_visit_minutes = activity.min_visit_minutes
    row.max_visit_minutes = activity.max_visit_minutes


def location_value(row: Location) -> problem.Location:
    """The row as planning knows it."""
    return _location([getattr(row, each.key) for each in _LOCATION_COLUMNS])


def activity_value(row: Activity, code: str) -> problem.Activity:
    """The row as planning knows it; ``code`` is its location's."""
    return activity_of([getattr(row, each.key) for each in ACTIVITY_COLUMNS], code)


def activity_of(columns: Sequence[Any], code: str) -> problem.Activity:
    """What a query found in ACTIVITY_COLUMNS, as planning knows it."""
    # Unpacked: to ask a query's rows for each column by its name takes twice the time.
    title, kind, opens, closes, rrule, first_date, until, except_dates, *others = columns
    in_school_holidays, on_public_holidays, min_visit_minutes, max_visit_minutes = others
    return problem.Activity(
        location_id=code,
        title=title,
        kind="presentation" if kind == "presentation" else "live",
        rrule=rrule,
        first_date=first_date,
        until=until,
        except_dates=frozenset(map(date.fromisoformat, except_dates)),
        opens=opens,
        closes=closes,
        in_school_holidays=in_school_holidays,
        on_public_holidays=on_public_holidays,
        min_visit_minutes=min_visit_minutes,
        max_visit_minutes=max_visit_minutes,
    )


def _location(columns: Sequence[Any]) -> problem.Location:
    code, name, kind, theme, priority, address, lat, lon, *others = columns
    entrance, bicycle_parking, contact_name, contact_email, contact_phone = others
    return problem.Location(
        id=code,
        name=name,
        point=Point(lat, lon),
        type=kind,
        theme=theme,
        priority=priority,
        address=address,
        contact_name=contact_name,
        contact_email=contact_email,
        contact_phone=contact_phone,
        entrance=entrance,
        bicycle_parking=bicycle_parking,
    )
