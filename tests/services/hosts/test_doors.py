"""Calendar files tell where the doors are by now, under a number that only rises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import icalendar
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.services.worlds_host_requests import Asking, create_asking, draft
from tests.worlds import POST, STARTS_AT, create_riding_group, create_sign_up
from wijksafari import models
from wijksafari.models import JournalEntry
from wijksafari.services.calendars.calendars import own_calendar, safari_calendar
from wijksafari.services.hosts.doors import follow_doors
from wijksafari.services.safaris.safaris import tour_of
from wijksafari.services.safaris.tour_json import tour_to_json

MINUTE = timedelta(minutes=1)


@pytest.fixture
def asking(session: Session) -> Asking:
    return create_asking(session)


def _catalogue(asking: Asking, stop: str = "baken", **values: str) -> None:
    known = update(models.Location).where(models.Location.code == stop)
    asking.session.execute(known.values(values))


def _round(asking: Asking) -> int:
    asking.now += MINUTE
    return follow_doors(asking.session, POST, asking.now)


def _read(content: bytes) -> tuple[int, str]:
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return int(event["SEQUENCE"]), str(event["DESCRIPTION"])


def _file(asking: Asking) -> tuple[int, str]:
    return _read(safari_calendar(asking.safari, POST, asking.now))


def test_another_door_is_in_the_file_with_the_next_number(asking: Asking) -> None:
    before, text = _file(asking)
    _catalogue(asking, entrance="Om de hoek", bicycle_parking="In het rek")
    assert "Om de hoek" not in text
    assert _round(asking) == 1
    after, text = _file(asking)
    assert after == before + 1
    assert "Ingang: Om de hoek" in text
    assert "Fietsen: In het rek" in text


def test_as_long_as_no_door_changes_neither_does_the_file(asking: Asking) -> None:
    _round(asking)
    before = safari_calendar(asking.safari, POST, asking.now)
    sequence = asking.safari.sequence
    _catalogue(asking, contact_name="Iemand anders", name="Een andere naam")
    assert _round(asking) == 0
    assert asking.safari.sequence == sequence
    assert safari_calendar(asking.safari, POST, asking.now - MINUTE) == before


def _door(asking: Asking) -> None:
    _catalogue(asking, entrance=f"Deur {asking.now:%M}")


def _undone(asking: Asking) -> None:
    _catalogue(asking, entrance="")


def _replan(asking: Asking) -> None:
    asking.replan(baken=3)


def _gone(asking: Asking) -> None:
    asking.session.execute(update(models.Location).values(code="weg").filter_by(code="baken"))


def test_whatever_happens_the_number_never_falls(asking: Asking) -> None:
    steps: list[Callable[[Asking], None]] = [_door, _replan, _undone, _door, _door, _gone, _replan]
    files = [_file(asking)]
    for step in steps:
        step(asking)
        _round(asking)
        files.append(_file(asking))
    for (number, text), (next_number, next_text) in pairwise(files):
        assert next_number > number or (next_number, next_text) == (number, text)
    assert len({text for _, text in files}) == len(steps)


def test_a_location_that_left_the_catalogue_keeps_the_door_it_had(asking: Asking) -> None:
    _door(asking)
    _round(asking)
    told = _file(asking)
    _gone(asking)
    assert _round(asking) == 0
    assert _file(asking) == told


def test_every_group_gets_its_own_file_with_the_door(session: Session) -> None:
    asking = create_asking(session)
    tour = tour_to_json(tour_of(asking.safari))
    rows = [
        create_riding_group(session, asking.safari, number=number, tour=tour) for number in (1, 2)
    ]
    rider = create_sign_up(session, asking.safari)
    rider.group = rows[1]
    session.flush()
    before, _ = _read(own_calendar(rider, POST, asking.now))
    _catalogue(asking, entrance="Achterom")
    _round(asking)
    after, text = _read(own_calendar(rider, POST, asking.now))
    assert after > before
    assert "Ingang: Achterom" in text


def test_an_organiser_who_was_changing_the_route_meanwhile_can_save_it(asking: Asking) -> None:
    opened, changed = asking.safari.sequence, draft(asking.safari, "", {"baken": 3})
    _door(asking)
    _round(asking)
    assert asking.safari.sequence == opened + 1
    asking.save(changed, at=opened)
    assert asking.safari.sequence == opened + 2


def test_the_journal_says_whose_door_it_was(asking: Asking) -> None:
    _door(asking)
    _round(asking)
    entry = asking.session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc())).first()
    assert entry
    assert (entry.kind, entry.at) == ("change", asking.now)
    assert entry.what.endswith("volgens de lijst van de wijk: Het Baken.")


def test_an_evening_that_is_over_stays_as_it_was(asking: Asking) -> None:
    _door(asking)
    asking.now = STARTS_AT + timedelta(hours=12)
    assert _round(asking) == 0
