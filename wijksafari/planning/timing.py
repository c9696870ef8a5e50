"""Timing a fixed order of stops in whole seconds after the evening's start.

Choosing what each stop meets is exact: along the order every sensible
combination is kept (a label-setting search; a label is dropped only where
another is no later, breaks no more and is worth no less, and being earlier
never harms, since the group can wait), so the result has the least total
violation, then the highest prize, then the earliest end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wijksafari.planning.problem import Occurrence


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a stop can meet: visits of ``shortest`` to ``longest`` seconds inside
    ``opens``…``closes``. ``opens_past`` is above 0 where it opens that many seconds
    too late to be visited this evening; then nobody waits for it.
    """

    location_id: str
    occurrence: Occurrence | None
    opens: int
    closes: int
    shortest: int
    longest: int
    prize: int
    opens_past: int = 0

    def start(self, ready: int) -> int:
        """When the visit begins for a group that is ready then."""
        return ready if self.opens_past else max(ready, self.opens)


@dataclass(frozen=True, slots=True)
class Line:
    """An order of stops with all that bounds its times; ``rides`` has one more entry."""

    options: tuple[tuple[Option, ...], ...]
    rides: tuple[int, ...]
    departs: int
    must_finish: int
    parking: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """A timed line. Per stop, ``early`` is by how much it opens too late for this
    evening and ``late`` how far the visit outlasts it; ``over`` is how far the
    finish is past the latest one. All in seconds.
    """

    departs: int
    chosen: tuple[Option, ...]
    arrivals: tuple[int, ...]
    starts: tuple[int, ...]
    visits: tuple[int, ...]
    finish: int
    early: tuple[int, ...]
    late: tuple[int, ...]
    over: int

    @property
    def violation(self) -> int:
        """All seconds that do not fit, together."""
        return sum(self.early) + sum(self.late) + self.over

    @property
    def prize(self) -> int:
        """All prizes together, without theme bonus."""
        return sum(option.prize for option in self.chosen)


@dataclass(frozen=True, slots=True)
class Label:
    """Part of a tour: when it is done, what it breaks, what it is worth (negative)
    and how long it rides; of all four the smaller is the better.
    """

    time: int
    violation: int = 0
    worth: int = 0
    riding: int = 0
    chosen: tuple[Option, ...] = ()


def best_timetable(line: Line) -> Timetable:
    """The line with the best thing to meet at every stop, each visit at its shortest."""
    labels = [Label(line.departs)]
    for options, ride in zip(line.options, line.rides, strict=False):
        labels = undominated(
            [longer for label in labels for longer in extended(label, options, ride, line.parking)]
        )
    best = min((finished(label, line.rides[-1], line.must_finish) for label in labels), key=quality)
    return timed(line, best.chosen, [option.shortest for option in best.chosen], line.departs)


def on_whole_minutes(line: Line) -> Line:
    """The line with rides a little longer, so that the programme reads well.

    From the first to the last, each ride ends on a whole minute where that
    breaks nothing and loses no prize. A line in which something does not fit
    stays as it is, so that what does not fit is measured exactly.
    """
    best = best_timetable(line)
    if best.violation:
        return line
    table = best
    for ride in range(len(line.rides)):
        arrival = (*table.arrivals, table.finish)[ride]
        rides = list(line.rides)
        rides[ride] += -arrival % 60
        tidier = replace(line, rides=tuple(rides))
        tidy = best_timetable(tidier)
        if (tidy.violation, tidy.prize) == (0, best.prize):
            line, table = tidier, tidy
    return line


def extended(label: Label, options: Sequence[Option], ride: int, parking: int) -> list[Label]:
    """The label with one more stop, for everything the group can meet there."""
    ready = label.time + ride + parking
    longer = []
    for option in options:
        start = option.start(ready)
        late = max(0, start + option.shortest - option.closes)
        longer.append(
            Label(
                time=start + option.shortest,
                violation=label.violation + option.opens_past + late,
                worth=label.worth - option.prize,
                riding=label.riding + ride,
                chosen=(*label.chosen, option),
            )
        )
    return longer


def undominated(labels: Sequence[Label]) -> list[Label]:
    """The labels no other label is at least as good as in every respect."""
    kept: list[Label] = []
    # Among equals the one that closes last leaves most room to stay longer.
    for label in sorted(labels, key=lambda each: (*quality(each), -each.chosen[-1].closes)):
        if not any(
            other.worth <= label.worth and other.riding <= label.riding and other.time <= label.time
            for other in kept
        ):
            kept.append(label)
    return kept


def finished(label: Label, ride: int, must_finish: int) -> Label:
    """The label with the ride to the finish."""
    end = label.time + ride
    over = max(0, end - must_finish)
    return replace(label, time=end, violation=label.violation + over, riding=label.riding + ride)


def quality(label: Label) -> tuple[int, int, int, int]:
    """How good a tour is, the best first: violation, worth, riding, end."""
    return label.violation, label.worth, label.riding, label.time


def timed(line: Line, chosen: tuple[Option, ...], visits: Sequence[int], departs: int) -> Timetable:
    """The times that follow from what is met and how long each visit lasts."""
    time, arrivals, starts = departs, [], []
    for option, ride, visit in zip(chosen, line.rides, visits, strict=False):
        arrivals.append(time + ride)
        starts.append(option.start(time + ride + line.parking))
        time = starts[-1] + visit
    finish = time + line.rides[-1]
    stays = list(zip(chosen, starts, visits, strict=True))
    return Timetable(
        departs=departs,
        chosen=chosen,
        arrivals=tuple(arrivals),
        starts=tuple(starts),
        visits=tuple(visits),
        finish=finish,
        early=tuple(option.opens_past for option in chosen),
        late=tuple(max(0, start + visit - option.closes) for option, start, visit in stays),
        over=max(0, finish - line.must_finish),
    )
