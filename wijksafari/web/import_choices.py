"""What somebody chose about the entries of a list, as the preview's form sends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from wijksafari.services.imports.place_search import NamedPlace, PlaceSearch
from wijksafari.services.imports.plan import FATES, ImportPlan

_FIELD = re.compile(r"(keuze|plek|waar)-([0-9]{1,9})")
_CHOICE = re.compile(r"|skip|new|(?:same|list):[0-9]{1,9}|(?:at|new):[A-Za-z0-9._-]{1,60}")
_LONGEST_TEXT = 340  # a name and an address
MOST_CANDIDATES = 8
EVERYWHERE = 0  # instead of an entry's number: for all activities without a location


@dataclass(frozen=True, slots=True)
class Unclear:
    """A place that was typed as ``text``; ``found`` are the locations that may be meant."""

    text: str
    found: tuple[NamedPlace, ...]

    @property
    def sentence(self) -> str:
        """What is the matter with it."""
        if not self.found:
            return f"Geen locatie past bij ‘{self.text}’. Typ een deel van de naam of het adres."
        if len(self.found) > MOST_CANDIDATES:
            return f"{len(self.found)} locaties passen bij ‘{self.text}’. Typ iets meer."
        return f"{len(self.found)} locaties passen bij ‘{self.text}’. Kies er één."

    @property
    def candidates(self) -> tuple[NamedPlace, ...]:
        """Those to choose from; none where there are too many."""
        return self.found if len(self.found) <= MOST_CANDIDATES else ()


@dataclass(frozen=True, slots=True)
class Choices:
    """By the number of an entry what was chosen for it, "" for the proposal.

    ``unclear`` are typed places, by the number of their first entry.
    """

    made: dict[int, str] = field(default_factory=dict)
    unclear: dict[int, Unclear] = field(default_factory=dict)


def read_choices(form: MultiDict[str, str], plan: ImportPlan, search: PlaceSearch) -> Choices:
    """What was chosen on the page.

    ``keuze-1`` chooses for an entry. ``waar-1`` (an option) and ``plek-1`` (a
    text, which goes before it) say where all activities are that the list puts in
    the place of entry 1. ``allemaal`` chooses for every entry of one fate, as in
    "outside=new", or "homeless=voorstel" for what each seems to mean; ``overal`` is
    the text of a place for all without one. What was chosen for some goes before.
    """
    choices = Choices(_for_all(form.get("allemaal", ""), plan))
    together = {one.number: group for group in plan.homeless for one in group.entries}
    _typed(choices, form.get("overal", ""), EVERYWHERE, tuple(together), search)
    for kind in ("keuze", "waar", "plek"):
        for number, value in _told(form, kind):
            group = together.get(number)
            numbers = tuple(each.number for each in group.entries) if group else (number,)
            if kind == "plek":
                _typed(choices, value, numbers[0], numbers if group else (), search)
            elif kind == "keuze":
                choices.made[number] = value
            elif group:
                choices.made.update(dict.fromkeys(numbers, value))
    return choices


def _told(form: MultiDict[str, str], kind: str) -> Iterator[tuple[int, str]]:
    """The numbers and values of the fields of this kind."""
    for name, value in form.items():
        found = _FIELD.fullmatch(name)
        if found and found[1] == kind and (kind == "plek" or _CHOICE.fullmatch(value)):
            yield int(found[2]), value


def _typed(
    choices: Choices, text: str, number: int, numbers: tuple[int, ...], search: PlaceSearch
) -> None:
    """Choose for ``numbers`` the one location that ``text`` means; note it where it is unclear."""
    text = " ".join(text.split())[:_LONGEST_TEXT]
    if not (text and numbers):
        return
    found = search.find(text)
    if len(found) == 1:
        choices.made.update(dict.fromkeys(numbers, f"at:{found[0].code}"))
    else:
        choices.unclear[number] = Unclear(text, found)
        for each in numbers:
            choices.made.pop(each, None)


def _for_all(text: str, plan: ImportPlan) -> dict[int, str]:
    fate, _, value = text.partition("=")
    if text == "homeless=voorstel":
        suggested = (each for each in plan.of("homeless") if each.suggestion)
        return {each.number: f"at:{each.suggestion}" for each in suggested}
    if fate not in FATES or not _CHOICE.fullmatch(value):
        return {}
    return {each.number: value for each in plan.of(fate)}
