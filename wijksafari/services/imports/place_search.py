"""Finding the location somebody means by what they type: a name, an address, or part of these."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Location, Neighbourhood
from wijksafari.planning.place_names import plain_name


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A location by its ``code``, with what it is called by."""

    code: str
    name: str
    address: str

    @property
    def label(self) -> str:
        """Its name and address, as somebody chooses it."""
        return f"{self.name}, {self.address}" if self.address else self.name


class PlaceSearch:
    """Finds locations among ``places``."""

    def __init__(self, places: Iterable[NamedPlace]) -> None:
        self.places = tuple(places)
        self._exactly: dict[str, dict[str, NamedPlace]] = {}
        for each in self.places:
            for called in (each.label, each.name):
                self._exactly.setdefault(plain_name(called), {})[each.code] = each
        self._by_code = {each.code: each for each in self.places}

    def find(self, text: str) -> tuple[NamedPlace, ...]:
        """Those that are called so; else those that have every word, or words that begin so."""
        if text.strip() in self._by_code:
            return (self._by_code[text.strip()],)
        typed = plain_name(text)
        if not typed:
            return ()
        if exactly := self._exactly.get(typed):
            return tuple(exactly.values())
        words = typed.split()
        found = [(each, plain_name(each.label).split()) for each in self.places]
        whole = tuple(each for each, has in found if all(word in has for word in words))
        return whole or tuple(
            each
            for each, has in found
            if all(any(one.startswith(word) for one in has) for word in words)
        )


def place_search(session: Session, neighbourhood: Neighbourhood) -> PlaceSearch:
    """Among all locations of the wijk, by name."""
    query = select(Location.code, Location.name, Location.address)
    query = query.filter_by(neighbourhood_id=neighbourhood.id).order_by(Location.name, Location.id)
    return PlaceSearch(NamedPlace(*row) for row in session.execute(query))
