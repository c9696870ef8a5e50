from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Event

from tests.render.worlds import HOSTILE, hostile, itinerary
from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.problem import Evening
from wijksafari.render.ics import Method, feed_ics, safari_ics
from wijksafari.render.ics_entry import Attendee, CalendarEntry, CalendarUser
from wijksafari.render.programme import Names

STAMP = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)
NAMES = Names(title="Wijksafari Jordaan", meeting_point="De praktijk, Plein 1")


ANNA = CalendarUser("Anna Ros", "anna@ros.example")
JAN = Attendee(CalendarUser("Jan Huisarts", "jan@praktijk.example"))


def entry(tour: Itinerary | None = None, names: Names = NAMES, **details: Any) -> CalendarEntry:
    values = {"uid": "safari-1@wijksafari.example", "sequence": 0, "stamp": STAMP} | details
    return CalendarEntry(itinerary=tour or itinerary(), names=names, **values)


def written(
    tour: Itinerary | None = None,
    names: Names = NAMES,
    method: Method | None = None,
    **details: Any,
) -> bytes:
    return safari_ics(entry(tour, names, **details), method)


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
    told = written(status="CANCELLED", method="CANCEL", organizer=ANNA, attendee=JAN)

    assert b"METHOD:CANCEL\r\n" in told
    assert b"STATUS:CANCELLED\r\n" in told
    assert b"VALARM" not in told


@pytest.mark.parametrize(("method", "status"), [("CANCEL", "CONFIRMED"), ("REQUEST", "CANCELLED")])
def test_method_and_status_may_not_contradict_each_other(method: Method, status: str) -> None:
    with pytest.raises(InputError, match="METHOD:CANCEL"):
        written(method=method, status=status, organizer=ANNA, attendee=JAN)


@pytest.mark.parametrize(
    ("method", "status", "people"),
    [
        ("REQUEST", "CONFIRMED", {"organizer": ANNA}),
        ("REQUEST", "CONFIRMED", {"attendee": JAN}),
        ("CANCEL", "CANCELLED", {"organizer": ANNA}),
        ("PUBLISH", "CONFIRMED", {"organizer": ANNA, "attendee": JAN}),
    ],
)
def test_each_method_names_the_people_that_calendars_expect(
    method: Method, status: str, people: dict[str, Any]
) -> None:
    with pytest.raises(InputError, match="ATTENDEE"):
        written(method=method, status=status, **people)


@pytest.mark.parametrize(
    ("status", "transparency", "busy"),
    [
        ("TENTATIVE", "OPAQUE", "TENTATIVE"),
        ("CONFIRMED", "OPAQUE", "BUSY"),
        ("CANCELLED", "TRANSPARENT", "FREE"),
    ],
)
def test_the_time_is_taken_as_far_as_the_evening_is_certain(
    status: str, transparency: str, busy: str
) -> None:
    found = event(written(status=status))

    assert str(found["transp"]) == transparency
    assert str(found["x-microsoft-cdo-busystatus"]) == busy


def test_without_a_method_the_file_is_just_an_event() -> None:
    assert b"METHOD" not in written()


def test_the_organizer_is_named() -> None:
    told = event(written(organizer=CalendarUser('Anna "Ros", Utrecht', "anna@ros.example")))

    assert str(told["organizer"]) == "mailto:anna@ros.example"
    assert told["organizer"].params["CN"] == "Anna 'Ros', Utrecht"


def test_who_takes_part_is_named_with_the_answer_and_asked_nothing_more() -> None:
    told = event(written(method="REQUEST", organizer=ANNA, attendee=JAN))["attendee"]

    assert str(told) == "mailto:jan@praktijk.example"
    assert dict(told.params) == {
        "CN": "Jan Huisarts",
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "ACCEPTED",
        "RSVP": "FALSE",
    }


def test_signs_that_mean_something_in_a_mailto_address_are_written_out() -> None:
    told = event(written(organizer=CalendarUser("", "o'neil+x%y?z&w@ros.example")))["organizer"]

    assert str(told) == "mailto:o'neil+x%25y%3Fz%26w@ros.example"
    assert not told.params


@pytest.mark.parametrize("email", ["", "anna", "a@b\r\nATTENDEE:x", "a b@c.nl", "a@b;c", "é@b.nl"])
def test_everybody_in_a_calendar_needs_a_mail_address(email: str) -> None:
    with pytest.raises(InputError, match="e-mailadres"):
        CalendarUser("Anna", email)


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
        organizer=CalendarUser(evil, "a@b.example"),
    )

    assert told.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert b"\r\nATTENDEE" not in told
    assert b"\x00" not in told
    assert str(event(told)["summary"]).startswith("Safari ATTENDEE:mailto:x@y.example")


def test_an_end_that_the_clock_shows_twice_is_told_in_utc() -> None:
    start = datetime(2026, 10, 24, 20, 0, tzinfo=AMSTERDAM)
    ends = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    point = itinerary().evening.meeting_point
    night = itinerary(evening=Evening(start=start, meeting_point=point, finish=point), ends=ends)

    assert b"DTEND:20261025T013000Z\r\n" in written(night)
    assert event(written(night)).end == ends


def test_a_feed_holds_every_evening_under_one_name() -> None:
    told = feed_ics(
        "Wijksafari's; mijn, wijken",
        [entry(uid="een"), entry(uid="twee", status="CANCELLED", sequence=2)],
    )
    feed = Calendar.from_ical(told)

    assert [str(one["uid"]) for one in feed.events] == ["een", "twee"]
    assert [str(one["status"]) for one in feed.events] == ["TENTATIVE", "CANCELLED"]
    for name in (b"NAME", b"X-WR-CALNAME"):
        assert b"\r\n%s:Wijksafari's\\; mijn\\, wijken\r\n" % name in told
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in told
    assert b"METHOD:PUBLISH\r\n" in told
    assert b"VALARM" not in told


def test_a_feed_without_evenings_is_still_a_calendar() -> None:
    assert Calendar.from_ical(feed_ics("Leeg", [])).timezones


def test_a_feed_tells_nobody_who_takes_part() -> None:
    with pytest.raises(InputError, match="ATTENDEE"):
        feed_ics("Feed", [entry(organizer=ANNA, attendee=JAN)])
