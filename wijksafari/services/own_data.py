"""Everything that is kept about somebody who signed up, for themselves."""

from datetime import datetime
from typing import Any

from wijksafari.clock import AMSTERDAM
from wijksafari.models import SignUp
from wijksafari.planning.functions import FUNCTION_NAMES

BICYCLE_NAMES = {
    "": "",
    "own": "eigen fiets",
    "e_bike": "eigen elektrische fiets",
    "loan": "fiets te leen",
    "cannot_cycle": "kan niet fietsen",
}
STATUS_NAMES = {
    "taking_part": "gaat mee",
    "waiting": "op de wachtlijst",
    "offered": "plek aangeboden",
    "withdrawn": "afgemeld",
}


def own_data(sign_up: SignUp) -> dict[str, Any]:
    """Values under Dutch names, ready for JSON; moments as the clocks showed them."""
    return {
        "wijksafari": sign_up.safari.title,
        "begint": _moment(sign_up.safari.starts_at),
        "praktijk": sign_up.practice.name,
        "naam": sign_up.name,
        "functie": FUNCTION_NAMES[sign_up.function],
        "e-mail": sign_up.email,
        "aanmelding": STATUS_NAMES[sign_up.status],
        "op de wachtlijst sinds": _moment(sign_up.queued_at),
        "plek vastgehouden tot": _moment(sign_up.offered_until),
        "fiets": BICYCLE_NAMES[sign_up.bicycle],
        "dieet": sign_up.diet,
        "opmerking": sign_up.remark,
        "BIG-nummer": sign_up.big_number,
        "toestemming gegeven": _moment(sign_up.consented_at),
        "toestemming voor BIG-nummer gegeven": _moment(sign_up.big_consented_at),
        "aangemeld": _moment(sign_up.created_at),
        "laatst gewijzigd": _moment(sign_up.changed_at),
        "wordt gewist": "fiets, dieet en opmerking 14 dagen na de avond; de rest na 90 dagen",
    }


def _moment(value: datetime | None) -> str | None:
    return value.astimezone(AMSTERDAM).isoformat(timespec="seconds") if value else None
