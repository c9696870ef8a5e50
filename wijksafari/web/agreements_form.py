"""Agreements as a form: its fields, what was typed in them, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.planning.threshold import DecidedBy
from wijksafari.services.safaris.agreement_checks import AgreementsError
from wijksafari.services.safaris.agreements import Agreements
from wijksafari.web.moment_form import read_moment
from wijksafari.web.whole_number import whole_number

Typed = dict[str, str]

# The fields in the form's order, by what they fill.
FIELDS = {
    "deadline": "sluit_datum",
    "capacity": "plaatsen",
    "group_size": "groepsgrootte",
    "offer_hours": "vasthouden",
    "minimum_percent": "minimum",
    "target_percent": "doel",
    "decided_by": "beslist",
    "reminder_days": "herinneringen",
    "organiser_id": "organisator",
    "ambassador_name": "ambassadeur",
    "ambassador_practice": "ambassadeur_praktijk",
    "invitation_note": "uitnodiging",
}
_LONGEST_NUMBER = 6


def filled(agreed: Agreements) -> Typed:
    """The fields as they are for ``agreed``."""
    deadline = agreed.deadline.astimezone(AMSTERDAM)
    return {
        "sluit_datum": f"{deadline:%Y-%m-%d}",
        "sluit_tijd": f"{deadline:%H:%M}",
        "plaatsen": str(agreed.capacity),
        "groepsgrootte": str(agreed.group_size),
        "vasthouden": str(agreed.offer_hours),
        "minimum": str(agreed.minimum_percent),
        "doel": str(agreed.target_percent),
        "beslist": agreed.decided_by,
        "herinneringen": ", ".join(map(str, agreed.reminder_days)),
        "organisator": str(agreed.organiser_id or ""),
        "ambassadeur": agreed.ambassador_name,
        "ambassadeur_praktijk": agreed.ambassador_practice,
        "uitnodiging": agreed.invitation_note,
    }


def read_agreements(typed: Mapping[str, str]) -> Agreements:
    """What was typed. Raises AgreementsError with everything that cannot be read."""
    wrong: dict[str, str] = {}
    deadline = _deadline(typed, wrong)
    numbers = {
        name: _number(typed, name, wrong)
        for name in ("capacity", "group_size", "offer_hours", "minimum_percent", "target_percent")
    }
    days = _days(typed, wrong)
    decided_by = typed.get("beslist", "")
    if decided_by not in ("persons", "practices"):
        wrong["decided_by"] = "Kies welk cijfer beslist."
    organiser = typed.get("organisator", "")
    organiser_id = _whole(organiser)
    if organiser and organiser_id is None:
        wrong["organiser_id"] = "Kies een organisator uit de lijst."
    if wrong or deadline is None:
        raise AgreementsError({name: wrong[name] for name in FIELDS if name in wrong})
    return Agreements(
        deadline=deadline,
        **numbers,
        decided_by=cast(DecidedBy, decided_by),
        reminder_days=days,
        organiser_id=organiser_id,
        ambassador_name=_line(typed, "ambassadeur"),
        ambassador_practice=_line(typed, "ambassadeur_praktijk"),
        invitation_note="\n".join(typed.get("uitnodiging", "").splitlines()).strip(),
    )


def _deadline(typed: Mapping[str, str], wrong: dict[str, str]) -> datetime | None:
    try:
        return read_moment(typed.get("sluit_datum", ""), typed.get("sluit_tijd", ""))
    except InputError as error:
        wrong["deadline"] = str(error)
        return None


def _number(typed: Mapping[str, str], name: str, wrong: dict[str, str]) -> int:
    number = _whole(typed.get(FIELDS[name], "").strip().removesuffix("%").strip())
    if number is not None:
        return number
    wrong[name] = "Vul een heel getal in."
    return 0


def _days(typed: Mapping[str, str], wrong: dict[str, str]) -> tuple[int, ...]:
    """ "14, 7 en 2": each day once, the earliest first; nothing means no reminders."""
    parts = typed.get("herinneringen", "").replace(" en ", ",").replace(";", ",").split(",")
    days = [_whole(part.strip()) for part in parts if part.strip()]
    if None not in days:
        return tuple(sorted({each for each in days if each is not None}, reverse=True))
    wrong["reminder_days"] = "Schrijf dagen als getallen met een komma ertussen, zoals 14, 7, 2."
    return ()


def _whole(text: str) -> int | None:
    return whole_number(text, _LONGEST_NUMBER)


def _line(typed: Mapping[str, str], field: str) -> str:
    return " ".join(typed.get(field, "").split())
