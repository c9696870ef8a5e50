"""Activities that are held twice at once: allowed, but often a slip of the pen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from wijksafari.planning.problem import Activity, Holidays
from wijksafari.planning.windows import falls_on
from wijksafari.services.texts.names import name_key

_DAYS_AHEAD = 63
_MOST_PAIRS = 200
_MOST_NOTICES = 20


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two activities of one kind that are held at once at one location, first on ``day``."""

    one: Activity
    other: Activity
    day: date


def overlap_notices(activities: Iterable[Activity]) -> tuple[str, ...]:
    """A sentence for each of ``overlaps``, for whoever mends the list they stand in."""
    return tuple(
        f"Bij {each.one.location_id} overlappen '{each.one.title}' en '{each.other.title}', "
        f"bijvoorbeeld op {each.day.day}-{each.day.month}-{each.day.year}. Klopt dat?"
        for each in overlaps(activities)
    )


def overlaps(activities: Iterable[Activity]) -> tuple[Overlap, ...]:
    """Each two activities of one kind that overlap at one location.

    A live activity beside a presentation is usual: whoever presents does so
    while the doors are open. Only the first weeks in which both are held are
    looked at. The rules must be readable.
    """
    return tuple(islice(_overlaps(activities), _MOST_NOTICES))


def overlaps_with(activity: Activity, others: Iterable[Activity]) -> tuple[Overlap, ...]:
    """Those of ``overlaps`` that ``activity`` is one of; it comes first in each."""
    found = islice(_overlapping(activity, others), _MOST_NOTICES)
    return tuple(Overlap(activity, other, day) for other, day in found)


def twice(one: Activity, other: Activity) -> bool:
    """Whether the two are the same under the same name: at the same hours of the same days."""
    if name_key(one.title) != name_key(other.title):
        return False
    if (one.location_id, one.kind) != (other.location_id, other.kind):
        return False
    if (one.opens, one.closes) != (other.opens, other.closes):
        return False
    first = max(one.first_date, other.first_date)
    return bool(_days(one, first)) and _days(one, first) == _days(other, first)


def _overlaps(activities: Iterable[Activity]) -> Iterator[Overlap]:
    for one, other in islice(_at_once(activities), _MOST_PAIRS):
        day = _shared_day(one, other)
        if day is not None:
            yield Overlap(one, other, day)


def _overlapping(activity: Activity, others: Iterable[Activity]) -> Iterator[tuple[Activity, date]]:
    for other in others:
        here = (activity.location_id, activity.kind) == (other.location_id, other.kind)
        if here and other.opens < activity.closes and activity.opens < other.closes:
            day = _shared_day(activity, other)
            if day is not None:
                yield other, day


def _at_once(activities: Iterable[Activity]) -> Iterator[tuple[Activity, Activity]]:
    """Pairs of one location and kind whose hours overlap."""
    together: defaultdict[tuple[str, str], list[Activity]] = defaultdict(list)
    for activity in activities:
        together[activity.location_id, activity.kind].append(activity)
    for group in together.values():
        group.sort(key=lambda activity: (activity.opens, activity.title))
        for number, one in enumerate(group, start=1):
            for other in islice(group, number, None):
                if other.opens >= one.closes:
                    break
                yield one, other


@lru_cache(maxsize=2 * _MOST_PAIRS)
def _days(activity: Activity, first: date) -> frozenset[date]:
    days = (first + timedelta(days=n) for n in range(_DAYS_AHEAD))
    return frozenset(day for day in days if falls_on(activity, day, Holidays()))


def _shared_day(one: Activity, other: Activity) -> date | None:
    first = max(one.first_date, other.first_date)
    return min(_days(one, first) & _days(other, first), default=None)
