"""Participants as a file for a spreadsheet."""

from collections.abc import Iterable

from wijksafari.clock import AMSTERDAM
from wijksafari.models import SignUp
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.sign_ups.own_data import BICYCLE_NAMES, STATUS_NAMES
from wijksafari.services.texts.spreadsheet_cells import spreadsheet

_LISTED = (
    *("naam", "functie", "praktijk", "e-mail", "aanmelding"),
    *("fiets", "dieet", "opmerking", "aangemeld op"),
)


def participants_csv(rows: Iterable[SignUp]) -> bytes:
    """Everybody with what they told, BIG numbers aside."""
    return spreadsheet((_LISTED, *(_told(row) for row in rows)))


def accreditation_csv(rows: Iterable[SignUp]) -> bytes:
    """Names and BIG numbers."""
    listed = ((row.name, FUNCTION_NAMES[row.function], row.big_number) for row in rows)
    return spreadsheet((("naam", "functie", "BIG-nummer"), *listed))


def _told(row: SignUp) -> tuple[str, ...]:
    return (
        row.name,
        FUNCTION_NAMES[row.function],
        row.practice.name,
        row.email,
        STATUS_NAMES[row.status],
        BICYCLE_NAMES[row.bicycle],
        row.diet,
        row.remark,
        f"{row.created_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}",
    )
