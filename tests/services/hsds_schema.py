"""What HSDS 3 asks of the objects that we write, stricter than its own schema.

Names, kinds, formats, codes and what is required are those of the published
specification (https://github.com/openreferral/specification, CC BY-SA 4.0, none
of whose text is here), read on 22 November 2026 in

- 3.2: schema/*.json at commit 149f77cdef6e8a2d617114a0ad31d3861a3bfe8a (of its branch);
- 3.0: the copies of it in schema/*.json of openreferral/hsds_example_profile at
  136a2893ee484bbc548d9546eb9ed17e466257bf, and service.json of
  mrshll1001/or-test-profile at 1941c313150d56d2154369a2ac37e050e6836a3e;
- the page around them: Page in schema/openapi.json at 0adc618fc73f0f867a9a878f79bfa7f188876bde.

What was run against what we write is a copy by hand of the twelve kinds below:
their names, types, formats, codes and what they require. Other kinds we do not
write. On these both releases agree; 3.2 only knows more names.

Stricter: nothing else is let through, nothing is empty, dates and times are dates
and times, and every service has a place. hsds/test_official_schema.py holds this
against the official files, where they are at hand.
"""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
ID: Schema = {"type": "string", "pattern": r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
EMAIL: Schema = {"type": "string", "pattern": r"^[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"}
DATE: Schema = {"type": "string", "pattern": r"^20\d\d-[01]\d-[0-3]\d$"}
TIME: Schema = {"type": "string", "pattern": r"^[0-2]\d:[0-5]\d$"}
WHOLE: Schema = {"type": "integer", "minimum": 1}
DAYS = r"^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$"
MONTH_DAYS = r"^-?[1-3]?\d(,-?[1-3]?\d)*$"


def _object(required: str, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of, "minItems": 1}


PHONE = _object("id number", id=ID, number=TEXT)
CONTACT = _object(
    "id", id=ID, location_id=ID, name=TEXT, title=TEXT, email=EMAIL, phones=_list(PHONE)
)
ADDRESS = _object(
    "id address_1 city state_province postal_code country address_type",
    id=ID,
    location_id=ID,
    address_1=TEXT,
    city=TEXT,
    state_province={"type": "string"},
    postal_code={"type": "string", "pattern": r"^\d{4} ?[A-Z]{2}$"},
    country={"const": "NL"},
    address_type={"enum": ["physical", "postal", "virtual"]},
)
ACCESSIBILITY = _object("id", id=ID, location_id=ID, description=TEXT)
LOCATION = _object(
    "id location_type name latitude longitude",
    id=ID,
    location_type={"enum": ["physical", "postal", "virtual"]},
    name=TEXT,
    description=TEXT,
    transportation=TEXT,
    latitude={"type": "number"},
    longitude={"type": "number"},
    external_identifier=TEXT,
    external_identifier_type=TEXT,
    addresses=_list(ADDRESS),
    accessibility=_list(ACCESSIBILITY),
    contacts=_list(CONTACT),
)
SCHEDULE = _object(
    "id valid_from dtstart opens_at closes_at description",
    id=ID,
    valid_from=DATE,
    valid_to=DATE,
    dtstart=DATE,
    until=DATE,
    freq={"enum": ["WEEKLY", "MONTHLY"]},
    interval=WHOLE,
    byday={"type": "string", "pattern": DAYS},
    bymonthday={"type": "string", "pattern": MONTH_DAYS},
    wkst={"enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]},
    opens_at=TIME,
    closes_at=TIME,
    description=TEXT,
    notes=TEXT,
)
TERM = _object("id name description", id=ID, name=TEXT, description=TEXT)
ATTRIBUTE = _object(
    "id link_id link_entity taxonomy_term", id=ID, link_id=ID, link_entity=TEXT, taxonomy_term=TERM
)
LANGUAGE = _object("id", id=ID, note=TEXT)
ORGANIZATION = _object("id name description", id=ID, name=TEXT, description=TEXT)
SERVICE_AT_LOCATION = _object(
    "id service_id location_id location",
    id=ID,
    service_id=ID,
    location_id=ID,
    location=LOCATION,
    schedules=_list(SCHEDULE),
)
SERVICE = _object(
    "id name status organization service_at_locations",
    id=ID,
    name=TEXT,
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    description=TEXT,
    eligibility_description=TEXT,
    application_process=TEXT,
    fees_description=TEXT,
    email=EMAIL,
    assured_date=DATE,
    phones=_list(PHONE),
    languages=_list(LANGUAGE),
    organization=ORGANIZATION,
    attributes=_list(ATTRIBUTE),
    service_at_locations=_list(SERVICE_AT_LOCATION),
)
NUMBER: Schema = {"type": "integer", "minimum": 0}
TRUTH: Schema = {"type": "boolean"}
PAGE: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        "total_items total_pages page_number size first_page last_page empty contents",
        total_items=NUMBER,
        total_pages=NUMBER,
        page_number=NUMBER,
        size=NUMBER,
        first_page=TRUTH,
        last_page=TRUTH,
        empty=TRUTH,
        contents={"type": "array", "items": SERVICE},
    ),
}
# Ours by the name of the official file of the same kind.
KINDS = {
    "accessibility": ACCESSIBILITY,
    "address": ADDRESS,
    "attribute": ATTRIBUTE,
    "contact": CONTACT,
    "language": LANGUAGE,
    "location": LOCATION,
    "organization": ORGANIZATION,
    "phone": PHONE,
    "schedule": SCHEDULE,
    "service": SERVICE,
    "service_at_location": SERVICE_AT_LOCATION,
    "taxonomy_term": TERM,
}
