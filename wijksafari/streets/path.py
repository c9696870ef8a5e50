"""A ride laid out: its line, its length and what it goes along."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from wijksafari.planning.route import Point
from wijksafari.streets.comfort import Weights
from wijksafari.streets.geometry import Streets
from wijksafari.streets.graph import Stretch
from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.plane import Floats
from wijksafari.streets.snap import Spot


class RiddenPath:
    """Consecutive stretches of street from one spot to another.

    Per stretch: ``edges``, ``stretch_metres`` and ``stretch_seconds``. The
    line is ``xy`` on the plane and ``coordinates`` in degrees; ``joints`` is
    the row of ``xy`` at which each stretch begins, and the last row.
    """

    def __init__(
        self,
        streets: Streets,
        ends: tuple[Spot, Spot],
        stretches: Sequence[Stretch],
        weights: Weights,
        speed: float,
    ) -> None:
        self.streets = streets
        self.edges = np.array([s.edge for s in stretches], dtype=np.int64)
        part = np.array([s.end - s.begin for s in stretches], dtype=np.float64)
        self.stretch_metres: Floats = weights.metres[self.edges] * part
        self.stretch_seconds: Floats = weights.smooth_metres[self.edges] * part / speed
        lat, lon, self.joints = _line(streets, *ends, stretches)
        self.xy = streets.plane.xy(lat, lon)
        self.coordinates = tuple(map(Point, lat.tolist(), lon.tolist()))

    @property
    def metres(self) -> float:
        """The length of the ride."""
        return float(self.stretch_metres.sum())

    @property
    def seconds(self) -> float:
        """The duration of the ride."""
        return float(self.stretch_seconds.sum())

    def metres_where(self, holds: Callable[[StreetNetwork], NDArray[np.bool_]]) -> float:
        """How many metres run along edges for which ``holds``."""
        return float(self.stretch_metres[holds(self.streets.network)[self.edges]].sum())


def _line(
    streets: Streets, start: Spot, finish: Spot, stretches: Sequence[Stretch]
) -> tuple[Floats, Floats, list[int]]:
    """The vertices from spot to spot without repeats, and where each stretch begins."""
    network = streets.network
    lat, lon, joints = [start.point.lat], [start.point.lon], [0]
    for stretch in stretches:
        shape = streets.shape(stretch.edge)
        along = streets.along[shape] / streets.length[stretch.edge]
        inner = (along > stretch.begin) & (along < stretch.end)
        lats, lons = network.shape_lat[shape], network.shape_lon[shape]
        lat.extend(lats[inner].tolist())
        lon.extend(lons[inner].tolist())
        if stretch.end == 1.0:
            lat.append(float(lats[-1]))
            lon.append(float(lons[-1]))
        joints.append(len(lat) - 1)
    if stretches and stretches[-1].end < 1.0:
        lat.append(finish.point.lat)
        lon.append(finish.point.lon)
        joints[-1] = len(lat) - 1
    return np.array(lat), np.array(lon), joints
