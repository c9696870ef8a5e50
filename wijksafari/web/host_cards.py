"""A host's own referral card: as it is, and how they would have it read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from wijksafari.models import Link, Location, Safari
from wijksafari.services.cards.proposals import facts_proposed, open_proposal
from wijksafari.services.cards.proposals import propose_card as keep_proposal
from wijksafari.services.cards.referral_cards import card_of
from wijksafari.services.hosts.question import own_location
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.web.card_form import CARD_FORM, CardFormError, card_as_typed, read_card, typed_card
from wijksafari.web.collaborators import collaborators
from wijksafari.web.form_fields import line
from wijksafari.web.held_links import held_link

Page = Response | Redirect


def card_form(link_id: int) -> Page:
    """The card as a form, with what was proposed before where nobody decided on that yet."""
    return _rendered(link_id)


def propose_card(link_id: int) -> Page:
    """Keep the proposal; the card changes once an organiser approves."""
    made = collaborators()
    wrong: dict[str, str] = {}
    name = line(request.form, "uw_naam", 120, wrong)
    try:
        facts = read_card(request.form)
    except CardFormError as error:
        return _rendered(link_id, errors=wrong | error.fields)
    if wrong:
        return _rendered(link_id, errors=wrong)
    with made.database.writing.begin() as session:
        link = _link(session, link_id)
        row, safari = own_location(session, link), session.get_one(Safari, link.safari_id)
        keep_proposal(session, row, facts, safari=safari, proposed_by=name, now=made.now())
        differs = facts != card_of(session, row).facts
    flash(
        "Dank u. Uw voorstel is bewaard; de organisatie kijkt ernaar en past de kaart aan."
        if differs
        else "Dank u. De organisatie leest dat alles op uw kaart klopt."
    )
    return redirect(url_for("hosts.page", link_id=link_id), 303)


def _link(session: Session, link_id: int) -> Link:
    return held_link(session, link_id, {"host"}, collaborators().now())


def _rendered(link_id: int, errors: Mapping[str, str] | None = None) -> Response:
    with collaborators().database.reading() as session:
        link = _link(session, link_id)
        row, safari = own_location(session, link), session.get_one(Safari, link.safari_id)
        content = render_template(
            "web/host_card.html",
            link_id=link_id,
            card=card_of(session, row),
            proposed=open_proposal(session, row, safari),
            contact=organiser_of(safari, collaborators().post),
            form=CARD_FORM,
            errors=errors or {},
            name=request.form.get("uw_naam", row.contact_name)[:200],
            typed=typed_card(request.form) if errors else _typed(session, row, safari),
        )
    response = make_response(content, 400 if errors else 200)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _typed(session: Session, row: Location, safari: Safari) -> dict[str, Any]:
    facts = card_of(session, row).facts
    proposal = open_proposal(session, row, safari)
    return card_as_typed(facts_proposed(proposal, facts) if proposal else facts)
