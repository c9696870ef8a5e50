"""From a ridden path to maneuvers."""

import math

from wijksafari.planning.route import Maneuver, Point, Step
from wijksafari.streets.comfort import way_kind
from wijksafari.streets.path import RiddenPath


def steps_of(path: RiddenPath, destination: Point) -> tuple[Step, ...]:
    """The maneuvers of the ride; the metres of all steps add up to the ride's."""
    xy = path.xy
    bearing = 0
    if len(xy) > 1:
        east, north = xy[1] - xy[0]
        bearing = round(math.degrees(math.atan2(east, north))) % 360
    network = path.streets.network
    edge = int(path.edges[0]) if len(path.edges) else None
    name = network.names[network.name[edge]] or None if edge is not None else None
    kind = way_kind(int(network.highway[edge])) if edge is not None else "street"
    depart = Maneuver("depart", path.coordinates[0], bearing)
    arrive = Maneuver("arrive", path.coordinates[-1], bearing)
    return (
        Step(depart, name, kind, path.metres, path.seconds),
        Step(arrive, name, kind, 0.0, 0.0),
    )
