"""A calendar brought into the catalogue: the second time it changes nothing, a moved time once."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.calendar_files import FOLDER, event_lines, of
from tests.services.worlds_imports import bring_in, fates
from tests.web.world import NOW
from tests.worlds import create_location
from wijksafari.models import Activity
from wijksafari.planning.found import Found
from wijksafari.services.ical.file import read_icalendar

SLOT = "RECURRENCE-ID;TZID=Europe/Amsterdam:20261209T193000"
SERIES = event_lines(
    "RRULE:FREQ=WEEKLY", "LOCATION:De Linde", start="20260909T193000", end="20260909T210000"
)


def _with(*more: str) -> Found:
    return read_icalendar(of(*SERIES, *more), NOW)


def _moved(to: str) -> list[str]:
    return event_lines(SLOT, "LOCATION:De Linde", start=f"{to}T193000", end=f"{to}T210000")


@pytest.mark.parametrize("name", ["moved", "from_now_on", "further_dates", "two_rules"])
def test_the_same_calendar_again_changes_nothing(session: Session, name: str) -> None:
    create_location(session, name="De Linde")
    content = (FOLDER / f"{name}.ics").read_bytes()
    found = read_icalendar(content.replace(b"VERSION", b"X-WR-CALNAME:De Linde\r\nVERSION"), NOW)
    assert set(fates(bring_in(session, found)).values()) == {"new"}
    assert set(fates(bring_in(session, found)).values()) == {"same"}


def test_a_time_that_moves_again_moves_its_activity_and_adds_none(session: Session) -> None:
    create_location(session, name="De Linde")
    bring_in(session, _with(*_moved("20261210")))
    bring_in(session, _with(*_moved("20261211")))
    days = session.scalars(select(Activity.first_date).order_by(Activity.first_date)).all()
    assert [str(day) for day in days] == ["2026-09-09", "2026-12-11"]
