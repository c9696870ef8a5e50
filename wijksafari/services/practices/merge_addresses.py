"""Whose mail address is whose, once a list has been merged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wijksafari.models import Practice
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.practices.people_csv import GroupRow
from wijksafari.services.texts.names import name_key


@dataclass(frozen=True, slots=True)
class _Holder:
    """Somebody with an address; ``number`` is the row that gives it, 0 where it was known.

    ``key`` tells practice and person apart from all others.
    """

    number: int
    practice: str
    person: str
    key: tuple[str, str]


def _holder(number: int, practice: str, person: str) -> _Holder:
    return _Holder(number, practice, person, (name_key(practice), name_key(person)))


class Addresses:
    """Everybody's mail address as it is after the list: what rows say goes before what was."""

    def __init__(self, known: Iterable[Practice], rows: Sequence[GroupRow]) -> None:
        self._holders: dict[str, list[_Holder]] = defaultdict(list)
        told = {}
        for row in rows:
            if row.email and not row.problems:
                holder = _holder(row.number, row.practice, row.person)
                told[holder.key] = holder
                self._holders[email_key(row.email)].append(holder)
        for practice in known:
            for person in practice.people:
                holder = _holder(0, practice.name, person.name)
                if person.email and holder.key not in told:
                    self._holders[email_key(person.email)].append(holder)

    def problems(self, row: GroupRow) -> Iterator[str]:
        """Who had the row's address first: known already, or in an earlier row."""
        own = _holder(row.number, row.practice, row.person)
        for other in self._holders[email_key(row.email)]:
            if other.number < own.number and not _may_share(own.key, other.key):
                where = f"rij {other.number}" if other.number else other.practice
                yield (
                    f"Dit e-mailadres heeft {other.person} ({where}) ook. Ieder heeft een eigen"
                    " adres nodig om zich aan te melden; laat het leeg als u dat niet kent."
                )
                return


def _may_share(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether these are one person; somebody may work at two practices."""
    return one[1] == other[1]
