"""Who was there, for the request for accreditation; BIG numbers are on a list of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.riding.presence import Attendee
from wijksafari.services.texts.spreadsheet_cells import spreadsheet

_LISTED = ("naam", "functie", "praktijk", "groep", "aanwezig", "van", "tot")
_SAID = {"expected": "niet gemeld", "present": "ja", "left": "ja", "absent": "nee"}


def presence_csv(attendees: Iterable[Attendee]) -> bytes:
    """Everybody who was expected or came; "tot" is empty for who stayed to the end."""
    return spreadsheet((_LISTED, *(_told(each) for each in attendees)))


def _told(attendee: Attendee) -> tuple[str, ...]:
    return (
        attendee.name,
        FUNCTION_NAMES[attendee.function],
        attendee.practice_name,
        str(attendee.group),
        _SAID[attendee.status],
        _moment(attendee.arrived_at),
        _moment(attendee.left_at),
    )


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" if moment else ""
