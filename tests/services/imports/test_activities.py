"""Bringing a list of activities into the catalogue."""

from dataclasses import replace
from datetime import date, time
from threading import Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.at_once import at_once
from tests.services.worlds_imports import bring_in, create_import, csv, fates, found_location
from tests.web.world import NOW
from tests.worlds import create_location, create_neighbourhood, rows
from wijksafari.database import Database
from wijksafari.errors import InputError
from wijksafari.models import Activity, Location
from wijksafari.planning.found import Found, FoundActivity
from wijksafari.services.catalogue.activities import cancel_on, change_activity, value_of
from wijksafari.services.imports.lists import find_import, preview_import, write_import
from wijksafari.services.imports.reading import read_catalogue

COLUMNS = "location_id,title,opens,closes,rrule"
SOUP = "linde,Soep,17:00,18:30,FREQ=WEEKLY;BYDAY=TU"
DAY = date(2026, 12, 1)


@pytest.fixture
def linde(session: Session) -> Location:
    return create_location(session, code="linde", name="De Linde")


def listed(*rows: str, columns: str = COLUMNS) -> Found:
    return csv(*rows, columns=columns)


def only(session: Session) -> Activity:
    return session.scalars(select(Activity)).one()


def event(**told: object) -> Found:
    """A calendar with one event, every Tuesday evening at De Linde."""
    values: dict[str, object] = {
        "key": "a@agenda",
        "title": "Soep",
        "location_name": "De Linde",
        "opens": time(17),
        "closes": time(18, 30),
        "first_date": date(2026, 1, 6),
        "rrule": "FREQ=WEEKLY;BYDAY=TU",
    }
    return Found(kind="icalendar", activities=(FoundActivity(**values | told),))  # type: ignore[arg-type]


@pytest.mark.usefixtures("linde")
def test_a_list_is_brought_in_and_the_same_list_again_changes_nothing(session: Session) -> None:
    twice = listed(SOUP, SOUP.replace("TU", "TH"))
    plan = bring_in(session, twice)
    assert [each.details for each in plan.entries] == [
        ("elke dinsdag 17.00–18.30",),
        ("elke donderdag 17.00–18.30",),
    ]
    assert bring_in(session, twice).changes == 0
    assert rows(session, Activity) == 2


@pytest.mark.usefixtures("linde")
def test_what_changed_is_told_in_plain_words(session: Session) -> None:
    bring_in(session, listed(SOUP))
    (entry,) = bring_in(session, listed(SOUP.replace("18:30", "19:00"))).entries
    assert entry.details == ("wanneer: elke dinsdag 17.00–18.30 → elke dinsdag 17.00–19.00",)
    assert (only(session).closes, only(session).revision) == (time(19), 1)


@pytest.mark.usefixtures("linde")
def test_a_date_that_somebody_called_off_stays_off(session: Session) -> None:
    bring_in(session, event(except_dates=frozenset({date(2026, 11, 24)})))
    cancel_on(session, only(session), DAY)
    session.commit()
    assert bring_in(session, event(except_dates=frozenset({date(2026, 11, 24)}))).changes == 0
    later = frozenset({date(2026, 12, 22)})
    assert bring_in(session, event(except_dates=later)).changes == 1
    assert only(session).except_dates == ["2026-12-01", "2026-12-22"]


@pytest.mark.usefixtures("linde")
def test_what_a_calendar_no_longer_says_is_taken_away(session: Session) -> None:
    bring_in(session, event(until=DAY, title="Soep eten"))
    bring_in(session, event())
    assert (only(session).until, only(session).title) == (None, "Soep")


def test_what_somebody_typed_in_is_recognised_by_title_and_hours(
    session: Session, linde: Location
) -> None:
    bring_in(session, listed(SOUP))
    only(session).source_key, only(session).min_visit_minutes = "", 25
    session.commit()
    assert fates(bring_in(session, event())) == {"Soep, De Linde": "same"}
    assert (only(session).source_key, only(session).min_visit_minutes) == ("a@agenda", 25)


@pytest.mark.usefixtures("linde")
def test_the_same_title_at_other_hours_waits_for_a_choice(session: Session) -> None:
    bring_in(session, listed(SOUP))
    (entry,) = bring_in(session, event(opens=time(12), closes=time(13))).entries
    assert (entry.fate, rows(session, Activity)) == ("unsure", 1)
    same, add, _ = entry.options
    assert same.label == "Ja: elke dinsdag 17.00–18.30 wordt elke dinsdag 12.00–13.00"
    bring_in(session, event(opens=time(12), closes=time(13)), Soep=add.value)
    assert rows(session, Activity) == 2


@pytest.mark.usefixtures("linde")
def test_without_a_known_location_somebody_says_where(session: Session) -> None:
    lost = event(location_name="Buurthuis De Linde, Dorpsstraat 1")
    (entry,) = bring_in(session, lost).entries
    assert (entry.fate, entry.suggestion, rows(session, Activity)) == ("homeless", "linde", 0)
    bring_in(session, lost, Soep="at:linde")
    assert bring_in(session, lost).changes == 0
    assert rows(session, Activity) == 1


@pytest.mark.usefixtures("linde")
def test_an_activity_that_moved_goes_along(session: Session) -> None:
    create_location(session, code="anker", name="Het Anker")
    bring_in(session, event())
    (entry,) = bring_in(session, event(location_name="Het Anker")).entries
    assert entry.details == ("locatie: De Linde → Het Anker",)
    assert only(session).location.name == "Het Anker"


def test_activities_find_the_new_locations_of_their_own_list(session: Session) -> None:
    one = FoundActivity(
        key="a",
        title="Soep",
        location_key="L1",
        opens=time(17),
        closes=time(18),
        first_date=DAY,
    )
    found = Found(kind="icalendar", locations=(found_location(key="L1"),), activities=(one,))
    assert bring_in(session, found).counts["new"] == 2
    assert bring_in(session, found).changes == 0


def test_an_activity_waits_for_the_choice_about_its_location(session: Session) -> None:
    create_location(session, code="linde", name="De Lindeboom")
    one = FoundActivity(
        key="a", title="Soep", location_key="L1", opens=time(17), closes=time(18), first_date=DAY
    )
    found = Found(kind="osm", locations=(found_location("De Lindebom", "L1"),), activities=(one,))
    plan = bring_in(session, found)
    assert fates(plan) == {"De Lindebom": "unsure", "Soep": "homeless"}
    assert "Kies eerst" in plan.entries[1].details[1]


@pytest.mark.usefixtures("linde")
def test_what_the_list_puts_in_one_unknown_place_is_asked_once(session: Session) -> None:
    rows = [f"Elders,Les {n},17:00,18:00,FREQ=DAILY" for n in (1, 2)]
    lost = listed(*rows, ",Los,17:00,18:00,FREQ=DAILY", columns=f"location_name{COLUMNS[11:]}")
    groups = bring_in(session, lost).homeless
    assert [(each.place, len(each.entries)) for each in groups] == [("Elders", 2), ("", 1)]


@pytest.mark.usefixtures("linde")
def test_a_row_with_a_problem_is_told_and_the_rest_is_used() -> None:
    found = listed(
        SOUP, "linde,,1:00,2:00,", "linde,Nooit,1:00,2:00,FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30"
    )
    assert [each.title for each in found.activities] == ["Soep"]
    assert [each.split(":")[0] for each in found.problems] == [
        "Rij 3, kolom title",
        "Rij 3, kolom first_date",
        "Rij 4",
    ]


def test_a_list_that_is_neither_names_what_is_missing() -> None:
    with pytest.raises(InputError, match=r"mist kolommen.*Gevonden: foo, bar") as caught:
        read_catalogue(b"foo,bar\n1,2\n")
    assert "title (of titel)" in str(caught.value)


def test_what_somebody_is_just_changing_is_not_overwritten_unseen(database: Database) -> None:
    with database.writing() as session:
        create_location(session, code="linde", name="De Linde")
        bring_in(session, listed(SOUP))
        later = create_import(session, listed(SOUP.replace("18:30", "19:00")))
        number, where = later.id, create_neighbourhood(session)
        session.commit()
        shown = preview_import(session, where, find_import(session, where, number)).fingerprint

    def write(session: Session) -> None:
        write_import(session, create_neighbourhood(session), number, shown=shown, now=NOW)

    stopped: list[str] = []
    writing = Thread(target=lambda: stopped.extend(at_once(database, write)))
    with database.writing.begin() as session:
        row = only(session)
        change_activity(session, row, replace(value_of(row), closes=time(20)), row.revision)
        writing.start()
        writing.join(0.2)  # by now it waits for what is locked here
    writing.join()
    assert ["bekijk hieronder opnieuw" in each for each in stopped] == [True]
    with database.reading() as session:
        assert only(session).closes == time(20)
