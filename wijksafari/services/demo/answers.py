"""The demo's huisartsengroep, invited two weeks ago, and who answered since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Invitation, Neighbourhood, Safari, User
from wijksafari.planning.functions import Function
from wijksafari.services.demo.accounts import ADVISER
from wijksafari.services.demo.demo import TITLE
from wijksafari.services.invitations.invitations import decline, invitations_of
from wijksafari.services.invitations.inviting import send_invitations
from wijksafari.services.journal import Actor
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.practices import practices_of
from wijksafari.services.sign_ups.sign_ups import Entry, sign_up

PLACES = 20
# Days ago, practice, name, function.
Answer = tuple[int, str, str, Function]

# One practice has not answered yet.
ANSWERS: tuple[Answer, ...] = (
    (13, "Praktijk De Wegwijzer", "Wilma Wegwijs", "gp"),
    (13, "Praktijk De Wegwijzer", "Petra Plattegrond", "poh_ggz"),
    (12, "Praktijk Onder de Kastanje", "Karin Kastanje", "gp"),
    (12, "Praktijk De Startbaan", "Vera Vleugel", "gp"),
    (11, "Praktijk De Startbaan", "Hugo Hangar", "poh_somatic"),
    (10, "Praktijk De Stoomfluit", "Stijn Stoom", "gp"),
    (8, "Praktijk De Stoomfluit", "Rita Rangeer", "practice_assistant"),
    (7, "Praktijk De Wegwijzer", "Koen Kompas", "gp"),
    (5, "Praktijk De Stoomfluit", "Lars Locomotief", "poh_other"),
    (4, "Praktijk Hoog en Droog", "Henk Hoogwater", "gp"),
    (3, "Praktijk De Startbaan", "Loes Landing", "poh_ggz"),
    (3, "Praktijk De Startbaan", "Pim Propeller", "gp"),
    (2, "Praktijk De Stoomfluit", "Fleur Fluitketel", "gp"),
    (1, "Praktijk Onder de Kastanje", "Boris Bladgoud", "poh_somatic"),
    (1, "Praktijk De Wegwijzer", "Thea Tunnel", "gp"),
)
DECLINED = "Mark Microfoon"


def add_demo_answers(
    session: Session, neighbourhood: Neighbourhood, post: Post, now: datetime
) -> None:
    """Invite everybody to the demo's safari and let most of them answer.

    Nothing happens where its organisers took a step already, or where the
    demo's adviser has no account.
    """
    adviser = session.scalar(select(User).filter_by(email=ADVISER))
    query = select(Safari).filter_by(neighbourhood_id=neighbourhood.id, title=TITLE)
    safari = session.scalar(query.order_by(Safari.id))
    if adviser is None or safari is None or safari.state != "concept" or safari.sequence:
        return
    safari.capacity = PLACES
    safari.ambassador_name = "Wilma Wegwijs"
    safari.ambassador_practice = "Praktijk De Wegwijzer"
    everybody = [practice.id for practice in practices_of(session, neighbourhood)]
    actor = Actor(adviser.id, adviser.name)
    send_invitations(session, safari, everybody, post, actor=actor, now=now - timedelta(days=14))
    for answered in ANSWERS:
        answer(session, safari, answered, post, now - timedelta(days=answered[0]))
    invited = invitations_of(session, safari)
    declined = next(each for each in invited if each.person and each.person.name == DECLINED)
    decline(session, declined, now - timedelta(days=9))


def answer(session: Session, safari: Safari, answered: Answer, post: Post, now: datetime) -> None:
    """Sign up whom one of ANSWERS is about."""
    _, practice, name, function = answered
    invitation = _invitation(invitations_of(session, safari), practice, name)
    email = invitation.person.email if invitation.person else ""
    if not email:
        email = f"{name.split()[0].lower()}@{practice.split()[-1].lower()}.voorbeeld.test"
    entry = Entry(name=name, function=function, email=email, bicycle="own")
    sign_up(session, invitation, entry, post, now)


def _invitation(invited: Sequence[Invitation], practice: str, name: str) -> Invitation:
    """Somebody's own, or the practice's for whoever is not known by name."""
    here = [each for each in invited if each.practice.name == practice]
    own = [each for each in here if each.person and each.person.name == name]
    return next(iter(own), next(each for each in here if each.person is None))
