"""What a leader's report must be before it is written down."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, InputError, NotFoundError
from wijksafari.models import Safari
from wijksafari.models.ride import ACTION_KINDS
from wijksafari.services.groups.riding_groups import Group

OPENS = timedelta(hours=3)  # before the evening begins
NIGHT = timedelta(hours=6)  # after it began: somebody still looks after the last ones
CLOSES = timedelta(hours=48)  # after it began: a phone may find reception only the next day

MOVES = ("departed", "arrived")
PERSONAL = ("present", "absent", "left")
ReportingState = Literal["early", "open", "over", "cancelled"]
_CLOSED = {
    "cancelled": "Deze wijksafari is afgelast; er valt niets meer te melden.",
    "early": "Melden kan vanaf drie uur voor het begin van de avond.",
    "over": "Deze avond is te lang geleden om er nog iets van te melden.",
}
_KEY = re.compile(r"[A-Za-z0-9-]{1,36}")
_RELOAD = "Laad de pagina opnieuw en meld het nog eens."


def reporting_state(safari: Safari, now: datetime) -> ReportingState:
    """Whether leaders can report of the evening now, or why not."""
    if safari.state == "cancelled":
        return "cancelled"
    if now < opens_at(safari):
        return "early"
    return "over" if now > closes_at(safari) else "open"


def check_evening(safari: Safari, now: datetime) -> None:
    """Raises ClosedError when nothing can be reported of the evening now."""
    state = reporting_state(safari, now)
    if state != "open":
        raise ClosedError(_CLOSED[state])


def is_riding_day(safari: Safari, now: datetime) -> bool:
    """Whether it is the day of an evening that goes ahead, or the night after it."""
    if safari.state not in ("confirmed", "held"):
        return False
    starts = safari.starts_at.astimezone(AMSTERDAM)
    return starts.replace(hour=0, minute=0) <= now < starts + NIGHT


def opens_at(safari: Safari) -> datetime:
    """From when on something can be reported of the evening."""
    return safari.starts_at - OPENS


def closes_at(safari: Safari) -> datetime:
    """Until when something can be reported of the evening."""
    return safari.starts_at + CLOSES


def check_key(key: str) -> None:
    """Raises InputError for a key that no phone makes."""
    if not _KEY.fullmatch(key):
        raise InputError(f"Deze melding heeft geen bruikbaar kenmerk. {_RELOAD}")


def check_subject(group: Group, kind: str, location_id: str, person: str) -> None:
    """Raises InputError for a report that says nothing, NotFoundError for a stop elsewhere."""
    if kind not in ACTION_KINDS:
        raise InputError(f"Dit kan niet gemeld worden. {_RELOAD}")
    if (kind in PERSONAL) != bool(person):
        raise InputError(f"Het is niet duidelijk over wie deze melding gaat. {_RELOAD}")
    stops = {visit.location.id for visit in group.tour.itinerary.visits}
    if kind in MOVES and location_id and location_id not in stops:
        raise NotFoundError(
            "Deze stop staat niet (meer) in het programma van deze groep. Laad de pagina opnieuw."
        )


def happened_at(safari: Safari, at: datetime, now: datetime) -> datetime:
    """``at``, kept between the moment the evening opens and now: a phone's clock may be wrong."""
    return max(opens_at(safari), min(at, now))
