"""Small named worlds: an evening, locations and activities on a plane with straight roads."""

from collections.abc import Sequence
from datetime import date, datetime, time
from math import cos, hypot, radians
from typing import Any

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.plan import PlanRequest
from wijksafari.planning.problem import Activity, Evening, Holidays, Location, Occurrence
from wijksafari.planning.route import Leg, Maneuver, Point, Step, Street, TravelMatrix
from wijksafari.planning.windows import occurrences_on

DAY = date(2026, 6, 4)  # a Thursday
CENTRE = Point(52.0, 5.0)
METRES_PER_DEGREE = 111_320.0
METRES_PER_MINUTE = 200.0  # 12 km/h


class StraightRoads:
    """A Router on a plane: from anywhere to anywhere in a straight line at a group's pace."""

    def matrix(self, points: Sequence[Point], names: Sequence[str] = ()) -> TravelMatrix:
        assert not names or len(names) == len(points)
        metres = tuple(tuple(_metres(a, b) for b in points) for a in points)
        seconds = tuple(tuple(60 * each / METRES_PER_MINUTE for each in row) for row in metres)
        return TravelMatrix(metres, seconds)

    def leg(self, origin: Point, destination: Point) -> Leg:
        metres = _metres(origin, destination)
        seconds = 60 * metres / METRES_PER_MINUTE
        return Leg(
            origin,
            destination,
            metres,
            seconds,
            coordinates=(origin, destination),
            steps=(
                Step(Maneuver("depart", origin, 0), "Rechte Weg", "street", metres, seconds),
                Step(Maneuver("arrive", destination, 0), "Rechte Weg", "street", 0, 0),
            ),
        )

    def streets_near(self, points: Sequence[Point], margin: float) -> tuple[Street, ...]:
        line = Street(tuple(points), "street", "Rechte Weg")
        return (line,) if margin >= 0 else ()


def _metres(a: Point, b: Point) -> float:
    east = (b.lon - a.lon) * cos(radians(CENTRE.lat)) * METRES_PER_DEGREE
    return hypot(east, (b.lat - a.lat) * METRES_PER_DEGREE)


def at(minutes_east: float = 0, minutes_north: float = 0) -> Point:
    """The place so many minutes of riding east and north of the meeting point."""
    degree = METRES_PER_MINUTE / METRES_PER_DEGREE
    east = minutes_east * degree / cos(radians(CENTRE.lat))
    return Point(CENTRE.lat + minutes_north * degree, CENTRE.lon + east)


def moment(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, minute), AMSTERDAM)


def create_evening(**overrides: Any) -> Evening:
    """Thursday 4 June 2026, 17.30 to 20.30, from the centre and back."""
    settings: dict[str, Any] = {
        "start": moment(17, 30),
        "meeting_point": CENTRE,
        "finish": CENTRE,
        "theme_bonus": 0,
    }
    return Evening(**settings | overrides)


def create_location(
    name: str = "De Linde", place: Point | None = None, **overrides: Any
) -> Location:
    """A location 3 minutes east; its id is its name in lower case, without spaces."""
    settings: dict[str, Any] = {
        "id": name.lower().replace(" ", "-"),
        "name": name,
        "point": place or at(3),
    }
    return Location(**settings | overrides)


def create_activity(
    location: Location | str = "de-linde",
    opens: str = "17.00",
    closes: str = "21.00",
    **overrides: Any,
) -> Activity:
    """Something live on DAY only, from 17.00 to 21.00."""
    settings: dict[str, Any] = {
        "location_id": location if isinstance(location, str) else location.id,
        "title": "Koffie en hulp",
        "opens": _time(opens),
        "closes": _time(closes),
        "first_date": DAY,
    }
    return Activity(**settings | overrides)


def _time(words: str) -> time:
    return time(*map(int, words.split(".")))


def occurring(*activities: Activity, day: date = DAY) -> tuple[Occurrence, ...]:
    return occurrences_on(activities, day, AMSTERDAM, Holidays())


def create_request(
    *stops: tuple[Location, str, str] | Location, evening: Evening | None = None, **wishes: Any
) -> PlanRequest:
    """A request over locations, each with its opening and closing time, or open all evening."""
    hours = [(stop, "17.00", "21.00") if isinstance(stop, Location) else stop for stop in stops]
    return PlanRequest(
        evening=evening or create_evening(),
        locations=tuple(location for location, _, _ in hours),
        occurrences=occurring(*(create_activity(*each) for each in hours)),
        **wishes,
    )


def create_wijk() -> dict[str, Location]:
    """Six locations on a circle around the centre, by id, with falling priority."""
    spots = {
        "De Linde": at(5, 0),
        "Het Baken": at(3, 4),
        "De Brug": at(-3, 4),
        "De Kas": at(-5, 0),
        "De Schakel": at(-3, -4),
        "Het Anker": at(3, -4),
    }
    found = [
        create_location(name, place, priority=8 - n)
        for n, (name, place) in enumerate(spots.items())
    ]
    return {location.id: location for location in found}
