"""What the forms of the leader's page send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from wijksafari.errors import InputError
from wijksafari.models import Safari
from wijksafari.services.riding.log import Kind, NewAction
from wijksafari.services.riding.phone_batch import read_action
from wijksafari.web.whole_number import whole_number

_UNUSABLE = "Deze melding klopt niet. Laad de pagina opnieuw en meld het nog eens."


def group_typed(values: Mapping[str, str]) -> int:
    """The number of the group; the first where none is named. Raises InputError."""
    number = whole_number(values.get("groep", "1"), 2)
    if number is None:
        raise InputError("Deze groep bestaat niet. Kies een andere groep.")
    return number


def movement_typed(form: Mapping[str, str], safari: Safari, now: datetime) -> NewAction:
    """What a button says happened, now or at the time of day that was typed.

    Its value is a kind, a key and a stop: "arrived:<key>:linde". Read as
    strictly as what phones send. Raises InputError.
    """
    kind, _, rest = form.get("melding", "").partition(":")
    key, _, location = rest.partition(":")
    if kind not in ("departed", "arrived"):
        raise InputError(_UNUSABLE)
    told = {"key": key, "type": kind, "location": location, "group": group_typed(form)}
    told |= {"at": 0, "clock": form.get("tijd", "")}
    read = read_action(told, safari, sent_at=0, now=now)
    return NewAction(
        key=read.key,
        kind=cast("Kind", kind),
        group=read.group,
        at=read.at,
        location_id=read.location_id,
    )
