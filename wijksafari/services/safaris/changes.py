"""What is different about an evening once a draft replaces it, in words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijksafari.models import Safari, SignUp
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.words import listed
from wijksafari.render.programme import Names, Place, places, returns, when
from wijksafari.services.hosts.moves import Move, mails_of, moves_between
from wijksafari.services.hosts.plan import stops_of_draft
from wijksafari.services.safaris.safaris import SafariDraft, names_of, tour_of


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different now, in words."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """What saving a draft would tell by mail to ``people``: all but those who withdrew.

    ``moves`` are what it means for the hosts of the stops.
    """

    changes: tuple[Change, ...]
    people: int
    moves: tuple[Move, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether there is something to tell, and somebody to tell it to."""
        return self.to_people or self.hosts > 0

    @property
    def to_people(self) -> bool:
        """Whether those who signed up are told."""
        return bool(self.changes) and self.people > 0

    @property
    def hosts(self) -> int:
        """How many hosts are told."""
        return mails_of(self.moves)


def announcement_of(
    session: Session, safari: Safari, draft: SafariDraft, now: datetime
) -> Announcement:
    """What people must know once ``draft`` replaces the safari."""
    names = Names(title=draft.title, meeting_point=draft.meeting_name, finish=draft.finish_name)
    changes = changes_between(
        tour_of(safari).itinerary, names_of(safari), draft.tour.itinerary, names
    )
    told = select(func.count()).where(SignUp.safari_id == safari.id, SignUp.status != "withdrawn")
    moves = moves_between(session, safari, stops_of_draft(session, safari, draft), now)
    return Announcement(changes, session.scalar(told) or 0, moves)


def changes_between(
    old: Itinerary, old_names: Names, new: Itinerary, new_names: Names
) -> tuple[Change, ...]:
    """What is different in time, place and stops; nothing for other lengths or titles."""
    before, after = places(old, old_names), places(new, new_names)
    found = []
    if when(old) != when(new):
        found.append(Change("Wanneer", when(old), when(new)))
    if before[0] != after[0]:
        found.append(_moved("Verzamelpunt", before[0], after[0]))
    if before[-1] != after[-1] and not (returns(old) and returns(new)):
        found.append(_moved("Eindpunt", before[-1], after[-1]))
    if _stops(old) != _stops(new):
        names = [listed(each.name for each in kept[1:-1]) for kept in (before, after)]
        found.append(Change("Stops", *names))
    return tuple(found)


def _moved(what: str, old: Place, new: Place) -> Change:
    other_spot = " (een andere plek)" if old.name == new.name else ""
    return Change(what, old.name, f"{new.name}{other_spot}")


def _stops(itinerary: Itinerary) -> list[str]:
    return [visit.location.id for visit in itinerary.visits]
