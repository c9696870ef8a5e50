"""At which of the wijk's locations an activity of a list is held."""

from wijksafari.models import Location
from wijksafari.planning.found import FoundActivity
from wijksafari.planning.place_names import plain_name
from wijksafari.services.imports.locations import Catalogue

_LEAST_LETTERS = 4
_MOST_WORDS = 20


class Places:
    """Finds locations by what a list calls them; ``undecided`` are keys that may yet become one."""

    def __init__(self, catalogue: Catalogue, undecided: frozenset[str]) -> None:
        self._by_code = {row.code: row for row in catalogue.rows}
        self._by_key = {key: known.row for key, known in catalogue.by_key.items()}
        self._by_key |= {key: row for key, (row, _) in catalogue.told.items()}
        self._undecided = undecided
        self._by_name: dict[str, list[Location]] = {}
        for row in catalogue.rows:
            self._by_name.setdefault(plain_name(row.name), []).append(row)

    def of_code(self, code: str) -> Location | None:
        """The location of this code, if any."""
        return self._by_code.get(code)

    def find(self, found: FoundActivity) -> Location | None:
        """The location that is meant without a doubt, if any."""
        key = found.location_key
        if key and not self.waits_for(found):
            row = self._by_key.get(key) or self._by_code.get(key)
            if row is not None:
                return row
        named = self._by_name.get(plain_name(found.location_name or key), [])
        return named[0] if len(named) == 1 else None

    def waits_for(self, found: FoundActivity) -> bool:
        """Whether somebody has to decide about its location first."""
        return found.location_key in self._undecided and found.location_key not in self._by_key

    def suggest(self, found: FoundActivity) -> str:
        """The code of the location whose name stands in what the list calls it; empty if none."""
        words = plain_name(found.location_name).split()[:_MOST_WORDS]
        ends = range(1, len(words) + 1)
        parts = {" ".join(words[first:last]) for last in ends for first in range(last)}
        called = (self._by_name.get(part, []) for part in parts if len(part) >= _LEAST_LETTERS)
        named = [rows[0] for rows in called if len(rows) == 1]
        return max(named, key=lambda row: (len(row.name), row.code)).code if named else ""
