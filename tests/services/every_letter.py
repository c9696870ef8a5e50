"""An evening in which everything happens that gives a mail, each kind at least once."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_cards import create_card
from tests.services.worlds_host_requests import change_contact, create_asking, draft
from tests.services.worlds_hosts import MINUTE, create_waiting
from tests.web.world import NOW
from tests.worlds import (
    ACTOR,
    POST,
    STARTS_AT,
    create_person,
    create_practice,
    create_riding_group,
    create_safari,
    create_sign_up,
    create_user,
)
from wijksafari.models import Invitation, Safari, User
from wijksafari.services.accounts.mail import mail_changed, mail_invitation, mail_reset
from wijksafari.services.cards.mail import cards_leave_at, send_cards
from wijksafari.services.hosts.confirmed import tell_hosts_confirmed
from wijksafari.services.hosts.given import HostAnswer
from wijksafari.services.hosts.hosts import hosts_hear_until
from wijksafari.services.hosts.new_links import renew_link
from wijksafari.services.hosts.outgrown import tell_outgrown
from wijksafari.services.hosts.thanks import thank_hosts
from wijksafari.services.invitations.invitations import remind_unanswered
from wijksafari.services.invitations.inviting import send_invitations
from wijksafari.services.journal import Actor
from wijksafari.services.safaris.announcements import announce_change
from wijksafari.services.safaris.changes import Change
from wijksafari.services.safaris.decisions import cancel, confirm, note_deadlines
from wijksafari.services.sign_ups.sign_ups import Entry, change, sign_up
from wijksafari.services.sign_ups.waiting_list import expire_offers
from wijksafari.services.sign_ups.withdrawals import withdraw

DAY = timedelta(days=1)
NOTE = "Beste collega’s,\n\nIk fietste vorig jaar mee en stuur sindsdien elke week iemand door."


def write_every_letter(session: Session, user: User) -> Safari:
    """Put them all in the outbox; ``user`` organises the evening, called off in the end."""
    actor = Actor(user.id, user.name)
    _about_accounts(session)
    _to_hosts(session)
    _about_stops(session)
    _cards(session)
    safari = create_safari(
        session,
        title="Wijksafari met alle post",
        state="concept",
        capacity=2,
        organiser=user,
        ambassador_name="Lotte Voorbeeld",
        ambassador_practice="De Brug",
        invitation_note=NOTE,
        minimum_percent=20,
        target_percent=30,
    )
    open_link = _invite(session, safari, actor)
    daan = sign_up(session, open_link, _entry("Daan Dokter"), POST, NOW)
    eva = sign_up(session, open_link, _entry("Eva Erg"), POST, NOW)
    finn = sign_up(session, open_link, _entry("Finn Fiets"), POST, NOW)
    sign_up(session, open_link, _entry("Gijs Graag"), POST, NOW)
    change(session, daan, _entry("Daan Dokter", diet="zonder noten"), POST, NOW)
    remind_unanswered(session, safari, POST, actor=actor, now=NOW + DAY)
    safari.deadline = NOW + DAY
    note_deadlines(session, POST, NOW + 2 * DAY)
    safari.deadline = STARTS_AT - DAY
    confirm(session, safari, actor=actor, post=POST, now=NOW + 2 * DAY)
    withdraw(session, daan, POST, NOW + 2 * DAY)
    expire_offers(session, POST, NOW + 9 * DAY)
    assert finn.status == "withdrawn"
    changes = [Change("Begin", "17.30 uur", "18.00 uur"), Change("Verzamelen", "Plein", "Station")]
    announce_change(session, safari, changes, POST, actor=actor, now=NOW + 9 * DAY)
    withdraw(session, eva, POST, NOW + 9 * DAY)
    sign_up(session, open_link, _entry("Hans Haast"), POST, NOW + 9 * DAY)
    cancel(session, safari, actor=actor, post=POST, now=NOW + 10 * DAY, reason="Te glad.")
    return safari


def _about_accounts(session: Session) -> None:
    somebody = create_user(session, name="Nora Nieuw", role="kwartiermaker")
    mail_invitation(session, POST, somebody, NOW, by="Anne Adviseur")
    mail_reset(session, POST, somebody, "/wachtwoord-vergeten/x", NOW)
    mail_changed(session, POST, somebody, "/wachtwoord-vergeten", NOW)


def _to_hosts(session: Session) -> None:
    """The group rides off early, skips a stop, and then the evening is called off after all."""
    waiting = create_waiting(session)
    create_riding_group(
        session, waiting.safari, leader_name="Loes Leider", leader_phone="06-87654321"
    )
    create_sign_up(session, waiting.safari)
    waiting.now = waiting.plan.evening.start - 8 * MINUTE
    waiting.leave_late(-15)
    waiting.skip("baken")
    assert waiting.tell() == len(waiting.stops)
    cancel(session, waiting.safari, actor=ACTOR, post=POST, now=waiting.now, reason="IJzel.")


def _cards(session: Session) -> None:
    """An evening was held; one stop's card is old, the others are empty."""
    safari = create_safari(session, state="held")
    create_card(session, "sprong", name="De Sprong", welzijnscoach_name="Wies Welzijn")
    create_sign_up(session, safari)
    assert send_cards(session, POST, cards_leave_at(safari)) == 1


def _about_stops(session: Session) -> None:
    """Hosts are asked and answer, the plan changes twice, and the evening is held."""
    asking = create_asking(session, host_note="Zet de koffie klaar.\n\nTot dan!")
    asking.ask()
    first, second, third, *_ = asking.stops
    for stop in (first, second):
        asking.answer(stop)
    remark = "Kan het ook buiten, als het droog is?"
    but = HostAnswer(answer="yes_but", by="Fatima", other_until=time(19), remark=remark)
    asking.answer(third, but)
    asking.save(draft(asking.safari, "", {first: 3, second: 9}))
    asking.replan(without=third)
    change_contact(session, first, "later@welzijn.test")
    renew_link(session, asking.safari, first, mail=True, actor=ACTOR, post=POST, now=asking.now)
    tell_hosts_confirmed(session, asking.safari, POST, asking.now)
    asking.safari.group_size = asking.safari.capacity = 20
    assert tell_outgrown(session, POST, asking.now) == 1
    asking.safari.state = "held"
    session.flush()
    thank_hosts(session, POST, hosts_hear_until(asking.safari) + MINUTE)


def _invite(session: Session, safari: Safari, actor: Actor) -> Invitation:
    brug = create_practice(session, "De Brug", gps=2, practice_nurses=1)
    poort = create_practice(session, "De Poort", contact_name="", contact_email="poort@zorg.test")
    create_person(session, brug, "Mia Mag")
    both = create_person(session, brug, "Rik Rijdt", email="samen@zorg.test", function="poh_ggz")
    create_person(session, poort, "Rik Rijdt", email=both.email)
    send_invitations(session, safari, {brug.id, poort.id}, POST, actor=actor, now=NOW)
    found = session.scalars(select(Invitation).filter_by(practice=brug, person=None))
    return found.one()


def _entry(name: str, **more: Any) -> Entry:
    email = f"{name.split(maxsplit=1)[0].lower()}@brug.test"
    return Entry(name=name, function="gp", email=email, **more)
