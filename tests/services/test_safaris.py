"""Saving evenings: new, changed, and changed by two people at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.planning.worlds import StraightRoads, create_request, create_wijk
from wijksafari.database import Database
from wijksafari.errors import NotFoundError, StaleError
from wijksafari.models import Neighbourhood
from wijksafari.planning.plan import plan_safari
from wijksafari.services.safaris import (
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
