"""The catalogue as lists: read in again, they change nothing; opened, they run nothing."""

from datetime import date, time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_imports import preview
from tests.worlds import create_location, create_neighbourhood
from wijksafari.database import Database
from wijksafari.models import Activity, Location
from wijksafari.planning.address import Address
from wijksafari.services.catalogue.exports import activity_list, location_list, split_address
from wijksafari.services.catalogue.rows import activity_rows, location_rows
from wijksafari.services.imports.reading import read_catalogue

WORDS = st.text(st.sampled_from("abé '=+-@;\"&<1"), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split()) or "x"
)
RULES = st.sampled_from(
    (None, "FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=1WE,-1FR", "FREQ=WEEKLY;COUNT=5")
)


@st.composite
def told_of_location(draw: st.DrawFn) -> dict[str, Any]:
    fields = ("name", "type", "theme", "entrance", "bicycle_parking", "accessibility")
    addresses = ("", "Dorpsstraat 1, 2631 AB Nootdorp", "Bij de kerk, links", "x" * 200)
    phones = ("", "06-12345678", "+31 6 12345678", "020/626.4002", "06–12345678", "112")
    return {
        **{name: draw(WORDS) for name in fields},
        "priority": draw(st.integers(1, 10)),
        "address": draw(st.sampled_from(addresses)),
        "lat": draw(st.floats(52.0, 52.1)),
        "lon": draw(st.floats(4.3, 4.5)),
        "other_themes": draw(st.sampled_from(([], ["rouw"], ["rouw", "bewegen"]))),
        "welzijnscoach_phone": draw(st.sampled_from(phones)),
    }


@st.composite
def told_of_activity(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "title": draw(WORDS),
        "kind": draw(st.sampled_from(("live", "presentation"))),
        "rrule": draw(RULES),
        "first_date": draw(st.dates(date(2026, 1, 1), date(2027, 1, 1))),
        "until": draw(st.sampled_from((None, date(2028, 1, 1)))),
        "except_dates": draw(st.sampled_from(([], ["2027-05-04", "2027-12-24"]))),
        "opens": draw(st.sampled_from((time(9), time(18, 5)))),
        "closes": draw(st.sampled_from((time(20), time(23, 59)))),
        "in_school_holidays": draw(st.booleans()),
        "on_public_holidays": draw(st.booleans()),
        "min_visit_minutes": draw(st.sampled_from((None, 15))),
        "max_visit_minutes": draw(st.sampled_from((None, 45))),
    }


@given(told_of_location(), st.lists(told_of_activity(), max_size=3))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lists_that_go_out_and_come_back_change_nothing(
    database: Database, place: dict[str, Any], activities: list[dict[str, Any]]
) -> None:
    with database.writing() as session:
        for earlier in session.scalars(select(Location)).all():
            session.delete(earlier)
        session.flush()
        row = create_location(session, code="linde", **place)
        row.activities = [Activity(**told) for told in activities]
        session.flush()
        for content in _lists(session):
            read = read_catalogue(content)
            assert not read.problems
            plan = preview(session, read)
            assert {entry.fate for entry in plan.entries} <= {"same"}, plan.entries


def _lists(session: Session) -> list[bytes]:
    where = create_neighbourhood(session)
    rows = activity_rows(session, where)
    locations = location_list(location_rows(session, where))
    return [locations, *([activity_list(rows)] if rows else [])]


def test_no_cell_is_a_formula_to_a_spreadsheet(session: Session) -> None:
    place = create_location(session, name="=HYPERLINK(0)", type="+1", entrance="@SUM(A1)")
    place.activities = [
        Activity(title="-2+3", first_date=date(2027, 1, 1), opens=time(9), closes=time(10))
    ]
    session.flush()
    text = b"".join(_lists(session)).decode("utf-8-sig")
    cells = [cell.strip('"') for line in text.splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_an_address_is_split_only_where_its_parts_are_there_to_see() -> None:
    whole = Address("Dorpsstraat 1", "2631 AB", "Nootdorp")
    assert split_address(str(whole)) == whole
    assert split_address("Bij de kerk, links") == Address("Bij de kerk, links")
