"""A safari's mail: what left, what waits, and what did not arrive."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from wijksafari.clock import AMSTERDAM
from wijksafari.services.mail import outbox_report
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import current_actor

blueprint = Blueprint("outbox", __name__)

KIND_NAMES = {
    "invitation": "Uitnodiging",
    "reminder": "Herinnering",
    "signed_up": "Bevestiging van aanmelding",
    "changed": "Gewijzigde aanmelding",
    "waiting_list": "Plek op de wachtlijst",
    "offer": "Aanbod van een vrije plek",
    "offer_lapsed": "Aanbod verlopen",
    "withdrawn": "Bevestiging van afmelding",
    "changed_evening": "Wijziging van de avond",
    "confirmed": "De avond gaat door",
    "cancelled": "De avond gaat niet door",
    "cards": "Verwijskaarten",
    "host_request": "Vraag aan een locatie",
    "host_request_again": "Opnieuw gevraagd: andere tijd of meer mensen",
    "host_moved": "Een paar minuten anders, voor een locatie",
    "host_agreed": "Afspraak met een locatie",
    "host_released": "Afzegging voor een locatie",
    "host_link": "Nieuwe link voor een locatie",
    "host_handed_over": "Het contact van een locatie loopt via een ander",
    "host_confirmed": "De avond gaat door, voor locaties",
    "host_thanks": "Dank aan een locatie",
    "host_answered": "Bericht aan de organisatie: antwoord van een locatie",
    "host_outgrown": "Bericht aan de organisatie: meer mensen dan een locatie is gevraagd",
    "host_shift": "Nieuwe tijd voor een locatie",
    "host_skipped": "Locatie wordt overgeslagen",
    "host_cancelled": "De avond gaat niet door, voor locaties",
    "below_minimum": "Bericht aan de organisatie: onder het minimum",
    "deadline_passed": "Bericht aan de organisatie: aanmelden is gesloten",
}
STATUS_NAMES = {
    "sent": "verstuurd",
    "waiting": "wacht",
    "sending": "wordt verstuurd",
    "failed": "mislukt",
    "bounced": "teruggekomen",
    "dropped": "niet meer nodig",
}


@blueprint.get("/safari/<uid>/mail")
def page(uid: str) -> str:
    """Failures first, then every batch with its counts."""
    made = collaborators()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        return render_template(
            "web/outbox.html",
            safari=safari,
            batches=outbox_report.batches_of(session, safari),
            troubled=outbox_report.troubled_mails(session, safari),
            delayed=outbox_report.delayed_mails(session, safari),
            kinds=KIND_NAMES,
            statuses=STATUS_NAMES,
            settings=made.settings,
            here=AMSTERDAM,
        )


@blueprint.post("/safari/<uid>/mail/<int:number>/opnieuw")
def try_again(uid: str, number: int) -> Response:
    """Send a failed mail once more."""
    made = collaborators()
    with made.database.writing.begin() as session:
        safari = find_safari(session, uid)
        message = outbox_report.try_again(
            session, safari, number, actor=current_actor(), now=made.now()
        )
        flash(f"De mail aan {message.to_name or message.to_email} wordt opnieuw verstuurd.")
    return redirect(url_for("outbox.page", uid=uid), code=303)
