"""The catalogue as a calendar: what it shows is what the planner sees."""

from datetime import date, time, timedelta
from typing import Any

import icalendar
from sqlalchemy.orm import Session

from tests.services.calendar_files import NOW
from tests.worlds import create_location, create_neighbourhood
from wijksafari.clock import AMSTERDAM
from wijksafari.models import Activity
from wijksafari.planning.problem import Holidays
from wijksafari.planning.windows import falls_on
from wijksafari.services.catalogue.activities_csv import found_value
from wijksafari.services.catalogue.calendar import activity_calendar
from wijksafari.services.catalogue.rows import activity_rows
from wijksafari.services.catalogue.values import activity_value
from wijksafari.services.evenings.holidays import holidays_between
from wijksafari.services.ical.file import read_icalendar

TODAY = NOW.date()
DAYS = [TODAY + timedelta(days=n) for n in range(360)]
KINDS: tuple[dict[str, Any], ...] = (
    {"rrule": "FREQ=WEEKLY;BYDAY=TU", "in_school_holidays": False},
    {"rrule": "FREQ=WEEKLY;BYDAY=MO,SU", "on_public_holidays": True},
    {"rrule": "FREQ=DAILY", "in_school_holidays": False, "except_dates": ["2027-01-13"]},
    {"rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "until": date(2027, 5, 1)},
    {"rrule": "FREQ=MONTHLY;BYDAY=-1FR"},
    {"rrule": "FREQ=WEEKLY;COUNT=20", "first_date": date(2026, 10, 1)},
    {"rrule": "FREQ=WEEKLY;COUNT=20", "until": date(2026, 12, 8)},
    {"rrule": "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270301"},
    {"rrule": None, "first_date": date(2027, 2, 2)},
    {"rrule": None, "first_date": date(2026, 2, 2)},
)


def _calendar(session: Session, *activities: dict[str, Any]) -> bytes:
    usual = {"first_date": date(2026, 9, 1), "opens": time(19), "closes": time(21, 30)}
    row = create_location(session, name="De Linde", address="Dorpsstraat 1, 2631 AB Nootdorp")
    row.activities = [
        Activity(**{"title": f"Nummer {number}"} | usual | each)
        for number, each in enumerate(activities)
    ]
    session.flush()
    where = create_neighbourhood(session)
    return activity_calendar(where, activity_rows(session, where), NOW)


def test_read_again_it_says_for_the_coming_year_what_the_planner_sees(session: Session) -> None:
    content = _calendar(session, *KINDS)
    holidays = holidays_between(DAYS[0], DAYS[-1], "Midden")
    for row in activity_rows(session, create_neighbourhood(session)):
        own = activity_value(row, "linde")
        seen = [day for day in DAYS if falls_on(own, day, holidays)]
        read = [
            found_value(each, "linde")
            for each in read_icalendar(content, NOW).activities
            if each.title == row.title
        ]
        shown = [day for day in DAYS if any(falls_on(each, day, Holidays()) for each in read)]
        assert shown == seen, row.title


def test_it_keeps_rules_and_names_dutch_time_with_its_own_zone(session: Session) -> None:
    text = _calendar(session, {"rrule": "FREQ=WEEKLY;BYDAY=TU", "kind": "presentation"}).decode()
    assert "BEGIN:VTIMEZONE" in text
    assert "DTSTART;TZID=Europe/Amsterdam:20260901T190000" in text
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU" in text
    # King's day is a Tuesday.
    assert "20270427T190000" in text.replace("\r\n ", "").partition("EXDATE")[2]
    assert "CATEGORIES:presentatie" in text


def test_every_event_begins_on_a_day_of_its_own_rule(session: Session) -> None:
    content = _calendar(session, {"rrule": "FREQ=MONTHLY;BYDAY=2WE", "first_date": TODAY})
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert event["DTSTART"].dt.astimezone(AMSTERDAM).date() == date(2026, 12, 9)


def test_an_activity_keeps_the_name_that_it_was_read_by(session: Session) -> None:
    content = _calendar(
        session,
        {"rrule": "FREQ=WEEKLY", "source_key": "koor@buurt"},
        {"rrule": "FREQ=WEEKLY", "source_key": "koor@buurt"},
    )
    uids = [str(event["UID"]) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]
    assert uids[0] == "koor@buurt"
    assert len(set(uids)) == 2


def test_words_of_others_stay_words(session: Session) -> None:
    content = _calendar(session, {"rrule": "FREQ=WEEKLY", "title": "Koor\r\nBEGIN:VALARM;,\\"})
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.walk("VALARM")
    assert "BEGIN:VALARM;,\\" in str(calendar.walk("VEVENT")[0]["SUMMARY"])
