"""Several groups ride the same stops on one evening, and never meet at one."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.groups_problems import broken_rules, problem, random_problem
from tests.planning.worlds import create_wijk
from wijksafari.errors import InputError
from wijksafari.planning.groups import split
from wijksafari.planning.itinerary import Itinerary

WIJK = tuple(create_wijk().values())


def names(itinerary: Itinerary) -> list[str]:
    return [visit.location.name for visit in itinerary.visits]


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(1, 5))
def test_no_rule_is_ever_broken(seed: int, groups: int, stops: int) -> None:
    asked = random_problem(seed, groups, stops)

    plan = asked.split()

    assert broken_rules(plan.itineraries, asked) == []
    assert len(plan.itineraries) in (0, groups)


@pytest.mark.parametrize(("groups", "stops"), [(2, 5), (3, 4), (4, 4)])
def test_groups_that_fit_begin_at_another_stop(groups: int, stops: int) -> None:
    asked = problem(WIJK[:stops], groups)

    itineraries = asked.split().itineraries

    assert broken_rules(itineraries, asked) == []
    assert len({each.visits[0].location.id for each in itineraries}) == groups


def test_one_group_rides_the_shortest_way() -> None:
    [alone] = problem(WIJK[:4], 1).split().itineraries

    assert names(alone) == ["De Linde", "Het Baken", "De Brug", "De Kas"]
    assert alone.violations == ()


def test_times_are_whole_minutes() -> None:
    itineraries = problem(WIJK[:5]).split().itineraries

    moments = [each.departs for each in itineraries]
    moments += [visit.arrival for each in itineraries for visit in each.visits]
    assert {moment.second for moment in moments} == {0}


def test_what_time_is_left_makes_visits_longer_and_nobody_wait() -> None:
    itineraries = problem(WIJK[:4]).split().itineraries

    assert [sum(v.minutes for v in each.visits) for each in itineraries] > [80, 80]
    assert sum(v.wait_seconds for each in itineraries for v in each.visits) == 0


def test_a_stop_that_opens_late_is_waited_for_at_the_meeting_point() -> None:
    asked = problem(WIJK[:1], 1, hours={"de-linde": ("18.30", "21.00")})

    [alone] = asked.split().itineraries

    assert alone.departs.strftime("%H.%M") == "18.23"
    assert alone.visits[0].wait_seconds == 0


def test_a_stop_is_left_empty_between_two_groups() -> None:
    asked = problem(WIJK[:1], 2, changeover_minutes=15)

    first, second = asked.split().itineraries

    gap = second.visits[0].arrival - first.visits[0].departure
    assert gap >= timedelta(minutes=15)


def test_a_closed_stop_cannot_be_shared() -> None:
    asked = problem(WIJK[:4], hours={"de-kas": ("21.30", "22.00")})

    assert asked.split().reason.startswith("De Kas is die avond niet open.")


def test_a_stop_too_briefly_open_for_two_is_named_with_what_would_help() -> None:
    asked = problem(WIJK[:4], hours={"de-linde": ("18.00", "18.35")})

    reason = asked.split().reason

    assert "bij de linde (18.00 tot 18.35 uur) passen deze avond 2 bezoeken niet" in reason.lower()
    assert "minstens 20 minuten" in reason
    assert reason.endswith("Wat zou helpen: bezoeken van minstens 10 in plaats van 20 minuten.")


def test_an_evening_too_short_for_even_one_group_says_so() -> None:
    reason = problem(WIJK[:6]).split().reason

    assert reason.startswith("Ook één groep alleen kan deze 6 stops niet allemaal")


def test_an_evening_too_short_for_the_last_group_says_when_it_would_be_home() -> None:
    reason = problem(WIJK[:1], 4, duration_minutes=110, min_visit_minutes=20).split().reason

    assert "De Linde" in reason
    assert "Wat zou helpen: " in reason


def test_orders_that_all_end_too_late_say_how_late() -> None:
    reason = problem(WIJK[:5], 3, duration_minutes=170).split().reason

    assert reason == (
        "De beste volgordes voor 3 groepen langs deze 5 stops brengen de laatste pas om 20.04 uur"
        " bij het eindpunt, en dat moet uiterlijk om 20.00 uur. Wat zou helpen: bezoeken van"
        " minstens 15 in plaats van 20 minuten."
    )


@pytest.mark.parametrize("groups", [0, 5])
def test_a_number_of_groups_nobody_means_is_refused(groups: int) -> None:
    with pytest.raises(InputError, match="1 tot 4 groepen"):
        problem(WIJK[:2], groups).split()


def test_what_is_too_large_to_be_sure_of_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wijksafari.planning.groups.MOST_SCHEDULES", 10)

    with pytest.raises(InputError, match="een stop of een groep minder"):
        problem(WIJK[:5], 3).split()


def test_all_groups_gather_at_the_same_time_and_place() -> None:
    asked = problem(WIJK[:5], 2)

    plan = split(asked.evening, asked.stops, asked.occurrences, asked.rides, 2)

    assert {each.evening for each in plan.itineraries} == {asked.evening}
