"""The form of an activity: what was typed, read strictly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import cast

from wijksafari.clock import local_moment
from wijksafari.errors import FieldsError, InputError
from wijksafari.planning import words
from wijksafari.planning.pattern_rules import Pattern, pattern_of, rule_of
from wijksafari.planning.problem import MOST_EXCEPTIONS, Activity, ActivityKind
from wijksafari.planning.recurrence import parse_rule
from wijksafari.planning.windows import check_activity
from wijksafari.services.texts.names import tidy
from wijksafari.web.activity_fields import (
    NAMES,
    Fields,
    Wrong,
    day,
    days,
    one,
    whole,
)
from wijksafari.web.form_fields import fault
from wijksafari.web.moment_form import read_hour
from wijksafari.web.pattern_form import read_pattern

_LONGEST_TITLE = 200
_ANY_TIME = time(0)
_NIGHT_ENDS = time(6)
_NOT_LATER = "Kies een tijd later dan het begin, op dezelfde dag."
_AFTER_MIDNIGHT = "Gaat het door na middernacht? Vul dan 23.59 in."


class ActivityFormError(FieldsError):
    """What has to be mended about an activity."""

    order = (*NAMES, "toch")


def read_activity(
    fields: Fields, code: str, today: date, before: Activity | None = None
) -> Activity:
    """What was typed, for the location with ``code``; ``before`` is what stood there.

    Raises ActivityFormError.
    """
    wrong: Wrong = {}
    pattern = read_pattern(fields, _kept(before), wrong)
    once = pattern.rhythm == "once"
    shortest = whole(fields, "kortste", 5, 120, wrong)
    activity = Activity(
        location_id=code,
        title=_title(fields, wrong),
        kind=_kind(fields, wrong),
        opens=_hour(fields, "van", wrong),
        closes=_hour(fields, "tot", wrong),
        rrule=rule_of(pattern),
        first_date=_first(fields, pattern, before, today, wrong),
        until=None if once else day(fields, "tot_en_met", wrong),
        except_dates=days(fields, "behalve", MOST_EXCEPTIONS, wrong),
        # Who names one date means that date, whatever day it is.
        in_school_holidays=once or one(fields, "niet_in_vakanties") != "ja",
        on_public_holidays=once or one(fields, "ook_op_feestdagen") == "ja",
        min_visit_minutes=shortest,
        max_visit_minutes=whole(fields, "langste", 5, 120, wrong),
    )
    _check_together(activity, wrong)
    if wrong:
        raise ActivityFormError(wrong)
    return _from_its_first_time(activity)


def _kept(before: Activity | None) -> str | None:
    if before is None or before.rrule is None:
        return None
    pattern = pattern_of(before.rrule, before.first_date)
    return before.rrule if pattern.rhythm == "other" else None


def _title(fields: Fields, wrong: Wrong) -> str:
    text = tidy(one(fields, "titel"))
    problem = fault(text, _LONGEST_TITLE) if text else "Vul in wat er te doen is."
    if problem:
        wrong["titel"] = problem
    return text


def _kind(fields: Fields, wrong: Wrong) -> ActivityKind:
    kind = one(fields, "soort")
    if kind not in ("live", "presentation"):
        wrong["soort"] = "Kies wat de groep er aantreft."
    return cast(ActivityKind, kind)


def _hour(fields: Fields, name: str, wrong: Wrong) -> time:
    try:
        return read_hour(one(fields, name))
    except InputError as error:
        wrong[name] = str(error)
        return _ANY_TIME


def _first(
    fields: Fields, pattern: Pattern, before: Activity | None, today: date, wrong: Wrong
) -> date:
    if pattern.rhythm == "once":
        found = day(fields, "datum", wrong)
        if found is None and "ritme" not in wrong:
            wrong.setdefault("datum", "Vul in op welke dag het is.")
        return found or today
    found = day(fields, "vanaf", wrong)
    if found is None and (pattern.every > 1 or pattern.count):
        wrong.setdefault("vanaf", "Vul de eerste keer in: daarvandaan wordt geteld.")
    return found or (before.first_date if before else today)


def _check_together(activity: Activity, wrong: Wrong) -> None:
    """Add what is wrong with fields that are fine by themselves."""
    if activity.closes <= activity.opens and not wrong.keys() & {"van", "tot"}:
        over_midnight = activity.closes < _NIGHT_ENDS
        wrong["tot"] = _AFTER_MIDNIGHT if over_midnight else _NOT_LATER
    shortest, longest = activity.min_visit_minutes, activity.max_visit_minutes
    if shortest and longest and shortest > longest:
        wrong["langste"] = f"Kies hier minstens {shortest}, het kortste bezoek."
    if activity.until and activity.until < activity.first_date:
        wrong.setdefault("tot_en_met", "Kies een dag na de eerste keer.")
    if activity.rrule is None and not wrong:
        _check_clock(activity, wrong)


def _check_clock(activity: Activity, wrong: Wrong) -> None:
    """A single date is meant as it stands there, so the clock has to show its hours once."""
    for name, hour in (("van", activity.opens), ("tot", activity.closes)):
        try:
            local_moment(activity.first_date, hour)
        except InputError as error:
            wrong[name] = str(error)


def _from_its_first_time(activity: Activity) -> Activity:
    """The same, said from its first time on, as calendars expect of a rule.

    Raises ActivityFormError where it is never held.
    """
    problems = check_activity(activity, "Zo kan het niet")
    if problems:
        field = "kortste" if "bezoek" in problems[0] else "ritme"
        raise ActivityFormError({field: problems[0]})
    if activity.rrule is None:
        return activity
    first = parse_rule(activity.rrule).first_date(activity.first_date)
    if first and activity.until and first > activity.until:
        sentence = f"Het is pas op {words.day(first)} voor het eerst; kies die dag of later."
        raise ActivityFormError({"tot_en_met": sentence})
    return replace(activity, first_date=first or activity.first_date)
