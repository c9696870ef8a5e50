"""Whether a step can be taken now, and who took it before."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, InputError
from wijksafari.models import JournalEntry, Safari
from wijksafari.planning.states import OVER, STATE_NAMES
from wijksafari.planning.threshold import Representation
from wijksafari.planning.threshold_words import missing, percent
from wijksafari.planning.words import clock, day, sentence
from wijksafari.services.evenings.in_short import evening_in_short

LONGEST_REASON = 1000


def check_ahead(session: Session, safari: Safari, now: datetime) -> None:
    """Raises ClosedError once the evening has begun, was held or was called off."""
    if safari.state in OVER:
        name = STATE_NAMES["cancelled" if safari.state == "cancelled" else "held"]
        raise ClosedError(f"Deze wijksafari is al {name}{by_whom(session, safari, now)}.")
    if safari.starts_at <= now:
        raise ClosedError("Deze avond is al begonnen of geweest; er valt niets meer te besluiten.")


def check_can_stop(session: Session, safari: Safari, now: datetime) -> None:
    """Raises ClosedError when there is nothing left to call off or to break off.

    A confirmed evening can be stopped until it is over.
    """
    if safari.state != "confirmed" or safari.starts_at > now:
        check_ahead(session, safari, now)
    elif evening_in_short(safari).ends <= now:
        raise ClosedError("Deze avond is al geweest; er valt niets meer af te breken.")


def check_enough(found: Representation, reason: str) -> None:
    """Raises InputError below the minimum, and in the band without a ``reason``."""
    match found.standing:
        case "no_figure":
            raise InputError(
                "Bij de uitgenodigde praktijken staan geen huisartsen of POH’s, dus er is geen"
                " vertegenwoordiging te berekenen. Vul eerst de aantallen van de praktijken in."
            )
        case "below":
            raise InputError(
                f"Bevestigen kan vanaf {percent(found.band.minimum)}. Nu is het"
                f" {percent(found.deciding.share)}: {sentence(missing(found))}"
            )
        case "in_band" if not reason:
            raise InputError(
                f"Het is {percent(found.deciding.share)} en het doel is"
                f" {percent(found.band.target)}. Schrijf waarom de avond toch doorgaat."
            )


def by_whom(session: Session, safari: Safari, now: datetime) -> str:
    """Who confirmed or cancelled it: " door Anne om 14.02 uur"; empty when nobody did."""
    entry = last_decision(session, safari)
    if entry is None:
        return ""
    at = entry.at.astimezone(AMSTERDAM)
    on = "" if at.date() == now.astimezone(AMSTERDAM).date() else f" op {day(at)}"
    return f" door {entry.actor_name}{on} om {clock(at)}"


def was_broken_off(session: Session, safari: Safari) -> bool:
    """Whether the evening had begun when it was called off."""
    entry = last_decision(session, safari) if safari.state == "cancelled" else None
    return entry is not None and entry.at >= safari.starts_at


def last_decision(session: Session, safari: Safari) -> JournalEntry | None:
    """What the journal says of the decision the safari is in; none while it is in no such state."""
    prefix = {"confirmed": "Bevestigd", "cancelled": "Afgelast"}.get(safari.state)
    if prefix is None:
        return None
    return session.scalar(
        select(JournalEntry)
        .filter_by(safari_id=safari.id, kind="decision")
        .where(JournalEntry.what.startswith(prefix))
        .order_by(JournalEntry.id.desc())
        .limit(1)
    )


def usable_reason(reason: str) -> str:
    """The reason without the space around it. Raises InputError when it is too long."""
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        raise InputError(f"De toelichting is te lang; gebruik hooguit {LONGEST_REASON} tekens.")
    return reason
