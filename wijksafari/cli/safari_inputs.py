"""From the options of ``plan`` and ``check-order`` to what planning asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from wijksafari import clock
from wijksafari.cli import parameters
from wijksafari.cli.problems import Problems
from wijksafari.errors import InputError
from wijksafari.planning.address import Address, Finding
from wijksafari.planning.plan import PlanRequest
from wijksafari.planning.problem import Activity, Evening, Occurrence
from wijksafari.planning.route import Point, Router
from wijksafari.planning.windows import occurrences_on
from wijksafari.planning.words import clock as clock_in_words
from wijksafari.planning.words import day as day_in_words
from wijksafari.render.programme import NAMES, Names
from wijksafari.services.catalogue.activities_csv import ActivitiesFile, read_activities
from wijksafari.services.catalogue.locations_csv import LocationsFile, read_locations
from wijksafari.services.evenings.daylight import is_dark
from wijksafari.services.evenings.holidays import (
    SCHOOL_HOLIDAYS_KNOWN_UNTIL,
    SchoolRegion,
    holidays_between,
    school_region,
)
from wijksafari.streets.router import StreetRouter
from wijksafari.streets.store import load

Profile = Literal["shortest", "group"]
PROFILES: tuple[Profile, ...] = ("group", "shortest")


@dataclass(frozen=True, slots=True, kw_only=True)
class SafariOptions:
    """The options as they were typed."""

    streets: Path
    locations: Path
    activities: Path
    date: str
    start: str
    meeting_point: str
    finish: str | None
    meeting_name: str | None
    finish_name: str | None
    duration: str
    pace: str
    stops: str
    require: Sequence[str]
    forbid: Sequence[str]
    alternatives: str
    region: str
    profile: str


@dataclass(frozen=True, slots=True)
class SafariInputs:
    """What planning asks for, and in sentences what the organiser should know first."""

    request: PlanRequest
    router: Router
    names: Names
    notices: tuple[str, ...]


def read_inputs(options: SafariOptions, *, not_before: datetime | None = None) -> SafariInputs:
    """Read everything. Raises InputError with all that is wrong, options and files together.

    An evening that is over at ``not_before`` is refused.
    """
    problems = Problems()
    evening = _evening(options, problems)
    if evening and not_before and evening.ends <= not_before:
        problems.attempt("--date", _refuse_past, evening)
    pace = problems.attempt("--pace", parameters.decimal, options.pace, 5.0, 30.0)
    profile = problems.attempt("--profile", parameters.one_of, options.profile, PROFILES)
    region = problems.attempt("--region", school_region, options.region)
    alternatives = problems.attempt("--alternatives", parameters.whole, options.alternatives, 1, 10)
    locations, activities = _catalogue(options, problems)
    network = problems.attempt("", load, options.streets)
    request = None
    if evening and locations:
        build = partial(
            PlanRequest,
            evening=evening,
            locations=locations.locations,
            occurrences=_occurrences(evening, activities, region),
            required=frozenset(options.require),
            forbidden=frozenset(options.forbid),
            alternatives=alternatives or 1,
        )
        request = problems.attempt("", build)
    problems.raise_any()
    if not (request and network and locations and activities and pace and profile):
        raise AssertionError("a problem went untold")
    dark = profile == "group" and is_dark(request.evening)
    router = StreetRouter(network, profile=profile, pace_kmh=pace, dark=dark)
    notices = (*locations.notices, *activities.notices, *_season(request.evening, activities))
    return SafariInputs(request, router, _names(options), notices)


def _names(options: SafariOptions) -> Names:
    return Names(
        meeting_point=options.meeting_name or NAMES.meeting_point,
        finish=options.finish_name or NAMES.finish,
    )


def _evening(options: SafariOptions, problems: Problems) -> Evening | None:
    day = problems.attempt("--date", parameters.day, options.date)
    time_of_day = problems.attempt("--start", parameters.clock_time, options.start)
    meeting_point = problems.attempt("--meeting-point", parameters.lat_lon, options.meeting_point)
    finish: Point | None = meeting_point
    if options.finish is not None:
        finish = problems.attempt("--finish", parameters.lat_lon, options.finish)
    duration = problems.attempt("--duration", parameters.whole, options.duration, 30, 480)
    stops = problems.attempt("--stops", parameters.stop_range, options.stops)
    start = None
    if day and time_of_day:
        start = problems.attempt("--start", clock.local_moment, day, time_of_day)
    if not (start and meeting_point and finish and duration and stops):
        return None
    build = partial(
        Evening,
        start=start,
        meeting_point=meeting_point,
        finish=finish,
        duration_minutes=duration,
        min_stops=stops[0],
        max_stops=stops[1],
    )
    return problems.attempt("", build)


def _refuse_past(evening: Evening) -> None:
    moment = f"{day_in_words(evening.start)}, {clock_in_words(evening.start)}"
    raise InputError(f"{moment} is voorbij; kies een avond die nog komt.")


def _catalogue(
    options: SafariOptions, problems: Problems
) -> tuple[LocationsFile | None, ActivitiesFile | None]:
    locations = problems.attempt(
        options.locations.name, read_locations, options.locations, _find_address
    )
    ids = {location.id for location in locations.locations} if locations else None
    activities = problems.attempt(options.activities.name, read_activities, options.activities, ids)
    return locations, activities


def _find_address(address: Address) -> Finding:
    # Few files need the database and the geocoders, and they take long to load.
    from wijksafari.cli.addresses import find_address

    return find_address(address)


def _occurrences(
    evening: Evening, activities: ActivitiesFile | None, region: SchoolRegion | None
) -> tuple[Occurrence, ...]:
    if activities is None or region is None:
        return ()
    day = evening.start.date()
    held: tuple[Activity, ...] = activities.activities
    return occurrences_on(held, day, clock.AMSTERDAM, holidays_between(day, day, region))


def _season(evening: Evening, activities: ActivitiesFile) -> tuple[str, ...]:
    """Whether it matters that the school holidays are not known yet."""
    if evening.start.date() <= SCHOOL_HOLIDAYS_KNOWN_UNTIL:
        return ()
    if all(activity.in_school_holidays for activity in activities.activities):
        return ()
    return (
        f"De schoolvakanties na {day_in_words(SCHOOL_HOLIDAYS_KNOWN_UNTIL)} zijn nog niet "
        "vastgesteld; controleer of de activiteiten dan doorgaan.",
    )
