"""What a rider has to decide where one stretch of a ride meets the next."""

from dataclasses import dataclass

import numpy as np

from wijksafari.planning.route import ManeuverType, Modifier, WayKind
from wijksafari.streets.comfort import way_kind
from wijksafari.streets.geometry import BEARING_METRES
from wijksafari.streets.path import RiddenPath
from wijksafari.streets.plane import Floats

BEND = 40.0
AMBIGUOUS = 10.0
SIDE_STREET = 100.0
MINOR: frozenset[WayKind] = frozenset(("service", "footway", "path", "track"))
PATHS: frozenset[WayKind] = frozenset(("cycleway", "path", "footway", "pedestrian", "track"))


@dataclass(frozen=True, slots=True)
class Turn:
    """A decision: ``angle`` is degrees to the right (left is negative), ``onto``
    the first stretch after it, ``at`` the stretch before which it begins.
    """

    at: int
    onto: int
    type: ManeuverType
    angle: float
    modifier: Modifier | None
    exit: int | None = None


class Course:
    """The bearings of a path, and the ways not taken.

    ``before`` and ``after`` hold the bearings over 15 metres up to and from
    the place where each stretch begins.
    """

    def __init__(self, path: RiddenPath) -> None:
        self.path, self.streets = path, path.streets
        network = self.streets.network
        self.edges = path.edges.tolist()
        self.names = [network.names[i] or None for i in network.name[path.edges].tolist()]
        self.kinds = [way_kind(code) for code in network.highway[path.edges].tolist()]
        run = np.hypot(*np.diff(path.xy, axis=0).T)
        self._along = along = np.concatenate(([0.0], np.cumsum(run)))
        joints = along[path.joints]
        self.begins: list[float] = joints.tolist()
        self.before = _bearings(path.xy, along, joints - BEARING_METRES, joints)
        self.after = _bearings(path.xy, along, joints, joints + BEARING_METRES)

    def turn(self, at: int, onto: int) -> Turn | None:
        """The decision between stretch ``at - 1`` and ``onto``, None where there is none."""
        angle = turned(self.before[at], self.after[onto])
        others = self._others(at, onto)
        same = self._same_way(at - 1, onto)
        kind: ManeuverType | None
        if abs(angle) < BEND:
            kind, modifier = self._bend(angle, others, same, self.names[onto])
        else:
            modifier = modifier_of(angle)
            if not others:
                kind = None if same else "new name"
            elif same and self.names[onto]:
                choice = any(abs(other) <= SIDE_STREET for other in self._major(at, onto))
                kind = "continue" if choice else None
            else:
                kind = "turn"
        return Turn(at, onto, kind, angle, modifier) if kind else None

    def arrival(self, since: int) -> float:
        """The bearing at the end of the ride, looking back no further than a stretch's begin."""
        end = self.begins[-1]
        begin = np.array([max(end - BEARING_METRES, self.begins[since])])
        return _bearings(self.path.xy, self._along, begin, np.array([end]))[0]

    def _bend(
        self, angle: float, others: dict[int, float], same: bool, name: str | None
    ) -> tuple[ManeuverType | None, Modifier]:
        """Going more or less straight on: tell of a new name, or of a fork."""
        forks = [
            other
            for edge, other in others.items()
            if abs(other) < BEND and not self._is_minor(edge, name)
        ]
        rival = min(forks, key=abs, default=None)
        if rival is not None and not (same and name) and abs(angle) > abs(rival) - AMBIGUOUS:
            return "turn", "slight left" if angle < rival else "slight right"
        return None if same else "new name", modifier_of(angle)

    def _same_way(self, one: int, other: int) -> bool:
        """Whether a rider would say it is still the same street."""
        if self.names[one] or self.names[other]:
            return self.names[one] == self.names[other]
        return (self.kinds[one] in PATHS) == (self.kinds[other] in PATHS)

    def _others(self, at: int, onto: int) -> dict[int, float]:
        """The ways not taken, with their angle to the way the rider comes from."""
        own = set(self.edges[at - 1 : onto + 1])
        own |= {int(self.streets.reverse[edge]) for edge in own}
        tail = self.streets.network.tail
        return {
            edge: turned(self.before[at], float(self.streets.departure[edge]))
            for stretch in range(at, onto + 1)
            for edge in self.streets.leaving(int(tail[self.edges[stretch]]))
            if edge not in own
        }

    def _major(self, at: int, onto: int) -> list[float]:
        name = self.names[onto]
        others = self._others(at, onto)
        return [angle for edge, angle in others.items() if not self._is_minor(edge, name)]

    def _is_minor(self, edge: int, name: str | None) -> bool:
        """Nobody on a named street takes a driveway or a path for its continuation."""
        network = self.streets.network
        unnamed = not network.names[network.name[edge]]
        return bool(name) and unnamed and way_kind(int(network.highway[edge])) in MINOR


def turned(before: float, after: float) -> float:
    """Degrees to the right from one bearing to another, from -180 up to 180."""
    return (after - before + 180) % 360 - 180


def modifier_of(angle: float) -> Modifier:
    """The words for a turn of so many degrees to the right."""
    size = abs(angle)
    if size < 25:
        return "straight"
    if size > 165:
        return "uturn"
    if angle < 0:
        return "slight left" if size < 50 else "left" if size < 120 else "sharp left"
    return "slight right" if size < 50 else "right" if size < 120 else "sharp right"


def _bearings(xy: Floats, along: Floats, begin: Floats, end: Floats) -> list[float]:
    """Bearings of the chords between places along a line."""
    east = np.interp(end, along, xy[:, 0]) - np.interp(begin, along, xy[:, 0])
    north = np.interp(end, along, xy[:, 1]) - np.interp(begin, along, xy[:, 1])
    bearings: list[float] = (np.degrees(np.arctan2(east, north)) % 360).tolist()
    return bearings
