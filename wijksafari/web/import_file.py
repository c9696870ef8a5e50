"""A file with locations or activities, recognised by what is in it."""

from __future__ import annotations

from datetime import datetime

from wijksafari.errors import InputError
from wijksafari.planning.found import Found
from wijksafari.services.ical.file import read_icalendar
from wijksafari.services.imports.reading import read_catalogue

LARGEST = 20_000_000  # an OpenStreetMap extract of a town
_PACKED = (b"\x1f\x8b", b"BZh")
_MARK = b"\xef\xbb\xbf"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF")
_NO_LIST = (
    "Dit is een afbeelding of een pdf. Vraag om de lijst zelf: een spreadsheet, bewaard als CSV, of"
    " een agenda (.ics)."
)
_NO_MAP = (
    "Dit is geen OpenStreetMap-bestand. Download het opnieuw, of kies een lijst (.csv) of een"
    " agenda (.ics)."
)


def check_file(content: bytes) -> None:
    """Raise InputError for a file of no or too great a size, and for pictures of lists."""
    if not content.strip():
        raise InputError("Dit bestand is leeg. Kies een ander bestand.")
    if len(content) > LARGEST:
        raise InputError("Dit bestand is groter dan 20 MB. Kies een kleiner gebied, of splits het.")
    if content.startswith(_PICTURES):
        raise InputError(_NO_LIST)


def is_map(content: bytes) -> bool:
    """Whether it is a piece of OpenStreetMap, by how it begins: to be read in the background.

    Raises InputError for a web page or other XML.
    """
    begin = _beginning(content)
    if begin.startswith(b"<") and b"<osm" not in content[:10_000]:
        raise InputError(_NO_MAP)
    return begin.startswith((*_PACKED, b"<")) or b"OSMHeader" in begin


def read_file(content: bytes, now: datetime) -> Found:
    """Everything in a list or calendar. Raises InputError for what cannot be read."""
    if _beginning(content).upper().startswith(b"BEGIN:VCALENDAR"):
        return read_icalendar(content, now)
    return read_catalogue(content)


def _beginning(content: bytes) -> bytes:
    return content[:400].removeprefix(_MARK).lstrip()
