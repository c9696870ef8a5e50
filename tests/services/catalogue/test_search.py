"""Looking locations up in the list of a wijk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_catalogue import held
from tests.web.world import NOW
from tests.worlds import create_location, create_neighbourhood
from wijksafari.services.catalogue.search import Wanted, catalogue_of, next_due

WEDNESDAY, SATURDAY = 2, 5


@pytest.fixture
def found(session: Session) -> Callable[[Wanted], list[str]]:
    """Three locations of a wijk, and a way to look for them by name."""
    create_location(
        session, name="Ánna’s Huis", theme="taal", other_themes=["rouw"], checked_at=NOW
    )
    long_ago = NOW - timedelta(days=184)
    baken = create_location(session, name="het Baken", address="Kerkweg 1", checked_at=long_ago)
    held(baken, "FREQ=WEEKLY;BYDAY=WE")
    zolder = create_location(
        session, name="De Zolder", theme="Rouw", contact_email="", contact_phone=""
    )
    held(zolder, "FREQ=MONTHLY;BYDAY=1SA")
    create_location(session, name="Elders", wijk="elders", theme="wonen")
    session.flush()
    neighbourhood = create_neighbourhood(session)

    def look(wanted: Wanted) -> list[str]:
        return [each.name for each in catalogue_of(session, neighbourhood, wanted, NOW).found]

    return look


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["De Zolder", "het Baken", "Ánna’s Huis"]),
        (Wanted(words="anna"), ["Ánna’s Huis"]),
        (Wanted(words="1 KERKWEG"), ["het Baken"]),
        (Wanted(words="cafe zolder"), ["De Zolder"]),
        (Wanted(words="zolder kerkweg"), []),
        (Wanted(theme="ROUW"), ["De Zolder", "Ánna’s Huis"]),
        (Wanted(due=True), ["De Zolder", "het Baken"]),
        (Wanted(no_contact=True), ["De Zolder"]),
        (Wanted(weekday=WEDNESDAY), ["het Baken"]),
        (Wanted(weekday=SATURDAY), ["De Zolder"]),
        (Wanted(weekday=0), []),
        (Wanted(weekday=WEDNESDAY, words="zolder"), []),
    ],
)
def test_the_list_has_what_is_wanted_by_name(
    found: Callable[[Wanted], list[str]], wanted: Wanted, names: list[str]
) -> None:
    assert found(wanted) == names


def test_every_theme_is_offered_once(
    session: Session, found: Callable[[Wanted], list[str]]
) -> None:
    assert found(Wanted())
    catalogue = catalogue_of(session, create_neighbourhood(session), Wanted(words="x"), NOW)
    assert catalogue.themes == ("Rouw", "taal")
    assert (catalogue.total, catalogue.due, catalogue.no_contact) == (3, 2, 1)


def test_whoever_checks_one_location_is_led_to_the_next(session: Session) -> None:
    def due_after(name: str, now: datetime = NOW) -> tuple[int, str | None]:
        return next_due(session, create_neighbourhood(session), now, after=name)

    assert due_after("Alles") == (0, None)
    for name in ("Boom", "Ankers", "Citer"):
        create_location(session, name=name, code=name.lower())
    create_location(session, name="Boog", checked_at=NOW)
    assert due_after("Ankers") == (3, "boom")
    assert due_after("Citer") == (3, "ankers")
    assert due_after("Citer", NOW + timedelta(days=183))[0] == 4
