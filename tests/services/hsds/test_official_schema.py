"""A wijk of which everything is told, held against our schema of HSDS and the official one.

The official files (CC BY-SA) are not here. ``WIJKSAFARI_HSDS_SCHEMA`` names a
folder with them, such as ``schema`` of a clone of openreferral/specification;
without it only our own schema is asked.
"""

import json
import os
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from sqlalchemy.orm import Session

from tests.services.hsds_schema import KINDS, PAGE
from tests.services.worlds_hsds import described_location, told
from tests.worlds import create_location
from wijksafari.models import Activity

Schema = dict[str, Any]

# Where the files stand for each other, whatever address they give themselves.
ADDRESS = "https://hsds.test/"
RULES = (
    None,
    "FREQ=WEEKLY;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU",
    "FREQ=WEEKLY;COUNT=8",
    "FREQ=WEEKLY;UNTIL=20270301T225959Z",
    "FREQ=WEEKLY;BYMONTH=3,4;BYDAY=MO",
    "freq=weekly;byday=mo",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=1WE,-1FR",
    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
    "FREQ=MONTHLY;BYMONTHDAY=15,-1",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=DAILY",
    "FREQ=DAILY;BYDAY=MO,FR",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYWEEKNO=10;BYDAY=MO",
)


@pytest.fixture
def page(session: Session) -> Schema:
    """Two places with all there is to tell, and one with nothing."""
    for code in ("linde", "brink"):
        row = described_location(session, code)
        row.activities = [_activity(number, rule) for number, rule in enumerate(RULES)]
    create_location(session, name="Kaal", contact_name="", contact_email="")
    return dict(json.loads(json.dumps(told(session))))


@pytest.fixture(scope="module")
def official() -> dict[str, Schema]:
    """The official schemas by the names of their files."""
    folder = os.environ.get("WIJKSAFARI_HSDS_SCHEMA", "")
    if not folder:
        pytest.skip("WIJKSAFARI_HSDS_SCHEMA names no folder with the official schemas")
    return {path.name: json.loads(path.read_text("utf-8")) for path in Path(folder).glob("*.json")}


def _activity(number: int, rule: str | None) -> Activity:
    """Every other one has an exception, every third an end."""
    return Activity(
        title=f"Activiteit {number}",
        rrule=rule,
        first_date=date(2026, 9, 2),
        until=date(2027, 6, 1) if rule and number % 3 == 0 else None,
        except_dates=["2026-12-24"] if number % 2 else [],
        opens=time(0),
        closes=time(23, 59),
    )


def test_everything_fits_our_schema(page: Schema) -> None:
    assert _wrong(page, {"page": PAGE}, "page") == []
    assert _written(page) == {f"{kind}.{name}" for kind in KINDS for name in _names(kind)}


def test_everything_fits_the_official_schema(page: Schema, official: dict[str, Schema]) -> None:
    services = page["contents"]
    assert len(services) == 2 * len(RULES) + 1
    assert [each for one in services for each in _wrong(one, official, "service.json")] == []


def test_the_official_schema_is_asked(page: Schema, official: dict[str, Schema]) -> None:
    service = next(each for each in page["contents"] if "email" in each)
    service["service_at_locations"][0]["schedules"][0]["freq"] = "DAILY"
    service["email"] = "geen adres"
    assert len(_wrong(service, official, "service.json")) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_ours_asks_all_that_the_official_schema_asks(
    official: dict[str, Schema], kind: str
) -> None:
    ours, theirs = KINDS[kind], official[f"{kind}.json"]
    assert ours["properties"].keys() <= theirs["properties"].keys()
    assert set(ours["required"]) >= set(theirs["required"])
    for name, asked in ours["properties"].items():
        codes = theirs["properties"][name].get("enum")
        assert codes is None or set(asked["enum"]) <= set(codes)


def _wrong(told: object, schemas: dict[str, Schema], name: str) -> list[str]:
    """What ``name`` of the schemas, which refer to each other, finds wrong."""
    resources = (
        (ADDRESS + each, DRAFT202012.create_resource(_nameless(schema)))
        for each, schema in schemas.items()
    )
    registry: Registry[Schema] = Registry().with_resources(resources)
    schema = {"$ref": ADDRESS + name}
    validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(told)]


def _nameless(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "$id"}


def _names(kind: str) -> Schema:
    return dict(KINDS[kind]["properties"])


def _written(page: Schema) -> set[str]:
    """Every name that is written anywhere, behind the kind of object it is written in."""
    found: set[str] = set()
    waiting = [("service", each) for each in page["contents"]]
    while waiting:
        kind, told = waiting.pop()
        for name, value in told.items():
            found.add(f"{kind}.{name}")
            parts = value if isinstance(value, list) else [value]
            waiting += [(_kind(name), each) for each in parts if isinstance(each, dict)]
    return found


def _kind(name: str) -> str:
    singular = {"addresses": "address", "accessibility": "accessibility"}
    return singular.get(name, name.removesuffix("s"))
