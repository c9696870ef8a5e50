"""What the organiser can best do now."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from wijksafari.models import Safari
from wijksafari.planning.threshold import Representation, Standing
from wijksafari.services.safaris.deadlines import deadline_passed

Step = Literal[
    "invite",  # nobody was asked yet
    "count",  # nobody who counts is invited
    "ask",  # too few, and people can still sign up
    "choose",  # too few, and sign-up is closed
    "explain",  # in the band: confirm with a reason
    "confirm",  # the target is reached
    "goes_on",
    "dropped",  # confirmed, and below the minimum since
    "under_way",
    "too_late",  # the evening began undecided
    "called_off",
    "held",
]


_OVER: dict[str, Step] = {"cancelled": "called_off", "held": "held"}
_UNDECIDED: dict[Standing, Step] = {
    "no_figure": "count",
    "below": "ask",
    "in_band": "explain",
    "target": "confirm",
}


def next_step(safari: Safari, found: Representation, now: datetime) -> Step:
    """The one step that stands out on the page."""
    if safari.state in _OVER:
        return _OVER[safari.state]
    if safari.state == "confirmed":
        if safari.starts_at <= now:
            return "under_way"
        return "goes_on" if found.standing in ("in_band", "target") else "dropped"
    if safari.starts_at <= now:
        return "too_late"
    if safari.state == "concept":
        return "invite"
    step = _UNDECIDED[found.standing]
    return "choose" if step == "ask" and deadline_passed(safari, now) else step
