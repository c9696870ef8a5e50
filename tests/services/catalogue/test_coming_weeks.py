"""What is held at the locations of a wijk in the coming weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.planning.pattern_worlds import activities
from tests.services.worlds_catalogue import held
from tests.web.world import NOW
from tests.worlds import create_location, create_neighbourhood
from wijksafari.clock import AMSTERDAM
from wijksafari.planning import problem
from wijksafari.planning.problem import Evening
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.coming_weeks import WEEKS, offers_of
from wijksafari.services.catalogue.search import Wanted, catalogue_of
from wijksafari.services.catalogue.values import add_activity
from wijksafari.services.evenings.evenings import open_evening


def planned_on(session: Session, weekday: int) -> set[str]:
    """Where the planner finds something on any such evening of the coming weeks, by code."""
    today, here = NOW.date(), Point(52.0444, 4.3954)
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    found: set[str] = set()
    for week in range(WEEKS):
        start = datetime.combine(first + timedelta(weeks=week), time(17, 30), AMSTERDAM)
        evening = Evening(start=start, meeting_point=here, finish=here)
        whole_day = open_evening(session, create_neighbourhood(session), evening).whole_day
        found |= {each.activity.location_id for each in whole_day}
    return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(several=st.lists(activities(), min_size=1, max_size=6), weekday=st.integers(0, 6))
def test_open_on_a_weekday_is_where_the_planner_finds_something_on_it(
    session: Session, several: list[problem.Activity], weekday: int
) -> None:
    places = [create_location(session) for _ in range(3)]
    for number, value in enumerate(several):
        # Most begin after these weeks: let them begin well before, on the same weekday.
        begun = replace(value, first_date=value.first_date - timedelta(weeks=26))
        add_activity(places[number % 3], begun)
    session.flush()
    neighbourhood = create_neighbourhood(session)
    listed = catalogue_of(session, neighbourhood, Wanted(weekday=weekday), NOW).found
    assert {each.code for each in listed} == planned_on(session, weekday)
    session.rollback()


def test_the_list_says_on_which_days_something_is_held_these_weeks(session: Session) -> None:
    location = create_location(session)
    held(location, "FREQ=WEEKLY;BYDAY=WE,SU")
    held(location, None, date(2026, 1, 7))
    held(location, "FREQ=WEEKLY;BYDAY=MO", date(2029, 1, 1))
    quiet = create_location(session)
    session.flush()
    offered = offers_of(session, create_neighbourhood(session), [location.id, quiet.id], NOW)
    assert offered[location.id].activities == 3
    assert offered[location.id].weekdays == (2, 6)
    assert quiet.id not in offered
