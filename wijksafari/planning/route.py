"""Places, and the riding between them.

Distances are metres, durations seconds, bearings degrees clockwise from north.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

ManeuverType = Literal["depart", "turn", "new name", "continue", "roundabout", "arrive"]
Modifier = Literal[
    "straight", "slight left", "left", "sharp left", "slight right", "right", "sharp right", "uturn"
]
WayKind = Literal[
    "street", "main road", "cycleway", "path", "footway", "pedestrian", "service", "track"
]


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth, in WGS 84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Maneuver:
    """What the rider does at ``point``.

    ``modifier`` is the direction of the turn; for ``arrive`` the side the
    destination is on ("left", "right" or None). ``exit`` counts the exits of a
    roundabout from 1. ``bearing`` is the direction of travel just after.
    """

    type: ManeuverType
    point: Point
    bearing: int
    modifier: Modifier | None = None
    exit: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A maneuver and the stretch that follows it, up to the next maneuver.

    ``name`` is the street's name, None where it has none; ``way`` then tells
    what kind of way it is. ``bridge`` and ``tunnel`` hold when most of the
    stretch is one. The last step of a leg is ``arrive``, of 0 metres.
    """

    maneuver: Maneuver
    name: str | None
    way: WayKind
    metres: float
    seconds: float
    bridge: bool = False
    tunnel: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """The ride from one place to the next.

    ``coordinates`` runs from the spot where ``origin`` meets the street to the
    spot where ``destination`` does. Of ``metres``, ``cycleway_metres`` are on
    cycle infrastructure, ``busy_metres`` on busy roads without it and
    ``lit_metres`` on ways tagged as lit.
    """

    origin: Point
    destination: Point
    metres: float
    seconds: float
    coordinates: tuple[Point, ...]
    steps: tuple[Step, ...]
    cycleway_metres: float = 0.0
    busy_metres: float = 0.0
    lit_metres: float = 0.0


@dataclass(frozen=True, slots=True)
class TravelMatrix:
    """Rides between all of n places: n × n, row = from, column = to.

    ``metres`` and ``seconds`` belong to the same routes, so that
    ``leg(a, b).seconds`` equals the matrix's entry up to rounding.
    """

    metres: tuple[tuple[float, ...], ...]
    seconds: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Street:
    """A stretch of street as drawn on a map without tiles."""

    coordinates: tuple[Point, ...]
    way: WayKind
    name: str | None = None


class Router(Protocol):
    """Rides on one street network, with one profile and pace."""

    def matrix(self, points: Sequence[Point], names: Sequence[str] = ()) -> TravelMatrix:
        """Metres and seconds between all ``points``.

        ``names`` are what errors call the points; without them errors give
        coordinates. Raises PlaceNotReachableError, for all such points at once.
        """

    def leg(self, origin: Point, destination: Point) -> Leg:
        """The ride from ``origin`` to ``destination``. Raises PlaceNotReachableError."""

    def streets_near(self, points: Sequence[Point], margin: float) -> tuple[Street, ...]:
        """Every street that comes within ``margin`` metres of the line through ``points``."""
