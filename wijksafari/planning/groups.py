"""More riders than one group holds: the same stops for several groups, never two at one stop."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijksafari.errors import InputError
from wijksafari.planning.groups_board import Board, board_of
from wijksafari.planning.groups_lengthen import filled
from wijksafari.planning.groups_search import best_split
from wijksafari.planning.groups_times import Budget, Timing, TooMuchError
from wijksafari.planning.groups_why import SplitWish, why_not
from wijksafari.planning.itinerary import Itinerary, as_timed
from wijksafari.planning.problem import MOST_STOPS, Evening, Location, Occurrence
from wijksafari.planning.travel import Rides

MOST_GROUPS = 4
CHANGEOVER_MINUTES = 5
MOST_SCHEDULES = 200_000  # some ten seconds


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """An itinerary for each group, the first away first. Where there are none,
    ``reason`` says why in sentences, and what would help.
    """

    itineraries: tuple[Itinerary, ...]
    reason: str = ""


def split(
    evening: Evening,
    stops: Sequence[Location],
    occurrences: Sequence[Occurrence],
    rides: Rides,
    groups: int,
    *,
    changeover_minutes: int = CHANGEOVER_MINUTES,
    explain: bool = True,
) -> GroupPlan:
    """The proven best way for so many groups to ride all these stops on one evening.

    A stop holds one group, from its arrival to its departure, and is free for
    the next ``changeover_minutes`` later. All gather at the meeting point at the
    evening's start; a group may leave it later. Best is the least riding and
    waiting of all groups together (each visit at its shortest), then the
    earliest last finish, then finishes closest to each other. Then visits are
    lengthened where there is time. Without ``explain`` no reason is looked for.
    Raises InputError for sizes that cannot be meant, or are too large to be sure.
    """
    _check(stops, groups, changeover_minutes)
    board = board_of(evening, stops, occurrences, rides, changeover_minutes * 60)
    try:
        timing = best_split(board, groups, Budget(MOST_SCHEDULES))
    except TooMuchError:
        raise InputError(
            f"{len(stops)} stops met {groups} groepen is te veel om uit te rekenen. Neem een stop"
            " of een groep minder."
        ) from None
    if timing is None and not explain:
        return GroupPlan(())
    if timing is None:
        wish = SplitWish(evening, tuple(stops), tuple(occurrences), rides, groups, board.changeover)
        return GroupPlan((), why_not(wish, board))
    return GroupPlan(_itineraries(evening, stops, rides, board, timing))


def _itineraries(
    evening: Evening, stops: Sequence[Location], rides: Rides, board: Board, timing: Timing
) -> tuple[Itinerary, ...]:
    plan = filled(board, timing)
    groups = sorted(
        zip(plan.tables, plan.orders, strict=True), key=lambda each: (each[0].departs, each[1])
    )
    return tuple(
        as_timed(evening, [stops[stop] for stop in order], rides, table) for table, order in groups
    )


def _check(stops: Sequence[Location], groups: int, changeover_minutes: int) -> None:
    if not 1 <= groups <= MOST_GROUPS:
        raise InputError(f"Verdeel in 1 tot {MOST_GROUPS} groepen.")
    if not 1 <= len(stops) <= MOST_STOPS:
        raise InputError(f"Kies 1 tot {MOST_STOPS} stops om te verdelen.")
    if not 0 <= changeover_minutes <= 60:
        raise InputError("De wisseltijd tussen twee groepen is 0 tot 60 minuten.")
