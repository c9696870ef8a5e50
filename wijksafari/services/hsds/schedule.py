"""When an activity is held, as a schedule of Open Referral's HSDS 3."""

from datetime import date
from typing import Any

from wijksafari.planning.patterns import pattern_words
from wijksafari.planning.problem import Activity
from wijksafari.planning.recurrence import parse_rule

_ENDS = frozenset(("WKST", "COUNT", "UNTIL"))
_FOR_EVER = date(2200, 1, 1)
_EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"
_CLOCK = "Tijden zijn Nederlandse tijd (Europe/Amsterdam), zomer en winter."


def schedule_of(activity: Activity) -> dict[str, Any]:
    """The schedule without its id.

    ``description`` tells everything in words. What HSDS has no field for (it
    knows weeks and months, and no exceptions) is told there alone: a rule that
    it would tell wrongly, or in another way in each of its releases, it does not tell.
    """
    told: dict[str, Any] = {
        "valid_from": activity.first_date.isoformat(),
        "dtstart": activity.first_date.isoformat(),
        "opens_at": f"{activity.opens:%H:%M}",
        "closes_at": f"{activity.closes:%H:%M}",
        "description": pattern_words(activity),
        "notes": _CLOCK,
    }
    last = activity.until or (None if activity.rrule else activity.first_date)
    if last:
        told["valid_to"] = last.isoformat()
    return told | (_rule(activity) if activity.rrule else {})


def _rule(activity: Activity) -> dict[str, Any]:
    parts = dict(each.partition("=")[::2] for each in (activity.rrule or "").split(";") if each)
    frequency, interval = parts.pop("FREQ", ""), int(parts.pop("INTERVAL", "1"))
    days = parts.pop("BYDAY", "")
    if frequency == "DAILY" and interval == 1:
        frequency, days = "WEEKLY", days or _EVERY_DAY
    if frequency not in ("WEEKLY", "MONTHLY") or parts.keys() - _ENDS:
        return {}
    ends = _ends(activity)
    told: dict[str, Any] = {"freq": frequency, "interval": interval}
    if days:
        told["byday"] = days
    return told | ({"until": ends.isoformat()} if ends else {})


def _ends(activity: Activity) -> date | None:
    """The last date, where there is one; what a count is differs between releases of HSDS."""
    rule = parse_rule(activity.rrule or "")
    counted = max(rule.dates(activity.first_date, _FOR_EVER), default=None) if rule.count else None
    return min((each for each in (counted, rule.until, activity.until) if each), default=None)
