"""Everything that is kept about somebody who signed up, for themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import RideAction, SignUp
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.groups.riding_groups import group_number

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


_REPORTED = {"present": "aanwezig", "absent": "niet gekomen", "left": "weggegaan"}


def own_data(session: Session, sign_up: SignUp) -> dict[str, Any]:
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
        "groep": group_number(sign_up),
        "op de avond gemeld": [_reported(each) for each in _about(session, sign_up)],
        "wordt gewist": "fiets, dieet en opmerking 14 dagen na de avond; de rest na 90 dagen",
    }


def _about(session: Session, sign_up: SignUp) -> list[RideAction]:
    """What leaders reported about this person, also what was undone."""
    query = select(RideAction).filter_by(sign_up_id=sign_up.id)
    return list(session.scalars(query.order_by(RideAction.at, RideAction.id)))


def _reported(action: RideAction) -> dict[str, str | None]:
    return {
        "wat": _REPORTED[action.kind],
        "om": _moment(action.at),
        "ongedaan gemaakt": _moment(action.undone_at),
    }


def _moment(value: datetime | None) -> str | None:
    return value.astimezone(AMSTERDAM).isoformat(timespec="seconds") if value else None
