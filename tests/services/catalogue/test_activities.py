from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.at_once import at_once
from tests.web.world import NOW
from tests.worlds import (
    STARTS_AT,
    create_activity,
    create_location,
    create_neighbourhood,
    create_riding_group,
    create_safari,
    planned_tour,
)
from wijksafari.database import Database
from wijksafari.errors import InputError, NotFoundError, StaleError
from wijksafari.models import Activity, Location
from wijksafari.services.catalogue.activities import (
    TwiceError,
    cancel_on,
    change_activity,
    find_activity,
    put_activity,
    remove_activity,
    restore_on,
    value_of,
)
from wijksafari.services.catalogue.location_visits import visits_meeting, visits_to
from wijksafari.services.evenings.overlaps import overlaps_with
from wijksafari.services.safaris.tour_json import tour_to_json

TUESDAY = date(2026, 11, 24)


def test_a_changed_activity_is_as_it_was_typed(session: Session) -> None:
    row = create_activity(session)
    typed = replace(value_of(row), title="Inloop", rrule="FREQ=WEEKLY;BYDAY=TH", until=TUESDAY)
    change_activity(session, row, typed, revision=0)
    assert (value_of(row), row.revision) == (typed, 1)


def test_whoever_saves_an_older_version_overwrites_nothing(session: Session) -> None:
    row = create_activity(session, title="Inloop", revision=3)
    with pytest.raises(StaleError, match="intussen gewijzigd"):
        change_activity(session, row, replace(value_of(row), title="Anders"), revision=2)
    assert row.title == "Inloop"


def test_the_same_activity_is_added_twice_only_on_purpose(session: Session) -> None:
    row = create_activity(session, title="Inloop")
    again = replace(value_of(row), title=" INLOOP ", rrule="FREQ=DAILY;BYDAY=TU")
    with pytest.raises(TwiceError) as refusal:
        put_activity(session, row.location, again)
    assert refusal.value.number == row.id
    put_activity(session, row.location, again, twice_is_meant=True)
    put_activity(session, row.location, replace(again, rrule="FREQ=DAILY;BYDAY=WE"))
    assert len(row.location.activities) == 3


def test_two_who_add_the_same_at_once_add_it_once(database: Database) -> None:
    with database.writing.begin() as session:
        row = create_activity(session, title="Inloop")
        new, place = replace(value_of(row), title="Taalcafé"), row.location_id

    def add(session: Session) -> None:
        put_activity(session, session.get_one(Location, place), new)

    (told,) = at_once(database, add, add)
    assert "staat er al" in told


def test_two_who_cancel_another_date_at_once_cancel_both(database: Database) -> None:
    with database.writing.begin() as session:
        number = create_activity(session).id

    def cancel(day: date, session: Session) -> None:
        cancel_on(session, session.get_one(Activity, number), day)

    later = date(2026, 12, 1)
    told = at_once(database, lambda s: cancel(TUESDAY, s), lambda s: cancel(later, s))
    with database.reading() as session:
        row = session.scalars(select(Activity).filter_by(id=number)).one()
        assert (told, row.except_dates, row.revision) == ([], ["2026-11-24", "2026-12-01"], 2)


def test_a_cancelled_date_comes_back(session: Session) -> None:
    row = create_activity(session)
    cancel_on(session, row, TUESDAY)
    cancel_on(session, row, TUESDAY)
    assert row.except_dates == ["2026-11-24"]
    restore_on(session, row, TUESDAY)
    restore_on(session, row, TUESDAY)
    assert (row.except_dates, row.revision) == ([], 2)


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 8, 25), date(2026, 12, 29)])
def test_a_day_on_which_it_is_not_held_cannot_be_cancelled(session: Session, day: date) -> None:
    row = create_activity(session, in_school_holidays=False)
    with pytest.raises(InputError, match="Kies een dag"):
        cancel_on(session, row, day)


def test_what_somebody_just_removed_is_not_changed(session: Session) -> None:
    row = create_activity(session)
    value = value_of(row)
    neighbourhood, code, number = create_neighbourhood(session), row.location.code, row.id
    remove_activity(session, row)
    for change in (
        lambda: change_activity(session, row, value, 0),
        lambda: remove_activity(session, row),
        lambda: find_activity(session, neighbourhood, code, number),
    ):
        with pytest.raises(NotFoundError):
            change()


def test_an_activity_is_found_only_at_its_own_location(session: Session) -> None:
    row = create_activity(session)
    other = create_location(session)
    with pytest.raises(NotFoundError):
        find_activity(session, create_neighbourhood(session), other.code, row.id)


def test_tells_with_what_it_overlaps(session: Session) -> None:
    row = create_activity(session, title="Inloop")
    value = value_of(row)
    beside = replace(value, title="Koffie", opens=value.closes)
    over = replace(value, title="Koken", rrule="FREQ=MONTHLY;BYDAY=1TU")
    talk = replace(value, title="Praatje", kind="presentation")
    (found,) = overlaps_with(value, [beside, over, talk])
    assert (found.other.title, found.day) == ("Koken", date(2026, 9, 1))


def test_a_safari_to_come_is_known_to_whoever_closes_a_door(session: Session) -> None:
    create_safari(session, title="Avond")
    create_safari(session, title="Afgelast", state="cancelled")
    neighbourhood = create_neighbourhood(session)
    linde = create_location(session, code="linde")
    (visit,) = visits_to(session, neighbourhood, "linde", NOW)
    assert (visit.title, visit.day) == ("Avond", date(2027, 2, 2))
    tuesday, wednesday = (
        value_of(create_activity(session, linde, rrule=f"FREQ=WEEKLY;BYDAY={day}"))
        for day in ("TU", "WE")
    )
    assert visits_meeting(session, neighbourhood, tuesday, NOW) == (visit,)
    assert visits_meeting(session, neighbourhood, wednesday, NOW) == ()


def test_whoever_closes_a_door_hears_of_every_group_that_comes(session: Session) -> None:
    safari = create_safari(session)
    later = planned_tour(STARTS_AT + timedelta(minutes=30))
    create_riding_group(session, safari)
    create_riding_group(session, safari, number=2, tour=tour_to_json(later))
    visits = visits_to(session, create_neighbourhood(session), "linde", NOW)
    planned = [tour.itinerary.visits for tour in (planned_tour(), later)]
    starts = [visit.start for tour in planned for visit in tour if visit.location.id == "linde"]
    assert [each.starts for each in visits] == sorted(set(starts))
    assert len(visits) == 2
