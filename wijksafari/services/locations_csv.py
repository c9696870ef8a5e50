"""The catalogue's locations from a CSV file: all of them, or every reason why not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wijksafari.errors import ServiceUnavailableError
from wijksafari.planning.address import Address, AddressFinder, Ambiguous, Found, NotFound
from wijksafari.planning.netherlands import LATITUDES, in_netherlands
from wijksafari.planning.problem import Location
from wijksafari.planning.route import Point
from wijksafari.services.csv_cells import Cells
from wijksafari.services.csv_rows import Source, raise_problems, read_table, require_columns

_COORDINATES = ("id", "name", "latitude", "longitude")
_ADDRESS = ("id", "name", "address", "postcode", "city")
_OPTIONAL = ("type", "theme", "priority", "contact_name", "contact_email", "contact_phone")
COLUMNS = (*_COORDINATES, *_ADDRESS[2:], *_OPTIONAL)

_NOWHERE = Point(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class LocationsFile:
    """What a file holds, and in sentences what of it was left out or looks odd."""

    locations: tuple[Location, ...]
    notices: tuple[str, ...] = ()


def read_locations(source: Source, geocode: AddressFinder | None = None) -> LocationsFile:
    """Read ``source``: the columns COLUMNS, coordinates or else an address.

    ``geocode`` finds the places that have no coordinates. Raises InputError
    with a sentence for everything that is wrong; then nothing is usable.
    """
    table = read_table(source, COLUMNS)
    require_columns(table, _COORDINATES, _ADDRESS)
    problems = list(table.problems)
    locations: dict[str, Location] = {}
    first_rows: dict[str, int] = {}
    addresses: list[tuple[int, str, Address]] = []
    for row in table.rows:
        cells = Cells(row, problems)
        address = _address(cells)
        location = _location(cells, address)
        if location.id in first_rows:
            cells.wrong("id", f"een eigen id (rij {first_rows[location.id]} heeft dit ook)")
        elif location.id:
            first_rows[location.id] = row.number
        point = _point(cells, row.cells, address)
        locations[location.id] = replace(location, point=point or _NOWHERE)
        if point is None and cells.good:
            addresses.append((row.number, location.id, address))
    for location_id, found in _geocoded(addresses, geocode, problems):
        locations[location_id] = replace(locations[location_id], point=found.point)
    if not table.rows:
        problems.append("Het bestand heeft geen rijen met locaties.")
    raise_problems(problems)
    return LocationsFile(tuple(locations.values()), table.notices)


def _location(cells: Cells, address: Address) -> Location:
    """Everything of the location but its place."""
    location_id = cells.matching(
        "id", r"[A-Za-z0-9._-]+", 60, "letters, cijfers, punten en streepjes, zonder spaties"
    )
    if not location_id:
        cells.text("id", 60, required=True)
    return Location(
        id=location_id,
        name=cells.text("name", 120, required=True),
        point=_NOWHERE,
        type=cells.text("type", 60),
        theme=cells.text("theme", 60) or None,
        priority=cells.whole("priority", 1, 10) or 5,
        address=str(address),
        contact_name=cells.text("contact_name", 120),
        contact_email=cells.matching(
            "contact_email", r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+", 254, "een mailadres"
        ),
        contact_phone=cells.matching(
            "contact_phone", r"[0-9+() -]{6,40}", 40, "een telefoonnummer als 06-12345678"
        ),
    )


def _address(cells: Cells) -> Address:
    return Address(
        cells.text("address", 120), cells.text("postcode", 10).upper(), cells.text("city", 60)
    )


def _point(cells: Cells, row: dict[str, str], address: Address) -> Point | None:
    """The coordinates; None where they are wrong, or empty beside an address."""
    empty = not row["latitude"] and not row["longitude"]
    if empty and address.street and (address.postcode or address.city):
        return None
    if empty and not any((address.street, address.postcode, address.city)):
        cells.wrong("latitude", "coördinaten of een adres met postcode en plaats")
        return None
    if empty:
        column = "address" if not address.street else "city"
        cells.wrong(column, "een straat met huisnummer en een postcode of plaats")
        return None
    lat, lon = cells.decimal("latitude", "52.0417"), cells.decimal("longitude", "4.3956")
    if lat is None or lon is None:
        return None
    if in_netherlands(lat, lon):
        return Point(lat, lon)
    if in_netherlands(lon, lat):
        cells.problem(
            f"breedte- en lengtegraad zijn verwisseld; latitude hoort {lon} te zijn "
            f"en longitude {lat}."
        )
    elif not LATITUDES[0] <= lat <= LATITUDES[1]:
        cells.wrong("latitude", "een breedtegraad in Nederland, tussen 50.7 en 53.6")
    else:
        cells.wrong("longitude", "een lengtegraad in Nederland, tussen 3.3 en 7.3")
    return None


def _geocoded(
    addresses: Iterable[tuple[int, str, Address]],
    geocode: AddressFinder | None,
    problems: list[str],
) -> Iterable[tuple[str, Found]]:
    waiting = list(addresses)
    while waiting:
        if geocode is None:
            problems.append(
                f"{_rows(waiting)}: geen coördinaten. Vul de kolommen latitude en longitude in."
            )
            return
        row, location_id, address = waiting[0]
        try:
            finding = geocode(address)
        except ServiceUnavailableError as error:
            problems.append(
                f"{_rows(waiting)}: het adres kon niet worden opgezocht. {error} Vul de kolommen "
                "latitude en longitude in, of probeer het later opnieuw."
            )
            return
        match finding:
            case Found():
                yield location_id, finding
            case Ambiguous(labels):
                problems.append(
                    f"Rij {row}: het adres '{address}' kan meer plaatsen zijn: "
                    f"{'; '.join(labels[:5])}. Vul het adres aan of geef coördinaten."
                )
            case NotFound(nearest):
                near = f" Wel gevonden: {'; '.join(nearest[:3])}." if nearest else ""
                problems.append(
                    f"Rij {row}: het adres '{address}' is niet gevonden.{near} "
                    "Verbeter het adres of geef coördinaten."
                )
        del waiting[0]


def _rows(waiting: list[tuple[int, str, Address]]) -> str:
    numbers = [str(row) for row, _, _ in waiting]
    if len(numbers) == 1:
        return f"Rij {numbers[0]}"
    more = f" en {len(numbers) - 10} andere" if len(numbers) > 10 else ""
    return f"Rijen {', '.join(numbers[:10])}{more}"
