"""Where a group is, what lies ahead of it, and the plan that any choice of that makes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wijksafari.planning.itinerary import Itinerary, Visit, prize_of
from wijksafari.planning.live import LiveTour, latest_finish, misfits, timed_visit
from wijksafari.planning.live_times import Times, opens_for, parking_for
from wijksafari.planning.problem import Evening
from wijksafari.planning.rest import Rest, Stop, times_of
from wijksafari.planning.route import Leg, Point
from wijksafari.planning.travel import Rides
from wijksafari.planning.windows import visit_seconds

_ALWAYS = 10**12


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An evening at ``now``, in seconds after its start.

    Places are counted as the plan's visits are; the place before the first is
    the meeting point, the one after the last the finish.
    """

    live: LiveTour
    rides: Rides
    now: int

    @property
    def evening(self) -> Evening:
        """The evening's frame."""
        return self.live.plan.evening

    @property
    def visiting(self) -> bool:
        """Whether the group is at a stop."""
        return self.live.stage == "visiting"

    @property
    def first_ahead(self) -> int:
        """The number of the next stop to come to."""
        return self.live.position + self.visiting

    @property
    def ahead(self) -> range:
        """The stops the group has yet to come to."""
        return range(self.first_ahead, len(self.live.plan.visits))

    @property
    def so_far(self) -> int:
        """How long the visit going on has lasted; below 0 while it has yet to begin."""
        visit = self.live.itinerary.visits[self.live.position]
        seconds = self.evening.seconds
        return max(self.now, seconds(visit.arrival)) - seconds(visit.start)

    def kept(self, skipped: Collection[int]) -> list[int]:
        """The stops of the rest of the evening without ``skipped``, first the one it is at."""
        stops = range(self.live.position, len(self.live.plan.visits))
        return [stop for stop in stops if stop not in skipped]

    def rest(self, skipped: Collection[int] = (), latest: int | None = None) -> Rest:
        """What lies ahead without ``skipped``; nothing of it comes before ``now``.

        ``latest`` is when to be at the finish, otherwise as late as the evening allows.
        """
        kept = self.kept(skipped)
        return Rest(
            leaves=self._leaves(),
            stops=tuple(self._stop(number) for number in kept),
            rides=tuple(self._rides([self.live.position - 1, *kept, len(self.live.plan.visits)])),
            latest=latest_finish(self.evening) if latest is None else latest,
        )

    def as_planned(self) -> Itinerary:
        """How the evening goes if nobody chooses anything."""
        rest = self.rest()
        return self.plan(rest, rest.planned)

    def prize(self, rest: Rest, lengths: Sequence[int], skipped: Collection[int]) -> int:
        """What the evening with this rest of it is worth."""
        visits, times = self._visits(skipped), self._with_past(times_of(rest, lengths))
        return prize_of(self.evening, self._timed(visits, times))

    def plan(self, rest: Rest, lengths: Sequence[int], skipped: Collection[int] = ()) -> Itinerary:
        """The evening with this rest of it, and what was already made as it went.

        Visits keep what they are to meet, even where that is closed by then, so
        that a group that catches up meets it after all.
        """
        plan, evening = self.live.plan, self.evening
        visits, times = self._visits(skipped), self._with_past(times_of(rest, lengths))
        timed = self._timed(visits, times)
        wrap_up = evening.seconds(plan.ends) - evening.seconds(plan.arrives)
        return replace(
            plan,
            visits=tuple(
                replace(now, occurrence=each.occurrence, prize=each.prize)
                for now, each in zip(timed, visits, strict=True)
            ),
            legs=(*plan.legs[: self.live.position], *self._legs(skipped)),
            departs=evening.at(times.events[0]),
            arrives=evening.at(times.events[-1]),
            ends=evening.at(times.events[-1] + wrap_up),
            prize=prize_of(evening, timed),
            violations=misfits(evening, visits, times, self.live.position),
        )

    def _visits(self, skipped: Collection[int]) -> list[Visit]:
        visits = self.live.plan.visits
        return [*visits[: self.live.position], *(visits[each] for each in self.kept(skipped))]

    def _timed(self, visits: Sequence[Visit], times: Times) -> list[Visit]:
        return [timed_visit(self.evening, visits, times, n) for n in range(len(visits))]

    def _with_past(self, rest: Times) -> Times:
        seconds, made = self.evening.seconds, self.live.itinerary.visits[: self.live.position]
        stays = [seconds(each) for visit in made for each in (visit.arrival, visit.departure)]
        # The last departure is the one that the rest begins with.
        past = [seconds(self.live.itinerary.departs), *stays][:-1]
        starts = [seconds(visit.start) for visit in made]
        return Times((*past, *rest.events), (*starts, *rest.starts))

    def _leaves(self) -> int:
        live = self.live.itinerary
        if self.live.position:
            return self.evening.seconds(live.visits[self.live.position - 1].departure)
        departs = self.evening.seconds(live.departs)
        return max(departs, self.now) if self.live.stage == "before" else departs

    def _stop(self, number: int) -> Stop:
        visit = self.live.plan.visits[number]
        planned = self.evening.seconds(visit.departure) - self.evening.seconds(visit.start)
        stop = Stop(
            parking=parking_for(self.evening, visit),
            opens=opens_for(self.evening, visit),
            closes=self.evening.seconds(visit.occurrence.closes) if visit.occurrence else _ALWAYS,
            planned=planned,
            least=min(planned, _shortest(self.evening, visit)),
            worth=visit.prize,
        )
        going_on = self.visiting and number == self.live.position
        return self._going_on(stop) if going_on else stop

    def _going_on(self, stop: Stop) -> Stop:
        """The visit the group is at: what was spent there is spent.

        Whoever is inside leaves at closing time, though that be a short visit,
        and at once where it has closed; no choice can do better than that.
        """
        start = self.evening.seconds(self.live.itinerary.visits[self.live.position].start)
        least = max(self.so_far, min(stop.least, stop.closes - start))
        planned = max(stop.planned, self.so_far)
        return replace(stop, planned=planned, least=least, closes=max(stop.closes, start + least))

    def _rides(self, places: Sequence[int]) -> Iterator[int]:
        first = True
        for origin, place in pairwise(places):
            seconds = self._ride(origin, place)
            if first and self.live.stage == "riding":
                gone = max(0, self.now - self._leaves())
                seconds = max(
                    seconds, gone if place == origin + 1 else gone + self._turn(place, gone)
                )
            first = False
            yield seconds

    def _ride(self, origin: int, place: int) -> int:
        if place != origin + 1:
            return self.rides.seconds(self._point(origin), self._point(place))
        live, seconds = self.live.itinerary, self.evening.seconds
        left = live.visits[origin].departure if origin >= 0 else live.departs
        there = live.visits[place].arrival if place < len(live.visits) else live.arrives
        return seconds(there) - seconds(left)

    def _turn(self, place: int, gone: int) -> int:
        """The ride to ``place`` for who rode ``gone`` seconds towards the stop before it.

        The nearer the group is to that stop, the more it rides on from there.
        """
        origin, towards = self.live.position - 1, self.live.position
        whole = self._ride(origin, towards)
        part = min(1.0, gone / whole) if whole else 1.0
        back = self.rides.seconds(self._point(origin), self._point(place))
        on = self.rides.seconds(self._point(towards), self._point(place))
        return round((1 - part) * back + part * on)

    def _legs(self, skipped: Collection[int]) -> Iterator[Leg]:
        plan = self.live.plan
        places = [self.live.position - 1, *self.kept(skipped), len(plan.visits)]
        for origin, place in pairwise(places):
            if place == origin + 1:
                yield plan.legs[place]
            else:
                yield self.rides.leg(self._point(origin), self._point(place))

    def _point(self, place: int) -> Point:
        if place < 0:
            return self.evening.meeting_point
        visits = self.live.plan.visits
        return visits[place].location.point if place < len(visits) else self.evening.finish


def _shortest(evening: Evening, visit: Visit) -> int:
    if visit.occurrence is None:
        return evening.min_visit_minutes * 60
    return visit_seconds(visit.occurrence.activity, evening)[0]
