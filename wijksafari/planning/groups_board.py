"""What groups share: the stops that hold one of them at a time, and the rides between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wijksafari.planning.itinerary import stop_options
from wijksafari.planning.problem import Evening, Location, Occurrence
from wijksafari.planning.timing import Option
from wijksafari.planning.travel import Rides

Order = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Stops numbered from 0, in seconds after the evening's start.

    ``options`` is what each stop can be met for, nothing where it is closed.
    ``ride`` goes from row to column; its last row is the meeting point, its last
    column the finish. A stop is free for the next group ``changeover`` after one
    rode off.
    """

    options: tuple[tuple[Option, ...], ...]
    ride: tuple[tuple[int, ...], ...]
    departs: int
    must_finish: int
    parking: int
    changeover: int

    @property
    def size(self) -> int:
        """How many stops there are; also the row of the meeting point."""
        return len(self.options)

    def done(self, stop: int, ready: int, leaves: int = 0, stay: int = 0) -> int | None:
        """The earliest a visit can be over for a group that is ready then.

        It rides off at ``leaves`` or later, after ``stay`` seconds or more. None
        where nothing there allows it. Being ready later never makes it earlier.
        """
        best = None
        for option in self.options[stop]:
            length = max(option.shortest, stay)
            end = max(max(ready, option.opens) + length, leaves)
            if end > option.closes or length > option.longest:
                continue
            if best is None or end < best:
                best = end
        return best

    def holds(self, stop: int, most: int) -> int:
        """How many groups can be there one after the other, ``most`` at most.

        That is if they had nowhere else to go: a plan may still need more room.
        """
        ready = self.departs + self.ride[-1][stop] + self.parking
        for held in range(most):
            done = self.done(stop, ready)
            if done is None or done + self.ride[stop][-1] > self.must_finish:
                return held
            ready = done + self.changeover + self.parking
        return most

    def least(self, stop: int) -> int:
        """The least seconds a stop adds to any evening, without the ride to it."""
        return self.parking + min((each.shortest for each in self.options[stop]), default=0)


@dataclass(frozen=True, slots=True)
class Solo:
    """An order that one group alone can ride, and when it is at the finish then."""

    finish: int
    order: Order


def board_of(
    evening: Evening,
    stops: Sequence[Location],
    occurrences: Sequence[Occurrence],
    rides: Rides,
    changeover: int,
) -> Board:
    """The board for these stops; ``changeover`` in seconds."""
    points = [stop.point for stop in stops]
    return Board(
        options=tuple(
            tuple(
                each for each in stop_options(evening, stop, occurrences, rides) if each.occurrence
            )
            for stop in stops
        ),
        ride=tuple(
            tuple(rides.seconds(origin, place) for place in (*points, evening.finish))
            for origin in (*points, evening.meeting_point)
        ),
        departs=evening.departs,
        must_finish=evening.must_finish,
        parking=evening.parking_minutes * 60,
        changeover=changeover,
    )


def solos(board: Board) -> list[Solo]:
    """Every order one group alone can ride, the one that is home first first."""
    least = [
        board.least(stop) + min(row[stop] for n, row in enumerate(board.ride) if n != stop)
        for stop in range(board.size)
    ]
    found = _ridden(board, (), board.departs, least)
    return sorted(found, key=lambda solo: (solo.finish, solo.order))


def _ridden(board: Board, order: Order, time: int, least: Sequence[int]) -> Iterator[Solo]:
    """The ways to go on after ``order``; ``least`` is what each stop takes at least."""
    last = order[-1] if order else board.size
    left = [stop for stop in range(board.size) if stop not in order]
    if not left:
        finish = time + board.ride[last][-1]
        if finish <= board.must_finish:
            yield Solo(finish, order)
        return
    if time + sum(least[stop] for stop in left) > board.must_finish:
        return
    for stop in left:
        done = board.done(stop, time + board.ride[last][stop] + board.parking)
        if done is not None:
            yield from _ridden(board, (*order, stop), done, least)
