"""Until when people can sign up."""

from datetime import datetime, time, timedelta

from wijksafari.clock import AMSTERDAM, local_moment
from wijksafari.errors import InputError
from wijksafari.models import Safari

_CLOSES = time(17)
_DAYS_BEFORE = (7, 3, 2, 1)


def default_deadline(starts_at: datetime, now: datetime) -> datetime:
    """A week before the evening at 17.00 uur; where that is over, the latest day still ahead."""
    evening = starts_at.astimezone(AMSTERDAM).date()
    for days in _DAYS_BEFORE:
        deadline = local_moment(evening - timedelta(days=days), _CLOSES)
        if deadline > now:
            return deadline
    return starts_at


def deadline_passed(safari: Safari, now: datetime) -> bool:
    """Whether signing up has closed; from the deadline itself on it has."""
    return safari.deadline is not None and safari.deadline <= now


def check_deadline(deadline: datetime, starts_at: datetime, now: datetime) -> None:
    """Raises InputError unless sign-up closes in the future and before the evening begins."""
    if deadline <= now:
        raise InputError("Deze sluiting is al geweest. Kies een moment in de toekomst.")
    if deadline > starts_at:
        raise InputError("Aanmelden sluit vóór de avond begint. Kies een eerder moment.")
