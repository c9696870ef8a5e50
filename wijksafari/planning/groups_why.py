"""Where groups cannot share an evening: why, with numbers, and the least that would help."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from wijksafari.errors import InputError
from wijksafari.planning.groups_board import Board, board_of, solos
from wijksafari.planning.groups_search import best_split
from wijksafari.planning.groups_times import Budget, Timing, TooMuchError
from wijksafari.planning.problem import Evening, Location, Occurrence
from wijksafari.planning.travel import Rides
from wijksafari.planning.words import clock, duration, hours, listed, sentence, stops

_TRIES = 1_500  # schedules for each change; what is not found by then is not proposed
_ENDLESS = 24 * 3600


@dataclass(frozen=True, slots=True)
class SplitWish:
    """What was asked; ``changeover`` in seconds."""

    evening: Evening
    stops: tuple[Location, ...]
    occurrences: tuple[Occurrence, ...]
    rides: Rides
    groups: int
    changeover: int

    @property
    def board(self) -> Board:
        """The board that follows from it."""
        return board_of(self.evening, self.stops, self.occurrences, self.rides, self.changeover)


def why_not(wish: SplitWish, board: Board) -> str:
    """Why there is no way, and what would help where something small was found."""
    reason = (
        _closed(wish, board)
        or _not_even_one(wish, board)
        or _crowded(wish, board)
        or _too_long(wish, board)
    )
    change = _smallest_change(wish)
    return f"{reason} {change}".strip()


def _closed(wish: SplitWish, board: Board) -> str:
    names = [stop.name for stop, met in zip(wish.stops, board.options, strict=True) if not met]
    if not names:
        return ""
    return sentence(f"{listed(names)} {'is' if len(names) == 1 else 'zijn'} die avond niet open")


def _not_even_one(wish: SplitWish, board: Board) -> str:
    if solos(board):
        return ""
    return sentence(
        f"ook één groep alleen kan {_these(wish)} niet allemaal binnen hun openingstijden"
        f" bezoeken en om {_latest(wish)} terug zijn"
    )


def _crowded(wish: SplitWish, board: Board) -> str:
    """The stop that cannot hold so many visits one after the other."""
    for number, location in enumerate(wish.stops):
        held = board.holds(number, wish.groups)
        if held < wish.groups:
            return sentence(
                f"bij {location.name} ({_hours(board, number)}) passen"
                f" deze avond {_visits(wish.groups)} niet na elkaar: een bezoek duurt minstens"
                f" {duration(_shortest(board, number))}, met {duration(board.parking)} stallen en"
                f" {duration(board.changeover)} wisselen. Er past er {_count(held)}"
            )
    return ""


def _too_long(wish: SplitWish, board: Board) -> str:
    """How late it gets in the best way, were there no end to the evening."""
    found = _found(replace(board, must_finish=_ENDLESS), wish.groups, 20 * _TRIES)
    if found is None:
        return sentence(
            f"in geen enkele volgorde kunnen {_groups(wish.groups)} {_these(wish)} binnen de"
            " openingstijden en de avond bezoeken zonder elkaar daar te treffen"
        )
    back = found.cost.last
    return sentence(
        f"de beste volgordes voor {_groups(wish.groups)} langs {_these(wish)} brengen de laatste"
        f" pas om {clock(wish.evening.at(back + -back % 60))} bij het eindpunt, en dat moet"
        f" uiterlijk om {_latest(wish)}"
    )


def _smallest_change(wish: SplitWish) -> str:
    for _, changed, words in sorted(_changes(wish), key=lambda change: change[0]):
        if _found(changed.board, changed.groups, _TRIES) is not None:
            return sentence(f"wat zou helpen: {words}")
    return ""


def _changes(wish: SplitWish) -> Iterator[tuple[int, SplitWish, str]]:
    """Every change worth trying, with how big it is and what to say of it."""
    evening = wish.evening
    for less in (5, 10):
        shortest = evening.min_visit_minutes - less
        words = f"bezoeken van minstens {shortest} in plaats van {shortest + less} minuten"
        with suppress(InputError):
            shorter = replace(evening, min_visit_minutes=shortest)
            yield less * 5, replace(wish, evening=shorter), words
    for minutes in (15, 30, 45, 60):
        for sign in (-1, 1):
            start = evening.at(sign * minutes * 60)
            if start.date() == evening.start.date():
                words = f"beginnen om {clock(start)} in plaats van {clock(evening.start)}"
                yield minutes, replace(wish, evening=replace(evening, start=start)), words
    if len(wish.stops) > 1:
        for stop in wish.stops:
            rest = tuple(each for each in wish.stops if each != stop)
            words = f"een stop minder, zonder {stop.name}"
            yield 60, replace(wish, stops=rest), words
    if wish.groups > 1:
        words = f"{_groups(wish.groups - 1)} in plaats van {wish.groups}"
        yield 90, replace(wish, groups=wish.groups - 1), words


def _found(board: Board, groups: int, schedules: int) -> Timing | None:
    try:
        return best_split(board, groups, Budget(schedules), any_will_do=True)
    except TooMuchError:
        return None


def _latest(wish: SplitWish) -> str:
    return clock(wish.evening.at(wish.evening.must_finish))


def _these(wish: SplitWish) -> str:
    return f"deze {stops(len(wish.stops))}" if len(wish.stops) > 1 else wish.stops[0].name


def _shortest(board: Board, stop: int) -> int:
    return min(option.shortest for option in board.options[stop])


def _hours(board: Board, stop: int) -> str:
    met = {
        (each.occurrence.opens, each.occurrence.closes)
        for each in board.options[stop]
        if each.occurrence
    }
    return listed(f"{hours(opens)} tot {clock(closes)}" for opens, closes in sorted(met))


def _groups(count: int) -> str:
    return "één groep" if count == 1 else f"{count} groepen"


def _visits(count: int) -> str:
    return "één bezoek" if count == 1 else f"{count} bezoeken"


def _count(held: int) -> str:
    return {0: "geen", 1: "één"}.get(held, str(held))
