"""The catalogue as Open Referral's HSDS 3."""

import json
from datetime import date, time
from typing import Any

import jsonschema
import pytest
from sqlalchemy.orm import Session

from tests.services.hsds_schema import PAGE
from tests.services.worlds_hsds import described_location, told
from tests.worlds import create_location, create_neighbourhood
from wijksafari.models import Activity
from wijksafari.services.hsds.hsds import hsds_page

WEEKLY = {
    "title": "Open huiskamer",
    "rrule": "FREQ=WEEKLY;BYDAY=TU,TH",
    "first_date": date(2026, 9, 1),
    "opens": time(15),
    "closes": time(18, 45),
}


def _page(session: Session) -> dict[str, Any]:
    page = told(session)
    jsonschema.validate(page, PAGE)
    return page


def _service(session: Session, **activity: Any) -> Any:
    create_location(session).activities = [Activity(**WEEKLY | activity)]
    return _page(session)["contents"][0]


def _schedule(session: Session, **activity: Any) -> Any:
    return _service(session, **activity)["service_at_locations"][0]["schedules"][0]


def test_everything_that_is_known_fits_the_schema(session: Session) -> None:
    described_location(session).activities = [Activity(**WEEKLY)]
    (service,) = _page(session)["contents"]
    location = service["service_at_locations"][0]["location"]
    assert service["eligibility_description"] == "Wie alleen is. Niet voor: Kinderen."
    assert "Reactietijd: een week." in service["application_process"]
    assert [each["taxonomy_term"]["name"] for each in service["attributes"]] == [
        "eenzaamheid",
        "rouw",
    ]
    assert location["addresses"][0]["postal_code"] == "2631 AB"
    assert [each["title"] for each in location["contacts"]] == [
        "Vaste contactpersoon",
        "beheer",
        "balie",
        "Welzijnscoach",
    ]


def test_a_location_where_nothing_goes_on_is_a_service_without_a_schedule(session: Session) -> None:
    create_location(session, name="De Linde")
    (service,) = _page(session)["contents"]
    assert service["name"] == "De Linde"
    assert "schedules" not in service["service_at_locations"][0]


def test_a_wijk_without_locations_is_an_empty_page(session: Session) -> None:
    assert _page(session)["empty"]


def test_ids_stay_the_same_and_differ_between_installations(session: Session) -> None:
    first = _service(session)
    assert _page(session)["contents"][0]["id"] == first["id"]
    elsewhere = hsds_page(session, create_neighbourhood(session), "https://elders.test")
    assert elsewhere["contents"][0]["id"] != first["id"]


@pytest.mark.parametrize(
    ("rrule", "told"),
    [
        ("FREQ=WEEKLY;BYDAY=TU,TH", {"freq": "WEEKLY", "interval": 1, "byday": "TU,TH"}),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=MO", {"freq": "WEEKLY", "interval": 2}),
        ("FREQ=MONTHLY;BYDAY=1WE", {"freq": "MONTHLY", "interval": 1, "byday": "1WE"}),
        ("FREQ=DAILY", {"freq": "WEEKLY", "interval": 1, "byday": "MO,TU,WE,TH,FR,SA,SU"}),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU",
            {"freq": "WEEKLY", "interval": 2, "byday": "TU,SU", "wkst": "SU"},
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,-1",
            {"freq": "MONTHLY", "interval": 1, "bymonthday": "-1,15"},
        ),
        ("RRULE:freq=weekly;byday=mo", {"freq": "WEEKLY", "interval": 1, "byday": "MO"}),
        ("FREQ=WEEKLY;COUNT=8", {"freq": "WEEKLY", "interval": 1, "until": "2026-10-20"}),
        (
            "FREQ=WEEKLY;UNTIL=20270301",
            {"freq": "WEEKLY", "interval": 1, "until": "2027-03-01"},
        ),
    ],
)
def test_weeks_and_months_are_told_in_fields(
    session: Session, rrule: str, told: dict[str, object]
) -> None:
    schedule = _schedule(session, rrule=rrule)
    fields = {"freq", "interval", "byday", "bymonthday", "wkst", "until"}
    assert {name: schedule[name] for name in fields & schedule.keys()} == told


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=YEARLY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYMONTH=3",
        "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
    ],
)
def test_what_hsds_would_tell_wrongly_is_told_in_words_alone(session: Session, rrule: str) -> None:
    schedule = _schedule(session, rrule=rrule)
    assert "freq" not in schedule
    assert schedule["description"]


@pytest.mark.parametrize(
    ("rrule", "begins"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", "2026-09-03"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-09-07"),
        # Never held: there is no first time to tell of.
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=31", "2026-09-01"),
    ],
)
def test_a_series_starts_on_the_first_day_it_is_held(
    session: Session, rrule: str, begins: str
) -> None:
    schedule = _schedule(session, rrule=rrule)
    assert schedule["valid_from"] == "2026-09-01"
    assert schedule["dtstart"] == begins


def test_a_theme_is_one_term_wherever_it_is_told(session: Session) -> None:
    for code in ("linde", "brink"):
        create_location(session, code=code, theme="rouw")
    terms = [each["attributes"][0]["taxonomy_term"] for each in _page(session)["contents"]]
    assert len(terms) == 2
    assert terms[0] == terms[1]


def test_one_date_is_valid_on_that_date(session: Session) -> None:
    schedule = _schedule(session, rrule=None, first_date=date(2027, 2, 2))
    assert schedule["valid_from"] == schedule["valid_to"] == "2027-02-02"


def test_the_page_is_plain_json(session: Session) -> None:
    _service(session, title="=1+1 <b>\u2028")
    assert json.loads(json.dumps(_page(session)))["total_items"] == 1
