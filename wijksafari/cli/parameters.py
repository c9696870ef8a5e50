"""What people type after an option, as values.

Every reader raises InputError with what it expected, in Dutch; click's own
types would stop at the first mistake, and in English.
"""

import contextlib
import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TypeVar

from wijksafari.clock import local_moment
from wijksafari.errors import InputError
from wijksafari.planning.netherlands import in_netherlands
from wijksafari.planning.route import Point

Word = TypeVar("Word", bound=str)

_DEGREES = r"\s*([-+]?\d{1,3}(?:\.\d{1,15})?)\s*"


def lat_lon(text: str) -> Point:
    """A place written as LAT,LON in degrees."""
    match = re.fullmatch(f"{_DEGREES},{_DEGREES}", text)
    if match is None:
        raise InputError("verwacht breedte- en lengtegraad, zoals 52.0444,4.3954.")
    point = Point(float(match[1]), float(match[2]))
    problem = point_problem(point)
    if problem:
        raise InputError(problem)
    return point


def point_problem(point: Point) -> str:
    """Why this is no place on earth, or one with its numbers swapped; else empty."""
    lat, lon = point.lat, point.lon
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        return f"{lat},{lon} is geen plaats op aarde."
    if in_netherlands(lon, lat):
        return f"breedte- en lengtegraad zijn verwisseld; bedoelt u {lon},{lat}?"
    return ""


def day(text: str) -> date:
    """A date written as YYYY-MM-DD."""
    if re.fullmatch(r"20\d\d-\d\d-\d\d", text):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(text)
    raise InputError(f"'{text[:20]}' is geen dag; verwacht een datum als 2026-06-04.")


def clock_time(text: str) -> time:
    """A time of day written as HH:MM."""
    match = re.fullmatch(r"(\d\d?)[:.](\d\d)", text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise InputError(f"'{text[:20]}' is geen tijd; verwacht een tijd als 17:30.")
    return time(int(match[1]), int(match[2]))


def local_time(text: str) -> datetime:
    """A moment on the wijk's clocks, written as YYYY-MM-DD HH:MM."""
    date_text, _, time_text = text.strip().replace("T", " ").partition(" ")
    try:
        return local_moment(day(date_text), clock_time(time_text))
    except InputError as error:
        raise InputError(
            f"'{text[:30]}' is geen moment; verwacht dag en tijd als '2027-02-02 18:40'."
        ) from error


def stop_range(text: str) -> tuple[int, int]:
    """The least and the most stops, written as 4 or 4-5."""
    match = re.fullmatch(r"([1-8])(?:-([1-8]))?", text)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        raise InputError("verwacht 1 tot 8 stops, als 4 of 4-5.")
    return int(match[1]), int(match[2] or match[1])


def id_list(text: str) -> tuple[str, ...]:
    """Location ids with commas between them."""
    ids = tuple(word.strip() for word in text.split(","))
    if not all(ids) or len(text) > 1000:
        raise InputError("verwacht de id's van locaties met een komma ertussen.")
    return ids


def whole(text: str, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``."""
    if re.fullmatch(r"[0-9]{1,6}", text) and least <= int(text) <= most:
        return int(text)
    raise InputError(f"verwacht een heel getal van {least} tot en met {most}.")


def decimal(text: str, least: float, most: float) -> float:
    """A number from ``least`` to ``most``, with a decimal point or comma."""
    if re.fullmatch(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?", text):
        number = float(text.replace(",", "."))
        if least <= number <= most:
            return number
    raise InputError(f"verwacht een getal van {least:g} tot en met {most:g}.")


def one_of(text: str, words: Sequence[Word]) -> Word:
    """The one of ``words`` that ``text`` is, in capitals or not."""
    for word in words:
        if text.lower() == word.lower():
            return word
    raise InputError(f"verwacht {' of '.join(words)}.")
