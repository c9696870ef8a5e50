"""Participants as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from wijksafari.clock import AMSTERDAM
from wijksafari.models import SignUp
from wijksafari.planning.functions import FUNCTION_NAMES
from wijksafari.services.own_data import BICYCLE_NAMES, STATUS_NAMES

_FUNCTIONS: dict[str, str] = dict(FUNCTION_NAMES.items())
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_LISTED = (
    *("naam", "functie", "praktijk", "e-mail", "aanmelding"),
    *("fiets", "dieet", "opmerking", "aangemeld op"),
)


def participants_csv(rows: Iterable[SignUp]) -> str:
    """Everybody with what they told, BIG numbers aside."""
    return _table(_LISTED, (_told(row) for row in rows))


def accreditation_csv(rows: Iterable[SignUp]) -> str:
    """Names and BIG numbers."""
    listed = ((row.name, _FUNCTIONS[row.function], row.big_number) for row in rows)
    return _table(("naam", "functie", "BIG-nummer"), listed)


def _told(row: SignUp) -> tuple[str, ...]:
    return (
        row.name,
        _FUNCTIONS[row.function],
        row.practice.name,
        row.email,
        STATUS_NAMES[row.status],
        BICYCLE_NAMES[row.bicycle],
        row.diet,
        row.remark,
        f"{row.created_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}",
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """With semicolons and a byte order mark: so a Dutch Excel reads it right."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def _as_text(cell: str) -> str:
    """A spreadsheet would calculate what begins like a formula; a quote makes it text."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
