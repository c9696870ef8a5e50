"""Calendar files as they are found in the wild: each case, and what becomes of it."""

from datetime import timedelta
from itertools import chain

import pytest

from tests.services.calendar_files import FOLDER, NOW, event, event_lines, of, read, told
from wijksafari.services.ical import file as icalendar_file

CASES = sorted(path.stem for path in FOLDER.glob("*.ics"))


@pytest.mark.parametrize("name", CASES)
def test_a_calendar_is_read_as_the_text_beside_it_says(name: str) -> None:
    assert told(read(name)) == (FOLDER / f"{name}.txt").read_text()


def test_an_unchanged_file_is_read_the_same_again() -> None:
    assert all(read(name) == read(name) for name in ("moved", "from_now_on", "new_york"))


def test_a_single_date_counts_on_a_holiday_and_a_series_does_not() -> None:
    christmas = {"start": "20261225T190000", "end": "20261225T210000"}
    (once,) = icalendar_file.read_icalendar(event(**christmas), NOW).activities
    (weekly,) = icalendar_file.read_icalendar(
        event("RRULE:FREQ=WEEKLY", **christmas), NOW
    ).activities
    assert (once.on_public_holidays, once.in_school_holidays) == (True, True)
    assert not weekly.on_public_holidays


def test_dates_that_come_to_nothing_count_as_work_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icalendar_file, "_MOST_WORKED_OUT", 150)
    days = (NOW.date() + timedelta(days=n) for n in range(160))
    dates = ",".join(f"{day:%Y%m%d}T{10 + day.day % 9}0000" for day in days)
    hours = {"start": "20261225T190000", "end": "20261225T210000"}
    many = (
        event_lines(f"RDATE;TZID=Europe/Amsterdam:{dates}", uid=uid, **hours) for uid in ("a", "b")
    )
    problems = icalendar_file.read_icalendar(of(*chain.from_iterable(many)), NOW).problems
    assert "wordt 161 keer" in problems[0]
    assert "te veel afspraken met wisselende tijden" in problems[1]
