"""What the planner's pages stand on: a wijk, an evening, what is open, and the streets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError, NotFoundError
from wijksafari.models import Neighbourhood, Safari
from wijksafari.planning.agreed_hours import AgreedHours
from wijksafari.planning.plan import PlanRequest
from wijksafari.planning.route import Router
from wijksafari.planning.words import listed
from wijksafari.render.programme import Names
from wijksafari.services.catalogue.catalogue import find_neighbourhood, locations_of
from wijksafari.services.evenings.evenings import OpenEvening, open_evening
from wijksafari.services.evenings.holidays import holidays_between, school_region
from wijksafari.services.evenings.warnings import evening_warnings
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.services.wijken.street_files import street_path
from wijksafari.web.agreed_hours_form import at_agreed_hours, read_agreed_hours
from wijksafari.web.collaborators import collaborators
from wijksafari.web.evening_form import Frame, read_frame
from wijksafari.web.place_form import Places, places_of
from wijksafari.web.planner_query import PlannerQuery

WEEKS_AHEAD = 10
TUESDAY, THURSDAY = 1, 3


@dataclass(frozen=True, slots=True)
class Workspace:
    """A chosen evening in a wijk. ``query`` holds only wishes and stops that can be met.

    ``notices`` are sentences about the evening, and about wishes that were dropped.
    """

    query: PlannerQuery
    neighbourhood: Neighbourhood
    places: Places
    frame: Frame
    opened: OpenEvening
    notices: tuple[str, ...]

    @property
    def names(self) -> Names:
        """What people call this evening and its two ends."""
        return Names(
            title=self.query.text("titel") or f"Wijksafari {self.neighbourhood.name}",
            meeting_point=self.frame.meeting.name,
            finish=(self.frame.meeting if self.returns else self.frame.finish).name,
        )

    @property
    def returns(self) -> bool:
        """Whether the evening ends where it began."""
        return self.frame.finish.point == self.frame.meeting.point

    @property
    def location_names(self) -> dict[str, str]:
        """What people call the wijk's locations, by id."""
        return {location.id: location.name for location in self.opened.locations}

    def request(self) -> PlanRequest:
        """What the planner is asked."""
        return PlanRequest(
            evening=self.frame.evening,
            locations=self.opened.locations,
            occurrences=self.opened.whole_day,
            required=self.query.required,
            forbidden=self.query.forbidden,
        )

    def router(self) -> Router:
        """Rides on the wijk's streets. Raises StreetFileError."""
        made = collaborators()
        path = street_path(made.settings.streets, self.neighbourhood)
        return made.routers(path, pace_kmh=self.frame.pace_kmh, dark=self.opened.dark)


def open_workspace(query: PlannerQuery) -> Workspace:
    """The evening that ``query`` describes.

    Locations with agreed hours are open during those, and only then. Raises
    FormError for fields that cannot be used, NotFoundError for an
    unknown wijk, InputError for another wijk than the saved evening's.
    """
    made = collaborators()
    with made.database.reading() as session:
        neighbourhood = _neighbourhood(session, query)
        saved = _saved(session, query, neighbourhood)
        places = places_of(neighbourhood, locations_of(session, neighbourhood))
        frame = read_frame(query, places, made.now())
        opened = open_evening(session, neighbourhood, frame.evening)
        warnings = evening_warnings(session, neighbourhood, frame.evening, made.now(), safari=saved)
    known = {location.id: location.name for location in opened.locations}
    query, agreed = read_agreed_hours(query, known)
    opened = at_agreed_hours(opened, agreed)
    open_ids = frozenset(location.id for location in opened.open_locations)
    return Workspace(
        query=query.only(frozenset(known), open_ids),
        neighbourhood=neighbourhood,
        places=places,
        frame=frame,
        opened=opened,
        notices=(
            *warnings,
            *_agreed_notice(agreed, known),
            *_dropped(query, known, open_ids),
        ),
    )


def _neighbourhood(session: Session, query: PlannerQuery) -> Neighbourhood:
    if not query.text("wijk"):
        raise NotFoundError("Kies eerst een wijk.")
    return find_neighbourhood(session, query.text("wijk"))


def _saved(session: Session, query: PlannerQuery, neighbourhood: Neighbourhood) -> Safari | None:
    """The evening that is changed, if any.

    It stays in its wijk: the practices of that wijk are invited to it.
    """
    uid = query.text("safari")
    if not uid:
        return None
    saved = find_safari(session, uid)
    if saved.neighbourhood_id != neighbourhood.id:
        raise InputError(
            f"Deze wijksafari is van {saved.neighbourhood.name} en kan niet naar"
            f" {neighbourhood.name}. Plan daar een nieuwe avond."
        )
    return saved


def default_day(neighbourhood: Neighbourhood | None, now: datetime) -> date:
    """A Tuesday or Thursday about ten weeks ahead, outside the wijk's holidays."""
    first = now.astimezone(AMSTERDAM).date() + timedelta(weeks=WEEKS_AHEAD)
    days = [first + timedelta(days=n) for n in range(60)]
    suitable = [each for each in days if each.weekday() in (TUESDAY, THURSDAY)]
    off: frozenset[date] = frozenset()
    if neighbourhood is not None:
        region = school_region(neighbourhood.school_region)
        holidays = holidays_between(days[0], days[-1], region)
        off = holidays.public | holidays.school
    return next((each for each in suitable if each not in off), suitable[0])


def _agreed_notice(agreed: Mapping[str, AgreedHours], known: Mapping[str, str]) -> tuple[str, ...]:
    if not agreed:
        return ()
    told = listed(f"{known[each]} alleen {hours.words}" for each, hours in agreed.items())
    return (f"Zo is het afgesproken: {told}.",)


def _dropped(
    query: PlannerQuery, known: dict[str, str], open_ids: frozenset[str]
) -> tuple[str, ...]:
    closed = [known[each] for each in query.wishes if each in known and each not in open_ids]
    unknown = {*query.wishes, *query.stops} - known.keys()
    found = []
    if closed:
        verb = "is" if len(closed) == 1 else "zijn"
        found.append(f"{listed(closed)} {verb} die avond niet open; uw wens is vervallen.")
    if unknown:
        found.append("Een locatie die niet (meer) in deze wijk staat, is overgeslagen.")
    return tuple(found)
