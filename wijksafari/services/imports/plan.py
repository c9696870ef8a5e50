"""What bringing a list into the catalogue does, entry by entry."""

import hashlib
import json
from collections import Counter
from dataclasses import astuple, dataclass, fields
from typing import Literal, cast, get_args

from wijksafari.models import ImportEntry

Fate = Literal[
    "fault", "unsure", "homeless", "waiting", "outside", "new", "changed", "same", "skipped"
]
FATES: tuple[Fate, ...] = get_args(Fate)
What = Literal["location", "activity"]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice somebody has about an entry, and in sentences what it would do."""

    value: str
    label: str
    details: tuple[str, ...] = ()


SKIP = Option("skip", "Laat weg")
UNDO = Option("", "Maak deze keuze ongedaan")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedEntry:
    """What becomes of one entry; ``number`` is its row's id, ``where`` its place in the list.

    Of its fate: ``fault``: it cannot be used; ``unsure``: it may be something
    that is known, ``homeless``: nobody knows at which location, so somebody has
    to choose; ``waiting``: its address is yet to be looked up; ``outside``: not
    in the wijk. ``details`` tell what changes, ``kept`` what stays although the
    list says otherwise. ``choice`` is what somebody chose. Of an activity
    without a home ``place`` is what the list calls its location, ``suggestion``
    the code of the one that may be meant.
    """

    number: int
    what: What
    where: str
    title: str
    fate: Fate
    details: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    choice: str = ""
    place: str = ""
    suggestion: str = ""


def told_of(
    entry: ImportEntry,
    title: str,
    fate: Fate,
    *,
    details: tuple[str, ...] = (),
    kept: tuple[str, ...] = (),
    options: tuple[Option, ...] = (),
) -> MergedEntry:
    """What becomes of ``entry``, which is called ``title``."""
    return MergedEntry(
        number=entry.id,
        what=cast(What, entry.what),
        where=str(entry.item.get("where", "")),
        title=title,
        fate=fate,
        details=details,
        kept=kept,
        options=options,
        choice=entry.choice,
    )


@dataclass(frozen=True, slots=True)
class Homeless:
    """Activities that the list puts in one place, which nobody knows yet."""

    place: str
    suggestion: str
    entries: tuple[MergedEntry, ...]

    @property
    def number(self) -> int:
        """The number of its first entry, which stands for all of them."""
        return self.entries[0].number


@dataclass(frozen=True, slots=True)
class Left:
    """A location or activity that this list told of before, and not any more.

    ``code`` is the location's; ``number`` the activity's id, 0 for a location.
    """

    what: What
    title: str
    code: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All of it, in the order of the list; ``left`` is told only, and changes nothing."""

    entries: tuple[MergedEntry, ...]
    left: tuple[Left, ...] = ()

    def of(self, fate: Fate) -> tuple[MergedEntry, ...]:
        """The entries of this fate."""
        return tuple(each for each in self.entries if each.fate == fate)

    @property
    def counts(self) -> dict[Fate, int]:
        """How many entries there are of each fate."""
        found = Counter(each.fate for each in self.entries)
        return {fate: found[fate] for fate in FATES}

    @property
    def changes(self) -> int:
        """How many entries change anything."""
        return self.counts["new"] + self.counts["changed"]

    @property
    def undecided(self) -> int:
        """How many entries wait for somebody's choice."""
        return self.counts["unsure"] + self.counts["homeless"]

    @property
    def homeless(self) -> tuple[Homeless, ...]:
        """The activities without a home by the list's name of their place; else each alone."""
        groups: dict[str, list[MergedEntry]] = {}
        for each in self.of("homeless"):
            groups.setdefault(each.place or f"\n{each.number}", []).append(each)
        return tuple(
            Homeless(group[0].place, group[0].suggestion, tuple(group)) for group in groups.values()
        )

    @property
    def fingerprint(self) -> str:
        """The same for two plans that do and show the same."""
        shown = json.dumps([_plain(each) for each in self.entries])
        return hashlib.sha256(shown.encode()).hexdigest()


def _plain(entry: MergedEntry) -> list[object]:
    """All of its fields, as JSON has them; asdict() takes ten times as long."""
    told = [getattr(entry, each.name) for each in fields(entry) if each.name != "options"]
    return [told, [astuple(each) for each in entry.options]]
