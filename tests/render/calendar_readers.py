"""Calendar files as three programs that do not know each other read them."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import icalendar
import pytest
import vobject

HERE = Path(__file__).parent
ICAL_JS = HERE.parent / "node_modules" / "ical.js"


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody in a calendar file; ``answer`` is their PARTSTAT."""

    name: str
    email: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a calendar file says about one event; its moments in UTC."""

    method: str
    uid: str
    sequence: int
    status: str
    starts: datetime
    ends: datetime
    summary: str
    description: str
    location: str
    url: str
    organizer: Someone | None
    attendee: Someone | None
    alarms: int


Reader = Callable[[bytes], list[Told]]


def read_icalendar(content: bytes) -> list[Told]:
    """By Python's icalendar, in the file's own time zone."""
    calendar = icalendar.Calendar.from_ical(content)
    (zone,) = calendar.timezones
    own_zone = zone.to_tz(lookup_tzid=False)

    def moment(event: icalendar.Event, name: str) -> datetime:
        found: datetime = event[name].dt
        local = event[name].params.get("TZID") == "Europe/Amsterdam"
        return (found.replace(tzinfo=own_zone) if local else found).astimezone(UTC)

    def someone(event: icalendar.Event, name: str) -> Someone | None:
        found = event.get(name)
        return found and _someone(str(found), found.params.get("CN"), found.params.get("PARTSTAT"))

    return [
        Told(
            method=str(calendar.get("method", "")),
            starts=moment(event, "dtstart"),
            ends=moment(event, "dtend"),
            organizer=someone(event, "organizer"),
            attendee=someone(event, "attendee"),
            alarms=len(event.walk("VALARM")),
            sequence=int(event["sequence"]),
            url=str(event.get("url", "")),
            **{name: str(event[name]) for name in _TEXTS},
        )
        for event in calendar.events
    ]


def read_vobject(content: bytes) -> list[Told]:
    """By vobject."""
    calendar = vobject.readOne(content.decode())

    def someone(event: Any, name: str) -> Someone | None:
        found = getattr(event, name, None)
        if found is None:
            return None
        one = {key: values[0] for key, values in found.params.items()}
        return _someone(found.value, one.get("CN"), one.get("PARTSTAT"))

    return [
        Told(
            method=calendar.method.value if hasattr(calendar, "method") else "",
            starts=event.dtstart.value.astimezone(UTC),
            ends=event.dtend.value.astimezone(UTC),
            organizer=someone(event, "organizer"),
            attendee=someone(event, "attendee"),
            alarms=len(getattr(event, "valarm_list", [])),
            sequence=int(event.sequence.value),
            url=event.url.value if hasattr(event, "url") else "",
            **{name: getattr(event, name).value for name in _TEXTS},
        )
        for event in calendar.vevent_list
    ]


def read_ical_js(content: bytes) -> list[Told]:
    """By npm's ical.js, on a machine that is not in Europe."""
    node = shutil.which("node")
    if node is None or not ICAL_JS.is_dir():
        if "CI" in os.environ:
            pytest.fail("node or ical.js is missing; make tests/node_modules/.package-lock.json")
        pytest.skip("node or ical.js is not here")
    read = subprocess.run(
        [node, HERE / "read_ics.mjs"],
        input=content,
        capture_output=True,
        check=True,
        env={**os.environ, "TZ": "Pacific/Auckland"},
    )
    document = json.loads(read.stdout)

    def someone(found: dict[str, str] | None) -> Someone | None:
        return found and _someone(found["address"], found["name"], found["answer"])

    return [
        Told(
            method=document["method"],
            starts=datetime.fromisoformat(event["starts"]),
            ends=datetime.fromisoformat(event["ends"]),
            organizer=someone(event["organizer"]),
            attendee=someone(event["attendee"]),
            **{name: event[name] for name in (*_TEXTS, "sequence", "url", "alarms")},
        )
        for event in document["events"]
    ]


READERS: tuple[Reader, ...] = (read_icalendar, read_vobject, read_ical_js)
_TEXTS = ("uid", "status", "summary", "description", "location")


def read_alike(content: bytes) -> list[Told]:
    """What all three agree that ``content`` says; the test fails where they differ."""
    first, second, third = (reader(content) for reader in READERS)
    assert first == second
    assert second == third
    return first


def _someone(address: str, name: str | None, answer: str | None) -> Someone:
    assert address.startswith("mailto:")
    return Someone(name or "", unquote(address.removeprefix("mailto:")), answer or "")
