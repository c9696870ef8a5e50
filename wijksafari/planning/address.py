"""An address and what was found of it: what finders and their callers agree on."""

import re
from dataclasses import dataclass
from typing import Protocol

from wijksafari.planning.route import Point

_POSTCODE = re.compile(r"\b(?P<postcode>[1-9][0-9]{3} ?[A-Za-z]{2})\b[ ,]*(?P<city>.*)")


@dataclass(frozen=True, slots=True)
class Address:
    """Street and house number, postcode and city, as somebody wrote them."""

    street: str
    postcode: str = ""
    city: str = ""

    def __str__(self) -> str:
        """The address on one line, as it is written on an envelope."""
        return ", ".join(filter(None, (self.street, f"{self.postcode} {self.city}".strip())))


def read_address(text: str) -> Address:
    """The address on one line, as people and ``str(Address)`` write it.

    What stands before a postcode is the street, what stands behind it the city;
    without a postcode the city is what stands behind the last comma.
    """
    line = " ".join(text.split())
    found = _POSTCODE.search(line)
    if found is not None:
        city = found["city"].strip(" ,")
        return Address(line[: found.start()].strip(" ,"), found["postcode"].upper(), city)
    street, _, city = line.rpartition(",") if "," in line else (line, "", "")
    return Address(street.strip(" ,"), "", city.strip())


@dataclass(frozen=True, slots=True)
class Found:
    """The one place the address stands for. ``label`` is how ``source`` writes it."""

    point: Point
    label: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places fit; ``labels`` names them, for a person to choose from."""

    labels: tuple[str, ...]

    def __str__(self) -> str:
        """The first of them, to read."""
        return "; ".join(self.labels[:5])


@dataclass(frozen=True, slots=True)
class NotFound:
    """No place fits. ``nearest`` names what comes near but is another address."""

    nearest: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        """What was found instead, as a sentence behind another; nothing where nothing was."""
        return f" Wel gevonden: {'; '.join(self.nearest[:3])}." if self.nearest else ""


Finding = Found | Ambiguous | NotFound


class AddressFinder(Protocol):
    """Looks an address up."""

    def __call__(self, address: Address) -> Finding:
        """Find ``address``, never guess. Raises ServiceUnavailableError."""
