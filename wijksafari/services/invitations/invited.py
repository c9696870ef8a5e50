"""Who was invited by a link, and to what, in one question to the database."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from wijksafari.models import Invitation, Safari
from wijksafari.services.sign_ups.places import WITHOUT_TOUR

WITHDRAWN = "Deze uitnodiging is ingetrokken. Vraag de organisator om een nieuwe."


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with its link, practice and person, and the safari it is for."""

    invitation: Invitation
    safari: Safari


# Built once: putting a statement of this size together takes as long as asking it.
_OF_LINK = (
    select(Invitation, Safari)
    .join(Safari, Safari.id == Invitation.safari_id)
    .where(Invitation.link_id == bindparam("link_id"))
    .options(
        joinedload(Invitation.link, innerjoin=True),
        joinedload(Invitation.practice, innerjoin=True),
        joinedload(Invitation.person),
        *WITHOUT_TOUR,
    )
)


def find_invited(session: Session, link_id: int) -> Invited | None:
    """What the link with this id invites to; None where there is no such invitation."""
    found = session.execute(_OF_LINK, {"link_id": link_id}).one_or_none()
    return Invited(*found) if found else None
