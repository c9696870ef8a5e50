"""When the sun goes down, and whether the group rides in the dark."""

from datetime import date, datetime

from astral import Observer
from astral.sun import sunset as astral_sunset

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.problem import Evening
from wijksafari.planning.route import Point


def sunset(day: date, point: Point) -> datetime:
    """The moment the sun sets at ``point``, which lies in the Netherlands, local time."""
    observer = Observer(latitude=point.lat, longitude=point.lon)
    return astral_sunset(observer, date=day, tzinfo=AMSTERDAM)


def is_dark(evening: Evening) -> bool:
    """Whether the sun sets before the evening is over, so that lit ways matter."""
    return sunset(evening.start.date(), evening.meeting_point) < evening.ends
