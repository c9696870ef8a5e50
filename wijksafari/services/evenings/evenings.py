"""One evening in one wijk: what is open, and how dark it gets."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Neighbourhood
from wijksafari.planning.problem import Evening, Location, Occurrence
from wijksafari.planning.windows import is_open, occurrences_on
from wijksafari.services.catalogue.catalogue import activities_of, locations_of
from wijksafari.services.evenings.daylight import is_dark, sunset
from wijksafari.services.evenings.holidays import holidays_between, school_region


@dataclass(frozen=True, slots=True)
class OpenEvening:
    """``occurrences`` are those that fall within the evening; ``locations`` the whole wijk.
    ``whole_day`` also has the others of that day, so that another start can be tried.

    ``dark``: the group rides at least partly after ``sunset``.
    """

    evening: Evening
    locations: tuple[Location, ...]
    occurrences: tuple[Occurrence, ...]
    whole_day: tuple[Occurrence, ...]
    sunset: datetime

    @property
    def dark(self) -> bool:
        """Whether the sun sets before the evening is over."""
        return is_dark(self.evening)

    @property
    def open_locations(self) -> tuple[Location, ...]:
        """The locations where something goes on during the evening, in the wijk's order."""
        ids = self._open_ids()
        return tuple(location for location in self.locations if location.id in ids)

    @property
    def closed_locations(self) -> tuple[Location, ...]:
        """The other locations, in the wijk's order."""
        ids = self._open_ids()
        return tuple(location for location in self.locations if location.id not in ids)

    def by_location(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """What goes on at each open location, by its id, earliest first."""
        found: dict[str, list[Occurrence]] = defaultdict(list)
        for each in sorted(self.occurrences, key=lambda o: (o.opens, o.closes, o.activity.title)):
            found[each.activity.location_id].append(each)
        return {location_id: tuple(here) for location_id, here in found.items()}

    def _open_ids(self) -> frozenset[str]:
        return frozenset(occurrence.activity.location_id for occurrence in self.occurrences)


def open_evening(session: Session, neighbourhood: Neighbourhood, evening: Evening) -> OpenEvening:
    """What the catalogue of ``neighbourhood`` offers during ``evening``."""
    day = evening.start.astimezone(AMSTERDAM).date()
    holidays = holidays_between(day, day, school_region(neighbourhood.school_region))
    activities = activities_of(session, neighbourhood, on=day)
    occurrences = occurrences_on(activities, day, AMSTERDAM, holidays)
    return OpenEvening(
        evening=evening,
        locations=locations_of(session, neighbourhood),
        occurrences=tuple(occurrence for occurrence in occurrences if is_open(evening, occurrence)),
        whole_day=occurrences,
        sunset=sunset(day, evening.meeting_point),
    )
