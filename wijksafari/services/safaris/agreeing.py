"""Keeping what organisers agreed, one of them at a time, and what follows from it."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, StaleError
from wijksafari.models import Safari
from wijksafari.planning.states import OVER
from wijksafari.services.hosts.definite import let_definite_go
from wijksafari.services.hosts.plan import most_at_once
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.representation import note_representation
from wijksafari.services.safaris.agreement_checks import check_agreements
from wijksafari.services.safaris.agreement_words import changes
from wijksafari.services.safaris.agreements import Agreements, agreements_of
from wijksafari.services.safaris.organisers import wijk_organisers
from wijksafari.services.sign_ups.places import lock_safari
from wijksafari.services.sign_ups.waiting_list import fill_places


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
    check_agreements(session, safari, agreed, now)
    names = {each.id: each.name for each in wijk_organisers(session, safari.neighbourhood_id)}
    told = changes(before, agreed, names) or "de sluiting is vastgelegd"
    _fill(safari, agreed, now)
    note(session, safari, "change", f"Afspraken gewijzigd: {told}.", actor=actor, now=now)
    session.flush()
    session.expire(safari, ["organiser"])
    if most_at_once(safari) > min(before.capacity, before.group_size):
        why = "er kunnen meer mensen tegelijk komen dan is gevraagd"
        let_definite_go(session, safari, why, now)
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
