"""What is read of any series is what a calendar shows of it; and no file gets the reader down."""

from datetime import date, datetime, timedelta

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.calendar_files import FOLDER, NOW, Time, event, event_lines, of, times
from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.services.ical.file import read_icalendar

DAYS = 300
FIRST = datetime(2026, 9, 1, 19, 0)  # noqa: DTZ001 - a local time
RULES = st.sampled_from(
    (
        *("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;INTERVAL=2", "FREQ=DAILY"),
        *("FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=-1TU", "FREQ=MONTHLY"),
        *("FREQ=WEEKLY;COUNT=20", "FREQ=WEEKLY;UNTIL=20270105T180000Z", "FREQ=YEARLY"),
        "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
    )
)
WEEKS = st.integers(0, 50)
HOURS = st.integers(-2, 2)


def _written(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


@st.composite
def series(draw: st.DrawFn) -> bytes:
    """A series with exceptions, further dates, moves, and perhaps another way from a day on."""
    rule = draw(RULES)
    more = [f"RRULE:{rule}"]
    for name in ("EXDATE", "RDATE"):
        for week in draw(st.lists(WEEKS, max_size=3, unique=True)):
            shift = timedelta(days=0 if name == "EXDATE" else draw(st.integers(0, 6)))
            day = FIRST + timedelta(weeks=week) + shift
            more.append(f"{name};TZID=Europe/Amsterdam:{_written(day)}")
    lines = event_lines(*more, start=_written(FIRST), end="20260901T200000")
    changed = draw(st.lists(WEEKS, max_size=3, unique=True))
    onwards = draw(st.sampled_from(changed)) if changed and draw(st.booleans()) else None
    for week in changed:
        how = ";RANGE=THISANDFUTURE" if week == onwards else ""
        lines += _change(draw, FIRST + timedelta(weeks=week), how)
    return of(*lines)


def _change(draw: st.DrawFn, slot: datetime, how: str) -> list[str]:
    moved = slot + timedelta(days=draw(st.integers(-2, 2)), hours=draw(HOURS))
    return event_lines(
        f"RECURRENCE-ID{how};TZID=Europe/Amsterdam:{_written(slot)}",
        start=_written(moved),
        end=_written(moved + timedelta(hours=1)),
    )


def _shown(content: bytes) -> list[Time]:
    """What the library makes of the file as it stands."""
    calendar = icalendar.Calendar.from_ical(content)
    first = NOW.date()
    last = first + timedelta(days=DAYS)
    # At the edges of what it is asked, the library misses what was moved across them.
    around = timedelta(days=30)
    shown = recurring_ical_events.of(calendar).between(first - around, last + around)
    every = {_time(each) for each in shown}
    return sorted(each for each in every if first <= each[0] < last)


def _time(shown: icalendar.Component) -> tuple[date, str]:
    start, end = (shown[name].dt.astimezone(AMSTERDAM) for name in ("DTSTART", "DTEND"))
    return start.date(), f"{start:%H:%M}-{end:%H:%M}"


@given(series())
@settings(max_examples=60)
def test_the_planner_sees_what_a_calendar_shows(content: bytes) -> None:
    found = read_icalendar(content, NOW)
    assert not found.problems
    assert len({each.key for each in found.activities}) == len(found.activities)
    assert sorted(set(times(found.activities, DAYS))) == _shown(content)


@given(st.sampled_from(sorted(FOLDER.glob("*.ics"))), st.data())
@settings(max_examples=80)
def test_a_damaged_file_has_activities_or_sentences_but_never_a_failure(
    path: object, data: st.DataObject
) -> None:
    lines = path.read_bytes().splitlines(keepends=True)  # type: ignore[attr-defined]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(st.sampled_from((b"", lines[at][:9], lines[at] * 2, lines[at][5:])))
    _read_or_refused(b"".join(lines))


@given(
    st.sampled_from(("DTSTART", "DTEND", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION")),
    st.text(st.sampled_from('0123456789TZ:;=,-+PFREQWKLY"\\ é\x00'), max_size=25),
)
@settings(max_examples=150)
def test_no_value_of_a_property_gets_the_reader_down(name: str, value: str) -> None:
    _read_or_refused(event(f"{name}{value}"))
    _read_or_refused(event(f"{name}:{value}"))


def _read_or_refused(content: bytes) -> None:
    try:
        found = read_icalendar(content, NOW)
    except InputError:
        return
    assert all(each.opens < each.closes and each.title for each in found.activities)
