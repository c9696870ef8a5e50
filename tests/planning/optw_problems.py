"""Random tour problems for the solver's tests, of every feature or of one kind."""

import random

from wijksafari.planning.problem import Candidate, TimeWindow, TourProblem


def random_problem(seed: int, size: int | None = None) -> TourProblem:
    """A problem with any mixture of the features there are."""
    draw = random.Random(seed)
    count = draw.randint(1, 7) if size is None else size
    origin = draw.choice([0, 0, 17, -40, 1000])
    horizon = draw.choice([30, 60, 100, 150])
    places = draw.choice([count, count, max(1, count // 2)])
    candidates = tuple(
        random_candidate(draw, str(number), origin, horizon, places) for number in range(count)
    )
    least = draw.randint(1, 3)
    pairs = draw.choice([0, 0, 1, 3]) if count > 1 else 0
    return TourProblem(
        candidates=candidates,
        travel_time=random_travel(draw, count + 2),
        earliest_start=origin,
        latest_finish=origin + horizon,
        min_stops=least,
        max_stops=draw.randint(least, 5),
        theme_bonus=draw.choice([0, 0, 1, 4]),
        mutually_exclusive=tuple(
            (str(one), str(other))
            for one, other in (draw.sample(range(count), 2) for _ in range(pairs))
        ),
    )


def random_candidate(
    draw: random.Random, name: str, origin: int, horizon: int, places: int
) -> Candidate:
    windows = []
    for _ in range(draw.choice([0, 1, 1, 2, 2, 3])):
        earliest = origin + draw.randint(-10, horizon)
        windows.append(TimeWindow(earliest, earliest + draw.randint(0, horizon)))
    return Candidate(
        id=name,
        prize=draw.choice([0, 1, 2, 3, 5, 10]),
        service_duration=draw.choice([0, 5, 10, 15]),
        windows=tuple(windows),
        theme=draw.choice([None, "a", "b", "c"]),
        required=draw.random() < 0.08,
        forbidden=draw.random() < 0.08,
        location=draw.choice(["", f"place {draw.randrange(places)}"]),
    )


def random_travel(draw: random.Random, size: int) -> tuple[tuple[int, ...], ...]:
    """Rides: anything at all, symmetric and of the plane, or nothing but zeros."""
    kind = draw.choice(["any", "any", "plane", "zero"])
    if kind == "zero":
        return tuple(tuple(0 for _ in range(size)) for _ in range(size))
    if kind == "any":
        most = draw.choice([3, 20])
        return tuple(tuple(draw.randint(0, most) for _ in range(size)) for _ in range(size))
    points = [complex(draw.uniform(0, 20), draw.uniform(0, 20)) for _ in range(size)]
    if draw.random() < 0.5:
        points[-1] = points[0]
    return tuple(tuple(round(abs(one - other)) for other in points) for one in points)
