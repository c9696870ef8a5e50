"""A file with locations or activities, recognised by what is in it."""

from __future__ import annotations

from datetime import datetime

from wijksafari.errors import InputError
from wijksafari.planning.boundary import WijkArea
from wijksafari.planning.found import Found
from wijksafari.services.ical.file import read_icalendar
from wijksafari.services.imports.reading import read_catalogue
from wijksafari.services.wijken.open_map import OpenMap

LARGEST = 20_000_000  # an OpenStreetMap extract of a town
_PACKED = (b"\x1f\x8b", b"BZh")
_MARK = b"\xef\xbb\xbf"


def read_file(content: bytes, area: WijkArea, open_map: OpenMap, now: datetime) -> Found:
    """Everything in the file, of whichever kind. Raises InputError for what cannot be read."""
    if not content.strip():
        raise InputError("Dit bestand is leeg. Kies een ander bestand.")
    if len(content) > LARGEST:
        raise InputError("Dit bestand is groter dan 20 MB. Kies een kleiner gebied, of splits het.")
    begin = content[:400].removeprefix(_MARK).lstrip()
    if begin.upper().startswith(b"BEGIN:VCALENDAR"):
        return read_icalendar(content, now)
    if begin.startswith((*_PACKED, b"<")) or b"OSMHeader" in begin:
        return open_map.read_places(content, area)
    return read_catalogue(content)
