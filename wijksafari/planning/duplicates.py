"""Two entries that may be one location: by their names and the metres between them."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from wijksafari.planning.place_names import ALONE, name_parts, plain_name
from wijksafari.planning.route import Point

NEAR_METRES = 250  # as far as two descriptions of one building lie apart
MOVED_METRES = 1_500  # as far as one that moved, or was put in the wrong spot, may lie
_SAME_METRES = 60
_ALIKE = 84
_NO_RELATION = 60
_METRES_PER_DEGREE = 111_320
_REACH = 1.01 * NEAR_METRES / _METRES_PER_DEGREE  # in degrees of latitude


@dataclass(frozen=True, slots=True)
class Place:
    """What two descriptions of a location are compared by; ``type`` is the kind of place."""

    id: int
    name: str
    point: Point
    type: str = ""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much two places look alike: ``likeness`` of their names in percent, and the distance.

    ``certain``: nobody would call them two places.
    """

    likeness: int
    metres: int
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places that may be one, by id, the lower first."""

    first: int
    second: int
    resemblance: Resemblance


def metres_between(one: Point, other: Point) -> float:
    """How far two places in the Netherlands lie apart; true to 1 % up to some kilometres."""
    north = (other.lat - one.lat) * _METRES_PER_DEGREE
    east = (other.lon - one.lon) * _METRES_PER_DEGREE * math.cos(math.radians(one.lat))
    return math.hypot(north, east)


def resemblance(one: Place, other: Place) -> Resemblance | None:
    """How much two places look alike, None where they are clearly two."""
    metres = metres_between(one.point, other.point)
    if metres > MOVED_METRES:
        return None
    if plain_name(one.name) == plain_name(other.name):
        return Resemblance(100, round(metres), certain=metres <= _SAME_METRES)
    if metres > NEAR_METRES:
        return None
    alike = _likeness(one, other, metres)
    return Resemblance(alike, round(metres)) if alike >= _ALIKE else None


def _likeness(one: Place, other: Place, metres: float) -> int:
    """How much two near places look alike by name, in percent.

    The kind of place and small words in a name count for nothing; but two kinds
    are two places, and so are two numbers, as in "Zaal 1" and "Zaal 2".
    """
    mine, its = name_parts(one.name, one.type), name_parts(other.name, other.type)
    if (mine.kind and its.kind and mine.kind != its.kind) or mine.numbers != its.numbers:
        return 0
    alone = mine.kind == its.kind and mine.kind in ALONE and metres <= _SAME_METRES
    least = _ALIKE if alone else 0
    if not (mine.core and its.core):
        # A name that tells no more than the kind of place may stand for any of that kind.
        return max(least, _ALIKE if mine.kind == its.kind and metres <= _SAME_METRES else 0)
    ratio = fuzz.token_sort_ratio(mine.core, its.core)
    return max(least, round(ratio), _within(mine.core, its.core))


def differ(one: Place, other: Place) -> bool:
    """Whether two places have neither a name nor a spot in common."""
    if metres_between(one.point, other.point) <= NEAR_METRES:
        return False
    return fuzz.token_set_ratio(plain_name(one.name), plain_name(other.name)) < _NO_RELATION


class Nearby:
    """Finds which of many places one looks like, without comparing it with all of them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._ordered = sorted(places, key=_latitude)
        self._namesakes: defaultdict[str, list[Place]] = defaultdict(list)
        for each in self._ordered:
            self._namesakes[plain_name(each.name)].append(each)

    def best(self, place: Place) -> tuple[Place, Resemblance] | None:
        """The one that looks most like ``place``, if any does."""
        found = [
            (each, alike) for each in self.around(place) if (alike := resemblance(place, each))
        ]
        return max(found, key=lambda pair: _rank(pair[1]), default=None)

    def around(self, place: Place) -> Iterator[Place]:
        """Those about where it is, and those of its name; the others look like nothing."""
        first = bisect_left(self._ordered, place.point.lat - _REACH, key=_latitude)
        last = bisect_right(self._ordered, place.point.lat + _REACH, key=_latitude)
        reach = _REACH / math.cos(math.radians(place.point.lat)) if first < last else 0
        for each in self._ordered[first:last]:
            if abs(each.point.lon - place.point.lon) <= reach:
                yield each
        yield from self.called(place.name)

    def called(self, name: str) -> Sequence[Place]:
        """Those of this name, in capitals or not."""
        return self._namesakes.get(plain_name(name), ())


def pairs(places: Iterable[Place]) -> tuple[Pair, ...]:
    """Every two of ``places`` that may be one, those most alike first."""
    listed = tuple(places)
    nearby = Nearby(listed)
    found = {
        (one.id, other.id): alike
        for one in listed
        for other in nearby.around(one)
        if one.id < other.id and (alike := resemblance(one, other))
    }
    every = (Pair(first, second, alike) for (first, second), alike in found.items())
    return tuple(sorted(every, key=lambda each: _rank(each.resemblance), reverse=True))


def _latitude(place: Place) -> float:
    return place.point.lat


def _rank(alike: Resemblance) -> tuple[bool, int, int]:
    return alike.certain, alike.likeness, -alike.metres


def _within(one: str, other: str) -> int:
    """Nearly alike when all words of one stand in the other, as "Linde" in "Linde en Tuin"."""
    short, long = sorted((set(one.split()), set(other.split())), key=len)
    return 88 if short <= long and sum(map(len, short)) >= 5 else 0
