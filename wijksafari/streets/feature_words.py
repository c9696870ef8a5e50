"""What OpenStreetMap says of a place, in the words of the catalogue."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wijksafari.errors import InputError
from wijksafari.planning.address import Address
from wijksafari.planning.found import Found, FoundLocation
from wijksafari.planning.route import Point
from wijksafari.streets.feature_types import type_of
from wijksafari.streets.waytags import clean_name

_LONGEST_EMAIL, _LONGEST_PHONE, _LONGEST_ACCESS = 254, 40, 300
_WHEELCHAIR = {
    "yes": "Toegankelijk met een rolstoel.",
    "designated": "Toegankelijk met een rolstoel.",
    "limited": "Gedeeltelijk toegankelijk met een rolstoel.",
    "no": "Niet toegankelijk met een rolstoel.",
}
_NO_HOURS = (
    "OpenStreetMap zegt niet wat er wanneer te doen is: vul per locatie de activiteiten aan."
    " Openingstijden zijn niet overgenomen."
)
_POSTCODE = re.compile(r"([0-9]{4})\s*([A-Za-z]{2})")
_EMAIL = re.compile(
    r"([a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*)@((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE
)

Tags = Mapping[str, str]


def found_places(rows: Iterable[Mapping[str, Any]], where: str) -> Found:
    """What osmnx found in ``where``; a place without a name is told of and left out."""
    locations: list[FoundLocation] = []
    problems: list[str] = []
    for row in rows:
        tags = {key: value for key, value in row.items() if isinstance(value, str)}
        try:
            locations.append(_location(row, tags))
        except InputError as error:
            problems.extend(error.problems)
    locations.sort(key=lambda each: (each.name.casefold(), each.key))
    return Found(
        kind="osm",
        locations=tuple(locations),
        problems=tuple(sorted(problems)),
        notices=(_NO_HOURS,) if locations else (_nothing(where),),
    )


def _nothing(where: str) -> str:
    return (
        f"In {where} staan in OpenStreetMap geen buurthuizen, bibliotheken of sociale voorzieningen"
        " met een naam."
    )


def _location(row: Mapping[str, Any], tags: Tags) -> FoundLocation:
    key = f"{row['element']}/{int(row['id'])}"
    address = _address(tags)
    name = _first(tags, "name:nl", "name", "official_name")
    if not name:
        raise InputError(_nameless(type_of(tags), address, key))
    spot = row["geometry"].representative_point()
    return FoundLocation(
        key=key,
        where=f"openstreetmap.org/{key}",
        name=name,
        point=Point(round(spot.y, 7), round(spot.x, 7)),
        address=address,
        type=type_of(tags),
        accessibility=_access(tags),
        contact_email=_email(tags),
        contact_phone=_phone(tags),
    )


def _nameless(kind: str, address: Address | None, key: str) -> str:
    where = f" op {address}" if address else ""
    return (
        f"{kind}{where} (openstreetmap.org/{key}) heeft in OpenStreetMap geen naam; voeg die"
        " locatie met de hand toe."
    )


def _address(tags: Tags) -> Address | None:
    street = _first(tags, "addr:street")
    number = " ".join(filter(None, (_first(tags, "addr:housenumber"), _first(tags, "addr:unit"))))
    if not (street and number):
        return None
    postcode = _POSTCODE.fullmatch(_first(tags, "addr:postcode"))
    written = f"{postcode[1]} {postcode[2].upper()}" if postcode else ""
    return Address(f"{street} {number}", written, _first(tags, "addr:city"))


def _access(tags: Tags) -> str:
    parts = (
        _WHEELCHAIR.get(tags.get("wheelchair", ""), ""),
        _first(tags, "wheelchair:description:nl", "wheelchair:description"),
    )
    return " ".join(filter(None, parts))[:_LONGEST_ACCESS]


def _email(tags: Tags) -> str:
    address = _one(tags, "email", "contact:email")
    usable = _EMAIL.fullmatch(address)
    # The domain as mail programs and our lists write it.
    return f"{usable[1]}@{usable[2].lower()}" if usable and len(address) <= _LONGEST_EMAIL else ""


def _phone(tags: Tags) -> str:
    number = _one(tags, "phone", "contact:phone", "mobile", "contact:mobile")
    usable = re.fullmatch(r"\+?[0-9][0-9 ()./-]+", number)
    return number if usable and len(number) <= _LONGEST_PHONE else ""


def _one(tags: Tags, *keys: str) -> str:
    """The first of several, which OSM separates by semicolons."""
    return _first(tags, *keys).split(";")[0].strip()


def _first(tags: Tags, *keys: str) -> str:
    return next((clean_name(tags[key]) for key in keys if clean_name(tags.get(key, ""))), "")
