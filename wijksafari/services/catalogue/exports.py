"""The catalogue of a wijk as lists that import again without a change."""

from collections.abc import Iterable, Mapping

from wijksafari.models import Activity, Location
from wijksafari.planning.address import Address, read_address
from wijksafari.services.imports.activities import exported_key
from wijksafari.services.imports.columns import ACTIVITY_COLUMNS, LOCATION_COLUMNS
from wijksafari.services.texts.spreadsheet_cells import spreadsheet

_KINDS = {"live": "live", "presentation": "presentatie"}


def location_list(locations: Iterable[Location]) -> bytes:
    """A CSV file with a row for every location. Further contacts are not in it."""
    return spreadsheet((tuple(LOCATION_COLUMNS), *(_location(row) for row in locations)))


def activity_list(activities: Iterable[Activity]) -> bytes:
    """A CSV file with a row for every activity."""
    return spreadsheet((tuple(ACTIVITY_COLUMNS), *(_activity(row) for row in activities)))


def split_address(text: str) -> Address:
    """The address in its parts; all of it as the street where they are not there to see."""
    parts = read_address(text)
    whole = parts.street and parts.postcode and parts.city and str(parts) == text
    return parts if whole else Address(text)


def _location(row: Location) -> list[str]:
    address = split_address(row.address)
    cells = {
        "id": row.code,
        "address": address.street,
        "postcode": address.postcode,
        "city": address.city,
        "latitude": str(row.lat),
        "longitude": str(row.lon),
        "other_themes": ", ".join(row.other_themes),
    }
    return _line(row, LOCATION_COLUMNS, cells)


def _activity(row: Activity) -> list[str]:
    cells = {
        "id": exported_key(row),
        "location_id": row.location.code,
        "location_name": row.location.name,
        "kind": _KINDS[row.kind],
        "except_dates": "; ".join(row.except_dates),
        "opens": f"{row.opens:%H:%M}",
        "closes": f"{row.closes:%H:%M}",
        "in_school_holidays": _yes_or_no(row.in_school_holidays),
        "on_public_holidays": _yes_or_no(row.on_public_holidays),
    }
    return _line(row, ACTIVITY_COLUMNS, cells)


def _line(row: Location | Activity, columns: Iterable[str], cells: Mapping[str, str]) -> list[str]:
    """A cell for each of ``columns``: what ``cells`` say, or else what the row has by that name."""
    return [cells[name] if name in cells else _text(getattr(row, name)) for name in columns]


def _yes_or_no(value: bool) -> str:
    return "ja" if value else "nee"


def _text(value: object) -> str:
    return "" if value is None else str(value)
