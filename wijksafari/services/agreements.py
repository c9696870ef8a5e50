"""What organisers agree about taking part: until when, how many, how much is enough."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, InputError, StaleError
from wijksafari.models import Safari
from wijksafari.planning.states import OVER
from wijksafari.planning.threshold import Band, DecidedBy
from wijksafari.services.agreement_words import changes
from wijksafari.services.deadlines import check_deadline
from wijksafari.services.journal import Actor, note
from wijksafari.services.organisers import wijk_organisers
from wijksafari.services.places import lock_safari, places_of
from wijksafari.services.post import Post
from wijksafari.services.representation import note_representation
from wijksafari.services.waiting_list import fill_places

MOST_PLACES = 200
MOST_OFFER_HOURS = 336
MOST_REMINDERS = 6
EARLIEST_REMINDER = 90
LONGEST_NAME = 120
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """What was agreed. ``reminder_days`` count back from the deadline, the earliest first."""

    deadline: datetime
    capacity: int
    minimum_percent: int
    target_percent: int
    decided_by: DecidedBy
    offer_hours: int
    reminder_days: tuple[int, ...]
    ambassador_name: str
    ambassador_practice: str
    invitation_note: str
    organiser_id: int | None


class AgreementsError(InputError):
    """Agreements that cannot be kept; ``fields`` has a sentence by attribute."""

    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields
        super().__init__(fields.values())


def agreements_of(safari: Safari, usual_deadline: datetime) -> Agreements:
    """What was agreed; ``usual_deadline`` while there is none."""
    return Agreements(
        deadline=safari.deadline or usual_deadline,
        capacity=safari.capacity,
        minimum_percent=safari.minimum_percent,
        target_percent=safari.target_percent,
        decided_by="practices" if safari.decided_by == "practices" else "persons",
        offer_hours=safari.offer_hours,
        reminder_days=tuple(sorted(safari.reminder_days, reverse=True)),
        ambassador_name=safari.ambassador_name,
        ambassador_practice=safari.ambassador_practice,
        invitation_note=safari.invitation_note,
        organiser_id=safari.organiser_id,
    )


def save_agreements(
    session: Session,
    safari: Safari,
    agreed: Agreements,
    revision: int,
    *,
    actor: Actor,
    post: Post,
    now: datetime,
) -> None:
    """Replace what was agreed at ``revision``, and see to what follows from it.

    More places are offered to those who wait; another band is held against the
    figures. Raises AgreementsError, ClosedError once the safari was cancelled or
    held, and StaleError when somebody else saved something else in between.
    """
    safari = lock_safari(session, safari.id)
    before = agreements_of(safari, agreed.deadline)
    if before == agreed and safari.deadline is not None:
        return
    if safari.state in OVER:
        raise ClosedError("Deze wijksafari is voorbij of afgelast; de afspraken liggen vast.")
    if safari.agreed_revision != revision:
        raise StaleError(
            "Iemand anders heeft de afspraken intussen gewijzigd. Uw wijziging is niet opgeslagen,"
            " maar staat nog op deze pagina."
        )
    wrong = _wrong(session, safari, agreed, now)
    if wrong:
        raise AgreementsError(wrong)
    names = {each.id: each.name for each in wijk_organisers(session, safari.neighbourhood_id)}
    told = changes(before, agreed, names) or "de sluiting is vastgelegd"
    _fill(safari, agreed, now)
    note(session, safari, "change", f"Afspraken gewijzigd: {told}.", actor=actor, now=now)
    session.flush()
    session.expire(safari, ["organiser"])
    if agreed.capacity > before.capacity:
        fill_places(session, safari, post, now)
    note_representation(session, safari, post, now)


def _fill(safari: Safari, agreed: Agreements, now: datetime) -> None:
    if safari.state == "inviting" and agreed.deadline > now:
        # With a new deadline the organiser is asked to decide anew.
        safari.alerted_at = None
    for name, value in asdict(agreed).items():
        setattr(safari, name, list(value) if name == "reminder_days" else value)
    safari.agreed_revision += 1


def _wrong(session: Session, safari: Safari, agreed: Agreements, now: datetime) -> dict[str, str]:
    """A sentence for each attribute that cannot be kept."""
    found = {
        "deadline": _wrong_deadline(safari, agreed, now),
        "capacity": _wrong_capacity(session, safari, agreed.capacity),
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
            f"Er zijn al {taken} plaatsen bezet of aangeboden. Kies minstens {taken}, of vraag"
            " eerst iemand zich af te melden."
        )
    return _outside(capacity, MOST_PLACES, "plaatsen")


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
