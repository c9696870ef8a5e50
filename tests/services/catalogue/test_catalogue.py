"""What planning reads of a wijk's catalogue."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from tests.worlds import create_location
from wijksafari.models import Activity, Neighbourhood
from wijksafari.planning.problem import Holidays
from wijksafari.planning.windows import falls_on
from wijksafari.services.catalogue.catalogue import activities_of

# A Friday; a year of days from it on has every kind of date.
FIRST = date(2026, 5, 1)
RULES = (
    *(None, "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;BYDAY=SA,SU"),
    *("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=FR", "freq=weekly;byday=we", "RRULE:FREQ=WEEKLY;BYDAY=WE"),
    *("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU", "FREQ=WEEKLY;COUNT=5;BYDAY=TU"),
    *("FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"),
    *("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    *("FREQ=YEARLY;BYMONTH=6", "FREQ=YEARLY;BYMONTH=6;BYDAY=1TH", "FREQ=YEARLY;BYWEEKNO=20"),
    "FREQ=WEEKLY;UNTIL=20260601T220000Z;BYDAY=MO",
)


def filled(session: Session) -> Neighbourhood:
    """A wijk with an activity by each rule, one of which has ended."""
    location = create_location(session)
    for number, rule in enumerate(RULES):
        activity = Activity(
            title=f"{number}",
            rrule=rule,
            first_date=FIRST,
            until=FIRST + timedelta(days=40) if number == 1 else None,
            opens=time(19),
            closes=time(21),
        )
        location.activities.append(activity)
    session.flush()
    return session.get_one(Neighbourhood, location.neighbourhood_id)


def test_what_is_held_on_a_day_is_always_among_what_can_be(session: Session) -> None:
    neighbourhood = filled(session)
    every = activities_of(session, neighbourhood)
    assert len(every) == len(RULES)
    held = 0
    for n in range(-7, 366):
        day = FIRST + timedelta(days=n)
        possible = set(activities_of(session, neighbourhood, on=day))
        then = {each for each in every if falls_on(each, day, Holidays())}
        assert then <= possible
        held += len(then)
    assert held > 500


def test_most_of_what_is_not_held_on_a_day_is_not_even_read(session: Session) -> None:
    neighbourhood = filled(session)
    sunday = FIRST + timedelta(days=2)
    titles = {each.title for each in activities_of(session, neighbourhood, on=sunday)}
    names_another = {
        str(n)
        for n, rule in enumerate(RULES)
        if rule and "BYDAY" in rule.upper() and n not in (3, 8)
    }
    assert titles.isdisjoint(names_another)
    before = FIRST - timedelta(days=1)
    assert activities_of(session, neighbourhood, on=before) == ()
