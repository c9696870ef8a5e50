"""Hours as people say them: "van 7 tot 9 uur 's avonds"."""

from __future__ import annotations

from datetime import time

from wijksafari.planning.pattern_text import NOT_HOURS, TO, WEEKDAY, Text

_CLOCK = r"(\d{1,2})(?:[.:u](\d\d))?(?: ?uur\b| ?u\b\.?)?"
_HOURS = rf"(?:\bvan |\bom )?(?<![\d.:/-]){_CLOCK}{TO}{_CLOCK}(?![\d:.]?\d){NOT_HOURS}"
_PART_OF_DAY = r"(ochtend|middag|avond)s?\b"
# The days of other hours go with them: "ma-vr 9-17, za 10-14".
_THEIR_DAYS = rf"(?:\ben |, ?)?(?:{WEEKDAY}(?:(?:{TO}|, ?| en ){WEEKDAY})*:? ?)?(?:[a-z]+ )?"
_NOON, _DAY = 12 * 60, 24 * 60
# Who writes "van 2 tot 4" may well mean the afternoon; "van 7 tot 9" is a breakfast.
_EARLIEST = 6 * 60


def read_hours(text: Text) -> tuple[time | None, time | None]:
    """From when until when; what goes with other hours is told as not understood."""
    parts = text.found(_PART_OF_DAY)
    match = text.take(_HOURS)
    if match is None:
        return None, None
    text.cut(rf"{_THEIR_DAYS}{_HOURS}")
    part = parts.pop() if len(parts) == 1 else ""
    opens, closes = _minutes(match[1], match[2]), _minutes(match[3], match[4])
    on_twelve = opens <= _NOON and not match[1].startswith("0")
    later = on_twelve and opens < _NOON and (part == "avond" or opens <= _EARLIEST)
    if later and part in ("middag", "avond"):
        opens += _NOON
    elif on_twelve and opens < _EARLIEST:
        opens = _DAY
    if on_twelve and closes <= opens and (part or closes <= _EARLIEST):
        closes += _NOON
    if opens >= _DAY or closes > _DAY:
        text.tell(match[0])
        return None, None
    return _time(opens), _time(closes % _DAY)


def _minutes(hour: str, minute: str | None) -> int:
    """Since midnight; as many as no day has where the clock has no such time."""
    usable = int(hour) <= 24 and int(minute or 0) < 60
    return int(hour) * 60 + int(minute or 0) if usable else 2 * _DAY


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))
