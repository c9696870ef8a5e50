"""Rides for a group on one stored street network."""

from collections.abc import Sequence

from wijksafari.errors import InputError
from wijksafari.planning.route import Leg, Point, Street, TravelMatrix
from wijksafari.streets.comfort import Profile, busy, lit, on_cycleway, way_kind
from wijksafari.streets.core import core_of
from wijksafari.streets.geometry import streets_of
from wijksafari.streets.matrix import ride_table
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.path import RiddenPath
from wijksafari.streets.plane import Floats
from wijksafari.streets.search import cheapest_ride
from wijksafari.streets.snap import snap
from wijksafari.streets.steps import steps_of


class StreetRouter:
    """The Router of ``planning.route`` on a StreetNetwork.

    ``shortest`` takes the legal shortest way and rides it at the pace;
    ``group`` avoids busy roads without cycle provision and bad surface, which
    also slows it down, and after sunset (``dark``) unlit ways. Making another
    router on a network that was used before costs next to nothing.
    Raises InputError for a pace outside 3 to 40 km/h.
    """

    def __init__(
        self,
        network: StreetNetwork,
        profile: Profile = "group",
        pace_kmh: float = 12.0,
        dark: bool = False,
    ) -> None:
        if not 3 <= pace_kmh <= 40:
            raise InputError("Het fietstempo moet tussen 3 en 40 km per uur liggen.")
        self._network = network
        self._streets = streets_of(network)
        self._core = core_of(network, profile, dark and profile == "group")
        self._speed = pace_kmh / 3.6

    def matrix(self, points: Sequence[Point], names: Sequence[str] = ()) -> TravelMatrix:
        """Metres and seconds between all ``points``.

        ``names`` are what errors call the points. Raises PlaceNotReachableError,
        for all points further than 250 m from a street at once.
        """
        if not points:
            return TravelMatrix((), ())
        spots = snap(self._streets, points, names)
        table = ride_table(self._core, spots)
        return TravelMatrix(_rows(table[:, :, 1]), _rows(table[:, :, 2] / self._speed))

    def leg(self, origin: Point, destination: Point) -> Leg:
        """The ride from ``origin`` to ``destination``. Raises PlaceNotReachableError."""
        start, finish = snap(self._streets, (origin, destination))
        stretches = cheapest_ride(self._core.graph, start, finish)
        weights = self._core.graph.weights
        path = RiddenPath(self._streets, (start, finish), stretches, weights, self._speed)
        return Leg(
            origin=origin,
            destination=destination,
            metres=path.metres,
            seconds=path.seconds,
            coordinates=path.coordinates,
            steps=steps_of(path, destination, finish),
            cycleway_metres=path.metres_where(on_cycleway),
            busy_metres=path.metres_where(busy),
            lit_metres=path.metres_where(lit),
        )

    def streets_near(self, points: Sequence[Point], margin: float) -> tuple[Street, ...]:
        """Every street that comes within ``margin`` metres of the line through ``points``."""
        if not points:
            return ()
        network = self._network
        lats, lons = network.shape_lat.round(6), network.shape_lon.round(6)
        found = []
        for edge in self._streets.near(points, margin).tolist():
            shape = self._streets.shape(edge)
            found.append(
                Street(
                    tuple(map(Point, lats[shape].tolist(), lons[shape].tolist())),
                    way_kind(int(network.highway[edge])),
                    network.names[network.name[edge]] or None,
                )
            )
        return tuple(found)


def _rows(table: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, table.tolist()))
