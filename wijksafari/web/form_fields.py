"""Fields that many forms have, read strictly; what is wrong goes into ``wrong``, by field."""

from __future__ import annotations

from collections.abc import Mapping

from wijksafari.errors import InputError
from wijksafari.render import hand_off
from wijksafari.services.mail.email_addresses import read_email
from wijksafari.services.texts.names import invisible, tidy

LONGEST_EMAIL = 254
LONGEST_PHONE = 40


def typed(form: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """What was typed in the fields of these ``names``, to show it again."""
    return {name: form.get(name, "")[:1000] for name in names}


def line(form: Mapping[str, str], name: str, longest: int, wrong: dict[str, str]) -> str:
    """One line of text, at most ``longest`` characters."""
    text = tidy(form.get(name, ""))
    problem = fault(text, longest)
    if problem:
        wrong[name] = problem
    return text


def fault(text: str, longest: int) -> str:
    """Why ``text``, of one line or more, cannot be kept; empty where it can."""
    if len(text) > longest:
        return f"Dit zijn {len(text)} tekens; er passen er {longest}. Maak het korter."
    if any(map(invisible, text.splitlines())):
        return "Hier staan onzichtbare tekens in. Typ het opnieuw in plaats van te plakken."
    return ""


def email(form: Mapping[str, str], name: str, wrong: dict[str, str]) -> str:
    """A mail address, or nothing."""
    text = line(form, name, LONGEST_EMAIL, wrong)
    if not text or name in wrong:
        return ""
    try:
        return read_email(text)
    except InputError as error:
        wrong[name] = str(error)
        return ""


def phone(form: Mapping[str, str], name: str, wrong: dict[str, str]) -> str:
    """A telephone number as people write it, or nothing."""
    text = line(form, name, LONGEST_PHONE, wrong)
    if text and name not in wrong and not hand_off.telephone(text):
        wrong[name] = "Vul één telefoonnummer in, zoals 06-12345678."
    return text
