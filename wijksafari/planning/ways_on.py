"""The choices a leader has for the rest of an evening under way, each with its price."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Literal

from wijksafari.planning import ways_on_words as words
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.live import LiveTour
from wijksafari.planning.problem import Location
from wijksafari.planning.rest import Lengths, Rest, best_lengths, times_of
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
    """Stops to skip, by number, and the rest of the evening without them at its best."""

    numbers: tuple[int, ...]
    rest: Rest
    lengths: Lengths
    prize: int

    @property
    def loss(self) -> tuple[int, int, int]:
        """What is lost, the least first: prize, then time in visits; then the latest end."""
        arrives = times_of(self.rest, self.lengths.seconds).events[-1]
        return -self.prize, -sum(self.lengths.seconds), arrives

    @property
    def distance(self) -> tuple[int, int, int, int]:
        """How far from fitting it stays, then what is lost."""
        return self.lengths.misfit, *self.loss


def ways_on(agreed: Itinerary, live: LiveTour, rides: Rides, now: datetime) -> tuple[WayOn, ...]:
    """Shorter visits, stops to skip (the least loss first), and riding to the finish.

    The last report is taken as true: a group that left is on its way, one that
    arrived is there, and whatever comes next comes no earlier than ``now``.
    Shortening and skipping are offered where something does not fit any more, or
    the group is more than five minutes behind what was agreed. Riding straight
    to the finish always is, once the group has left; at the last stop, where it
    is no more than leaving, in those two cases only. Raises
    PlaceNotReachableError where there is no ride past a stop.
    """
    group = UnderWay(live, rides, live.plan.evening.seconds(now))
    if not group.ahead and not group.visiting:
        return ()
    going = group.as_planned()
    trouble = bool(going.violations) or _behind(agreed, going, group) > BEHIND
    found = [*_changes(agreed, going, group)] if trouble else []
    if live.stage != "before" and (group.ahead or trouble):
        stays = [group.so_far] if group.visiting else []
        skipped = tuple(group.ahead)
        plan = group.plan(group.rest(skipped), stays, skipped)
        found.append(_way("finish", words.FINISH, going, plan, group))
    return tuple(found)


def _behind(agreed: Itinerary, going: Itinerary, group: UnderWay) -> int:
    """By how many seconds the group will be late somewhere, by what was agreed."""
    seconds = going.evening.seconds
    expected = {visit.location.id: visit.arrival for visit in agreed.visits}
    ahead = [going.visits[number] for number in group.ahead]
    pairs = [(each.arrival, expected.get(each.location.id, each.arrival)) for each in ahead]
    pairs.append((going.arrives, agreed.arrives))
    return max(seconds(now) - seconds(then) for now, then in pairs)


def _changes(agreed: Itinerary, going: Itinerary, group: UnderWay) -> Iterator[WayOn]:
    """Shorter visits with which everything fits, or that make up for what delay they can;
    and the stops that are best skipped.
    """
    fits = not going.violations
    rest = group.rest(latest=going.evening.seconds(agreed.arrives) if fits else None)
    best = best_lengths(rest)
    shorter = (fits or not best.misfit) and best.seconds != rest.planned
    if shorter:
        plan = group.plan(rest, best.seconds)
        yield _way("shorten", words.shorten(going.visits, plan.visits), going, plan, group)
    for skip in _best_skips(group, best, shorter=shorter):
        stops = [going.visits[number].location for number in skip.numbers]
        name = f"skip:{'+'.join(stop.id for stop in stops)}"
        plan = group.plan(skip.rest, skip.lengths.seconds, skip.numbers)
        yield _way(name, words.skip(stops), going, plan, group)


def _best_skips(group: UnderWay, best: Lengths, *, shorter: bool) -> list[_Skip]:
    """What fits when skipped, the least loss first; the best pair where no single stop is
    enough, and what comes closest to fitting where no pair is.

    ``best`` are the lengths without skipping: what is of no use beside them is left out.
    """
    singles = _skips(group, 1)
    fitting = [each for each in singles if not each.lengths.misfit]
    if shorter:
        fitting = [each for each in fitting if _gives_back(each, group, best)]
    if fitting or shorter:
        return sorted(fitting, key=lambda each: each.loss)[:MOST_SKIPS]
    pairs = _skips(group, 2)
    fitting = [each for each in pairs if not each.lengths.misfit]
    if fitting:
        return [min(fitting, key=lambda each: each.loss)]
    closer = [each for each in (*singles, *pairs) if each.lengths.misfit < best.misfit]
    return sorted(closer, key=lambda each: each.distance)[:MOST_SKIPS]


def _gives_back(skip: _Skip, group: UnderWay, best: Lengths) -> bool:
    """Whether some visit can be longer for it than by shortening alone."""
    alone = dict(zip(group.kept(()), best.seconds, strict=True))
    kept = zip(group.kept(skip.numbers), skip.lengths.seconds, strict=True)
    return any(length > alone[number] for number, length in kept)


def _skips(group: UnderWay, count: int) -> list[_Skip]:
    """Every so many stops to skip; leaving nothing but the ride to the finish is no skipping."""
    found = []
    for numbers in combinations(group.ahead, count):
        if group.kept(numbers):
            rest = group.rest(numbers)
            best = best_lengths(rest)
            prize = group.prize(rest, best.seconds, numbers)
            found.append(_Skip(numbers, rest, best, prize))
    return found


def _way(name: str, title: str, going: Itinerary, plan: Itinerary, group: UnderWay) -> WayOn:
    kept = {visit.location.id for visit in plan.visits}
    skipped = tuple(visit.location for visit in going.visits if visit.location.id not in kept)
    before = [visit for visit in going.visits if visit.location.id in kept]
    first = group.first_ahead
    now = [visit.location.id for visit in plan.visits[group.live.position : first]]
    kind: WayKind = "finish" if name == "finish" else "skip" if skipped else "shorten"
    parts = (
        words.fall_out(skipped),
        *(
            words.broken_off(*pair)
            for pair in zip(before[:first], plan.visits[:first], strict=True)
        ),
        words.shortened(before[first:], plan.visits[first:]),
        words.ends(going.ends, plan.ends),
        words.less_riding(going.riding_seconds, plan.riding_seconds),
        words.even_so([each for each in plan.violations if each.location_id not in now]),
    )
    return WayOn(
        id=name,
        kind=kind,
        title=title,
        price=words.price(parts),
        itinerary=plan,
        skipped=skipped,
    )
