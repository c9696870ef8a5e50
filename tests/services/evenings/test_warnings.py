"""What makes an evening a doubtful choice."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.web.world import NOW
from tests.worlds import STARTS_AT, create_neighbourhood, create_safari
from wijksafari.clock import AMSTERDAM
from wijksafari.database import Database
from wijksafari.planning.problem import Evening
from wijksafari.planning.route import Point
from wijksafari.services.evenings.warnings import evening_warnings, saved_evening_warnings

SPOT = Point(52.0444, 4.3954)
LIGHT = datetime(2027, 6, 1, 17, 30, tzinfo=AMSTERDAM)  # a Tuesday, long before sunset


def evening(start: datetime = LIGHT) -> Evening:
    return Evening(start=start, meeting_point=SPOT, finish=SPOT)


def warned(database: Database, start: datetime = LIGHT, now: datetime = NOW) -> str:
    with database.writing.begin() as session:
        wijk = create_neighbourhood(session)
        return "\n".join(evening_warnings(session, wijk, evening(start), now))


def test_an_ordinary_evening_has_none(database: Database) -> None:
    assert warned(database) == ""


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (LIGHT.replace(month=5, day=17), "feestdag (Tweede pinksterdag)"),
        (LIGHT.replace(month=7, day=20), "schoolvakantie (regio Midden: zomervakantie)"),
        (LIGHT.replace(hour=16, minute=45), "terwijl praktijken tot 17.00 uur open zijn"),
        (LIGHT.replace(hour=17, minute=10), "krap om af te ronden"),
        (LIGHT.replace(month=3, day=16), "onderweg: de groep rijdt deels in het donker"),
        (LIGHT.replace(month=1, day=26), "vóór het vertrek: de groep rijdt in het donker"),
    ],
)
def test_what_is_doubtful_is_said(database: Database, start: datetime, words: str) -> None:
    assert words in warned(database, start)


def test_twenty_minutes_after_practices_close_is_enough(database: Database) -> None:
    assert "praktijken" not in warned(database, LIGHT.replace(hour=17, minute=20))


def test_on_saturday_no_practice_has_to_close_first(database: Database) -> None:
    assert warned(database, LIGHT.replace(day=5, hour=15)) == ""


@pytest.mark.parametrize(("now", "short"), [("2027-04-01", False), ("2027-04-02", True)])
def test_two_months_ahead_is_just_enough_for_accreditation(
    database: Database, now: str, short: bool
) -> None:
    told = warned(database, now=datetime.fromisoformat(now).replace(hour=12, tzinfo=AMSTERDAM))
    assert ("minder dan twee maanden" in told) is short


def test_another_safari_in_the_wijk_that_day_is_named(database: Database) -> None:
    with database.writing.begin() as session:
        create_safari(session, title="Avond van de buren", starts_at=LIGHT)
        create_safari(session, wijk="elders", title="Verderop", starts_at=LIGHT)
        create_safari(session, title="Afgelast", starts_at=LIGHT, state="cancelled")
        create_safari(session, title="Volgende dag", starts_at=LIGHT + timedelta(days=1))
    told = warned(database)
    assert "al een wijksafari: ‘Avond van de buren’ (17.30 uur)." in told


def _saved(session: Session, **values: object) -> tuple[str, ...]:
    soon = STARTS_AT - timedelta(days=30)
    safari = create_safari(session, **values)
    return saved_evening_warnings(session, safari, evening(STARTS_AT), soon)


def test_a_saved_evening_is_no_other_evening_than_itself(database: Database) -> None:
    with database.writing.begin() as session:
        told = "\n".join(_saved(session, state="concept"))
    assert "al een wijksafari" not in told
    assert "minder dan twee maanden" in told


def test_once_people_are_invited_its_date_is_no_longer_doubted(database: Database) -> None:
    with database.writing.begin() as session:
        assert "twee maanden" not in "\n".join(_saved(session, state="inviting"))


@pytest.mark.parametrize("state", ["cancelled", "held"])
def test_an_evening_that_is_over_or_off_warns_of_nothing(database: Database, state: str) -> None:
    with database.writing.begin() as session:
        assert _saved(session, state=state) == ()


def test_an_evening_that_began_warns_of_nothing(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session, state="confirmed")
        assert saved_evening_warnings(session, safari, evening(STARTS_AT), STARTS_AT) == ()
