from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.planning.worlds import (
    create_activity,
    create_evening,
    create_location,
    moment,
    occurring,
)
from wijksafari.clock import AMSTERDAM
from wijksafari.planning.problem import Holidays, TimeWindow
from wijksafari.planning.windows import candidates, location_of, occurrences_on

MINUTE = 60


def windows_of(*activities, evening=None):
    found = candidates(evening or create_evening(), [create_location()], occurring(*activities))
    return {(each.prize, each.service_duration // MINUTE): each.windows for each in found}


def window(earliest_minutes, latest_minutes):
    return TimeWindow(earliest_minutes * MINUTE, latest_minutes * MINUTE)


def test_the_latest_start_is_closing_time_minus_the_shortest_visit():
    assert windows_of(create_activity(opens="18.00", closes="19.00")) == {
        (10, 20): (window(30, 70),)
    }


def test_a_window_is_clipped_to_the_time_between_departure_and_the_latest_finish():
    assert windows_of(create_activity(opens="12.00", closes="23.00")) == {
        (10, 20): (window(10, 140),)
    }


def test_an_activity_too_short_for_a_visit_is_no_candidate():
    assert windows_of(create_activity(opens="18.00", closes="18.19")) == {}


def test_the_activity_says_how_long_a_visit_lasts_before_the_evening_does():
    activity = create_activity(opens="18.00", closes="19.00", min_visit_minutes=45)
    assert windows_of(activity) == {(10, 45): (window(30, 45),)}


def test_a_longest_visit_below_the_evenings_shortest_makes_the_visit_shorter():
    activity = create_activity(opens="18.00", closes="19.00", max_visit_minutes=15)
    assert windows_of(activity) == {(10, 15): (window(30, 75),)}


def test_adjacent_activities_keep_every_visit_inside_one_of_them():
    one = create_activity(opens="18.00", closes="18.30")
    next_one = create_activity(opens="18.30", closes="19.00")
    assert windows_of(one, next_one) == {(10, 20): (window(30, 40), window(60, 70))}


def test_overlapping_activities_share_one_window_of_starts():
    one = create_activity(opens="18.00", closes="19.00")
    other = create_activity(opens="18.30", closes="20.00")
    assert windows_of(one, other) == {(10, 20): (window(30, 130),)}


def test_an_activity_within_another_adds_nothing():
    one = create_activity(opens="18.00", closes="20.00")
    inner = create_activity(opens="18.30", closes="19.00")
    assert windows_of(one, inner) == {(10, 20): (window(30, 130),)}


def test_a_presentation_is_worth_half_and_is_a_choice_of_its_own():
    live = create_activity(opens="18.00", closes="19.00")
    presentation = create_activity(opens="17.00", closes="21.00", kind="presentation")
    assert windows_of(live, presentation) == {
        (5, 20): (window(10, 140),),
        (10, 20): (window(30, 70),),
    }


def test_different_shortest_visits_are_different_choices_at_one_location():
    short = create_activity(min_visit_minutes=10)
    long = create_activity(min_visit_minutes=40)
    found = candidates(create_evening(), [create_location()], occurring(short, long))
    assert [each.service_duration for each in found] == [600, 2400]
    assert {each.place for each in found} == {"de-linde"}
    assert [location_of(each.id) for each in found] == ["de-linde", "de-linde"]


def test_ids_with_colons_stay_apart():
    one, other = create_location("A", id="a:10"), create_location("B", id="a")
    activities = occurring(create_activity("a:10"), create_activity("a"))
    found = candidates(create_evening(), [one, other], activities)
    assert [location_of(each.id) for each in found] == ["a:10", "a"]


def test_wishes_and_theme_come_along():
    location = create_location(theme="eenzaamheid", priority=7)
    (found,) = candidates(
        create_evening(), [location], occurring(create_activity()), {"de-linde"}, {"de-linde"}
    )
    assert (found.required, found.forbidden, found.theme, found.prize) == (
        True,
        True,
        "eenzaamheid",
        14,
    )


def test_a_required_location_that_is_closed_leaves_no_window_to_visit_it():
    (found,) = candidates(create_evening(), [create_location()], (), {"de-linde"})
    assert found.required
    assert found.windows == ()


def test_on_the_evening_the_clocks_go_forward_seconds_are_real_seconds():
    day = date(2026, 3, 29)
    evening = create_evening(start=moment(0, 30, day), gathering_minutes=0, buffer_minutes=0)
    activity = create_activity(opens="01.00", closes="04.00", first_date=day)
    found = occurrences_on([activity], day, AMSTERDAM, Holidays())
    # From 01.00 to 04.00 is two hours that night.
    (candidate,) = candidates(evening, [create_location()], found)
    assert candidate.windows == (window(30, 30 + 120 - 20),)


def test_on_the_evening_the_clocks_go_back_seconds_are_real_seconds():
    day = date(2026, 10, 25)
    evening = create_evening(start=moment(0, 30, day), gathering_minutes=0, duration_minutes=300)
    activity = create_activity(opens="01.00", closes="04.00", first_date=day)
    found = occurrences_on([activity], day, AMSTERDAM, Holidays())
    (candidate,) = candidates(evening, [create_location()], found)
    assert candidate.windows == (window(30, 30 + 240 - 20),)


def test_the_evening_of_a_clock_change_itself_is_an_ordinary_evening():
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        evening = create_evening(start=moment(17, 30, day))
        activity = create_activity(opens="18.00", closes="19.00", first_date=day)
        found = occurrences_on([activity], day, AMSTERDAM, Holidays())
        (candidate,) = candidates(evening, [create_location()], found)
        assert candidate.windows == (window(30, 70),)


times = st.tuples(st.integers(0, 23), st.sampled_from([0, 15, 30, 45])).map(
    lambda each: f"{each[0]:02}.{each[1]:02}"
)
activities = st.builds(
    lambda hours, kind, least: create_activity(
        opens=hours[0], closes=hours[1], kind=kind, min_visit_minutes=least
    ),
    st.lists(times, min_size=2, max_size=2, unique=True).map(sorted),
    st.sampled_from(["live", "presentation"]),
    st.sampled_from([None, 5, 25, 60]),
)


@given(st.lists(activities, max_size=6))
def test_every_start_in_a_window_lies_with_its_visit_in_one_occurrence_and_the_evening(held):
    evening = create_evening()
    occurrences = occurring(*held)
    for candidate in candidates(evening, [create_location()], occurrences):
        assert list(candidate.windows) == sorted(candidate.windows, key=lambda w: w.earliest)
        for each in candidate.windows:
            for start in {each.earliest, (each.earliest + each.latest) // 2, each.latest}:
                end = start + candidate.service_duration
                assert evening.departs <= start
                assert end <= evening.must_finish
                assert any(
                    evening.seconds(one.opens) <= start and end <= evening.seconds(one.closes)
                    for one in occurrences
                )
