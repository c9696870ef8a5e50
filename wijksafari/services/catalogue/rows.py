"""The rows of a wijk's catalogue: all of them, with what hangs on them, or one to change."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from wijksafari.errors import NotFoundError
from wijksafari.models import Activity, Location, Neighbourhood


def location_rows(session: Session, neighbourhood: Neighbourhood) -> Sequence[Location]:
    """Every location by name, with its activities and further contacts."""
    query = (
        select(Location)
        .filter_by(neighbourhood_id=neighbourhood.id)
        .order_by(Location.name, Location.id)
        .options(selectinload(Location.activities), selectinload(Location.contacts))
    )
    return session.scalars(query).all()


def activity_rows(session: Session, neighbourhood: Neighbourhood) -> Sequence[Activity]:
    """Every activity, by its location's name."""
    query = (
        select(Activity)
        .join(Activity.location)
        .where(Location.neighbourhood_id == neighbourhood.id)
        .order_by(Location.name, Activity.id)
        .options(contains_eager(Activity.location))
    )
    return session.scalars(query).all()


def lock_location(session: Session, location_id: int) -> Location:
    """The location as it is now, for this transaction alone to change. Raises NotFoundError."""
    query = select(Location).filter_by(id=location_id).with_for_update()
    row = session.scalar(query, execution_options={"populate_existing": True})
    if row is None:
        raise NotFoundError("Deze locatie bestaat niet (meer).")
    return row
