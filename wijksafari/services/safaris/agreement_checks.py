"""Agreements that cannot be kept, each with a sentence that says why."""

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import FieldsError, InputError
from wijksafari.models import Safari
from wijksafari.planning.threshold import Band
from wijksafari.services.safaris.agreements import Agreements
from wijksafari.services.safaris.deadlines import check_deadline
from wijksafari.services.safaris.organisers import wijk_organisers
from wijksafari.services.sign_ups.places import places_of

MOST_PLACES = 200
MOST_IN_GROUP = 40
MOST_OFFER_HOURS = 336
MOST_REMINDERS = 6
EARLIEST_REMINDER = 90
LONGEST_NAME = 120
LONGEST_NOTE = 2000


class AgreementsError(FieldsError):
    """Agreements that cannot be kept; ``fields`` has a sentence by attribute."""


def check_agreements(session: Session, safari: Safari, agreed: Agreements, now: datetime) -> None:
    """Raises AgreementsError with everything that cannot be kept."""
    wrong = _wrong(session, safari, agreed, now)
    if wrong:
        raise AgreementsError(wrong)


def _wrong(session: Session, safari: Safari, agreed: Agreements, now: datetime) -> dict[str, str]:
    """A sentence for each attribute that cannot be kept."""
    found = {
        "deadline": _wrong_deadline(safari, agreed, now),
        "capacity": _wrong_capacity(session, safari, agreed.capacity),
        "group_size": _outside(agreed.group_size, MOST_IN_GROUP, "deelnemers"),
        **_wrong_band(agreed),
        "offer_hours": _outside(agreed.offer_hours, MOST_OFFER_HOURS, "uur"),
        "reminder_days": _wrong_reminders(agreed.reminder_days),
        "ambassador_name": _too_long(agreed.ambassador_name, LONGEST_NAME),
        "ambassador_practice": _too_long(agreed.ambassador_practice, LONGEST_NAME),
        "invitation_note": _too_long(agreed.invitation_note, LONGEST_NOTE),
        "organiser_id": _wrong_organiser(session, safari, agreed.organiser_id),
    }
    return {name: sentence for name, sentence in found.items() if sentence}


def _wrong_deadline(safari: Safari, agreed: Agreements, now: datetime) -> str:
    if agreed.deadline == safari.deadline:
        return ""
    try:
        check_deadline(agreed.deadline, safari.starts_at, now)
    except InputError as error:
        return str(error)
    return ""


def _wrong_capacity(session: Session, safari: Safari, capacity: int) -> str:
    places = places_of(session, safari)
    taken = places.taking_part + places.offered
    if capacity < taken:
        return (
            f"Er zijn al {taken} plekken bezet of aangeboden. Kies minstens {taken}, of vraag"
            " eerst iemand zich af te melden."
        )
    return _outside(capacity, MOST_PLACES, "plekken")


def _wrong_band(agreed: Agreements) -> dict[str, str]:
    try:
        Band.of_percent(agreed.minimum_percent, agreed.target_percent)
    except InputError as error:
        alone = not 0 < agreed.minimum_percent <= 100
        return {"minimum_percent" if alone else "target_percent": str(error)}
    return {}


def _wrong_reminders(days: tuple[int, ...]) -> str:
    if len(days) > MOST_REMINDERS:
        return f"Kies hooguit {MOST_REMINDERS} herinneringen; meer helpt niet."
    outside = (_outside(each, EARLIEST_REMINDER, "dagen voor de sluiting") for each in days)
    return next(filter(None, outside), "")


def _wrong_organiser(session: Session, safari: Safari, organiser_id: int | None) -> str:
    known = {each.id for each in wijk_organisers(session, safari.neighbourhood_id)}
    if organiser_id in known | {safari.organiser_id, None}:
        return ""
    return "Deze persoon werkt niet (meer) in de wijk. Kies iemand anders."


def _outside(number: int, most: int, unit: str) -> str:
    return "" if 1 <= number <= most else f"Vul een heel getal in van 1 tot {most} {unit}."


def _too_long(text: str, most: int) -> str:
    return "" if len(text) <= most else f"Dit is te lang; gebruik hooguit {most} tekens."
