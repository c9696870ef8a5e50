"""The evening as a form: its fields, what was typed in them, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from wijksafari.clock import AMSTERDAM, local_moment
from wijksafari.errors import FieldsError, InputError
from wijksafari.planning.problem import Evening
from wijksafari.web.evening_settings import DEFAULTS, EVENING_SETTINGS, SETTINGS, Setting
from wijksafari.web.moment_form import read_day, read_hour
from wijksafari.web.place_form import Place, Places, read_place
from wijksafari.web.planner_query import FIELDS, PlannerQuery
from wijksafari.web.whole_number import whole_number

MomentT = TypeVar("MomentT", date, time)

DEFAULT_BEGIN = "17:30"
YEARS_AHEAD = 3


class FormError(FieldsError):
    """What has to be mended about an evening."""

    order: tuple[str, ...] = FIELDS


@dataclass(frozen=True, slots=True)
class Frame:
    """A usable evening, the group's pace, and what its places are called."""

    evening: Evening
    pace_kmh: float
    meeting: Place
    finish: Place


def read_frame(query: PlannerQuery, places: Places, now: datetime) -> Frame:
    """The evening that was typed. Raises FormError with everything that is wrong."""
    wrong: dict[str, str] = {}
    start = _start(query, now, wrong)
    meeting = read_place(query, "start", places, wrong)
    finish = read_place(query, "finish", places, wrong, same=meeting)
    numbers = {setting.name: _number(query, setting, wrong) for setting in SETTINGS}
    if not wrong:
        _compare(numbers, wrong)
    if wrong or start is None or meeting is None or finish is None:
        raise FormError(wrong)
    try:
        evening = Evening(
            start=start,
            meeting_point=meeting.point,
            finish=finish.point,
            **{attribute: numbers[name] for name, attribute in EVENING_SETTINGS.items()},
        )
    except InputError as error:
        raise FormError({"duur": " ".join(error.problems)}) from error
    if evening.ends.date() != start.date():
        raise FormError(
            {"duur": "De avond eindigt na middernacht. Begin eerder of maak haar korter."}
        )
    return Frame(evening, float(numbers["tempo"]), meeting, finish)


def with_evening(query: PlannerQuery, evening: Evening) -> PlannerQuery:
    """The query with this evening's date, start and settings; places stay as they are."""
    start = evening.start.astimezone(AMSTERDAM)
    texts = {"datum": f"{start:%Y-%m-%d}", "begin": f"{start:%H:%M}"}
    for name, attribute in EVENING_SETTINGS.items():
        value = str(getattr(evening, attribute))
        texts[name] = "" if value == DEFAULTS[name] else value
    return query.with_texts(**texts)


def _start(query: PlannerQuery, now: datetime, wrong: dict[str, str]) -> datetime | None:
    day = _read("datum", read_day, query.text("datum"), wrong)
    hour = _read("begin", read_hour, query.text("begin", DEFAULT_BEGIN), wrong)
    if day is None:
        return None
    start = datetime.combine(day, hour or time.max, AMSTERDAM)
    if start <= now:
        wrong["datum"] = "Deze avond is al geweest. Kies een avond in de toekomst."
    elif hour is None:
        return None
    elif day > now.date() + timedelta(days=366 * YEARS_AHEAD):
        wrong["datum"] = f"Kies een avond binnen {YEARS_AHEAD} jaar."
    else:
        try:
            return local_moment(day, hour)
        except InputError as error:
            wrong["begin"] = str(error)
    return start


def _read(
    field: str, read: Callable[[str], MomentT], text: str, wrong: dict[str, str]
) -> MomentT | None:
    try:
        return read(text)
    except InputError as error:
        wrong[field] = str(error)
        return None


def _number(query: PlannerQuery, setting: Setting, wrong: dict[str, str]) -> int:
    text = query.text(setting.name, DEFAULTS[setting.name])
    number = whole_number(text, 4)
    if number is None or not setting.low <= number <= setting.high:
        wrong[setting.name] = (
            f"{setting.label}: vul een heel getal in van {setting.low} tot {setting.high}"
            f" {setting.unit}."
        )
        return setting.default
    return number


def _compare(numbers: dict[str, int], wrong: dict[str, str]) -> None:
    if numbers["stops_min"] > numbers["stops_max"]:
        wrong["stops_max"] = f"Kies hier minstens {numbers['stops_min']}, het minste aantal stops."
    if numbers["bezoek_min"] > numbers["bezoek_max"]:
        wrong["bezoek_max"] = f"Kies hier minstens {numbers['bezoek_min']}, het kortste bezoek."
    fixed = numbers["verzamelen"] + numbers["afronden"] + numbers["speling"]
    if fixed >= numbers["duur"]:
        wrong["duur"] = (
            f"Verzamelen, afronden en speling duren samen al {fixed} minuten."
            " Maak de avond langer of een daarvan korter."
        )
