"""Saving evenings: new, changed, and changed by two people at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.planning.worlds import StraightRoads, create_request, create_wijk
from wijksafari.database import Database
from wijksafari.errors import NotFoundError, StaleError
from wijksafari.models import Neighbourhood, Safari
from wijksafari.planning.plan import plan_safari
from wijksafari.services.safaris.safaris import (
    SafariDraft,
    find_safari,
    save_changed_safari,
    save_new_safari,
    tour_of,
    upcoming_safaris,
)

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
TOUR = plan_safari(create_request(*create_wijk().values()), StraightRoads()).tours[0]
DRAFT = SafariDraft(
    title="Wijksafari West",
    meeting_name="Praktijk De Brug",
    finish_name="Buurthuis",
    tour=TOUR,
    planner_query="wijk=west",
)


def _neighbourhood() -> Neighbourhood:
    return Neighbourhood(
        slug="west",
        name="West",
        school_region="Noord",
        streets="west.npz",
        meeting_name="Praktijk De Brug",
        meeting_lat=52.0,
        meeting_lon=5.0,
    )


def _saved(database: Database) -> str:
    with database.writing.begin() as session:
        neighbourhood = _neighbourhood()
        session.add(neighbourhood)
        session.flush()
        return save_new_safari(session, neighbourhood, DRAFT, NOW).uid


def test_a_saved_safari_is_found_with_its_tour(database: Database) -> None:
    uid = _saved(database)
    with database.reading() as session:
        safari = find_safari(session, uid)
        assert safari.title == "Wijksafari West"
        assert safari.sequence == 0
        assert tour_of(safari) == TOUR


UID = "7f6c1c5e-0f0c-4a53-9b0f-4b0a7a3d2f11"


def _save_twice(database: Database, second: SafariDraft) -> list[str]:
    uids = []
    with database.writing.begin() as session:
        session.add(_neighbourhood())
    for draft in (DRAFT, second):
        with database.writing.begin() as session:
            neighbourhood = session.scalars(select(Neighbourhood)).one()
            uids.append(save_new_safari(session, neighbourhood, draft, NOW, UID).uid)
    return uids


def test_the_same_form_sent_twice_saves_one_safari(database: Database) -> None:
    assert _save_twice(database, DRAFT) == [UID, UID]
    with database.reading() as session:
        assert len(session.scalars(select(Safari)).all()) == 1


def test_a_form_gone_back_to_and_changed_loses_nothing(database: Database) -> None:
    first, second = _save_twice(database, replace(DRAFT, title="Toch een andere naam"))
    assert first != second
    with database.reading() as session:
        assert find_safari(session, first).title == "Wijksafari West"
        assert find_safari(session, second).title == "Toch een andere naam"


def test_an_unknown_safari_does_not_exist(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFoundError):
        find_safari(session, "no-such-safari")


def test_a_change_raises_the_sequence(database: Database) -> None:
    uid = _saved(database)
    with database.writing.begin() as session:
        save_changed_safari(session, uid, 0, replace(DRAFT, title="Nieuwe naam"), NOW)
    with database.reading() as session:
        safari = find_safari(session, uid)
        assert (safari.title, safari.sequence) == ("Nieuwe naam", 1)


def test_a_stale_change_is_refused_and_changes_nothing(database: Database) -> None:
    uid = _saved(database)
    with database.writing.begin() as session:
        save_changed_safari(session, uid, 0, replace(DRAFT, title="Van Anne"), NOW)
    with pytest.raises(StaleError), database.writing.begin() as session:
        save_changed_safari(session, uid, 0, replace(DRAFT, title="Van Bas"), NOW)
    with database.reading() as session:
        assert find_safari(session, uid).title == "Van Anne"


def test_the_same_change_sent_twice_is_saved_once(database: Database) -> None:
    uid = _saved(database)
    for _ in range(2):
        with database.writing.begin() as session:
            save_changed_safari(session, uid, 0, replace(DRAFT, title="Nieuwe naam"), NOW)
    with database.reading() as session:
        assert find_safari(session, uid).sequence == 1


def test_coming_safaris_leave_out_the_past(database: Database) -> None:
    uid = _saved(database)
    start = TOUR.itinerary.evening.start
    with database.reading() as session:
        assert [row.uid for row in upcoming_safaris(session, start - timedelta(days=60))] == [uid]
        assert upcoming_safaris(session, start + timedelta(days=1)) == []


def test_a_safari_stays_listed_on_its_own_evening(database: Database) -> None:
    uid = _saved(database)
    with database.reading() as session:
        during = TOUR.itinerary.evening.start + timedelta(hours=2)
        assert [row.uid for row in upcoming_safaris(session, during)] == [uid]
