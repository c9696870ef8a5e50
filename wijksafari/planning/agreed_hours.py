"""Hours that a location agreed with us for one evening, instead of those it usually keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from wijksafari.errors import InputError
from wijksafari.planning.problem import Activity, Occurrence
from wijksafari.planning.words import clock, hours

RECEPTION = "Ontvangst op afspraak"
_SHORTEST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class AgreedHours:
    """A location receives the group between two local times of the evening, and only then.

    Raises InputError where it would be shorter than any visit.
    """

    since: time
    until: time

    def __post_init__(self) -> None:
        if _minutes(self.until) - _minutes(self.since) < _SHORTEST_MINUTES:
            raise InputError(
                f"Tussen {hours(self.since)} en {clock(self.until)} past geen bezoek. Kies een"
                " eindtijd later op dezelfde avond."
            )

    @property
    def words(self) -> str:
        """ "van 19.00 tot 20.00 uur"."""
        return f"van {hours(self.since)} tot {clock(self.until)}"


def within_agreed_hours(
    occurrences: Iterable[Occurrence],
    agreed: Mapping[str, AgreedHours],
    day: date,
    zone: tzinfo,
) -> tuple[Occurrence, ...]:
    """What goes on that day, at the locations in ``agreed`` (by id) only between those hours.

    What goes on there is cut to them. Where that leaves part of them empty, the
    location still receives the group, as it agreed to: by appointment, all through.
    """
    kept = list(occurrences)
    found = [each for each in kept if each.activity.location_id not in agreed]
    for location_id, span in agreed.items():
        since, until = (datetime.combine(day, at, zone) for at in (span.since, span.until))
        here = [each for each in kept if each.activity.location_id == location_id]
        found += _received(location_id, list(_cut(here, since, until)), since, until)
    return tuple(found)


def _cut(
    occurrences: Iterable[Occurrence], since: datetime, until: datetime
) -> Iterator[Occurrence]:
    for each in occurrences:
        opens = max(each.opens, since, key=datetime.timestamp)
        closes = min(each.closes, until, key=datetime.timestamp)
        if opens.timestamp() < closes.timestamp():
            yield Occurrence(each.activity, opens, closes)


def _received(
    location_id: str, cut: list[Occurrence], since: datetime, until: datetime
) -> list[Occurrence]:
    """What is left of its activities, and the appointment where those do not fill the hours."""
    if any(each.opens == since and each.closes == until for each in cut):
        return cut
    appointment = Activity(
        location_id=location_id,
        title=RECEPTION,
        opens=since.timetz().replace(tzinfo=None),
        closes=until.timetz().replace(tzinfo=None),
        first_date=since.date(),
        kind="presentation",
    )
    return [*cut, Occurrence(appointment, since, until)]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
