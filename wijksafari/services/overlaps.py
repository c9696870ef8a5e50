"""Activities that are held twice at once: allowed, but often a slip of the pen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from wijksafari.planning.problem import Activity, Holidays
from wijksafari.planning.windows import falls_on

_DAYS_AHEAD = 63
_MOST_PAIRS = 200
_MOST_NOTICES = 20


def overlap_notices(activities: Iterable[Activity]) -> tuple[str, ...]:
    """A sentence for each two activities of one kind that overlap at one location.

    A live activity beside a presentation is usual: whoever presents does so
    while the doors are open. Only the first weeks in which both are held are
    looked at. The rules must be readable.
    """
    return tuple(islice(_overlaps(activities), _MOST_NOTICES))


def _overlaps(activities: Iterable[Activity]) -> Iterator[str]:
    for one, other in islice(_at_once(activities), _MOST_PAIRS):
        day = _shared_day(one, other)
        if day is not None:
            yield (
                f"Bij {one.location_id} overlappen '{one.title}' en '{other.title}', "
                f"bijvoorbeeld op {day.day}-{day.month}-{day.year}. Klopt dat?"
            )


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
