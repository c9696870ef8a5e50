"""What a host is asked to agree to: when which group comes, and whether that is still so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from wijksafari.planning.live_news import TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupVisit:
    """A group comes by: ``people`` at most, without those who guide them; local times."""

    group: int
    arrival: datetime
    departure: datetime
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What "yes, but" asks for: hours between which, at most how many people; None is no matter."""

    other_from: time | None = None
    other_until: time | None = None
    most_people: int | None = None

    @property
    def any(self) -> bool:
        """Whether something was asked for that can be held against a plan."""
        return self != Terms()

    @property
    def other_time(self) -> bool:
        """Whether another time was asked for."""
        return self.other_from is not None or self.other_until is not None


def moved(asked: Sequence[GroupVisit], planned: Sequence[GroupVisit]) -> bool:
    """Whether a group comes more than five minutes off what was asked, or another number of them.

    Which group comes first is no matter to a host.
    """
    pairs = _paired(asked, planned)
    return pairs is None or any(abs(was.arrival - now.arrival) > TOLERANCE for was, now in pairs)


def shifted(told: Sequence[GroupVisit], planned: Sequence[GroupVisit]) -> bool:
    """Whether there is another time to tell, be it of a minute."""
    pairs = _paired(told, planned)
    return pairs is None or any(_minutes(was) != _minutes(now) for was, now in pairs)


def outgrown(asked: Sequence[GroupVisit], planned: Sequence[GroupVisit]) -> bool:
    """Whether more people may come at once than was asked."""
    return most_people(planned) > most_people(asked)


def most_people(visits: Sequence[GroupVisit]) -> int:
    """How many people come at once at most; 0 where nobody comes."""
    return max((each.people for each in visits), default=0)


def meets(terms: Terms, asked: Sequence[GroupVisit], planned: Sequence[GroupVisit]) -> bool:
    """Whether the plan is as ``terms`` ask: then nobody has to be asked again."""
    if not terms.any:
        return False
    fits_time = _within(terms, planned) if terms.other_time else not moved(asked, planned)
    most = terms.most_people
    return fits_time and all(most is None or each.people <= most for each in planned)


def in_order(visits: Sequence[GroupVisit]) -> tuple[GroupVisit, ...]:
    """By the time they come."""
    return tuple(sorted(visits, key=lambda each: (each.arrival, each.group)))


def _paired(
    one: Sequence[GroupVisit], other: Sequence[GroupVisit]
) -> list[tuple[GroupVisit, GroupVisit]] | None:
    if len(one) != len(other):
        return None
    return list(zip(in_order(one), in_order(other), strict=True))


def _minutes(visit: GroupVisit) -> tuple[datetime, ...]:
    return tuple(each.replace(second=0, microsecond=0) for each in (visit.arrival, visit.departure))


def _within(terms: Terms, planned: Sequence[GroupVisit]) -> bool:
    earliest, latest = terms.other_from or time.min, terms.other_until or time.max
    # Before a visit begins the bicycles are parked: that little early is no other time.
    return all(
        earliest <= (each.arrival + TOLERANCE).time() and each.departure.time() <= latest
        for each in planned
    )
