from datetime import date, datetime, timedelta

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.problem import Evening
from wijksafari.planning.route import Point
from wijksafari.services.evenings.daylight import is_dark, sunset

UTRECHT = Point(52.09, 5.12)


def test_sunset_is_local_time_on_a_summer_and_a_winter_evening() -> None:
    for expected in (
        datetime(2026, 6, 4, 21, 54, tzinfo=AMSTERDAM),
        datetime(2026, 12, 4, 16, 28, tzinfo=AMSTERDAM),
    ):
        found = sunset(expected.date(), UTRECHT)
        assert abs(found - expected) < timedelta(minutes=5)
        assert found.tzinfo is AMSTERDAM


def test_an_evening_is_dark_when_the_sun_sets_before_it_ends() -> None:
    def evening(day: date) -> Evening:
        start = datetime(day.year, day.month, day.day, 17, 30, tzinfo=AMSTERDAM)
        return Evening(start=start, meeting_point=UTRECHT, finish=UTRECHT)

    assert not is_dark(evening(date(2026, 6, 4)))
    assert is_dark(evening(date(2026, 12, 3)))
