from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.pattern_worlds import activities, activity
from tests.planning.test_windows_recurrence import rules
from wijksafari.errors import InputError
from wijksafari.planning.held_days import RuleDays, absence, weekdays_held
from wijksafari.planning.problem import Activity, Holidays
from wijksafari.planning.windows import falls_on

BEGIN, LAST = date(2027, 1, 30), date(2027, 4, 30)
DAYS = [BEGIN + timedelta(days=n) for n in range((LAST - BEGIN).days + 1)]
FIRST_DATES = st.dates(date(2026, 11, 1), date(2027, 3, 31))
HOLIDAYS = Holidays(
    public=frozenset({date(2027, 3, 29)}), school=frozenset(DAYS[n] for n in range(20, 30))
)


@given(rules(), st.lists(FIRST_DATES, min_size=2, max_size=8))
def test_what_rules_share_is_what_each_yields_by_itself(rule: str, begins: list[date]) -> None:
    together = RuleDays(BEGIN, LAST)
    for first in begins:
        each = activity(rule, first_date=first)
        assert list(together.of(each)) == [day for day in DAYS if falls_on(each, day, Holidays())]


@given(st.lists(activities(), min_size=1, max_size=4))
def test_what_is_held_on_the_days_is_what_falls_on_each(several: list[Activity]) -> None:
    together = RuleDays(BEGIN, LAST)
    for each in several:
        held = [day for day in together.of(each) if absence(each, day, HOLIDAYS) is None]
        assert held == [day for day in DAYS if falls_on(each, day, HOLIDAYS)]
        weekdays = frozenset(day.weekday() for day in held)
        assert weekdays_held(each, together, HOLIDAYS, range(7)) == weekdays
        assert weekdays_held(each, together, HOLIDAYS, (1, 4)) == weekdays & {1, 4}


def test_what_is_counted_from_long_ago_is_refused() -> None:
    each = activity("FREQ=DAILY;COUNT=3")
    with pytest.raises(InputError, match="niet voor 2000"):
        RuleDays(BEGIN, LAST).of(replace(each, first_date=date(1999, 1, 1)))
