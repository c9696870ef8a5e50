"""The sign-up form: what was typed in it, read strictly, with a sentence for what is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import cast

from wijksafari.errors import FieldsError, InputError
from wijksafari.planning.functions import FUNCTIONS, Function
from wijksafari.services.mail.email_addresses import read_email
from wijksafari.services.sign_ups.sign_ups import Entry

BICYCLES = {
    "own": "eigen fiets",
    "e_bike": "eigen elektrische fiets",
    "loan": "graag een fiets te leen",
    "cannot_cycle": "ik kan niet fietsen",
}
LONGEST = {"naam": 120, "email": 254, "dieet": 200, "opmerking": 1000}
BIG_DIGITS = 11
FIELDS = (
    "naam", "functie", "email", "fiets", "dieet", "opmerking", "big", "big_akkoord", "akkoord",
)  # fmt: skip


class EntryError(FieldsError):
    """What somebody signing up has to mend."""

    order = FIELDS


def read_entry(form: Mapping[str, str], *, consents: bool = True) -> Entry:
    """What was typed. ``consents``: the form asks for consent. Raises EntryError."""
    wrong: dict[str, str] = {}
    name = _line(form, "naam", wrong)
    function = form.get("functie", "")
    bicycle = form.get("fiets", "")
    email = _email(form, wrong)
    diet, remark = _line(form, "dieet", wrong), _text(form, "opmerking", wrong)
    big_number = _big_number(form, wrong)
    if not name:
        wrong.setdefault("naam", "Vul uw naam in.")
    if function not in FUNCTIONS:
        wrong["functie"] = "Kies uw functie."
    if bicycle not in ("", *BICYCLES):
        wrong["fiets"] = "Kies hoe u fietst, of laat het leeg."
    if consents and form.get("akkoord") != "ja":
        wrong["akkoord"] = "Vink aan dat wij uw gegevens hiervoor mogen gebruiken."
    if wrong:
        raise EntryError(wrong)
    return Entry(
        name=name,
        function=cast("Function", function),
        email=email,
        bicycle=bicycle,
        diet=diet,
        remark=remark,
        big_number=big_number,
    )


def typed_of(entry: Entry) -> dict[str, str]:
    """The entry as the form shows it."""
    return {
        "naam": entry.name,
        "functie": entry.function,
        "email": entry.email,
        "fiets": entry.bicycle,
        "dieet": entry.diet,
        "opmerking": entry.remark,
        "big": entry.big_number,
        "big_akkoord": "ja" if entry.big_number else "",
    }


def _line(form: Mapping[str, str], field: str, wrong: dict[str, str]) -> str:
    text = unicodedata.normalize("NFC", form.get(field, "").strip())
    return _checked(" ".join(text.split(" ")), field, wrong, unseen=("Cc", "Cf", "Cs", "Zl", "Zp"))


def _text(form: Mapping[str, str], field: str, wrong: dict[str, str]) -> str:
    lines = form.get(field, "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = unicodedata.normalize("NFC", lines.strip())
    _checked(text.replace("\n", " "), field, wrong, unseen=("Cc", "Cs"))
    return text


def _checked(text: str, field: str, wrong: dict[str, str], *, unseen: tuple[str, ...]) -> str:
    if len(text) > LONGEST[field]:
        wrong[field] = f"Dit is te lang: {len(text)} tekens. Houd het op {LONGEST[field]} tekens."
    elif any(unicodedata.category(character) in unseen for character in text):
        wrong[field] = "Hier staat een onzichtbaar teken in. Typ het opnieuw in plaats van plakken."
    return text


def _email(form: Mapping[str, str], wrong: dict[str, str]) -> str:
    text = form.get("email", "").strip()
    if not text:
        wrong["email"] = "Vul uw e-mailadres in: daar komt de bevestiging."
        return ""
    try:
        return read_email(text[: LONGEST["email"] + 1])
    except InputError as error:
        wrong["email"] = str(error)
        return ""


def _big_number(form: Mapping[str, str], wrong: dict[str, str]) -> str:
    digits = form.get("big", "").strip().replace(" ", "").replace(".", "")
    if not digits:
        return ""
    if len(digits) != BIG_DIGITS or not (digits.isascii() and digits.isdecimal()):
        wrong["big"] = "Een BIG-nummer heeft 11 cijfers. Laat dit leeg als u geen punten wilt."
    elif form.get("big_akkoord") != "ja":
        wrong["big_akkoord"] = (
            "Geef hier toestemming om uw BIG-nummer te bewaren, of maak het BIG-nummer leeg."
        )
    return digits
