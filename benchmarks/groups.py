"""Splitting an evening over groups: how long proving the best orders takes."""

import random
from math import dist
from statistics import median
from time import perf_counter

from wijksafari.planning.groups_board import Board
from wijksafari.planning.groups_search import best_split
from wijksafari.planning.groups_times import Budget
from wijksafari.planning.timing import Option

EVENINGS = 30
SIDE = 900  # of the square all places lie in, in seconds of riding
# groups, stops, minutes of a visit, target
SIZES = (
    (2, 5, 20, "0.1 s"),
    (3, 5, 15, "0.5 s"),
    (4, 4, 20, "0.5 s"),
    (4, 5, 15, "2 s"),
    (2, 8, 10, "2 s"),
)


def main() -> None:
    """Print the table."""
    print(f"{'groups x stops, 30 evenings':<34}{'median':>10}{'most':>10}{'can be':>8}   target")
    for groups, stops, minutes, target in SIZES:
        times, ways = [], 0
        for seed in range(EVENINGS):
            board = _board(seed, stops, minutes * 60)
            began = perf_counter()
            ways += best_split(board, groups, Budget(10**9)) is not None
            times.append(1000 * (perf_counter() - began))
        print(
            f"{groups} x {stops}, visits of {minutes} minutes".ljust(34)
            + f"{median(times):>7.1f} ms{max(times):>7.1f} ms{ways:>8}   {target}",
            flush=True,
        )


def _board(seed: int, stops: int, visit: int) -> Board:
    """Stops in a square, one in three open for a part of the evening only."""
    draw = random.Random(f"{seed} {stops}")
    places = [(draw.uniform(0, SIDE), draw.uniform(0, SIDE)) for _ in range(stops + 1)]
    options = []
    for stop in range(stops):
        opens, closes = (0, 10_800)
        if draw.random() < 1 / 3:
            opens = draw.choice((0, 1800, 3600))
            closes = min(closes, opens + draw.choice((5400, 7200, 9000)))
        options.append((Option(str(stop), None, opens, closes, visit, visit + 600, 5),))
    ride = tuple(tuple(round(dist(one, other)) for other in places) for one in places)
    return Board(tuple(options), ride, 600, 9600, 120, 300)


if __name__ == "__main__":
    main()
