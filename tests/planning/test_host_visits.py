"""Whether what a host agreed to is still what is planned."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.host_visits import GroupVisit, Terms, meets, moved, outgrown, shifted

SEVEN = datetime(2027, 2, 2, 19, 0, tzinfo=AMSTERDAM)
MINUTE = timedelta(minutes=1)


def visit(minutes: float = 0, *, group: int = 1, people: int = 14) -> GroupVisit:
    arrival = SEVEN + minutes * MINUTE
    return GroupVisit(group=group, arrival=arrival, departure=arrival + 25 * MINUTE, people=people)


@pytest.mark.parametrize(("minutes", "asked"), [(5, False), (-5, False), (5.1, True), (-6, True)])
def test_more_than_five_minutes_off_has_to_be_asked(minutes: float, asked: bool) -> None:
    assert moved([visit()], [visit(minutes)]) is asked


def test_which_group_comes_first_is_no_matter_to_a_host() -> None:
    one_then_two = [visit(), visit(40, group=2)]
    two_then_one = [visit(40), visit(group=2)]
    assert not moved(one_then_two, two_then_one)
    assert not shifted(one_then_two, two_then_one)


def test_another_number_of_visits_has_to_be_asked() -> None:
    assert moved([visit()], [visit(), visit(40, group=2)])


@given(st.integers(-90, 90))
def test_a_minute_is_told_and_seconds_are_not(minutes: int) -> None:
    assert shifted([visit()], [visit(minutes)]) is (minutes != 0)
    assert not shifted([visit()], [visit(0.5)])


def test_fewer_people_are_welcome_and_more_are_not() -> None:
    assert not outgrown([visit()], [visit(people=7)])
    assert outgrown([visit()], [visit(people=15)])


BETWEEN = Terms(other_from=time(19, 30), other_until=time(20, 30))


@pytest.mark.parametrize(("minutes", "met"), [(0, False), (30, True), (65, True), (66, False)])
def test_another_time_is_met_by_a_whole_visit_within_it(minutes: int, met: bool) -> None:
    assert meets(BETWEEN, [visit()], [visit(minutes)]) is met


def test_a_smaller_group_is_met_at_the_time_that_was_asked_only() -> None:
    smaller = Terms(most_people=8)
    assert meets(smaller, [visit()], [visit(3, people=8)])
    assert not meets(smaller, [visit()], [visit(3, people=9)])
    assert not meets(smaller, [visit()], [visit(9, people=8)])


def test_a_remark_alone_is_never_met_by_a_plan() -> None:
    assert not meets(Terms(), [visit()], [visit()])
