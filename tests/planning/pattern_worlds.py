"""Activities of every shape a form can give them, and on which days they are held."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from wijksafari.planning.pattern_rules import ORDINALS, Pattern, rule_of
from wijksafari.planning.problem import Activity, Holidays
from wijksafari.planning.windows import falls_on

FIRST = date(2027, 1, 5)  # a Tuesday
_DAYS = [date(2026, 12, 1) + timedelta(days=n) for n in range(2 * 365)]
_BEGINNINGS = st.dates(date(2026, 12, 1), date(2027, 12, 31))


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """Whatever recurs and a form can say; the last day is the activity's to tell."""
    rhythm = draw(st.sampled_from(("weeks", "weekdays_of_month", "month_days")))
    weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
    ordinals = draw(st.frozensets(st.sampled_from(ORDINALS), min_size=1, max_size=3))
    month_days = draw(st.frozensets(st.integers(-31, 31).filter(bool), min_size=1, max_size=4))
    return Pattern(
        rhythm=rhythm,
        every=draw(st.sampled_from((1, 1, 1, 2, 3, 4, 13))),
        weekdays=frozenset() if rhythm == "month_days" else weekdays,
        ordinals=ordinals if rhythm == "weekdays_of_month" else frozenset(),
        month_days=month_days if rhythm == "month_days" else frozenset(),
        months=draw(st.frozensets(st.integers(1, 12), max_size=11)),
        count=draw(st.none() | st.integers(1, 60)),
    )


@st.composite
def activities(draw: st.DrawFn) -> Activity:
    """Held once or by one of ``patterns``, with anything else that can be."""
    first = draw(_BEGINNINGS)
    rule = draw(st.none() | patterns().map(rule_of))
    start = draw(st.integers(0, 287))
    end = draw(st.integers(start + 1, 287 + (start == 287)))
    once = rule is None
    return Activity(
        location_id="linde",
        title="Inloop",
        kind=draw(st.sampled_from(("live", "presentation"))),
        rrule=rule,
        first_date=first,
        until=None if once else draw(st.none() | st.dates(first, date(2028, 6, 30))),
        except_dates=draw(st.frozensets(_BEGINNINGS, max_size=0 if once else 3)),
        opens=_time(start),
        closes=_time(end),
        in_school_holidays=once or draw(st.booleans()),
        on_public_holidays=once or draw(st.booleans()),
    )


def held(activity: Activity) -> list[date]:
    """On which days of two years it is held, were there no holidays."""
    return [day for day in _DAYS if falls_on(activity, day, Holidays())]


def activity(rrule: str | None = None, **overrides: Any) -> Activity:
    """Something from 19.00 to 21.30 by this rule, from Tuesday 5 January 2027 on."""
    values: dict[str, Any] = {
        "location_id": "linde",
        "title": "Inloop",
        "opens": time(19),
        "closes": time(21, 30),
        "first_date": FIRST,
        "rrule": rrule,
    }
    return Activity(**values | overrides)


def _time(fives: int) -> time:
    minutes = min(fives * 5, 24 * 60 - 1)
    return time(minutes // 60, minutes % 60)
