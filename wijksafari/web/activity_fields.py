"""What was typed and ticked in an activity's form, as text, and how single fields are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from wijksafari.services.texts.csv_cells import parse_day

Fields = Mapping[str, tuple[str, ...]]
Wrong = dict[str, str]

NAMES = (
    *("titel", "soort", "van", "tot"),
    *("ritme", "dagen", "om_de_weken", "welke", "om_de_maanden", "maanddagen", "datum"),
    *("vanaf", "tot_en_met", "keren", "maanden", "niet_in_vakanties", "ook_op_feestdagen"),
    *("behalve", "kortste", "langste"),
)
_LONGEST = 6000
_NO_DATE = "Vul een datum in die bestaat, zoals 26-1-2027."


def typed(form: MultiDict[str, str]) -> Fields:
    """What a browser sent, to read it or to show it again."""
    return {name: tuple(each[:_LONGEST] for each in form.getlist(name)[:31]) for name in NAMES}


def one(fields: Fields, name: str) -> str:
    """What was typed in a field that has one value."""
    return "".join(fields.get(name, ())[:1]).strip()


def ticked(fields: Fields, name: str, among: Iterable[int]) -> frozenset[int]:
    """The numbers that were ticked; what no box of ours sends is left out."""
    found = fields.get(name, ())
    return frozenset(each for each in among if str(each) in found)


def whole(fields: Fields, name: str, least: int, most: int, wrong: Wrong) -> int | None:
    """A whole number, None where nothing was typed."""
    text = one(fields, name)
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,4}", text) and least <= int(text) <= most:
        return int(text)
    wrong[name] = f"Vul een heel getal in van {least} tot en met {most}."
    return None


def day(fields: Fields, name: str, wrong: Wrong) -> date | None:
    """A date, None where nothing was typed."""
    text = one(fields, name)
    found = parse_day(text)
    if text and found is None:
        wrong[name] = _NO_DATE
    return found


def days(fields: Fields, name: str, most: int, wrong: Wrong) -> frozenset[date]:
    """Dates with a comma, a new line or "en" between them."""
    pieces = _pieces(one(fields, name), parse_day)
    if None in pieces:
        wrong[name] = "Vul datums in als 24-12-2026, met een komma ertussen."
    elif len(pieces) > most:
        wrong[name] = f"Dit zijn {len(pieces)} datums; er passen er {most}. Laat voorbije weg."
    return frozenset(each for each in pieces if each is not None)


def month_days(fields: Fields, name: str, wrong: Wrong) -> frozenset[int]:
    """Days of the month: numbers, or "laatste" for -1."""
    pieces = _pieces(one(fields, name), _month_day)
    if not pieces or None in pieces:
        wrong[name] = (
            "Vul dagen van de maand in, van 1 tot en met 31, met een komma ertussen."
            " De laatste dag schrijft u als ‘laatste’."
        )
    return frozenset(each for each in pieces if each is not None)


def days_text(values: Iterable[date]) -> str:
    """Dates as people type them: "24-12-2026, 31-12-2026"."""
    return ", ".join(f"{each.day}-{each.month}-{each.year}" for each in sorted(values))


def month_days_text(values: Iterable[int]) -> str:
    """Days of the month as they are typed: "1, 15, laatste"."""
    ordered = sorted(values, key=lambda each: (each < 0, abs(each)))
    return ", ".join("laatste" if each == -1 else str(each) for each in ordered)


PieceT = TypeVar("PieceT")


def _pieces(text: str, read: Callable[[str], PieceT]) -> set[PieceT]:
    words = re.split(r"[,;\s]+", text.lower())
    return {read(word) for word in words if word not in ("", "en")}


def _month_day(text: str) -> int | None:
    if text == "laatste":
        return -1
    match = re.fullmatch(r"(-?[0-9]{1,2})(?:e|de|ste)?", text)
    number = int(match[1]) if match else 0
    return number if 1 <= abs(number) <= 31 else None
