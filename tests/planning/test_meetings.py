"""Two groups that would be at one stop at the same time."""

from dataclasses import replace
from datetime import timedelta

from tests.worlds import STARTS_AT, planned_tour
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.meetings import meetings

MINUTE = timedelta(minutes=1)


def later(itinerary: Itinerary, by: timedelta) -> Itinerary:
    visits = (
        replace(
            visit,
            arrival=visit.arrival + by,
            start=visit.start + by,
            departure=visit.departure + by,
        )
        for visit in itinerary.visits
    )
    return replace(itinerary, visits=tuple(visits))


def test_groups_on_one_plan_meet_at_every_stop() -> None:
    plan = planned_tour().itinerary
    found = meetings(plan, {2: plan}, STARTS_AT)
    assert [each.location for each in found] == [visit.location for visit in plan.visits]
    assert {each.other for each in found} == {2}


def test_a_group_that_comes_once_the_other_leaves_does_not_meet_it() -> None:
    plan = planned_tour().itinerary
    first = replace(plan, visits=plan.visits[:1])
    stay = first.visits[0].departure - first.visits[0].arrival
    assert meetings(first, {2: later(first, stay)}, STARTS_AT) == ()
    (found,) = meetings(first, {2: later(first, stay - MINUTE)}, STARTS_AT)
    assert found.until - found.since == MINUTE


def test_what_is_over_is_no_meeting() -> None:
    plan = planned_tour().itinerary
    assert meetings(plan, {2: plan}, plan.visits[-1].departure) == ()
