"""Looking the address in a form up, while whoever typed it waits."""

from __future__ import annotations

from dataclasses import dataclass

from wijksafari.errors import ServiceUnavailableError
from wijksafari.planning.address import Ambiguous, Found, NotFound, read_address
from wijksafari.planning.route import Point
from wijksafari.web.collaborators import collaborators

_BY_HAND = "U kunt de plek ook zelf op de kaart zetten, of de coördinaten invullen."


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was found: a ``point`` and the address it has, or else what is wrong."""

    point: Point | None = None
    label: str = ""
    problem: str = ""


def look_up(text: str) -> Lookup:
    """Where the address ``text`` is; takes ten seconds at most, outside any transaction."""
    address = read_address(text)
    if not address.street:
        return Lookup(problem="Vul eerst het adres in: straat met huisnummer, postcode en plaats.")
    if not (address.postcode or address.city):
        return Lookup(problem="Zet de postcode of de plaats erbij, met een komma ervoor.")
    try:
        finding = collaborators().find_address(address)
    except ServiceUnavailableError as error:
        return Lookup(problem=f"{error} {_BY_HAND}")
    match finding:
        case Found(point, label):
            return Lookup(point, label)
        case Ambiguous():
            return Lookup(problem=f"Dit kan meer adressen zijn: {finding}. Vul het adres aan.")
        case NotFound():
            return Lookup(problem=f"Dit adres is niet gevonden.{finding.hint} {_BY_HAND}")
