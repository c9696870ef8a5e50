from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Event

from tests.render.worlds import HOSTILE, hostile, itinerary
from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.problem import Evening
from wijksafari.render.ics import Organizer, safari_ics
from wijksafari.render.programme import Names

STAMP = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)
NAMES = Names(title="Wijksafari Jordaan", meeting_point="De praktijk, Plein 1")


def written(tour: Itinerary | None = None, names: Names = NAMES, **details: Any) -> bytes:
    values = {"uid": "safari-1@wijksafari.example", "sequence": 0, "stamp": STAMP} | details
    return safari_ics(tour or itinerary(), names, **values)


def event(told: bytes) -> Event:
    (found,) = Calendar.from_ical(told).events
    return found


def test_the_event_lasts_from_gathering_until_the_promised_end() -> None:
    found = event(written())

    assert found.start == datetime(2026, 6, 4, 17, 30, tzinfo=AMSTERDAM)
    assert found.end == datetime(2026, 6, 4, 20, 30, tzinfo=AMSTERDAM)
    assert b"DTSTART;TZID=Europe/Amsterdam:20260604T173000\r\n" in written()


def test_an_evening_that_runs_over_ends_when_it_really_ends() -> None:
    late = datetime(2026, 6, 4, 20, 42, tzinfo=AMSTERDAM)

    assert event(written(itinerary(ends=late))).end == late


def test_the_event_can_be_recognised_and_replaced() -> None:
    found = event(written(sequence=3))

    assert str(found["uid"]) == "safari-1@wijksafari.example"
    assert found["sequence"] == 3
    assert found["dtstamp"].dt == STAMP
    assert str(found["status"]) == "TENTATIVE"


def test_the_timezone_is_two_yearly_rules_and_nothing_else() -> None:
    told = written().decode()
    zone = told[told.index("BEGIN:VTIMEZONE") : told.index("END:VTIMEZONE")]

    assert zone.count("RRULE:") == 2
    assert zone.count("BYDAY=-1SU") == 2
    assert "RDATE" not in zone


@pytest.mark.parametrize(
    ("start", "offset"),
    [
        (datetime(2026, 3, 28, 17, 30, tzinfo=AMSTERDAM), 1),
        (datetime(2026, 3, 29, 17, 30, tzinfo=AMSTERDAM), 2),
        (datetime(2026, 10, 24, 17, 30, tzinfo=AMSTERDAM), 2),
        (datetime(2026, 10, 25, 17, 30, tzinfo=AMSTERDAM), 1),
    ],
)
def test_the_own_timezone_gives_the_right_moment_around_clock_changes(
    start: datetime, offset: int
) -> None:
    told = itinerary()
    point = told.evening.meeting_point
    moved = itinerary(
        evening=Evening(start=start, meeting_point=point, finish=point),
        ends=start + timedelta(hours=2),
    )
    (zone,) = Calendar.from_ical(written(moved)).timezones

    assert zone.to_tz(lookup_tzid=False).utcoffset(start.replace(tzinfo=None)) == timedelta(
        hours=offset
    )
    assert event(written(moved)).start == start


def test_the_meeting_point_is_the_place() -> None:
    found = event(written())

    assert str(found["location"]) == "De praktijk, Plein 1"
    assert found["geo"].to_ical() == "52.38;4.885"


def test_the_description_tells_the_programme_with_its_times() -> None:
    lines = str(
        event(written(description="Fijn dat je meegaat!", url="https://w.example/s"))["description"]
    ).splitlines()

    assert lines[0] == "Fijn dat je meegaat!"
    assert "17.30 uur  Verzamelen: De praktijk, Plein 1" in lines
    assert "17.45 uur  1. Buurtkamer De Linde, tot 18.12 uur" in lines
    assert "19.59 uur  Aankomst en afsluiting: De praktijk, Plein 1" in lines
    assert lines[-1] == "Meer: https://w.example/s"


def test_there_is_a_reminder_a_day_and_an_hour_before() -> None:
    alarms = list(event(written()).walk("VALARM"))

    assert [found["trigger"].dt for found in alarms] == [timedelta(days=-1), timedelta(hours=-1)]


def test_a_cancellation_says_so_twice_and_reminds_nobody() -> None:
    told = written(status="CANCELLED", method="CANCEL", sequence=4)

    assert b"METHOD:CANCEL\r\n" in told
    assert b"STATUS:CANCELLED\r\n" in told
    assert b"VALARM" not in told


@pytest.mark.parametrize(("method", "status"), [("CANCEL", "CONFIRMED"), ("REQUEST", "CANCELLED")])
def test_method_and_status_may_not_contradict_each_other(method: str, status: str) -> None:
    with pytest.raises(InputError, match="METHOD:CANCEL"):
        written(method=method, status=status)


def test_without_a_method_the_file_is_just_an_event() -> None:
    assert b"METHOD" not in written()


def test_the_organizer_is_named() -> None:
    told = event(written(organizer=Organizer('Anna "Ros", Utrecht', "anna@ros.example")))

    assert str(told["organizer"]) == "mailto:anna@ros.example"
    assert told["organizer"].params["CN"] == "Anna 'Ros', Utrecht"


@pytest.mark.parametrize("email", ["", "anna", "a@b\r\nATTENDEE:x", "a b@c.nl", "a@b;c", "é@b.nl"])
def test_an_organizer_needs_a_mail_address(email: str) -> None:
    with pytest.raises(InputError, match="e-mailadres"):
        Organizer("Anna", email)


def test_lines_end_in_crlf_and_are_folded_at_75_octets() -> None:
    told = written(description="é" * 300)

    assert told.count(b"\n") == told.count(b"\r\n")
    assert max(map(len, told.split(b"\r\n"))) <= 75


def test_hostile_words_stay_inside_their_property() -> None:
    evil = f"Safari\r\nATTENDEE:mailto:x@y.example\r\n{HOSTILE}"
    told = written(
        hostile().itinerary,
        Names(title=evil, meeting_point=evil),
        description=evil,
        uid=evil,
        url=f"https://w.example/{evil}",
        organizer=Organizer(evil, "a@b.example"),
    )

    assert told.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert b"\r\nATTENDEE" not in told
    assert b"\x00" not in told
    assert str(event(told)["summary"]).startswith("Safari ATTENDEE:mailto:x@y.example")
