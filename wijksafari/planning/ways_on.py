"""The choices a leader has for the rest of an evening under way, each with its price."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Literal

from wijksafari.planning import ways_on_words as words
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.live import LiveTour
from wijksafari.planning.problem import Location
from wijksafari.planning.rest import best_lengths
from wijksafari.planning.travel import Rides
from wijksafari.planning.under_way import UnderWay

WayKind = Literal["shorten", "skip", "finish"]

MOST_SKIPS = 3
BEHIND = 5 * 60  # more than this is worth making up for, though everything fits


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOn:
    """One choice: the title for its button, and what it costs, in a sentence.

    ``itinerary`` is the whole evening by this choice, with the visits already
    made as they went: the plan to go on by. ``skipped`` are the stops that fall
    out. ``id`` names the choice ("shorten", "skip:<location id>",
    "skip:<one>+<other>", "finish"), so that it can be found anew a minute later.
    """

    id: str
    kind: WayKind
    title: str
    price: str
    itinerary: Itinerary
    skipped: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class _Skip:
    """Stops to skip, by number, and the rest of the evening without them at its best.

    ``misfit`` are the seconds that do not fit even so, ``staying`` those of the
    visits that remain.
    """

    numbers: tuple[int, ...]
    itinerary: Itinerary
    misfit: int
    staying: int


def ways_on(agreed: Itinerary, live: LiveTour, rides: Rides, now: datetime) -> tuple[WayOn, ...]:
    """Shorter visits, stops to skip (the least loss first), and riding to the finish.

    The last report is taken as true: a group that left is on its way, one that
    arrived is there, and whatever comes next comes no earlier than ``now``.
    Shortening and skipping are offered where something does not fit any more, or
    the group is more than five minutes behind what was agreed. Riding straight
    to the finish always is, once the group has left and while it would skip a
    stop. Raises PlaceNotReachableError where there is no ride past a stop.
    """
    group = UnderWay(live, rides, live.plan.evening.seconds(now))
    if not group.ahead and not group.visiting:
        return ()
    going = group.as_planned()
    found: list[WayOn] = []
    if going.violations or _behind(agreed, going, group) > BEHIND:
        found += [*_shorter(agreed, going, group), *_skips(going, group)]
    if group.ahead and live.stage != "before":
        found.append(_finish(going, group))
    return tuple(found)


def _behind(agreed: Itinerary, going: Itinerary, group: UnderWay) -> int:
    """By how many seconds the group will be late somewhere, by what was agreed."""
    seconds = going.evening.seconds
    expected = {visit.location.id: visit.arrival for visit in agreed.visits}
    ahead = [going.visits[number] for number in group.ahead]
    pairs = [(each.arrival, expected.get(each.location.id, each.arrival)) for each in ahead]
    pairs.append((going.arrives, agreed.arrives))
    return max(seconds(now) - seconds(then) for now, then in pairs)


def _shorter(agreed: Itinerary, going: Itinerary, group: UnderWay) -> Iterator[WayOn]:
    """Shorter visits with which everything fits, or all delay is made up for."""
    latest = None if going.violations else going.evening.seconds(agreed.arrives)
    rest = group.rest(latest=latest)
    best = best_lengths(rest)
    if best.misfit or best.seconds == tuple(stop.planned for stop in rest.stops):
        return
    plan = group.plan(rest, best.seconds)
    yield _way("shorten", words.SHORTEN, going, plan)


def _skips(going: Itinerary, group: UnderWay) -> Iterator[WayOn]:
    """The best stops to skip; the best two of them where no single one is enough."""
    singles, pairs = (_all_skips(group, count) for count in (1, 2))
    fitting = [each for each in singles if not each.misfit]
    if not fitting:
        fitting = sorted((each for each in pairs if not each.misfit), key=_loss)[:1]
    best = sorted(fitting, key=_loss) or sorted([*singles, *pairs], key=_distance)
    for each in best[:MOST_SKIPS]:
        stops = _locations(going, each.numbers)
        ids = "+".join(stop.id for stop in stops)
        yield _way(f"skip:{ids}", words.skip(stops), going, each.itinerary)


def _all_skips(group: UnderWay, count: int) -> list[_Skip]:
    """Every so many stops to skip; going straight to the finish is not skipping."""
    found = []
    for numbers in combinations(group.ahead, count):
        if not group.kept(numbers):
            continue
        rest = group.rest(numbers)
        best = best_lengths(rest)
        plan = group.plan(rest, best.seconds, numbers)
        found.append(_Skip(numbers, plan, best.misfit, sum(best.seconds)))
    return found


def _loss(skip: _Skip) -> tuple[int, int, datetime]:
    """What is lost, the least first: prize, then minutes of visit; then the latest end."""
    return -skip.itinerary.prize, -skip.staying, skip.itinerary.arrives


def _distance(skip: _Skip) -> tuple[int, int, int, datetime]:
    """How far from fitting it stays, then what is lost."""
    return skip.misfit, *_loss(skip)


def _finish(going: Itinerary, group: UnderWay) -> WayOn:
    """Break off a visit going on, and visit nothing more."""
    skipped = tuple(group.ahead)
    rest = group.rest(skipped)
    stays = [group.so_far] if group.visiting else []
    return _way("finish", words.FINISH, going, group.plan(rest, stays, skipped))


def _way(name: str, title: str, going: Itinerary, plan: Itinerary) -> WayOn:
    kept = {visit.location.id for visit in plan.visits}
    remaining = [visit for visit in going.visits if visit.location.id in kept]
    skipped = tuple(visit.location for visit in going.visits if visit.location.id not in kept)
    kind: WayKind = "finish" if name == "finish" else "skip" if skipped else "shorten"
    parts = (
        words.fall_out(skipped),
        words.shortened(remaining, plan.visits),
        words.ends(going.ends, plan.ends),
        words.less_riding(going.riding_seconds, plan.riding_seconds),
        words.even_so(plan.violations),
    )
    return WayOn(
        id=name,
        kind=kind,
        title=title,
        price=words.price(parts),
        itinerary=plan,
        skipped=skipped,
    )


def _locations(itinerary: Itinerary, numbers: Iterable[int]) -> tuple[Location, ...]:
    return tuple(itinerary.visits[number].location for number in numbers)
