"""Two advisers who change the same practices at the same moment."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.at_once import at_once
from tests.web.world import NOW
from tests.worlds import ACTOR, POST, create_neighbourhood, create_practice
from wijksafari.database import Database
from wijksafari.models import Person, Practice
from wijksafari.services.practices.people import PersonEntry, add_person
from wijksafari.services.practices.practices import PracticeEntry, add_practice
from wijksafari.services.practices.removal import remove_practice


def adding(name: str, gps: int) -> Callable[[Session], object]:
    entry = PracticeEntry(name=name, gps=gps, practice_nurses=0)
    return lambda session: add_practice(
        session, create_neighbourhood(session), entry, POST, actor=ACTOR, now=NOW
    )


def test_one_name_in_different_capitals_becomes_one_practice(database: Database) -> None:
    with database.writing.begin() as session:
        create_neighbourhood(session)
    names = ("De Brug", "de brug", "DE BRUG", "de Brug")
    stopped = at_once(database, *(adding(name, n + 1) for n, name in enumerate(names)))
    with database.reading() as session:
        assert len(session.scalars(select(Practice)).all()) == 1
    assert len(stopped) == 3
    assert all("Er is al een praktijk" in sentence for sentence in stopped)


def test_nobody_is_added_to_a_practice_that_is_being_removed(database: Database) -> None:
    with database.writing.begin() as session:
        number = create_practice(session).id

    def remove(session: Session) -> None:
        practice = session.get_one(Practice, number)
        remove_practice(session, practice, POST, confirmed=True, actor=ACTOR, now=NOW)

    def add(session: Session) -> None:
        entry = PersonEntry(name="Eva", function="gp")
        add_person(session, session.get_one(Practice, number), entry, POST, actor=ACTOR, now=NOW)

    at_once(database, remove, add, add, add)
    with database.reading() as session:
        assert session.scalars(select(Person)).all() == []
