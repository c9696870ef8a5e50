"""The demo: a fictional wijk on the real streets of Nootdorp, with planned safaris."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.config import PROJECT
from wijksafari.errors import WijksafariError
from wijksafari.models import Neighbourhood, Safari
from wijksafari.planning.plan import PlannedTour, PlanRequest, plan_safari
from wijksafari.planning.problem import Evening
from wijksafari.planning.route import Point, Router
from wijksafari.services.catalogue.activities_csv import read_activities
from wijksafari.services.catalogue.locations_csv import read_locations
from wijksafari.services.catalogue.values import add_activity, add_location
from wijksafari.services.demo.cards import put_demo_cards
from wijksafari.services.evenings.evenings import OpenEvening, open_evening
from wijksafari.services.practices.merging import merge
from wijksafari.services.practices.people_csv import read_group
from wijksafari.services.practices.practices import put_practices
from wijksafari.services.practices.practices_csv import read_practices
from wijksafari.services.safaris.safaris import SafariDraft, save_new_safari
from wijksafari.services.wijken.neighbourhoods import NeighbourhoodEntry, put_neighbourhood
from wijksafari.services.wijken.street_files import put_street_file

DATA = PROJECT / "data"
STREETS = "nootdorp-streets.npz"
STREETS_AT = datetime(2020, 7, 6, tzinfo=UTC)
NAME = "Voorbeeldwijk Nootdorp"
MEETING_POINT = Point(52.0444, 4.3954)
TITLE = "Wijksafari Nootdorp (voorbeeld)"
RIDE_TITLE = "Wijksafari Nootdorp (oefenavond)"
# The first is to invite people to, more than one group of them; the second to ride.
DAYS_AHEAD = {TITLE: 70, RIDE_TITLE: 2}
LEAST_MINUTES = {TITLE: 15, RIDE_TITLE: 20}  # of a visit; shorter leaves room for two groups
TUESDAY = 1
ENTRY = NeighbourhoodEntry(
    name=NAME,
    school_region="Midden",
    streets=STREETS,
    streets_at=STREETS_AT,
    meeting_name="Gezondheidscentrum De Rietlaan (verzonnen)",
    meeting_point=MEETING_POINT,
    example=True,
)


def prepare_demo(
    session: Session, streets: Path, router: Callable[[Path, bool], Router], now: datetime
) -> Neighbourhood:
    """The demo's wijk, with whatever of it was not there yet; the caller commits.

    ``streets`` is the installation's street folder; ``router`` makes a router
    on a street file, for daylight or dark.
    """
    if not (streets / STREETS).exists():
        put_street_file(DATA / STREETS, streets / STREETS)
    neighbourhood = session.scalar(select(Neighbourhood).filter_by(name=NAME))
    if neighbourhood is None:
        neighbourhood = put_neighbourhood(session, ENTRY)
        _put_catalogue(session, neighbourhood)
        _put_group(session, neighbourhood)
    put_demo_cards(session, neighbourhood, DATA / "demo" / "cards.csv", now)
    for title, days in DAYS_AHEAD.items():
        known = select(Safari.id).filter_by(neighbourhood_id=neighbourhood.id, title=title)
        if session.scalar(known.limit(1)) is None:
            opened = _suitable_evening(session, neighbourhood, title, now + timedelta(days=days))
            best = _best_tour(opened, router(streets / STREETS, opened.dark))
            save_new_safari(session, neighbourhood, _draft(neighbourhood, title, best), now)
    return neighbourhood


def _put_catalogue(session: Session, neighbourhood: Neighbourhood) -> None:
    locations = read_locations(DATA / "demo" / "locations.csv").locations
    places = {each.id: add_location(session, neighbourhood, each) for each in locations}
    for each in read_activities(DATA / "demo" / "activities.csv", set(places)).activities:
        add_activity(places[each.location_id], each)
    session.flush()


def _put_group(session: Session, neighbourhood: Neighbourhood) -> None:
    practices = read_practices(DATA / "demo" / "practices.csv").practices
    put_practices(session, neighbourhood, practices)
    merge(session, neighbourhood, read_group((DATA / "demo" / "people.csv").read_bytes()).rows)
    session.flush()


def _best_tour(opened: OpenEvening, router: Router) -> PlannedTour:
    plan = plan_safari(
        PlanRequest(
            evening=opened.evening, locations=opened.locations, occurrences=opened.occurrences
        ),
        router,
    )
    if not plan.tours:
        raise WijksafariError(f"De demo heeft geen route: {plan.reason}")
    return plan.tours[0]


def _draft(neighbourhood: Neighbourhood, title: str, tour: PlannedTour) -> SafariDraft:
    """What an organiser would save."""
    meeting_name = neighbourhood.meeting_name
    return SafariDraft(
        title=title,
        meeting_name=meeting_name,
        finish_name=meeting_name,
        tour=tour,
        planner_query="",
    )


def _suitable_evening(
    session: Session, neighbourhood: Neighbourhood, title: str, since: datetime
) -> OpenEvening:
    """The first Tuesday at 17.30 from then on with enough to choose from."""
    meeting_point = Point(neighbourhood.meeting_lat, neighbourhood.meeting_lon)
    day = since.astimezone(AMSTERDAM).date()
    day += timedelta(days=(TUESDAY - day.weekday()) % 7)
    for week in range(8):
        date = day + timedelta(weeks=week)
        evening = Evening(
            start=datetime(date.year, date.month, date.day, 17, 30, tzinfo=AMSTERDAM),
            meeting_point=meeting_point,
            finish=meeting_point,
            min_visit_minutes=LEAST_MINUTES[title],
        )
        opened = open_evening(session, neighbourhood, evening)
        if len(opened.open_locations) >= evening.max_stops + 2:
            return opened
    raise WijksafariError("De demo heeft op geen enkele dinsdagavond genoeg te bieden.")
