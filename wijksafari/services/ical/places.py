"""Where an event of a calendar is held: one line of text, as a name and an address."""

import re
from dataclasses import dataclass

from wijksafari.planning.address import Address
from wijksafari.planning.found import FoundLocation
from wijksafari.planning.route import Point

_POSTCODE = re.compile(r"\b([1-9]\d{3}) ?([A-Za-z]{2})\b")
_STREET = re.compile(r"\D*[^\W\d].*? \d+\S*(?: ?[a-zA-Z])?")
_COUNTRIES = ("nederland", "netherlands", "the netherlands", "nl")
_ONLINE = re.compile(r"https?:|www\.|zoom|teams|google meet|online", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*[,;|]\s*|\s+-\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is held. ``key`` is the same for every event that is held there.

    ``location`` is there where the text tells its address or the event its spot.
    """

    key: str = ""
    name: str = ""
    location: FoundLocation | None = None


def is_online(text: str) -> bool:
    """Whether the text names a call instead of a place."""
    return bool(_ONLINE.match(text))


def place_of(text: str, point: Point | None, where: str) -> Place:
    """The place that ``text`` names, on one line; nowhere where it is empty or a call."""
    if not text or is_online(text):
        return Place()
    name, address = _split(text)
    if address is None and point is None:
        return Place(name=name)
    key = text.casefold()[:255]
    found = FoundLocation(key=key, name=name, where=where, point=point, address=address)
    return Place(key, name, found)


def _split(text: str) -> tuple[str, Address | None]:
    """The name before the address; the street where there is no other name."""
    parts = [each for each in _SEVERAL.split(text) if each and each.lower() not in _COUNTRIES]
    at = next((n for n, each in enumerate(parts) if _is_street(each)), None)
    if at is None:
        return ", ".join(parts)[:120], None
    rest = ", ".join(parts[at + 1 :])
    postcode = _POSTCODE.search(rest) or _POSTCODE.search(parts[at])
    city = _POSTCODE.sub("", rest).strip(" ,")
    if postcode is None and not city:
        return ", ".join(parts)[:120], None
    street = _POSTCODE.sub("", parts[at]).strip(" ,")
    name = ", ".join(parts[:at]) or street
    code = f"{postcode[1]} {postcode[2].upper()}" if postcode else ""
    return name[:120], Address(street[:120], code, city.split(",")[0].strip()[:60])


def _is_street(part: str) -> bool:
    return bool(_STREET.fullmatch(_POSTCODE.sub("", part).strip()))
