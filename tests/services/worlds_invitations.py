"""A safari with two practices to invite, and the mail that gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.world import NOW
from tests.worlds import ACTOR, POST, create_person, create_practice, create_safari
from wijksafari.models import Invitation, JournalEntry, Message, Person, Practice, Safari
from wijksafari.services.invitations.invitations import remind_unanswered
from wijksafari.services.invitations.inviting import Sent, send_invitations

TOMORROW = NOW + timedelta(days=1)


@dataclass(frozen=True)
class World:
    """De Brug has a contact, Jan and Mia; De Linde's contact Carla works there herself."""

    session: Session
    safari: Safari
    brug: Practice
    linde: Practice
    jan: Person
    mia: Person
    carla: Person

    def invite(self, *practices: Practice, now: datetime = NOW) -> Sent:
        """Invite these practices; both when none is named."""
        ids = {each.id for each in practices or (self.brug, self.linde)}
        return send_invitations(self.session, self.safari, ids, POST, actor=ACTOR, now=now)

    def remind(self, now: datetime = TOMORROW) -> int:
        """Press the button."""
        return remind_unanswered(self.session, self.safari, POST, actor=ACTOR, now=now)

    def invitation(self, practice: Practice, person: Person | None = None) -> Invitation:
        """The invitation of a practice, or of somebody who works there."""
        query = select(Invitation).filter_by(
            safari_id=self.safari.id,
            practice_id=practice.id,
            person_id=person.id if person else None,
        )
        return self.session.scalars(query).one()

    def addresses(self, kind: str = "invitation") -> list[str]:
        """Where mail of this kind goes, in the order it was written."""
        query = select(Message.to_email).filter_by(kind=kind).order_by(Message.id)
        return list(self.session.scalars(query))

    def letters(self, to: str) -> list[str]:
        """The plain texts of the mails to this address."""
        query = select(Message).filter_by(to_email=to).order_by(Message.id)
        return [POST.unseal(each.sealed)["text"] for each in self.session.scalars(query)]

    def journal(self) -> list[str]:
        """What happened, in order."""
        return list(self.session.scalars(select(JournalEntry.what).order_by(JournalEntry.id)))


def create_world(session: Session, **overrides: Any) -> World:
    """Nobody is invited yet."""
    safari = create_safari(session, **{"state": "concept"} | overrides)
    brug = create_practice(session, "De Brug", contact_name="Bea", contact_email="bea@brug.test")
    linde = create_practice(
        session, "De Linde", contact_name="Carla Contact", contact_email="carla@linde.test"
    )
    return World(
        session=session,
        safari=safari,
        brug=brug,
        linde=linde,
        jan=create_person(session, brug, "Jan Jansen", email="jan@brug.test"),
        mia=create_person(
            session, brug, "Mia Zonder Mail", email="", function="practice_assistant"
        ),
        carla=create_person(
            session, linde, "Carla Contact", email="Carla@Linde.test", function="poh_ggz"
        ),
    )
