"""Whether what a geocoder answers is the address that was asked for."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from wijksafari.planning.address import Address, Ambiguous, Finding, Found, NotFound
from wijksafari.planning.route import Point
from wijksafari.streets.plane import great_circle

SAME_PLACE_METRES = 50.0
_OTHER_NAMES = {"denhaag": "sgravenhage", "denbosch": "shertogenbosch"}


@dataclass(frozen=True, slots=True)
class Record:
    """One address as a geocoder knows it. ``streets`` and ``cities`` hold all its names."""

    streets: tuple[str, ...]
    number: str
    postcode: str
    cities: tuple[str, ...]
    point: Point
    label: str


def judge(address: Address, records: Sequence[Record]) -> Finding:
    """The one place among ``records`` that really is ``address``.

    Street, house number and postcode must agree, and the city where no postcode
    is given. An address without its addition (58 for 58-1, 58-2) is found where
    all of them lie within SAME_PLACE_METRES; otherwise it is ambiguous.
    """
    wanted = _words(address.street)
    if not any(word.isdigit() for word in wanted[1:]):
        return NotFound(tuple(record.label for record in records))
    there = [record for record in records if _same_place(address, record)]
    exact = [record for record in there if wanted in _spellings(record)]
    fitting = exact or [
        record
        for record in there
        if any(spelling[: len(wanted)] == wanted for spelling in _spellings(record))
    ]
    if not fitting:
        return NotFound(tuple(record.label for record in records))
    first = fitting[0]
    if all(_metres(first.point, other.point) <= SAME_PLACE_METRES for other in fitting):
        return Found(first.point, first.label)
    return Ambiguous(tuple(dict.fromkeys(record.label for record in fitting)))


def _same_place(address: Address, record: Record) -> bool:
    postcode = _compact(address.postcode)
    if postcode:
        return _compact(record.postcode).startswith(postcode) and len(postcode) in (4, 6)
    city = _city(address.city)
    return bool(city) and city in {_city(name) for name in record.cities}


def _spellings(record: Record) -> set[tuple[str, ...]]:
    return {_words(f"{street} {record.number}") for street in record.streets if street}


def _words(text: str) -> tuple[str, ...]:
    """Runs of letters and of digits: "Oude Gracht 58-1" is oudegracht, 58, 1."""
    plain = _plain(text)
    runs = re.findall(r"[^\W\d_](?:[^\d]*[^\W\d_])?|\d+", plain)
    return tuple(run if run.isdigit() else _compact(run) for run in runs)


def _compact(text: str) -> str:
    return re.sub(r"[\W_]", "", _plain(text))


def _city(name: str) -> str:
    compact = _compact(name)
    return _OTHER_NAMES.get(compact, compact)


def _plain(text: str) -> str:
    """Lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _metres(one: Point, other: Point) -> float:
    return great_circle(one.lat, one.lon, other.lat, other.lon)
