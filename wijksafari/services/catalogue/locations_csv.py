"""The catalogue's locations from a CSV file: all of them, or every reason why not."""

from dataclasses import dataclass, replace

from wijksafari.planning.address import Address, AddressFinder, read_address
from wijksafari.planning.found import FoundLocation
from wijksafari.planning.netherlands import LATITUDES, in_netherlands
from wijksafari.planning.problem import Location
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.addresses_csv import located
from wijksafari.services.texts.csv_cells import Cells
from wijksafari.services.texts.csv_rows import Source, raise_problems, read_table, require_columns

_COORDINATES = ("id", "name", "latitude", "longitude")
_ADDRESS = ("id", "name", "address", "postcode", "city")
_OPTIONAL = (
    *("type", "theme", "other_themes", "priority", "entrance", "bicycle_parking", "accessibility"),
    *("contact_name", "contact_email", "contact_phone"),
    *("welzijnscoach_name", "welzijnscoach_email", "welzijnscoach_phone"),
)
COLUMNS = (*_COORDINATES, *_ADDRESS[2:], *_OPTIONAL)
# Not what addresses of pages mean something else by: such a location could never be opened.
CODE = r"(?!(?:nieuw|\.\.?)\Z)[A-Za-z0-9._-]+"

_PHONE = r"[0-9+()./ \u2010-\u2015-]{3,40}"
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
        location_id = _id(cells)
        location = replace(read_location(cells), key=location_id)
        if location_id in first_rows:
            cells.wrong("id", f"een eigen id (rij {first_rows[location_id]} heeft dit ook)")
        elif location_id:
            first_rows[location_id] = row.number
        locations[location_id] = _value(location)
        if location.point is None and location.address is not None and cells.good:
            addresses.append((row.number, location_id, location.address))
    for location_id, found in located(addresses, geocode, problems):
        locations[location_id] = replace(locations[location_id], point=found.point)
    if not table.rows:
        problems.append("Het bestand heeft geen rijen met locaties.")
    raise_problems(problems)
    return LocationsFile(tuple(locations.values()), table.notices)


def read_location(cells: Cells) -> FoundLocation:
    """The location that ``cells`` tell of, under the names COLUMNS; its key is left to the caller.

    Without coordinates it has a whole address, or a problem.
    """
    address = _address(cells)
    return FoundLocation(
        key="",
        where=f"rij {cells.number}",
        name=cells.text("name", 120, required=True),
        type=cells.text("type", 60),
        theme=cells.text("theme", 60),
        other_themes=cells.words("other_themes", 60),
        priority=cells.whole("priority", 1, 10),
        address=address if str(address) else None,
        entrance=cells.text("entrance", 300),
        bicycle_parking=cells.text("bicycle_parking", 300),
        accessibility=cells.text("accessibility", 300),
        **_person(cells, "contact"),
        **_person(cells, "welzijnscoach"),
        point=_point(cells, address),
    )


def _id(cells: Cells) -> str:
    expected = "letters, cijfers, punten en streepjes, zonder spaties en niet alleen ‘nieuw’"
    return cells.matching("id", CODE, 60, expected) or cells.text("id", 60, required=True)


def _person(cells: Cells, who: str) -> dict[str, str]:
    name, email, phone = (f"{who}_{part}" for part in ("name", "email", "phone"))
    return {
        name: cells.text(name, 120),
        email: cells.email(email),
        phone: cells.matching(phone, _PHONE, 40, "een telefoonnummer als 06-12345678"),
    }


def _value(found: FoundLocation) -> Location:
    """As planning knows it."""
    return Location(
        id=found.key,
        name=found.name,
        point=found.point or _NOWHERE,
        type=found.type,
        theme=found.theme or None,
        priority=found.priority or 5,
        address=str(found.address or ""),
        contact_name=found.contact_name,
        contact_email=found.contact_email,
        contact_phone=found.contact_phone,
        entrance=found.entrance,
        bicycle_parking=found.bicycle_parking,
    )


def _address(cells: Cells) -> Address:
    street, city = cells.text("address", 200), cells.text("city", 60)
    postcode = cells.text("postcode", 10).upper()
    # One cell may hold it all; beside coordinates nobody looks it up, and it stays as it was.
    if not (postcode or city or cells.filled("latitude") or cells.filled("longitude")):
        return read_address(street)
    return Address(street, postcode, city)


def _point(cells: Cells, address: Address) -> Point | None:
    """The coordinates; None where they are wrong, or empty beside an address."""
    empty = not cells.filled("latitude") and not cells.filled("longitude")
    if empty and address.street and (address.postcode or address.city):
        return None
    if empty and not any((address.street, address.postcode, address.city)):
        cells.wrong("latitude", "coördinaten of een adres met postcode en plaats")
        return None
    if empty:
        cells.wrong("address", "een straat met huisnummer en een postcode of plaats")
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
