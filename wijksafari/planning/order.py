"""The best order for a hand-picked set of stops.

Dynamic programming over the stops visited and the last of them (Held and Karp,
1962), keeping in every state all labels that no other label beats and that may
still end no worse than a tour already known. Exact; with eight stops there are
1,024 states.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijksafari.planning.itinerary import stop_options
from wijksafari.planning.problem import Evening, Location, Occurrence
from wijksafari.planning.timing import Label, Option, extended, finished, quality, undominated
from wijksafari.planning.travel import Rides

_State = tuple[frozenset[str], str]


def best_order(
    evening: Evening,
    stops: Sequence[Location],
    occurrences: Sequence[Occurrence],
    rides: Rides,
    visit_minutes: Mapping[str, int],
) -> tuple[Location, ...]:
    """The stops in the order with the least that does not fit (seconds, all together),
    then the highest prize, then the least riding, then the earliest end.
    """
    options = {
        stop.id: stop_options(evening, stop, occurrences, rides, visit_minutes.get(stop.id))
        for stop in stops
    }
    picked = _Picked(evening, {stop.id: stop for stop in stops}, options, rides)
    # Most sets fit in some order, and with nothing allowed to break few labels are left.
    best = _search(picked, 0) or _search(picked, _quick(picked).violation)
    if best is None:
        raise AssertionError("a tour as good as the known one exists")
    return tuple(picked.stops[option.location_id] for option in best.chosen)


@dataclass(frozen=True, slots=True)
class _Picked:
    """The set to put in order: stops and what each can meet, by location id."""

    evening: Evening
    stops: Mapping[str, Location]
    options: Mapping[str, Sequence[Option]]
    rides: Rides

    def ride(self, last: str, place: str) -> int:
        """Seconds from a stop ("" is the meeting point) to a stop ("" is the finish)."""
        origin = self.stops[last].point if last else self.evening.meeting_point
        destination = self.stops[place].point if place else self.evening.finish
        return self.rides.seconds(origin, destination)

    def longer(self, label: Label, last: str, place: str) -> list[Label]:
        """The label with ``place`` after ``last``."""
        parking = self.evening.parking_minutes * 60
        return extended(label, self.options[place], self.ride(last, place), parking)

    def ended(self, label: Label, last: str) -> Label:
        """The label with the ride to the finish."""
        return finished(label, self.ride(last, ""), self.evening.must_finish)

    def least(self, place: str) -> int:
        """The least seconds a stop can add to the evening."""
        shortest = min(option.shortest for option in self.options[place])
        others = ("", *(other for other in self.stops if other != place))
        ride = min(self.ride(other, place) for other in others)
        return ride + self.evening.parking_minutes * 60 + shortest


def _quick(picked: _Picked) -> Label:
    """A tour that always takes the stop that can be done best and soonest."""
    label, last, left = Label(picked.evening.departs), "", set(picked.stops)
    while left:
        ways = [each for place in sorted(left) for each in picked.longer(label, last, place)]
        label = min(ways, key=lambda each: (each.violation, each.time))
        last = label.chosen[-1].location_id
        left.remove(last)
    return picked.ended(label, last)


def _search(picked: _Picked, most: int) -> Label | None:
    """The best tour that breaks ``most`` seconds or less, None where there is none."""
    least = {place: picked.least(place) for place in picked.stops}
    layer: dict[_State, list[Label]] = {(frozenset(), ""): [Label(picked.evening.departs)]}
    for _ in picked.stops:
        following: dict[_State, list[Label]] = {}
        for (visited, last), labels in layer.items():
            for place in picked.stops:
                if place in visited:
                    continue
                now = visited | {place}
                rest = sum(least[other] for other in picked.stops.keys() - now)
                latest = picked.evening.must_finish - rest
                following.setdefault((now, place), []).extend(
                    longer
                    for label in labels
                    for longer in picked.longer(label, last, place)
                    if longer.violation + max(0, longer.time - latest) <= most
                )
        layer = {state: undominated(labels) for state, labels in following.items()}
    whole = [picked.ended(each, last) for (_, last), labels in layer.items() for each in labels]
    best = min(whole, key=quality, default=None)
    return best if best is not None and best.violation <= most else None
