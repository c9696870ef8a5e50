from datetime import UTC, datetime

from sqlalchemy import select

from wijksafari.database import Database
from wijksafari.models import GeocodeAnswer
from wijksafari.planning.address import Address, Finding, Found, NotFound
from wijksafari.planning.route import Point
from wijksafari.services.wijken.geocoding import keeping_finder

NOW = datetime(2026, 6, 4, 12, tzinfo=UTC)
KERKWEG = Address("Kerkweg 1", "2631AA", "Nootdorp")
FOUND = Found(Point(52.043, 4.392), "Kerkweg 1, 2631AA Nootdorp", "PDOK")


class Finder:
    """Answers ``finding`` and counts how often it is asked."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.asked = 0

    def __call__(self, _address: Address) -> Finding:
        self.asked += 1
        return self.finding


def test_a_found_address_is_asked_once_however_it_is_typed(database: Database) -> None:
    finder = Finder(FOUND)
    for address in (KERKWEG, Address("kerkweg  1", "2631aa", "NOOTDORP")):
        assert keeping_finder(database, finder, lambda: NOW)(address) == FOUND
    assert finder.asked == 1
    with database.reading() as session:
        (kept,) = session.scalars(select(GeocodeAnswer))
        assert (kept.provider, kept.query) == ("PDOK", "kerkweg 1, 2631aa nootdorp")
        assert kept.asked_at == NOW


def test_what_is_not_found_is_asked_again(database: Database) -> None:
    finder = Finder(NotFound())
    keeping = keeping_finder(database, finder, lambda: NOW)
    assert keeping(KERKWEG) == keeping(KERKWEG) == NotFound()
    assert finder.asked == 2


def test_an_answer_somebody_else_kept_meanwhile_is_still_given(database: Database) -> None:
    keeping = keeping_finder(database, Finder(FOUND), lambda: NOW)

    def racing(address: Address) -> Finding:
        keeping(address)
        return FOUND

    assert keeping_finder(database, racing, lambda: NOW)(KERKWEG) == FOUND
    with database.reading() as session:
        assert len(session.scalars(select(GeocodeAnswer)).all()) == 1


def test_no_write_lock_is_held_while_a_geocoder_is_asked(database: Database) -> None:
    def finder(address: Address) -> Finding:
        with database.writing.begin() as session:
            session.add(
                GeocodeAnswer(provider="x", query="y", lat=52.0, lon=4.0, label="z", asked_at=NOW)
            )
        return FOUND

    assert keeping_finder(database, finder, lambda: NOW)(KERKWEG) == FOUND
    with database.reading() as session:
        assert len(session.scalars(select(GeocodeAnswer)).all()) == 2
