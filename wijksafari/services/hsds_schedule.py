"""When an activity is held, as a schedule of Open Referral's HSDS 3."""

from typing import Any

from wijksafari.planning.patterns import pattern_words
from wijksafari.planning.problem import Activity

_PARTS = {"INTERVAL": "interval", "BYDAY": "byday", "BYMONTHDAY": "bymonthday", "COUNT": "count"}
_NUMBERS = ("INTERVAL", "COUNT")
_EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"
_CLOCK = "Tijden zijn Nederlandse tijd (Europe/Amsterdam), zomer en winter."


def schedule_of(activity: Activity) -> dict[str, Any]:
    """The schedule without its id.

    ``description`` tells everything in words. What HSDS has no field for (it
    knows weeks and months, and no exceptions) is told there alone: a rule that
    it would tell wrongly, it does not tell.
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
    parts.pop("WKST", None)
    until = parts.pop("UNTIL", "")[:8]
    frequency = parts.pop("FREQ", "")
    if frequency == "DAILY" and parts.get("INTERVAL", "1") == "1" and "COUNT" not in parts:
        frequency, parts["BYDAY"] = "WEEKLY", parts.get("BYDAY", _EVERY_DAY)
    if frequency not in ("WEEKLY", "MONTHLY") or parts.keys() - _PARTS.keys():
        return {}
    told: dict[str, Any] = {"freq": frequency, "interval": 1}
    for name, value in parts.items():
        told[_PARTS[name]] = int(value) if name in _NUMBERS else value
    if until or activity.until:
        ends = [
            each for each in (_day(until), activity.until and activity.until.isoformat()) if each
        ]
        told["until"] = min(ends)
        told.pop("count", None)
    return told


def _day(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if text else ""
