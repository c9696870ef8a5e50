"""Looking locations up in the list of a wijk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.planning.pattern_worlds import activities
from tests.web.world import NOW
from tests.worlds import create_location, create_neighbourhood
from wijksafari.clock import AMSTERDAM
from wijksafari.models import Activity, Location
from wijksafari.planning import problem
from wijksafari.planning.problem import Evening
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.search import WEEKS, Wanted, catalogue_of, next_due, offers_of
from wijksafari.services.catalogue.values import add_activity
from wijksafari.services.evenings.evenings import open_evening

WEDNESDAY, SATURDAY = 2, 5


def held(location: Location, rrule: str | None, first: date = date(2026, 1, 7)) -> None:
    """Let something be held at the location from a Wednesday on."""
    location.activities.append(
        Activity(
            title="Café Ontmoeting", rrule=rrule, first_date=first, opens=time(19), closes=time(21)
        )
    )


@pytest.fixture
def found(session: Session) -> Callable[[Wanted], list[str]]:
    """Three locations of a wijk, and a way to look for them by name."""
    create_location(
        session, name="Ánna’s Huis", theme="taal", other_themes=["rouw"], checked_at=NOW
    )
    long_ago = NOW - timedelta(days=184)
    baken = create_location(session, name="het Baken", address="Kerkweg 1", checked_at=long_ago)
    held(baken, "FREQ=WEEKLY;BYDAY=WE")
    zolder = create_location(
        session, name="De Zolder", theme="Rouw", contact_email="", contact_phone=""
    )
    held(zolder, "FREQ=MONTHLY;BYDAY=1SA")
    create_location(session, name="Elders", wijk="elders", theme="wonen")
    session.flush()
    neighbourhood = create_neighbourhood(session)

    def look(wanted: Wanted) -> list[str]:
        return [each.name for each in catalogue_of(session, neighbourhood, wanted, NOW).found]

    return look


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["De Zolder", "het Baken", "Ánna’s Huis"]),
        (Wanted(words="anna"), ["Ánna’s Huis"]),
        (Wanted(words="1 KERKWEG"), ["het Baken"]),
        (Wanted(words="cafe zolder"), ["De Zolder"]),
        (Wanted(words="zolder kerkweg"), []),
        (Wanted(theme="ROUW"), ["De Zolder", "Ánna’s Huis"]),
        (Wanted(due=True), ["De Zolder", "het Baken"]),
        (Wanted(no_contact=True), ["De Zolder"]),
        (Wanted(weekday=WEDNESDAY), ["het Baken"]),
        (Wanted(weekday=SATURDAY), ["De Zolder"]),
        (Wanted(weekday=0), []),
        (Wanted(weekday=WEDNESDAY, words="zolder"), []),
    ],
)
def test_the_list_has_what_is_wanted_by_name(
    found: Callable[[Wanted], list[str]], wanted: Wanted, names: list[str]
) -> None:
    assert found(wanted) == names


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


def test_every_theme_is_offered_once(
    session: Session, found: Callable[[Wanted], list[str]]
) -> None:
    assert found(Wanted())
    catalogue = catalogue_of(session, create_neighbourhood(session), Wanted(words="x"), NOW)
    assert catalogue.themes == ("Rouw", "taal")
    assert (catalogue.total, catalogue.due, catalogue.no_contact) == (3, 2, 1)


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


def test_whoever_checks_one_location_is_led_to_the_next(session: Session) -> None:
    def due_after(name: str, now: datetime = NOW) -> tuple[int, str | None]:
        return next_due(session, create_neighbourhood(session), now, after=name)

    assert due_after("Alles") == (0, None)
    for name in ("Boom", "Ankers", "Citer"):
        create_location(session, name=name, code=name.lower())
    create_location(session, name="Boog", checked_at=NOW)
    assert due_after("Ankers") == (3, "boom")
    assert due_after("Citer") == (3, "ankers")
    assert due_after("Citer", NOW + timedelta(days=183))[0] == 4
