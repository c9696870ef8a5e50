"""The short and spoken ways in which leaflets tell days and times, written out."""

from __future__ import annotations

import re

from wijksafari.planning.pattern_text import MONTH, NUMBERS, number_of

_SHORT = (
    (r"\bv(?:/d|\.d\.|d)(?!\w)", "van de"),
    (r"\b(?:m\.?u\.?v\b\.?|(?:uitgezonderd|met uitzondering van)\b)", "behalve"),
    (r"\bm\.?i\.?v\b\.?", "met ingang van"),
    (r"\b(?:t/?m|t\.e\.m)\b\.?", "t/m"),
    (r"\b(\d{1,2}) ?(?:x|maal)(?!\w)", r"\1 keer"),
    (r"\beenmaal\b", "1 keer"),
    (r"\bmnd\b\.?", "maand"),
    (r"\bca\b\.?|±", ""),
    (r"\btussen (\d\S*(?: uur)?) en (?=\d)", r"\1 tot "),
    (r"(?<=\d)h(?=\d\d|\b)", "u"),
    (r"\b(?:7|zeven) dagen (?:per|in de) week\b", "dagelijks"),
    (r"\b(per|de|elke|iedere) (?:14|veertien) dagen\b", r"\1 2 weken"),
)
_HOUR = rf"(?:\d{{1,2}}|een|één|{'|'.join(NUMBERS)})"
_SPOKEN = re.compile(rf"\b(half|kwart voor|kwart over) ({_HOUR})\b")
_SPOKEN_MINUTES = {"half": (-1, 30), "kwart voor": (-1, 45), "kwart over": (0, 15)}
# "een" is nearly always no hour.
_WORD = "|".join(NUMBERS)
_DIGITS = r"\d{1,2}(?:[.:]\d\d)?"
_WORDED = re.compile(rf"\b({_WORD}|{_DIGITS})((?: uur)? tot )({_WORD}|{_DIGITS})\b")
# What follows a dash or a colon ends hours: of "10-12, 5 mei" only the 5th is in May.
_DAYS_OF_ONE_MONTH = re.compile(
    r"(?<!jaar op )(?<![\d.:/-])(?<!- )(?<!tot )\b(\d{1,2}(?:(?:, ?| en )\d{1,2})+)"
    rf" ({MONTH}(?: \d{{4}}\b)?)"
)


def spelled_out(text: str) -> str:
    """``text`` in small letters, without what only leaflets write.

    "m.u.v." becomes "behalve", "24 en 31 december" becomes "24 december en
    31 december", "half tien" becomes "9.30", and "tien tot twaalf" "10 tot 12".
    """
    text = text.lower()
    for short, long in _SHORT:
        text = re.sub(short, long, text)
    text = _SPOKEN.sub(_in_digits, text)
    text = _WORDED.sub(lambda match: f"{_hour(match[1])}{match[2]}{_hour(match[3])}", text)
    return _DAYS_OF_ONE_MONTH.sub(
        lambda match: re.sub(r"\d+", lambda day: f"{day[0]} {match[2]}", match[1]), text
    )


def _hour(text: str) -> str:
    return str(NUMBERS.get(text, text))


def _in_digits(match: re.Match[str]) -> str:
    hour = 1 if match[2] in ("een", "één") else number_of(match[2])
    back, minutes = _SPOKEN_MINUTES[match[1]]
    return f"{(hour + back - 1) % 12 + 1}.{minutes}"
