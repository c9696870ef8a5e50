from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from sqlalchemy.orm import Session

from tests.planning.pattern_worlds import activities
from tests.worlds import create_activity, create_location, create_neighbourhood
from wijksafari.clock import AMSTERDAM
from wijksafari.planning.problem import Activity, Evening
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.values import add_activity
from wijksafari.services.evenings.agenda import Agenda, AgendaDay, coming
from wijksafari.services.evenings.evenings import open_evening

SUNDAY = date(2026, 11, 22)
HERE = Point(52.0444, 4.3954)


def agenda_of(session: Session, first: date = SUNDAY, **how: Any) -> Agenda:
    return coming(session, create_neighbourhood(session), first, **how)


def day_of(agenda: Agenda, day: date) -> AgendaDay:
    return next(each for each in agenda.days if each.day == day)


def planned(session: Session, day: date) -> list[tuple[str, str, datetime, datetime]]:
    """What the planner would find on that day."""
    start = datetime.combine(day, time(17, 30), AMSTERDAM)
    evening = Evening(start=start, meeting_point=HERE, finish=HERE)
    found = open_evening(session, create_neighbourhood(session), evening).whole_day
    return sorted(
        (each.activity.location_id, each.activity.title, each.opens, each.closes) for each in found
    )


def test_ten_weeks_are_seventy_days_by_calendar_week(session: Session) -> None:
    agenda = agenda_of(session)
    assert [each.day for each in agenda.days] == [SUNDAY + timedelta(days=n) for n in range(70)]
    assert [len(week.days) for week in agenda.weeks] == [1, *[7] * 9, 6]
    assert [week.number for week in agenda.weeks] == [47, 48, 49, 50, 51, 52, 53, 1, 2, 3, 4]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=activities(), other=activities(), third=activities())
def test_every_day_holds_what_the_planner_sees(
    session: Session, one: Activity, other: Activity, third: Activity
) -> None:
    for number, value in enumerate((one, other, third)):
        add_activity(create_location(session), replace(value, title=f"Nummer {number}"))
    session.flush()
    for day in agenda_of(session, date(2026, 12, 14), weeks=3).days:
        shown = [(each.code, each.title, each.opens, each.closes) for each in day.held]
        assert sorted(shown) == planned(session, day.day)
    session.rollback()


def test_tells_why_something_is_not_held(session: Session) -> None:
    create_activity(session, rrule="FREQ=DAILY", in_school_holidays=False, title="Taal")
    create_activity(session, rrule="FREQ=DAILY", title="Inloop", except_dates=["2026-12-24"])
    agenda = agenda_of(session)
    christmas_eve, christmas = (day_of(agenda, date(2026, 12, number)) for number in (24, 25))
    assert christmas_eve.school_holiday == "Kerstvakantie"
    assert {each.title: each.absence for each in christmas_eve.missed} == {
        "Taal": "school_holiday",
        "Inloop": "cancelled",
    }
    assert christmas.public_holiday == "Eerste kerstdag"
    assert {each.absence for each in christmas.missed} == {"public_holiday"}


def test_what_goes_on_at_public_holidays_may_be_closed_for_the_school_holiday(
    session: Session,
) -> None:
    both = {"in_school_holidays": False, "on_public_holidays": True}
    create_activity(session, rrule="FREQ=DAILY", **both)
    (missed,) = day_of(agenda_of(session), date(2026, 12, 25)).missed
    assert missed.absence == "school_holiday"


def test_one_location_is_shown_by_itself_and_other_wijken_never(session: Session) -> None:
    here = create_location(session)
    mine = create_activity(session, here)
    create_activity(session)
    create_activity(session, create_location(session, wijk="elders", code=here.code))
    alone = agenda_of(session, code=here.code)
    assert {each.number for day in alone.days for each in day.held} == {mine.id}
    assert agenda_of(session).held == 2 * alone.held


def test_of_weeks_that_are_too_much_to_tell_it_knows_how_often(session: Session) -> None:
    create_activity(session, rrule="FREQ=DAILY", in_school_holidays=False)
    create_activity(session, rrule="FREQ=DAILY")
    whole, short = agenda_of(session), agenda_of(session, most=20)
    assert (whole.shown, short.shown) == (11, 2)
    assert short.weeks[:2] == whole.weeks[:2]
    for told, counted in zip(whole.days, short.days, strict=True):
        times = len(told.held), len(told.missed)
        assert (told.times_held, told.times_missed) == times
        assert (counted.times_held, counted.times_missed) == times
    assert not any(day.held or day.missed for week in short.weeks[2:] for day in week.days)
    assert agenda_of(session, most=1).shown == 1


def test_after_an_hour_it_leaves_out_what_is_over_by_then(session: Session) -> None:
    create_activity(session, opens=time(15), closes=time(17, 30))
    late = create_activity(session, opens=time(15), closes=time(17, 35))
    evenings = agenda_of(session, after=time(17, 30))
    assert {each.number for day in evenings.days for each in day.held} == {late.id}
