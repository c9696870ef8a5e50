"""The best order for a hand-picked set of stops.

Dynamic programming over the stops visited and the last of them (Held and Karp,
1962), keeping in every state all labels that no other label beats. Exact; with
eight stops there are 1,024 states.
"""

from collections.abc import Mapping, Sequence

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
    places = {stop.id: stop for stop in stops}
    options = {
        stop.id: stop_options(evening, stop, occurrences, visit_minutes.get(stop.id))
        for stop in stops
    }
    # Most sets fit in some order, and orders that do are soon found.
    best = _search(evening, places, options, rides, fitting=True) or _search(
        evening, places, options, rides, fitting=False
    )
    return tuple(places[option.location_id] for option in best.chosen) if best else tuple(stops)


def _search(
    evening: Evening,
    places: Mapping[str, Location],
    options: Mapping[str, Sequence[Option]],
    rides: Rides,
    *,
    fitting: bool,
) -> Label | None:
    """The best whole tour; with ``fitting`` the best in which everything fits, if there is one."""
    parking = evening.parking_minutes * 60
    layer: dict[_State, list[Label]] = {(frozenset(), ""): [Label(evening.departs)]}
    for _ in places:
        following: dict[_State, list[Label]] = {}
        for (visited, last), labels in layer.items():
            here = places[last].point if last else evening.meeting_point
            for place, stop in places.items():
                if place in visited:
                    continue
                ride = rides.seconds(here, stop.point)
                reached = following.setdefault((visited | {place}, place), [])
                for label in labels:
                    reached += [
                        longer
                        for longer in extended(label, options[place], ride, parking)
                        if not (fitting and longer.violation)
                    ]
        layer = {state: undominated(labels) for state, labels in following.items()}
    whole = [
        finished(label, rides.seconds(places[last].point, evening.finish), evening.must_finish)
        for (_, last), labels in layer.items()
        for label in labels
    ]
    best = min(whole, key=quality, default=None)
    return None if best is None or (fitting and best.violation) else best
