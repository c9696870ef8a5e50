"""A flat map of one neighbourhood: degrees to metres east and north, and back.

Equirectangular around a middle latitude, on the WGS 84 ellipsoid. Within 5 km
north or south of it, distances differ less than 0.1 % from geodesics.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS = 6_371_009.0
EQUATOR_RADIUS = 6_378_137.0
SQUARED_ECCENTRICITY = 0.006_694_379_990
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plane:
    """Metres east and north of the zero meridian and the equator, true at ``latitude``."""

    latitude: float

    @property
    def metres_per_lat(self) -> float:
        """How many metres one degree of latitude is."""
        return math.radians(EQUATOR_RADIUS * (1 - SQUARED_ECCENTRICITY) / self._flattening**3)

    @property
    def metres_per_lon(self) -> float:
        """How many metres one degree of longitude is."""
        east = math.cos(math.radians(self.latitude)) / self._flattening
        return math.radians(EQUATOR_RADIUS * east)

    @property
    def _flattening(self) -> float:
        sine = math.sin(math.radians(self.latitude))
        return math.sqrt(1 - SQUARED_ECCENTRICITY * sine * sine)

    def xy(self, lat: Floats, lon: Floats) -> Floats:
        """Rows of (east, north) in metres."""
        return np.column_stack((lon * self.metres_per_lon, lat * self.metres_per_lat))

    def degrees(self, xy: Floats) -> tuple[Floats, Floats]:
        """Latitudes and longitudes of rows of (east, north)."""
        return xy[:, 1] / self.metres_per_lat, xy[:, 0] / self.metres_per_lon


def great_circle(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two places on the sphere, however far apart (haversine)."""
    north = math.radians(other_lat - lat) / 2
    east = math.radians(other_lon - lon) / 2
    squeeze = math.cos(math.radians(lat)) * math.cos(math.radians(other_lat))
    chord = math.sin(north) ** 2 + squeeze * math.sin(east) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(chord)))
