"""When people may be asked to a safari: until its deadline, and again on the set days before it."""

from datetime import date, datetime, time, timedelta

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError
from wijksafari.models import Invitation, Safari
from wijksafari.planning.states import INVITED
from wijksafari.services.safaris.deadlines import deadline_passed, default_deadline

REMINDERS_FROM = time(8)


def asking_until(safari: Safari, now: datetime) -> datetime:
    """The moment until which people can answer; the usual one while none was agreed.

    Raises ClosedError when nobody can be asked now.
    """
    if safari.state == "cancelled":
        raise ClosedError("Deze wijksafari is afgelast; u kunt er niemand meer voor uitnodigen.")
    if safari.state == "held" or safari.starts_at <= now:
        raise ClosedError("Deze avond is al geweest of begonnen; uitnodigen kan niet meer.")
    deadline = safari.deadline or default_deadline(safari.starts_at, now)
    if deadline <= now:
        raise ClosedError(
            "De aanmeldtermijn is voorbij. Kies bij ‘Afspraken’ een latere datum en nodig dan uit."
        )
    return deadline


def reminder_due(safari: Safari, now: datetime) -> date | None:
    """The last set day for reminders that has come, also when it was missed; None before the first.

    A day comes at eight in the morning. None as well when nobody is to be asked now.
    """
    if safari.state not in INVITED or safari.starts_at <= now:
        return None
    if safari.deadline is None or deadline_passed(safari, now):
        return None
    last = safari.deadline.astimezone(AMSTERDAM).date()
    here = now.astimezone(AMSTERDAM)
    until = here.date() if here.time() >= REMINDERS_FROM else here.date() - timedelta(days=1)
    days = (last - timedelta(days=days) for days in safari.reminder_days)
    return max((day for day in days if day <= until), default=None)


def last_mailed(invitation: Invitation) -> date | None:
    """The day on which somebody was last invited or reminded by mail; None when never."""
    moments = filter(None, (invitation.mailed_at, invitation.reminded_at))
    last = max(moments, default=None)
    return last.astimezone(AMSTERDAM).date() if last else None
