"""When an activity is held, as a schedule of Open Referral's HSDS 3."""

from datetime import date
from typing import Any

from wijksafari.planning.last_day import last_day
from wijksafari.planning.patterns import pattern_words
from wijksafari.planning.problem import Activity
from wijksafari.planning.recurrence import RULE_DAYS, Recurrence, parse_rule

_CLOCK = "Tijden zijn Nederlandse tijd (Europe/Amsterdam), zomer en winter."


def schedule_of(activity: Activity) -> dict[str, Any]:
    """The schedule without its id.

    ``description`` tells everything in words. What HSDS has no field for (it
    knows weeks and months, and no exceptions) is told there alone: a rule that
    it would tell wrongly, it does not tell.
    """
    rule = parse_rule(activity.rrule) if activity.rrule else None
    told: dict[str, Any] = {
        "valid_from": activity.first_date.isoformat(),
        "dtstart": _first(activity, rule).isoformat(),
        # HSDS advises an offset from UTC, which here is another one in summer.
        "opens_at": f"{activity.opens:%H:%M}",
        "closes_at": f"{activity.closes:%H:%M}",
        "description": pattern_words(activity),
        "notes": _CLOCK,
    }
    last = activity.until or (None if rule else activity.first_date)
    if last:
        told["valid_to"] = last.isoformat()
    return told | (_series(activity, rule) if rule else {})


def _first(activity: Activity, rule: Recurrence | None) -> date:
    """The first day it is held: readers of iCalendar take any other for one more."""
    return (rule and rule.first_date(activity.first_date)) or activity.first_date


def _series(activity: Activity, rule: Recurrence) -> dict[str, Any]:
    """The fields of a rule that repeats by the week or the month; none for any other."""
    days = sorted(rule.weekdays, key=lambda each: (each[1], each[0]))
    frequency, month_days = rule.frequency, rule.by.get("BYMONTHDAY")
    if frequency == "DAILY" and rule.interval == 1 and not rule.by:
        frequency, days = "WEEKLY", days or [(0, day) for day in range(7)]
    known = {"BYMONTHDAY"} if frequency == "MONTHLY" else set()
    if frequency not in ("WEEKLY", "MONTHLY") or rule.by.keys() - known:
        return {}
    told: dict[str, Any] = {"freq": frequency, "interval": rule.interval}
    if days:
        told["byday"] = ",".join(f"{number or ''}{RULE_DAYS[day]}" for number, day in days)
    if month_days:
        told["bymonthday"] = ",".join(map(str, sorted(month_days)))
    if rule.week_start:
        told["wkst"] = RULE_DAYS[rule.week_start]
    ends = last_day(activity)
    return told | ({"until": ends.isoformat()} if ends else {})
