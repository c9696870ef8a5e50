"""Spare time lengthens visits, most for the highest prize, and never makes anything late."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wijksafari.planning.lengthen import lengthened
from wijksafari.planning.timing import Line, Option, best_timetable, timed

MINUTE = 60


def option(prize=10, opens=0, closes=300, shortest=20, longest=30, *, past=0):
    times = (each * MINUTE for each in (opens, closes, shortest, longest))
    return Option("x", None, *times, prize, past * MINUTE)


def minutes(*options, must_finish=300, ride=5):
    line = Line(
        options=tuple((each,) for each in options),
        rides=tuple(ride * MINUTE for _ in range(len(options) + 1)),
        departs=10 * MINUTE,
        must_finish=must_finish * MINUTE,
        parking=2 * MINUTE,
    )
    return [visit / MINUTE for visit in lengthened(line, best_timetable(line)).visits]


def test_with_time_to_spare_every_visit_is_as_long_as_allowed():
    assert minutes(option(), option(longest=40)) == [30, 40]


def test_what_little_time_there_is_goes_to_the_highest_prize():
    # 10 + 7 + 20 + 7 + 20 + 5 = 69 minutes at the least.
    assert minutes(option(prize=6), option(prize=8), must_finish=76) == [20, 27]


def test_equal_prizes_share_evenly():
    assert minutes(option(), option(), option(), must_finish=102) == [22, 22, 22]


def test_what_the_highest_prize_cannot_use_goes_to_the_next():
    assert minutes(option(prize=6), option(prize=8, longest=22), must_finish=76) == [25, 22]


def test_no_visit_outlasts_its_activity():
    assert minutes(option(closes=40)) == [23]


def test_no_visit_makes_a_later_one_late():
    # The second must start by minute 50, so the first ends by 43.
    assert minutes(option(prize=20), option(closes=70)) == [26, 20]


def test_waiting_before_a_later_opening_is_used_to_stay_longer():
    assert minutes(option(longest=60), option(opens=80, closes=100)) == [56, 20]


@st.composite
def lines(draw):
    count = draw(st.integers(1, 5))
    options = []
    for _ in range(count):
        opens = draw(st.integers(-30, 150))
        shortest = draw(st.integers(5, 30))
        options.append(
            tuple(
                option(
                    prize=draw(st.integers(0, 20)),
                    opens=opens,
                    closes=opens + draw(st.integers(5, 200)),
                    shortest=shortest,
                    longest=shortest + draw(st.integers(0, 30)),
                    past=draw(st.sampled_from([0, 0, 0, 15])),
                )
                for _ in range(draw(st.integers(1, 2)))
            )
        )
    rides = st.integers(0, 20 * MINUTE)
    return Line(
        tuple(options),
        tuple(draw(rides) for _ in range(count + 1)),
        departs=10 * MINUTE,
        must_finish=draw(st.integers(60, 300)) * MINUTE,
        parking=2 * MINUTE,
    )


@settings(max_examples=300, deadline=None)
@given(lines())
def test_lengthening_breaks_nothing_that_was_not_broken(line):
    before = best_timetable(line)
    after = lengthened(line, before)
    assert after.over <= before.over
    assert all(now <= then for now, then in zip(after.late, before.late, strict=True))
    assert all(now <= then for now, then in zip(after.early, before.early, strict=True))
    for chosen, visit in zip(after.chosen, after.visits, strict=True):
        assert chosen.shortest <= visit <= max(chosen.longest, chosen.shortest)


@settings(max_examples=300, deadline=None)
@given(lines())
def test_where_everything_fits_no_visit_can_be_a_minute_longer(line):
    before = best_timetable(line)
    after = lengthened(line, before)
    if after.violation:
        return
    assert after.departs >= line.departs
    again = lengthened(line, after)
    assert again == after


@settings(max_examples=200, deadline=None)
@given(lines())
def test_the_choice_of_what_to_meet_is_the_best_of_all_combinations(line):
    """Every combination tried one by one."""
    best = best_timetable(line)
    assert (best.violation, -best.prize) == min(_all_outcomes(line))


def _all_outcomes(line):
    found = [(line.departs, 0, 0)]
    for options, ride in zip(line.options, line.rides, strict=False):
        longer = []
        for time, violation, worth in found:
            ready = time + ride + line.parking
            for each in options:
                start = ready if each.opens_past else max(ready, each.opens)
                late = max(0, start + each.shortest - each.closes)
                broken = violation + each.opens_past + late
                longer.append((start + each.shortest, broken, worth - each.prize))
        found = longer
    return [
        (violation + max(0, time + line.rides[-1] - line.must_finish), worth)
        for time, violation, worth in found
    ]


@settings(max_examples=100, deadline=None)
@given(lines())
def test_the_highest_prize_stays_as_long_as_it_could_if_nobody_else_stayed_longer(line):
    before = best_timetable(line)
    prizes = [each.prize for each in before.chosen]
    if before.violation or prizes.count(max(prizes)) > 1:
        return
    first = prizes.index(max(prizes))
    visits = list(before.visits)
    while visits[first] + MINUTE <= before.chosen[first].longest:
        visits[first] += MINUTE
        if timed(line, before.chosen, visits, line.departs).violation:
            visits[first] -= MINUTE
            break
    assert lengthened(line, before).visits[first] == visits[first]
