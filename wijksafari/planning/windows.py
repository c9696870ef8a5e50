"""Recurring activities on one evening: what is open, and when a visit can begin."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, tzinfo
from functools import lru_cache

from wijksafari.errors import InputError
from wijksafari.planning.held_days import absence, readable_rule
from wijksafari.planning.problem import (
    Activity,
    Candidate,
    Evening,
    Holidays,
    Location,
    Occurrence,
    TimeWindow,
)
from wijksafari.planning.recurrence import EARLIEST_DATE, parse_rule
from wijksafari.planning.words import clock

LIVE_WORTH = 2
PRESENTATION_WORTH = 1


def occurrences_on(
    activities: Iterable[Activity], day: date, zone: tzinfo, holidays: Holidays
) -> tuple[Occurrence, ...]:
    """What goes on that day, all day long, in the order given.

    Raises InputError for a rule that cannot be read.
    """
    return tuple(
        Occurrence(activity, *hours)
        for activity in activities
        if falls_on(activity, day, holidays) and (hours := hours_on(activity, day, zone))
    )


def falls_on(activity: Activity, day: date, holidays: Holidays) -> bool:
    """Whether the activity is held on ``day``. Raises InputError for an unreadable rule."""
    if day < activity.first_date or (activity.until and day > activity.until):
        return False
    return absence(activity, day, holidays) is None and _by_rule(activity, day)


def hours_on(activity: Activity, day: date, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """When it opens and closes that day; None where a change of the clocks leaves no time.

    A local time that the clocks skip or show twice is read as RFC 5545 reads it
    (section 3.3.5): skipped, it is counted on from before the change; doubled,
    it is the first of the two.
    """
    return _hours(day, activity.opens, activity.closes, zone)


def _by_rule(activity: Activity, day: date) -> bool:
    if activity.rrule is None:
        return day == activity.first_date
    return readable_rule(activity.rrule, activity.first_date).falls_on(day, activity.first_date)


# Thousands of activities have the same hours on the same few days.
@lru_cache(maxsize=10_000)
def _hours(
    day: date, opening: time, closing: time, zone: tzinfo
) -> tuple[datetime, datetime] | None:
    opens, closes = (_moment(day, at, zone) for at in (opening, closing))
    return (opens, closes) if opens.timestamp() < closes.timestamp() else None


def _moment(day: date, at: time, zone: tzinfo) -> datetime:
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), zone)
    return datetime.fromtimestamp(wall.timestamp(), zone)


def check_activity(activity: Activity, name: str) -> list[str]:
    """Every reason why the activity cannot be, one Dutch sentence each; ``name`` is its own."""
    return [f"{name}: {problem}" for problem in _problems(activity)]


def _problems(activity: Activity) -> Iterator[str]:
    if activity.closes <= activity.opens:
        yield (
            f"de activiteit sluit om {clock(activity.closes)}, maar opent pas om"
            f" {clock(activity.opens)}; kies een sluitingstijd later op dezelfde dag."
        )
    yield from _visit_problems(activity)
    if not EARLIEST_DATE <= activity.first_date < date(2100, 1, 1):
        yield "de eerste datum moet tussen 2000 en 2100 liggen."
    elif activity.until and activity.until < activity.first_date:
        yield "de einddatum ligt voor de eerste datum."
    else:
        yield from _rule_problems(activity)


def _visit_problems(activity: Activity) -> Iterator[str]:
    shortest, longest = activity.min_visit_minutes, activity.max_visit_minutes
    given = [minutes for minutes in (shortest, longest) if minutes is not None]
    if any(not 5 <= minutes <= 120 for minutes in given):
        yield "een bezoek duurt 5 tot 120 minuten."
    if shortest is not None and longest is not None and shortest > longest:
        yield (
            f"het kortste bezoek ({shortest} minuten) is langer dan het langste"
            f" ({longest} minuten)."
        )
    open_minutes = _minutes(activity.closes) - _minutes(activity.opens)
    if shortest is not None and 0 < open_minutes < shortest:
        yield (
            f"een bezoek van {shortest} minuten past niet in de {open_minutes} minuten"
            " dat de activiteit duurt."
        )


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _rule_problems(activity: Activity) -> Iterator[str]:
    if activity.rrule is None:
        return
    try:
        rule = parse_rule(activity.rrule)
    except InputError as error:
        yield from error.problems
        return
    if rule.first_date(activity.first_date) is None:
        yield (
            "de herhaling levert de eerste vijf jaar geen enkele datum op;"
            " controleer de regel en de eerste datum."
        )


def visit_seconds(activity: Activity, evening: Evening) -> tuple[int, int]:
    """The shortest and the longest visit; what the activity says goes before the evening's."""
    shortest, longest = activity.min_visit_minutes, activity.max_visit_minutes
    if shortest is None:
        shortest = min(evening.min_visit_minutes, longest or evening.min_visit_minutes)
    if longest is None:
        longest = max(evening.max_visit_minutes, shortest)
    return shortest * 60, longest * 60


def prize(location: Location, activity: Activity) -> int:
    """What meeting this activity is worth, in points."""
    worth = LIVE_WORTH if activity.kind == "live" else PRESENTATION_WORTH
    return worth * location.priority


def is_open(evening: Evening, occurrence: Occurrence) -> bool:
    """Whether any of the occurrence lies within the evening."""
    closes, opens = evening.seconds(occurrence.closes), evening.seconds(occurrence.opens)
    return closes > 0 and opens < evening.duration_minutes * 60


def candidates(
    evening: Evening,
    locations: Iterable[Location],
    occurrences: Iterable[Occurrence],
    required: Collection[str] = (),
    forbidden: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """What a tour may visit, in the order of ``locations``.

    There is one candidate for each location, prize and shortest visit; its
    windows let every visit lie wholly inside one occurrence and inside the
    evening. A required location that cannot be visited is a candidate without
    windows, so that no tour exists.
    """
    at_location: dict[str, list[Occurrence]] = {}
    for occurrence in occurrences:
        at_location.setdefault(occurrence.activity.location_id, []).append(occurrence)
    found = []
    for location in locations:
        groups = _windows_by_worth(evening, location, at_location.get(location.id, ()))
        if not groups and location.id in required:
            groups = {(0, 0): []}
        found += [
            Candidate(
                id=f"{location.id}:{points}:{visit}",
                prize=points,
                service_duration=visit,
                windows=_merged(windows),
                theme=location.theme or None,
                required=location.id in required,
                forbidden=location.id in forbidden,
                location=location.id,
            )
            for (points, visit), windows in sorted(groups.items())
        ]
    return tuple(found)


def location_of(candidate_id: str) -> str:
    """The id of the location that ``candidates`` made this candidate for."""
    return candidate_id.rsplit(":", 2)[0]


def _windows_by_worth(
    evening: Evening, location: Location, occurrences: Iterable[Occurrence]
) -> dict[tuple[int, int], list[TimeWindow]]:
    groups: dict[tuple[int, int], list[TimeWindow]] = {}
    for occurrence in occurrences:
        visit, _ = visit_seconds(occurrence.activity, evening)
        earliest = max(evening.seconds(occurrence.opens), evening.departs)
        latest = min(evening.seconds(occurrence.closes), evening.must_finish) - visit
        if earliest <= latest:
            key = (prize(location, occurrence.activity), visit)
            groups.setdefault(key, []).append(TimeWindow(earliest, latest))
    return groups


def _merged(windows: Iterable[TimeWindow]) -> tuple[TimeWindow, ...]:
    """Windows in order; two that share a start, or follow on the second, become one."""
    merged: list[TimeWindow] = []
    for window in sorted(windows, key=lambda each: (each.earliest, each.latest)):
        if merged and window.earliest <= merged[-1].latest + 1:
            last = merged[-1]
            merged[-1] = TimeWindow(last.earliest, max(last.latest, window.latest))
        else:
            merged.append(window)
    return tuple(merged)
