from datetime import date, timedelta

import pytest

from tests.planning.worlds import DAY, create_activity
from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.planning.problem import Holidays
from wijksafari.planning.windows import occurrences_on

NO_HOLIDAYS = Holidays()


def held(activity, day, holidays=NO_HOLIDAYS):
    return bool(occurrences_on([activity], day, AMSTERDAM, holidays))


def test_a_single_date_is_held_once():
    activity = create_activity()
    assert held(activity, DAY)
    assert not held(activity, DAY + timedelta(days=7))


def test_a_weekly_rule_is_held_on_its_weekday_from_the_first_date():
    activity = create_activity(rrule="FREQ=WEEKLY;BYDAY=TH", first_date=date(2026, 1, 8))
    assert held(activity, DAY)
    assert not held(activity, DAY + timedelta(days=1))
    assert not held(activity, date(2026, 1, 1))


def test_nothing_is_held_after_until():
    activity = create_activity(
        rrule="FREQ=WEEKLY", first_date=date(2026, 1, 8), until=date(2026, 5, 28)
    )
    assert held(activity, date(2026, 5, 28))
    assert not held(activity, DAY)


def test_nothing_is_held_on_an_exception_date():
    activity = create_activity(rrule="FREQ=DAILY", except_dates=frozenset({DAY}))
    assert not held(activity, DAY)
    assert held(activity, DAY + timedelta(days=1))


@pytest.mark.parametrize("in_school_holidays", [True, False])
def test_school_holidays_close_only_what_closes_then(in_school_holidays):
    activity = create_activity(in_school_holidays=in_school_holidays)
    assert held(activity, DAY, Holidays(school=frozenset({DAY}))) is in_school_holidays


@pytest.mark.parametrize("on_public_holidays", [True, False])
def test_public_holidays_close_all_but_what_says_otherwise(on_public_holidays):
    activity = create_activity(on_public_holidays=on_public_holidays)
    assert held(activity, DAY, Holidays(public=frozenset({DAY}))) is on_public_holidays


def test_a_rule_that_cannot_be_read_is_an_input_error():
    with pytest.raises(InputError, match="FREQ"):
        held(create_activity(rrule="elke donderdag=ja"), DAY)


def occurrence_on(day, opens, closes):
    activity = create_activity(opens=opens, closes=closes, first_date=day)
    return occurrences_on([activity], day, AMSTERDAM, NO_HOLIDAYS)


@pytest.mark.parametrize(
    ("day", "minutes"), [(date(2026, 3, 29), 120), (date(2026, 10, 25), 240), (DAY, 180)]
)
def test_one_till_four_at_night_lasts_as_long_as_the_clocks_say(day, minutes):
    (found,) = occurrence_on(day, "01.00", "04.00")
    assert found.duration == timedelta(minutes=minutes)


def test_a_time_the_clocks_skip_is_counted_on_from_before_the_change():
    (found,) = occurrence_on(date(2026, 3, 29), "02.30", "05.00")
    assert f"{found.opens:%H.%M %z}" == "03.30 +0200"


def test_an_activity_that_the_skipped_hour_swallows_is_not_held():
    assert occurrence_on(date(2026, 3, 29), "02.30", "03.15") == ()


def test_a_time_the_clocks_show_twice_is_the_first_of_the_two():
    (found,) = occurrence_on(date(2026, 10, 25), "02.30", "04.00")
    assert f"{found.opens:%H.%M %z}" == "02.30 +0200"
    assert found.duration == timedelta(hours=2, minutes=30)
