"""The forms around a stop's host: their answer, and the welzijnscoach who rides along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import cast

from wijksafari.errors import FieldsError, InputError
from wijksafari.services.hosts.definite import Coach
from wijksafari.services.hosts.given import AnswerKind, HostAnswer
from wijksafari.services.texts.names import invisible
from wijksafari.web.form_fields import email, line, phone
from wijksafari.web.moment_form import read_hour
from wijksafari.web.whole_number import whole_number

ANSWER_FIELDS = ("antwoord", "naam", "vanaf", "tot", "hooguit", "opmerking")
COACH_FIELDS = ("coach-naam", "coach-telefoon", "coach-email")
ANSWERS: Mapping[str, str] = {"yes": "Ja", "yes_but": "Ja, maar", "no": "Nee"}
LONGEST_REMARK = 1000
MOST_PEOPLE = 200


class HostFormError(FieldsError):
    """What has to be mended about an answer, or about a welzijnscoach."""

    order = (*ANSWER_FIELDS, *COACH_FIELDS)


def read_answer(form: Mapping[str, str], by: str = "") -> HostAnswer:
    """What was answered, ``by`` an organiser or else by who says so. Raises HostFormError."""
    wrong: dict[str, str] = {}
    kind = form.get("antwoord", "")
    if kind not in ANSWERS:
        wrong["antwoord"] = "Kies ja, ja maar, of nee."
    name = by or line(form, "naam", 120, wrong)
    if not name:
        wrong.setdefault("naam", "Vul uw naam in, dan weet de organisator wie er antwoordde.")
    remark = _remark(form, wrong)
    terms = _terms(form, wrong) if kind == "yes_but" else (None, None, None)
    if kind == "yes_but" and not wrong and not remark and terms == (None, None, None):
        wrong["vanaf"] = "Vul in wat er anders moet: de tijd, de groep of iets anders."
    if wrong:
        raise HostFormError(wrong)
    other_from, other_until, most_people = terms
    return HostAnswer(
        answer=cast("AnswerKind", kind),
        by=name,
        other_from=other_from,
        other_until=other_until,
        most_people=most_people,
        remark=remark,
    )


def read_coach(form: Mapping[str, str]) -> Coach:
    """Who rides along as welzijnscoach; all empty for nobody. Raises HostFormError."""
    wrong: dict[str, str] = {}
    coach = Coach(
        line(form, "coach-naam", 120, wrong),
        phone(form, "coach-telefoon", wrong),
        email(form, "coach-email", wrong),
    )
    if not coach.name and (coach.phone or coach.email):
        wrong.setdefault("coach-naam", "Vul ook de naam in.")
    if wrong:
        raise HostFormError(wrong)
    return coach


def _terms(
    form: Mapping[str, str], wrong: dict[str, str]
) -> tuple[time | None, time | None, int | None]:
    start, end = _hour(form, "vanaf", wrong), _hour(form, "tot", wrong)
    if start and end and start >= end:
        wrong["tot"] = "Het einde ligt niet na het begin. Kies een latere tijd."
    return start, end, _people(form, wrong)


def _hour(form: Mapping[str, str], name: str, wrong: dict[str, str]) -> time | None:
    text = form.get(name, "").strip()
    try:
        return read_hour(text).replace(tzinfo=None) if text else None
    except InputError as error:
        wrong[name] = str(error)
        return None


def _people(form: Mapping[str, str], wrong: dict[str, str]) -> int | None:
    text = form.get("hooguit", "").strip()
    if not text:
        return None
    number = whole_number(text, 3)
    if number is None or not 1 <= number <= MOST_PEOPLE:
        wrong["hooguit"] = f"Vul een heel getal in van 1 tot en met {MOST_PEOPLE}."
        return None
    return number


def _remark(form: Mapping[str, str], wrong: dict[str, str]) -> str:
    text = form.get("opmerking", "").strip().replace("\r\n", "\n")
    if len(text) > LONGEST_REMARK:
        wrong["opmerking"] = f"Dit is te lang; gebruik hooguit {LONGEST_REMARK} tekens."
    elif invisible(text.replace("\n", "")):
        wrong["opmerking"] = "Hier staan onzichtbare tekens in. Typ het opnieuw."
    return text
