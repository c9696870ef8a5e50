"""The form of a referral card: what was typed, read strictly."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from wijksafari.errors import FieldsError
from wijksafari.planning.card_facts import REFERRER_NAMES, WAY_NAMES, CardFacts
from wijksafari.services.texts.names import tidy
from wijksafari.web.form_fields import LONGEST_EMAIL, LONGEST_PHONE, email, fault, line, phone

# The field of a card by the name it has in the form.
FIELDS = {
    "aanbod": "offers",
    "voor_wie": "for_whom",
    "niet_voor": "not_for_whom",
    "hoe": "ways",
    "verwijs_telefoon": "refer_phone",
    "verwijs_email": "refer_email",
    "hoe_toelichting": "refer_note",
    "wie": "who_may_refer",
    "reactietijd": "response_time",
    "kosten": "cost",
    "talen": "languages",
    "toegankelijk": "accessibility",
    "terugkoppeling": "feedback",
    "contact_naam": "contact_name",
    "contact_telefoon": "contact_phone",
    "contact_email": "contact_email",
}
# How many characters fit; a card has to fit on one side of paper.
LONGEST = {
    "aanbod": 600,
    "voor_wie": 400,
    "niet_voor": 300,
    "verwijs_telefoon": LONGEST_PHONE,
    "verwijs_email": LONGEST_EMAIL,
    "hoe_toelichting": 300,
    "reactietijd": 120,
    "kosten": 200,
    "talen": 200,
    "toegankelijk": 300,
    "terugkoppeling": 300,
    "contact_naam": 120,
    "contact_telefoon": LONGEST_PHONE,
    "contact_email": LONGEST_EMAIL,
}
MOST_LINES = 8
_TEXTS = ("aanbod", "voor_wie", "niet_voor", "hoe_toelichting")
_CHOICES = {"hoe": WAY_NAMES, "wie": REFERRER_NAMES}
_PHONES = ("verwijs_telefoon", "contact_telefoon")
_EMAILS = ("verwijs_email", "contact_email")

Form = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class CardForm:
    """What templates/web/_card_form.html needs to know: how long, and what to choose from."""

    longest: Mapping[str, int]
    ways: Mapping[str, str]
    referrers: Mapping[str, str]


CARD_FORM = CardForm(LONGEST, WAY_NAMES, REFERRER_NAMES)


class CardFormError(FieldsError):
    """What has to be mended on a card."""

    order = tuple(FIELDS)


def read_card(form: Form) -> CardFacts:
    """The card that was typed. Raises CardFormError."""
    wrong: dict[str, str] = {}
    values = {field: _value(form, name, wrong) for name, field in FIELDS.items()}
    if wrong:
        raise CardFormError(wrong)
    return CardFacts(**values)


def typed_card(form: Form) -> dict[str, Any]:
    """What was typed, to show it again: text by field, a list where one chooses."""
    return {
        name: form.getlist(name)[:20] if name in _CHOICES else form.get(name, "")[:5_000]
        for name in FIELDS
    }


def card_as_typed(facts: CardFacts) -> dict[str, Any]:
    """The card as somebody would have typed it."""
    return {name: getattr(facts, field) for name, field in FIELDS.items()}


def _value(form: Form, name: str, wrong: dict[str, str]) -> Any:
    if name in _CHOICES:
        chosen = form.getlist(name)
        return tuple(each for each in _CHOICES[name] if each in chosen)
    if name in _TEXTS:
        return _text(form, name, wrong)
    if name in _EMAILS:
        return email(form, name, wrong)
    if name in _PHONES:
        return phone(form, name, wrong)
    return line(form, name, LONGEST[name], wrong)


def _text(form: Form, name: str, wrong: dict[str, str]) -> str:
    """Some lines; each is tidied, and those that are empty fall away."""
    typed_text = unicodedata.normalize("NFC", form.get(name, ""))
    lines = [tidied for each in typed_text.splitlines() if (tidied := tidy(each))]
    if len(lines) > MOST_LINES:
        wrong[name] = f"Dit zijn {len(lines)} regels; er passen er {MOST_LINES}. Maak het korter."
        return ""
    text = "\n".join(lines)
    problem = fault(text, LONGEST[name])
    if problem:
        wrong[name] = problem
    return text
