"""One invented evening in Amsterdam West, small enough to read, for every renderer."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.explain import Rejection
from wijksafari.planning.itinerary import Itinerary, Violation, Visit
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.problem import Activity, Evening, Location, Occurrence
from wijksafari.planning.route import Leg, Maneuver, Point, Step, Street

START = datetime(2026, 6, 4, 17, 30, tzinfo=AMSTERDAM)
MEETING_POINT = Point(52.38, 4.885)
HOSTILE = (
    '"><img src=x onerror=boom()>${boom()}`\\</script><script>boom()</script>\x00\x0b\u202e'
    "{{ 191*191 }}{% raw %}{#\nBEGIN:VEVENT\r"
)

LINDE = Location(
    id="linde",
    name="Buurtkamer De Linde",
    point=Point(52.3812, 4.8795),
    type="Buurtkamer",
    theme="ontmoeting",
    address="Lindengracht 10, 1015 KB Amsterdam",
    contact_name="Anna Voorbeeld",
    contact_email="anna@voorbeeld.example",
    contact_phone="020 555 0101",
)
BAKEN = Location(
    id="baken", name="Het Baken", point=Point(52.3741, 4.8782), address="Bloemgracht 5, Amsterdam"
)
BRUG = Location(id="brug", name="Jongerencentrum De Brug", point=Point(52.3867, 4.8752))
HUIS = Location(
    id="huis", name="Huis van de Wijk Westerpark", point=Point(52.3865, 4.8815), theme="bewegen"
)


def at(hour: int, minute: int) -> datetime:
    return START.replace(hour=hour, minute=minute)


def activity(location: Location, title: str, **overrides: Any) -> Occurrence:
    values: dict[str, Any] = {
        "location_id": location.id,
        "title": title,
        "opens": time(17, 0),
        "closes": time(21, 0),
        "first_date": date(2026, 1, 1),
    } | overrides
    chosen = Activity(**values)
    return Occurrence(
        chosen,
        START.replace(hour=chosen.opens.hour, minute=chosen.opens.minute),
        START.replace(hour=chosen.closes.hour, minute=chosen.closes.minute),
    )


def ride(origin: Point, destination: Point, **overrides: Any) -> Leg:
    """East or west along one street, north or south along another."""
    corner = Point(origin.lat, destination.lon)
    steps = (
        Step(Maneuver("depart", origin, 270), "Prinsengracht", "street", 118, 36),
        Step(Maneuver("turn", corner, 0, "left"), None, "cycleway", 452, 136),
        Step(Maneuver("arrive", destination, 0, "right"), None, "cycleway", 0, 0),
    )
    values: dict[str, Any] = {
        "origin": origin,
        "destination": destination,
        "metres": 570.0,
        "seconds": 172.0,
        "coordinates": (origin, corner, destination),
        "steps": steps,
        "cycleway_metres": 452.0,
        "busy_metres": 57.0,
        "lit_metres": 500.0,
    } | overrides
    return Leg(**values)


def visit(location: Location, arrival: datetime, minutes: int = 25, **overrides: Any) -> Visit:
    start = arrival + timedelta(minutes=2)
    values: dict[str, Any] = {
        "location": location,
        "occurrence": activity(location, "Samen eten"),
        "arrival": arrival,
        "start": start,
        "departure": start + timedelta(minutes=minutes),
        "prize": 5,
    } | overrides
    return Visit(**values)


def itinerary(**overrides: Any) -> Itinerary:
    """17.30 at the meeting point, four visits, back at 19.59, over at 20.09."""
    places = (LINDE, BAKEN, HUIS, BRUG)
    points = [MEETING_POINT, *(place.point for place in places), MEETING_POINT]
    visits = (
        visit(LINDE, at(17, 45)),
        visit(
            BAKEN,
            at(18, 17),
            occurrence=activity(BAKEN, "Uitleg over schuldhulp", kind="presentation"),
        ),
        visit(HUIS, at(18, 50)),
        visit(BRUG, at(19, 22), occurrence=None),
    )
    values: dict[str, Any] = {
        "evening": Evening(start=START, meeting_point=MEETING_POINT, finish=MEETING_POINT),
        "visits": visits,
        "legs": tuple(ride(a, b) for a, b in pairwise(points)),
        "departs": at(17, 40),
        "arrives": at(19, 59),
        "ends": at(20, 9),
        "prize": 22,
    } | overrides
    return Itinerary(**values)


def tour(**overrides: Any) -> PlannedTour:
    """The evening, one location that is not in it, and no violations."""
    return PlannedTour(
        itinerary(**overrides),
        (Rejection("kerk", "never_fits", "Past in geen enkele route: sluit om 18.15 uur."),),
    )


def violated() -> PlannedTour:
    return tour(
        violations=(
            Violation(
                "too_late",
                "baken",
                420,
                "Het Baken sluit om 18.00 uur; de groep is 7 minuten te laat.",
            ),
        )
    )


def hostile() -> PlannedTour:
    """The same evening with every word somebody else wrote turned against us."""
    told = itinerary()
    evil = tuple(
        replace(
            one,
            location=replace(
                one.location,
                name=HOSTILE,
                address=HOSTILE,
                contact_name=HOSTILE,
                contact_email=HOSTILE,
                contact_phone=HOSTILE,
            ),
            occurrence=activity(one.location, HOSTILE),
        )
        for one in told.visits
    )
    legs = tuple(
        replace(leg, steps=tuple(replace(step, name=HOSTILE) for step in leg.steps))
        for leg in told.legs
    )
    return PlannedTour(
        replace(told, visits=evil, legs=legs),
        (Rejection(HOSTILE, "never_fits", HOSTILE),),
    )


def streets() -> tuple[Street, ...]:
    """A grid of invented streets around the tour."""
    rows = [52.372 + 0.0016 * n for n in range(11)]
    columns = [4.870 + 0.0022 * n for n in range(10)]
    across = [Street(tuple(Point(lat, lon) for lon in columns), "street") for lat in rows]
    along = [Street(tuple(Point(lat, lon) for lat in rows), "cycleway") for lon in columns]
    return (*across, *along)
