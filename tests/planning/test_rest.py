"""Visits are cut as little as it takes, and evenly; beside trying every choice there is."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from wijksafari.planning.rest import Rest, Stop, best_lengths, times_of

MINUTE = 60


def stop(**overrides: int) -> Stop:
    """A visit of 30 minutes that may be cut to 20, open at any time; 2 minutes of parking."""
    values = {"parking": 120, "opens": 0, "closes": 10**6, "planned": 1800, "least": 1200}
    return Stop(**{"worth": 10} | values | overrides)


def rest(*stops: Stop, latest: int = 10**6) -> Rest:
    """Rides of 10 minutes, from 0."""
    return Rest(leaves=0, stops=stops, rides=(600,) * (len(stops) + 1), latest=latest)


@st.composite
def rests(draw: st.DrawFn) -> Rest:
    """One to three stops, hours and all of any kind, on whole minutes and off them."""
    stops = []
    for _ in range(draw(st.integers(1, 3))):
        opens = draw(st.integers(0, 7200))
        planned = draw(st.integers(5, 12)) * 60 + draw(st.sampled_from([0, 0, 17]))
        stops.append(
            stop(
                opens=opens,
                closes=opens + draw(st.integers(0, 3600)),
                planned=planned,
                least=planned - draw(st.integers(0, 7)) * 60,
                worth=draw(st.integers(0, 3)),
            )
        )
    latest = draw(st.integers(0, 9000))
    return Rest(draw(st.integers(0, 3600)), tuple(stops), (600,) * (len(stops) + 1), latest)


def misfit(evening: Rest, lengths: tuple[int, ...]) -> int:
    """All that is a minute or more too late, in seconds."""
    events = times_of(evening, lengths).events
    ends = [events[2 * n + 2] - stop.closes for n, stop in enumerate(evening.stops)]
    return sum(late for late in (*ends, events[-1] - evening.latest) if late >= MINUTE)


def cost(evening: Rest, lengths: tuple[int, ...]) -> tuple[int, int, int, int]:
    """What does not fit, the minutes cut, how uneven they are, what they are worth."""
    pairs = zip(evening.stops, lengths, strict=True)
    cuts = [(stop.planned - length) // MINUTE for stop, length in pairs]
    worth = sum(cut * stop.worth for cut, stop in zip(cuts, evening.stops, strict=True))
    return misfit(evening, lengths), sum(cuts), sum(cut * cut for cut in cuts), worth


@given(rests())
def test_no_choice_of_lengths_is_better(evening: Rest) -> None:
    every = product(*(stop.lengths for stop in evening.stops))
    best = best_lengths(evening)
    assert cost(evening, best.seconds) == min(cost(evening, each) for each in every)
    assert best.misfit == misfit(evening, best.seconds)


def test_what_fits_is_not_cut() -> None:
    assert best_lengths(rest(stop(), stop())).seconds == (1800, 1800)


def test_cuts_are_even() -> None:
    """Two visits, three rides and parking twice take 94 minutes; there are 88."""
    assert best_lengths(rest(stop(), stop(), latest=88 * 60)).seconds == (1620, 1620)


def test_the_odd_minute_is_cut_where_it_is_worth_least() -> None:
    found = best_lengths(rest(stop(worth=3), stop(worth=9), latest=89 * 60))
    assert found.seconds == (1620, 1680)


def test_a_cut_before_a_wait_is_of_no_use() -> None:
    waiting = rest(stop(), stop(opens=4000, closes=4000 + 1500))
    assert best_lengths(waiting).seconds == (1800, 1500)


def test_no_visit_is_cut_below_its_least_and_what_is_left_over_is_told() -> None:
    found = best_lengths(rest(stop(), latest=30 * 60))
    assert (found.seconds, found.misfit) == ((1200,), 12 * 60)


def test_times_never_run_back_even_for_a_visit_cut_to_nothing() -> None:
    times = times_of(rest(stop()), (-500,))
    assert times.events == (0, 600, 600, 1200)
    assert times.starts == (600,)
