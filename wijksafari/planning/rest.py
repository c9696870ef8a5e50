"""The rest of an evening, and how much shorter its visits must be for it to fit.

Seconds are after the evening's start. Choosing the lengths is exact: from stop
to stop every departure that some choice of whole minutes leads to is kept, with
the cheapest choice that leads to it; what comes later depends on nothing else. A
departure is dropped only where an earlier one is as cheap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wijksafari.planning.live import past
from wijksafari.planning.live_times import Times

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit ahead of ``planned`` seconds that may be cut to ``least``.

    It begins ``parking`` after the arrival, at ``opens`` or later, and should be
    over at ``closes``. ``worth`` is its prize: of two that may be cut, the one of
    less worth is.
    """

    parking: int
    opens: int
    closes: int
    planned: int
    least: int
    worth: int

    def start(self, arrival: int) -> int:
        """When the visit begins for a group that comes then."""
        return max(arrival + self.parking, self.opens)

    @property
    def lengths(self) -> range:
        """What the visit can last, the longest first, a minute less each time."""
        return range(self.planned, min(self.least, self.planned) - 1, -_MINUTE)


@dataclass(frozen=True, slots=True)
class Rest:
    """From the moment the group ``leaves`` the last place it was at.

    There is one ride more than there are stops; ``latest`` is when the group
    should be at the finish.
    """

    leaves: int
    stops: tuple[Stop, ...]
    rides: tuple[int, ...]
    latest: int

    @property
    def planned(self) -> tuple[int, ...]:
        """How long each visit was planned to last."""
        return tuple(stop.planned for stop in self.stops)


class _Cost(NamedTuple):
    """What a choice of lengths costs, compared in this order: seconds that do not fit,
    minutes cut, their squares (so that the cuts are even), what they were worth.
    """

    misfit: int = 0
    minutes: int = 0
    squares: int = 0
    worth: int = 0
    cuts: tuple[int, ...] = ()

    def with_stop(self, stop: Stop, length: int, departure: int) -> "_Cost":
        """With one more visit, cut to ``length``."""
        cut = (stop.planned - length) // _MINUTE
        return _Cost(
            self.misfit + past(departure, stop.closes),
            self.minutes + cut,
            self.squares + cut * cut,
            self.worth + cut * stop.worth,
            (*self.cuts, cut),
        )

    def with_finish(self, arrival: int, latest: int) -> "_Cost":
        """With the ride to the finish."""
        misfit = self.misfit + past(arrival, latest)
        return _Cost(misfit, self.minutes, self.squares, self.worth, self.cuts)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long each visit lasts, in seconds, and the seconds that do not fit even so."""

    seconds: tuple[int, ...]
    misfit: int


def best_lengths(rest: Rest) -> Lengths:
    """The visits with which most fits, cut as little as that takes, and evenly."""
    ways = {rest.leaves: _Cost()}
    for stop, ride in zip(rest.stops, rest.rides, strict=False):
        ways = _longer(ways, stop, ride)
    ride = rest.rides[-1]
    best = min(cost.with_finish(time + ride, rest.latest) for time, cost in ways.items())
    seconds = [
        stop.planned - cut * _MINUTE for stop, cut in zip(rest.stops, best.cuts, strict=True)
    ]
    return Lengths(tuple(seconds), best.misfit)


def _longer(ways: dict[int, _Cost], stop: Stop, ride: int) -> dict[int, _Cost]:
    """Every way with one more stop, the cheapest for each departure."""
    found: dict[int, _Cost] = {}
    for time, cost in ways.items():
        start = stop.start(time + ride)
        for length in stop.lengths:
            longer = cost.with_stop(stop, length, start + length)
            known = found.get(start + length)
            if known is None or longer < known:
                found[start + length] = longer
    return _undominated(found)


def _undominated(ways: dict[int, _Cost]) -> dict[int, _Cost]:
    """The ways that no earlier one is as cheap as: being early never harms."""
    kept: dict[int, _Cost] = {}
    least: _Cost | None = None
    for time, cost in sorted(ways.items()):
        if least is None or cost < least:
            kept[time] = least = cost
    return kept


def times_of(rest: Rest, lengths: Sequence[int]) -> Times:
    """The departure it begins with, every arrival and departure after it, and every start."""
    events, starts = [rest.leaves], []
    for stop, ride, length in zip(rest.stops, rest.rides, lengths, strict=False):
        arrival = events[-1] + ride
        start = stop.start(arrival)
        events += [arrival, max(arrival, start + length)]
        starts.append(min(start, events[-1]))
    events.append(events[-1] + rest.rides[-1])
    return Times(tuple(events), tuple(starts))
