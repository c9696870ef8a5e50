"""Where in a sentence the name of what is held ends and the days begin."""

from __future__ import annotations

import re

from wijksafari.planning.pattern_days import ORDINAL
from wijksafari.planning.pattern_text import DATE, NOT_HOURS, WEEKDAY

_HOURS = (
    rf"(?<![\d.,/-])\d{{1,2}} ?(?:[.:uh]\d\d|uur\b|u\b|(?:-|–|tot|t/m) ?\d{{1,2}}(?!\d){NOT_HOURS})"
)
_DAYS = (
    r"elke|elk|iedere|ieder|alle dagen|werkdag(?:en)?|doordeweeks|weekend|dagelijks",
    r"(?:twee)?wekelijkse?|(?:twee)?maandelijkse?|van de maand",
    rf"(?:van|vanaf|start|begint) (?:op )?(?=\d|{WEEKDAY})|in (?:de )?\w*vakanties?\b",
    rf"om de (?:week|maand|dag|andere|\w+ weken|\w+ maanden|1?\d|(?={WEEKDAY}))",
    r"per (?:week|maand)",
    r"(?:eens|eenmaal|keer|één keer|\d ?x) (?:per|in)|(?:\d|zeven) dagen per",
    r"\d+ (?:keer|lessen|bijeenkomsten)",
    r"(?:on)?even we(?:ek|ken)|in de week|behalve|(?:niet|alleen) (?:op|in|tijdens)",
    r"\d{1,2}(?:ste|de|e)\b|(?:zomer|winter):",
    rf"(?:{ORDINAL})(?=,| en | (?:{WEEKDAY}|dag|week|werkdag|van ))",
)
_FIRST_WORD = re.compile(rf"{_HOURS}|{DATE}|{WEEKDAY}|(?<!\w)(?:{'|'.join(_DAYS)})", re.IGNORECASE)
_FILLING_AT_END = re.compile(
    r"[\s,:;(–-]*(?:\b(?:op|van|om|in|de|het)\b[\s,:;(–-]*)*$", re.IGNORECASE
)


def titled(sentence: str) -> tuple[str, str]:
    """What stands before the first word about days, and the rest."""
    match = _FIRST_WORD.search(sentence)
    start = match.start() if match else len(sentence)
    return _FILLING_AT_END.sub("", sentence[:start]), sentence[start:]
