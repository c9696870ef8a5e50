"""Locations and activities as rows and as planning values: the one as the other."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning import problem
from wijksafari.planning.route import Point

# A wijk may have thousands of rows: to read only these columns takes a quarter of the time.
LOCATION_COLUMNS = (
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
    return location_of([getattr(row, each.key) for each in LOCATION_COLUMNS])


def activity_value(row: Activity, code: str) -> problem.Activity:
    """The row as planning knows it; ``code`` is its location's."""
    return activity_of([getattr(row, each.key) for each in ACTIVITY_COLUMNS], code)


def location_of(columns: Sequence[Any]) -> problem.Location:
    """What a query found in LOCATION_COLUMNS, as planning knows it."""
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
