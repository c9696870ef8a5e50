"""Seeded evenings to measure on, drawn like the shared ``evening-*`` tour problems."""

import random
from math import dist

from wijksafari.planning.problem import Candidate, TimeWindow, TourProblem

QUARTER = 900
EVENING = 12 * QUARTER
SIDE = 1650  # of the square all places lie in, in seconds of riding


def evening(
    seed: int, size: int, *, always_open: bool = False, equal_prizes: bool = False
) -> TourProblem:
    """``size`` locations with activities on the quarter, visited within three hours."""
    draw = random.Random(f"{seed} {size}")
    return TourProblem(
        candidates=tuple(
            _candidate(draw, str(number), always_open, equal_prizes)
            for number in range(1, size + 1)
        ),
        travel_time=_travel(draw, size),
        earliest_start=0,
        latest_finish=EVENING,
    )


def _candidate(draw: random.Random, name: str, always_open: bool, equal_prizes: bool) -> Candidate:
    service = draw.choices((900, 1200, 1500, 1800), (20, 41, 20, 19))[0]
    hours = [(0, EVENING)] if always_open else _hours(draw)
    return Candidate(
        id=name,
        prize=5 if equal_prizes else draw.randint(1, 10),
        service_duration=service,
        windows=tuple(
            TimeWindow(opens, closes - service)
            for opens, closes in hours
            if opens <= closes - service
        ),
        theme=str(draw.randrange(8)),
    )


def _hours(draw: random.Random) -> list[tuple[int, int]]:
    """When something goes on: once and longer, or two or three short times, cut to the evening."""
    if draw.random() < 0.55:
        lengths = [draw.choice((2, 3, 4, 4, 4, 6, 8, 10))]
        quarter = draw.randint(-5, 10)
    else:
        lengths = [draw.randint(2, 4) for _ in range(draw.choice((2, 2, 3)))]
        quarter = draw.randint(-4, 8)
    hours = []
    for length in lengths:
        opens, closes = max(quarter, 0), min(quarter + length, 12)
        if opens < closes:
            hours.append((opens * QUARTER, closes * QUARTER))
        quarter += length + draw.randint(1, 4)
    return hours


def _travel(draw: random.Random, size: int) -> tuple[tuple[int, ...], ...]:
    points = [(draw.uniform(0, SIDE), draw.uniform(0, SIDE)) for _ in range(size + 2)]
    if draw.random() < 0.4:
        points[-1] = points[0]
    return tuple(tuple(round(dist(one, other)) for other in points) for one in points)
