"""The list of people as a leader checks them in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.words import hours
from wijksafari.services.riding.presence import Attendee, count_present

_LETTERS_FROM = 20  # so many people are easier found by their first letter


@dataclass(frozen=True, slots=True)
class Letter:
    """Those whose names begin with ``letter``; it is empty where the list is short."""

    letter: str
    people: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """``own``: of the leader's group; ``others``: of other groups; ``unlisted``: not expected.

    ``present`` of ``expected`` in the own group are there; who is not listed
    but came counts too.
    """

    own: tuple[Letter, ...]
    others: tuple[Attendee, ...]
    unlisted: tuple[Attendee, ...]
    present: int
    expected: int


def lists_of(attendees: Sequence[Attendee], group: int) -> Lists:
    """The lists for the leader of ``group``."""
    here = [each for each in attendees if each.group == group]
    counted = [each for each in here if each.listed or each.came]
    return Lists(
        own=_by_letter([each for each in here if each.listed]),
        others=tuple(each for each in attendees if each.group != group and each.listed),
        unlisted=tuple(each for each in attendees if not each.listed),
        present=count_present(counted),
        expected=len(counted),
    )


def state_words(attendee: Attendee) -> str:
    """What holds about somebody: "aanwezig sinds 17.32 uur"."""
    match attendee.status:
        case "present" if attendee.arrived_at is not None:
            return f"aanwezig sinds {hours(attendee.arrived_at.astimezone(AMSTERDAM))} uur"
        case "left" if attendee.left_at is not None:
            return f"weggegaan om {hours(attendee.left_at.astimezone(AMSTERDAM))} uur"
        case "absent":
            return "niet gekomen"
        case _:
            return "nog niet hier"


def reports_of(attendee: Attendee) -> list[dict[str, str]]:
    """What counts about somebody, for the script that shows at once what is tapped."""
    return [
        {"kind": each.kind, "key": each.key, "at": hours(each.at.astimezone(AMSTERDAM))}
        for each in attendee.reports
    ]


def _by_letter(people: Sequence[Attendee]) -> tuple[Letter, ...]:
    if len(people) < _LETTERS_FROM:
        return (Letter("", tuple(people)),) if people else ()
    return tuple(Letter(letter, tuple(some)) for letter, some in _grouped(people))


def _grouped(people: Iterable[Attendee]) -> Iterable[tuple[str, Iterable[Attendee]]]:
    return groupby(people, key=lambda each: _first_letter(each.name))


def _first_letter(name: str) -> str:
    letter = unicodedata.normalize("NFKD", name)[:1].upper()
    return letter if letter.isalpha() else "#"
