"""An address and what was found of it: what finders and their callers agree on."""

from dataclasses import dataclass
from typing import Protocol

from wijksafari.planning.route import Point


@dataclass(frozen=True, slots=True)
class Address:
    """Street and house number, postcode and city, as somebody wrote them."""

    street: str
    postcode: str = ""
    city: str = ""

    def __str__(self) -> str:
        """The address on one line, as it is written on an envelope."""
        return ", ".join(filter(None, (self.street, f"{self.postcode} {self.city}".strip())))


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


@dataclass(frozen=True, slots=True)
class NotFound:
    """No place fits. ``nearest`` names what comes near but is another address."""

    nearest: tuple[str, ...] = ()


Finding = Found | Ambiguous | NotFound


class AddressFinder(Protocol):
    """Looks an address up."""

    def __call__(self, address: Address) -> Finding:
        """Find ``address``, never guess. Raises ServiceUnavailableError."""
