"""How often an activity is held, as a form asks it: filled in, and read strictly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from wijksafari.planning.pattern_rules import MOST_EVERY, ORDINALS, Pattern, Rhythm
from wijksafari.planning.recurrence import MOST_COUNT
from wijksafari.web.activity_fields import (
    Fields,
    Wrong,
    month_days,
    month_days_text,
    one,
    ticked,
    whole,
)

_RHYTHMS = ("weeks", "weekdays_of_month", "month_days", "once", "other")
_EVERY = {"weeks": "om_de_weken"}
_ASKED = {
    "dagen": "Kies minstens één dag van de week.",
    "welke": "Kies de hoeveelste van de maand, bijvoorbeeld de eerste.",
}


def pattern_fields(pattern: Pattern) -> Fields:
    """The fields as they are for ``pattern``."""
    return {
        "ritme": (pattern.rhythm,),
        "dagen": _numbers(pattern.weekdays),
        "welke": _numbers(pattern.ordinals),
        "maanddagen": (month_days_text(pattern.month_days),),
        "maanden": _numbers(pattern.months),
        "keren": (str(pattern.count or ""),),
        "om_de_weken": (str(pattern.every if pattern.rhythm == "weeks" else 1),),
        "om_de_maanden": (str(1 if pattern.rhythm == "weeks" else pattern.every),),
    }


def read_pattern(fields: Fields, kept: str | None, wrong: Wrong) -> Pattern:
    """The pattern that was chosen; ``wrong`` gets a sentence for each field that is amiss.

    ``kept`` is the rule that no field can express, where the activity has such a one.
    """
    rhythm = one(fields, "ritme")
    if rhythm == "other" and kept is not None:
        return Pattern(rhythm="other", rule=kept)
    if rhythm not in _RHYTHMS or rhythm == "other":
        wrong["ritme"] = "Kies hoe vaak het is."
        return Pattern(rhythm="once")
    if rhythm == "once":
        return Pattern(rhythm="once")
    return _recurring(cast(Rhythm, rhythm), fields, wrong)


def _recurring(rhythm: Rhythm, fields: Fields, wrong: Wrong) -> Pattern:
    none: frozenset[int] = frozenset()
    in_month = rhythm == "weekdays_of_month"
    return Pattern(
        rhythm=rhythm,
        every=whole(fields, _EVERY.get(rhythm, "om_de_maanden"), 1, MOST_EVERY, wrong) or 1,
        weekdays=none if rhythm == "month_days" else _some(fields, "dagen", range(7), wrong),
        ordinals=_some(fields, "welke", ORDINALS, wrong) if in_month else none,
        month_days=month_days(fields, "maanddagen", wrong) if rhythm == "month_days" else none,
        months=ticked(fields, "maanden", range(1, 13)),
        count=whole(fields, "keren", 1, MOST_COUNT, wrong),
    )


def _some(fields: Fields, name: str, among: Iterable[int], wrong: Wrong) -> frozenset[int]:
    found = ticked(fields, name, among)
    if not found:
        wrong[name] = _ASKED[name]
    return found


def _numbers(values: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(each) for each in sorted(values))
