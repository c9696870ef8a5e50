"""The time, as the wijk's clocks show it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wijksafari.errors import InputError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """The present moment, in Europe/Amsterdam."""
    return datetime.now(AMSTERDAM)


def clock_ahead(seconds: int) -> Callable[[], datetime]:
    """A clock that runs so many seconds ahead of the real one, or behind it, to try things out."""
    # Added to the moment, not to the local time, which skips an hour or has one twice.
    ahead = timedelta(seconds=seconds)
    return lambda: (datetime.now(UTC) + ahead).astimezone(AMSTERDAM)


def local_moment(day: date, time_of_day: time) -> datetime:
    """The moment the clocks show this. Raises InputError where they skip it or show it twice."""
    moment = datetime.combine(day, time_of_day, AMSTERDAM)
    if moment.astimezone(UTC).astimezone(AMSTERDAM).time() != time_of_day:
        raise InputError(
            f"{time_of_day:%H.%M} uur bestaat niet op deze dag: de klok gaat dan een uur vooruit."
            " Kies een andere tijd."
        )
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise InputError(
            f"{time_of_day:%H.%M} uur komt op deze dag twee keer voor: de klok gaat dan een uur"
            " terug. Kies een andere tijd."
        )
    return moment
