"""Keep what goes on at a location: add, change, remove, and a date that does not go ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import InputError, NotFoundError, StaleError
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning import problem
from wijksafari.planning.problem import MOST_EXCEPTIONS
from wijksafari.planning.windows import falls_on
from wijksafari.services.catalogue.rows import lock_location
from wijksafari.services.catalogue.values import activity_value, add_activity, write_activity
from wijksafari.services.evenings.holidays import holidays_between, school_region
from wijksafari.services.evenings.overlaps import twice

MOST_AT_LOCATION = 500


class TwiceError(InputError):
    """The very same is listed at the location already; ``number`` is that activity's."""

    def __init__(self, number: int, sentence: str) -> None:
        self.number = number
        super().__init__(sentence)


def find_activity(
    session: Session, neighbourhood: Neighbourhood, code: str, number: int
) -> Activity:
    """The activity with this ``number`` at location ``code``. Raises NotFoundError."""
    query = (
        select(Activity)
        .join(Activity.location)
        .where(Activity.id == number, Location.code == code)
        .where(Location.neighbourhood_id == neighbourhood.id)
    )
    row = session.scalar(query)
    if row is None:
        raise NotFoundError("Deze activiteit bestaat niet (meer) bij deze locatie.")
    return row


def value_of(row: Activity) -> problem.Activity:
    """The activity as planning knows it."""
    return activity_value(row, row.location.code)


def values_at(location: Location) -> dict[int, problem.Activity]:
    """Everything that goes on at ``location``, by number."""
    return {row.id: activity_value(row, location.code) for row in location.activities}


def put_activity(
    session: Session, location: Location, value: problem.Activity, *, twice_is_meant: bool = False
) -> Activity:
    """List ``value`` at ``location``.

    Raises TwiceError where the very same is there already, unless that is
    meant, and InputError where a location would have more than MOST_AT_LOCATION.
    """
    _lock_location(session, location)
    there = values_at(location)
    if len(there) >= MOST_AT_LOCATION:
        raise InputError(
            f"Deze locatie heeft al {len(there)} activiteiten; verwijder er eerst een paar."
        )
    same = next((number for number, each in there.items() if twice(each, value)), None)
    if same is not None and not twice_is_meant:
        raise TwiceError(
            same,
            "Deze activiteit staat er al, op dezelfde dagen en tijden. Vink aan dat u haar toch"
            " nog een keer wilt toevoegen, of ga terug.",
        )
    row = add_activity(location, value)
    session.flush()
    return row


def change_activity(
    session: Session, row: Activity, value: problem.Activity, revision: int
) -> None:
    """Make ``row`` what ``value`` says; ``revision`` is the one that was changed.

    Raises StaleError where somebody else changed it in between, and
    NotFoundError where it is gone.
    """
    _lock(session, row)
    if row.revision != revision:
        raise StaleError(
            "Iemand anders heeft deze activiteit intussen gewijzigd. Uw wijziging is niet"
            " opgeslagen, maar staat nog op deze pagina."
        )
    if value_of(row) == value:
        return
    _change(session, row, value)


def remove_activity(session: Session, row: Activity) -> None:
    """Take the activity off the list; safaris keep the tour they were saved with.

    Raises NotFoundError where somebody else just did.
    """
    _lock(session, row)
    session.delete(row)
    session.flush()


def cancel_on(session: Session, row: Activity, day: date) -> None:
    """Let the activity not be held on ``day``. Raises InputError where it would not be anyhow."""
    _lock(session, row)
    value = value_of(row)
    if day in value.except_dates:
        return
    if len(value.except_dates) >= MOST_EXCEPTIONS:
        raise InputError(
            f"Er zijn al {MOST_EXCEPTIONS} dagen waarop dit niet doorgaat. Haal voorbije dagen weg"
            " bij de uitzonderingen, of kies een einddatum."
        )
    wijk = session.get_one(Neighbourhood, row.location.neighbourhood_id)
    holidays = holidays_between(day, day, school_region(wijk.school_region))
    if not falls_on(value, day, holidays):
        raise InputError(
            "Op die dag is deze activiteit er niet. Kies een dag waarop zij er wel is."
        )
    _change(session, row, replace(value, except_dates=value.except_dates | {day}))


def restore_on(session: Session, row: Activity, day: date) -> None:
    """Let the activity be held on ``day`` after all, if its rule says so."""
    _lock(session, row)
    value = value_of(row)
    if day in value.except_dates:
        _change(session, row, replace(value, except_dates=value.except_dates - {day}))


def _lock(session: Session, row: Activity) -> None:
    """Read the row anew, for this transaction alone to change. Raises NotFoundError."""
    query = select(Activity).filter_by(id=row.id).with_for_update()
    if session.scalar(query, execution_options={"populate_existing": True}) is None:
        raise NotFoundError("Deze activiteit is intussen verwijderd; er is niets gewijzigd.")


def _lock_location(session: Session, location: Location) -> None:
    """Let two who add the same one wait for each other. Raises NotFoundError."""
    lock_location(session, location.id)
    session.refresh(location, ["activities"])


def _change(session: Session, row: Activity, value: problem.Activity) -> None:
    write_activity(row, value)
    row.revision += 1
    session.flush()
