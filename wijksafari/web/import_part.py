"""Which part of a list's preview is on the page, as its address tells: a filter and a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijksafari.services.imports.plan import Fate, Homeless, ImportPlan, Left, MergedEntry
from wijksafari.web.whole_number import whole_number

PER_PAGE = 50
Item = MergedEntry | Homeless | Left

_HEADINGS = {
    "kiezen": "Te kiezen",
    "fout": "Fout",
    "gewijzigd": "Gewijzigd",
    "nieuw": "Nieuw",
    "buiten": "Buiten de wijk",
    "zonder-plek": "Nog zonder plek",
    "verdwenen": "Niet meer in deze lijst",
    "ongewijzigd": "Ongewijzigd",
    "weggelaten": "Weggelaten",
}
_FATES: dict[str, Fate] = {
    "fout": "fault",
    "gewijzigd": "changed",
    "nieuw": "new",
    "buiten": "outside",
    "zonder-plek": "waiting",
    "ongewijzigd": "same",
    "weggelaten": "skipped",
}


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of which the same becomes, called ``name`` in the address.

    ``count`` is how many there are in the whole list, ``items`` are on this page.
    """

    name: str
    heading: str
    count: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Page ``number`` ``of`` so many, showing only what ``asked`` names (all where it is empty).

    ``counts`` are of the whole list, by the names of the sections. ``before``
    and ``after`` say in an address how to come to the pages next to it, also
    when choices made meanwhile moved entries to other sections.
    """

    asked: str
    number: int
    of: int
    counts: dict[str, int]
    sections: tuple[Section, ...]
    before: str
    after: str

    def has(self, name: str) -> bool:
        """Whether something of this section is on the page."""
        return any(each.name == name for each in self.sections)


def part_of(plan: ImportPlan, arguments: Mapping[str, str]) -> Part:
    """The part that the address asks for: ``toon`` a section, ``blad`` a page of 50.

    ``bij`` asks for the page where that entry is.
    """
    every = _items(plan)
    asked = arguments.get("toon", "")
    asked = asked if asked in _HEADINGS else ""
    listed = [
        (name, item) for name in _HEADINGS if asked in ("", name) for item in every.get(name, ())
    ]
    pages = max(1, -(-len(listed) // PER_PAGE))
    number = min(_page(arguments, [item for _, item in listed]), pages)
    first = (number - 1) * PER_PAGE
    here = listed[first : first + PER_PAGE]
    counts = _counts(plan)
    return Part(
        asked=asked,
        number=number,
        of=pages,
        counts=counts,
        sections=tuple(
            Section(name, heading, counts[name], tuple(item for of, item in here if of == name))
            for name, heading in _HEADINGS.items()
            if any(of == name for of, _ in here)
        ),
        before=_to(number - 1, [item for _, item in listed]) if number > 1 else "",
        after=_to(number + 1, [item for _, item in listed]) if number < pages else "",
    )


def _items(plan: ImportPlan) -> dict[str, tuple[Item, ...]]:
    """By section, in the order of the list; what is to be asked once is one item."""
    rest = {name: plan.of(fate) for name, fate in _FATES.items()}
    return rest | {"kiezen": (*plan.of("unsure"), *plan.homeless), "verdwenen": plan.left}


def _counts(plan: ImportPlan) -> dict[str, int]:
    found = plan.counts
    counts = {name: found[fate] for name, fate in _FATES.items()}
    return counts | {"kiezen": plan.undecided, "verdwenen": len(plan.left)}


def _page(arguments: Mapping[str, str], listed: Sequence[Item]) -> int:
    wanted = whole_number(arguments.get("bij", ""), 9)
    if wanted:
        places = (place for place, item in enumerate(listed) if wanted in _numbers(item))
        return next(places, 0) // PER_PAGE + 1
    return whole_number(arguments.get("blad", "1"), 5) or 1


def _to(number: int, listed: Sequence[Item]) -> str:
    first = listed[(number - 1) * PER_PAGE]
    return f"blad={number}" if isinstance(first, Left) else f"bij={first.number}"


def _numbers(item: Item) -> tuple[int, ...]:
    """The numbers of its entries; what is in no list any more has none."""
    if isinstance(item, Homeless):
        return tuple(each.number for each in item.entries)
    return () if isinstance(item, Left) else (item.number,)
