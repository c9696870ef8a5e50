"""The mail as it will be, for everyone who gets it, before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, render_template, request
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import NotFoundError
from wijksafari.models import Safari
from wijksafari.render.letter import Letter
from wijksafari.services.invitations.asking import asking_until
from wijksafari.services.invitations.invitations import unanswered
from wijksafari.services.invitations.inviting import choose_practices, to_mail
from wijksafari.services.invitations.mail import Kind, Writer, mailed
from wijksafari.services.invitations.recipients import Recipient
from wijksafari.services.mail.post import Address
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import require_organiser
from wijksafari.web.letters import letter_response
from wijksafari.web.security import show_letters

blueprint = Blueprint("invitation_preview", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A batch that was not sent yet, and one of its mails; ``letter`` is None when it is empty.

    ``practice_ids`` are the chosen practices; a reminder needs none.
    """

    safari: Safari
    kind: Kind
    practice_ids: tuple[int, ...]
    recipients: dict[str, Recipient]
    shown: str
    letter: Letter | None


@blueprint.get("/safari/<uid>/uitnodigen/voorbeeld")
def page(uid: str) -> str:
    """Who gets the mail, and what it says, in HTML and as plain text."""
    made = collaborators()
    show_letters()
    with made.database.reading() as session:
        preview = _preview(session, uid, made.now())
        return render_template(
            "web/invitation_preview.html",
            preview=preview,
            safari=preview.safari,
            count=mailed(tuple(preview.recipients.values())),
        )


@blueprint.get("/safari/<uid>/uitnodigen/brief")
def framed(uid: str) -> Response:
    """The mail in HTML, for the frame on the page."""
    made = collaborators()
    with made.database.reading() as session:
        preview = _preview(session, uid, made.now())
    if preview.letter is None:
        raise NotFoundError("Er is niemand om te mailen.")
    return letter_response(preview.letter.html)


def _preview(session: Session, uid: str, now: datetime) -> Preview:
    post = collaborators().post
    safari = find_safari(session, uid)
    until = asking_until(safari, now)
    kind: Kind = "reminder" if request.args.get("soort") == "herinnering" else "invitation"
    ids: tuple[int, ...] = ()
    if kind == "reminder":
        found = unanswered(session, safari, post, now.astimezone(AMSTERDAM).date())
    else:
        chosen = choose_practices(session, safari, set(request.args.getlist("praktijk", type=int)))
        ids = tuple(each.id for each in chosen)
        found = to_mail(session, safari, chosen, post)
    recipients = {_mark(each): each for each in found}
    asked = request.args.get("voor", "")
    shown = asked if asked in recipients else next(iter(recipients), "")
    # Whoever sends the first invitations becomes the organiser, and signs them.
    me = require_organiser()
    writer = Writer(session, safari, post, kind, until=until, sender=Address(me.name, me.email))
    return Preview(
        safari=safari,
        kind=kind,
        practice_ids=ids,
        recipients=recipients,
        shown=shown,
        letter=writer.letter(recipients[shown]) if shown else None,
    )


def _mark(recipient: Recipient) -> str:
    """What a recipient is called in an address: no name, no mail address."""
    first = recipient.invitees[0]
    return f"m{first.person.id}" if first.person else f"p{first.practice.id}"
