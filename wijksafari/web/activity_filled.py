"""The form of an activity, filled in: as it is, as a sentence says, or nearly empty."""

from __future__ import annotations

from datetime import date

from wijksafari.planning.pattern_reading import Reading
from wijksafari.planning.pattern_rules import Pattern, pattern_of
from wijksafari.planning.problem import Activity
from wijksafari.web.activity_fields import Fields, days_text
from wijksafari.web.pattern_form import pattern_fields


def new_fields(today: date) -> Fields:
    """An empty form: a live activity every week."""
    start = {"soort": ("live",), "ritme": ("weeks",), "vanaf": (today.isoformat(),)}
    return start | {"om_de_weken": ("1",), "om_de_maanden": ("1",)}


def filled(activity: Activity) -> Fields:
    """The fields as they are for ``activity``."""
    pattern = pattern_of(activity.rrule, activity.first_date)
    begins, ends = activity.first_date.isoformat(), _last_day(activity, pattern)
    return {
        **pattern_fields(pattern),
        "titel": (activity.title,),
        "soort": (activity.kind,),
        "van": (f"{activity.opens:%H:%M}",),
        "tot": (f"{activity.closes:%H:%M}",),
        "datum": (begins if activity.rrule is None else "",),
        "vanaf": (begins if activity.rrule else "",),
        "tot_en_met": (ends.isoformat() if ends else "",),
        "niet_in_vakanties": () if activity.in_school_holidays else ("ja",),
        "ook_op_feestdagen": ("ja",) if activity.on_public_holidays else (),
        "behalve": (days_text(activity.except_dates),),
        "kortste": (str(activity.min_visit_minutes or ""),),
        "langste": (str(activity.max_visit_minutes or ""),),
    }


def once_more(activity: Activity) -> Fields:
    """The form of an extra time of ``activity``, of which only the date is to be filled in."""
    return {**filled(activity), "ritme": ("once",), "datum": (), "behalve": (), "tot_en_met": ()}


def with_words(fields: Fields, reading: Reading) -> Fields:
    """The fields as a sentence says; what it does not tell stays as it was."""
    told = {
        "titel": reading.title,
        "van": f"{reading.opens:%H:%M}" if reading.opens else "",
        "tot": f"{reading.closes:%H:%M}" if reading.closes else "",
        "vanaf": reading.first_date.isoformat() if reading.first_date else "",
        "tot_en_met": reading.until.isoformat() if reading.until else "",
        "behalve": days_text(reading.except_dates),
    }
    found = {name: (text,) for name, text in told.items() if text}
    if reading.pattern is None:
        return {**fields, **found}
    return {
        **fields,
        **pattern_fields(reading.pattern),
        **found,
        "datum": found.get("vanaf", ()),
        "niet_in_vakanties": () if reading.in_school_holidays else ("ja",),
        "ook_op_feestdagen": ("ja",) if reading.on_public_holidays else (),
    }


def _last_day(activity: Activity, pattern: Pattern) -> date | None:
    return min((each for each in (activity.until, pattern.until) if each), default=None)
