"""Wijken: two people at once, and what is forgotten in time."""

from datetime import timedelta
from threading import Thread

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.services.at_once import at_once
from tests.web.world import NOW
from tests.worlds import ACTOR, create_neighbourhood
from wijksafari.database import Database
from wijksafari.models import Neighbourhood, StreetFetch
from wijksafari.planning.boundary import GeoJson, NamedBoundary
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.retention import erase_expired
from wijksafari.services.wijken.street_fetch import ask_streets, fail, keep_boundary, take_up
from wijksafari.services.wijken.wijken import WijkEntry, add_wijk, change_wijk

ENTRY = WijkEntry(
    name="Ondiep",
    school_region="Midden",
    place="Ondiep, Utrecht",
    meeting_name="De Bron",
    meeting_point=Point(52.1, 5.1),
)
FOUND: GeoJson = {"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52], [5, 52.1], [5, 52]]]}
DRAWN: GeoJson = {"type": "Polygon", "coordinates": [[[5, 52], [5.2, 52], [5, 52.2], [5, 52]]]}


def test_two_who_add_a_wijk_of_one_name_at_once_make_one(database: Database) -> None:
    def add(session: Session) -> None:
        add_wijk(session, ENTRY, None, role="kwartiermaker", actor=ACTOR, now=NOW)

    failures = at_once(database, add, add)

    assert ["al een wijk met deze naam" in each for each in failures] == [True]
    with database.reading() as session:
        assert session.scalar(select(func.count(Neighbourhood.id))) == 1


def test_two_who_ask_for_streets_at_once_get_one_fetch(database: Database) -> None:
    with database.writing.begin() as session:
        create_neighbourhood(session).place = "Nootdorp"

    def ask(session: Session) -> None:
        ask_streets(session, find_neighbourhood(session, "proefwijk"), actor=ACTOR, now=NOW)

    assert not at_once(database, *[ask] * 6)
    with database.reading() as session:
        assert session.scalar(select(func.count(StreetFetch.id))) == 1


def test_of_two_who_change_a_wijk_at_once_one_is_told(database: Database) -> None:
    with database.writing.begin() as session:
        create_neighbourhood(session)

    def change(session: Session) -> None:
        row = find_neighbourhood(session, "proefwijk")
        change_wijk(session, row, ENTRY, None, seen=0, actor=ACTOR, now=NOW)

    (said,) = at_once(database, change, change)
    assert "Iemand anders heeft deze wijk intussen gewijzigd." in said


def test_a_boundary_that_is_drawn_while_another_is_found_waits_for_nobody(
    database: Database,
) -> None:
    with database.writing.begin() as session:
        create_neighbourhood(session).place = "Ondiep"
        ask_streets(session, create_neighbourhood(session), actor=ACTOR, now=NOW)
        taken = take_up(session, NOW)
    assert taken is not None

    def find(session: Session) -> None:
        keep_boundary(session, taken.claim, NamedBoundary("Ondiep", FOUND))

    finding = Thread(target=at_once, args=(database, find))
    with database.writing.begin() as session:
        row = create_neighbourhood(session)
        session.refresh(row, with_for_update=True)
        finding.start()
        finding.join(0.2)  # by now it waits for what is locked here
        row.boundary = DRAWN
        ask_streets(session, row, "boundary", actor=ACTOR, now=NOW)
    finding.join()
    with database.reading() as session:
        assert create_neighbourhood(session).boundary == DRAWN


def test_who_had_streets_fetched_is_forgotten_after_ninety_days(database: Database) -> None:
    with database.writing.begin() as session:
        row = create_neighbourhood(session)
        row.place = "Nootdorp"
        ask_streets(session, row, actor=ACTOR, now=NOW)
        taken = take_up(session, NOW)
        assert taken is not None
        fail(session, taken.claim, "Te druk.", NOW)
        erase_expired(session, NOW + timedelta(days=89))
        assert session.scalar(select(func.count(StreetFetch.id))) == 1
        erase_expired(session, NOW + timedelta(days=90))
        assert session.scalar(select(func.count(StreetFetch.id))) == 0
