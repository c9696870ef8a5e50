"""A practice that leaves the huisartsengroep."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.models import Invitation, Neighbourhood, Practice, Safari, SignUp
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.changes import changing_practice, safaris_to_come


@dataclass(frozen=True, slots=True)
class Affected:
    """A safari to come that the practice is invited to, and how many of it signed up."""

    safari: Safari
    sign_ups: int

    @property
    def starts(self) -> datetime:
        """When the evening begins, as the wijk's clocks show it."""
        return self.safari.starts_at.astimezone(AMSTERDAM)


def affected_safaris(session: Session, practice: Practice, now: datetime) -> list[Affected]:
    """The safaris to come that lose ``practice`` when it is removed."""
    neighbourhood = session.get_one(Neighbourhood, practice.neighbourhood_id)
    invited = set(session.scalars(select(Invitation.safari_id).filter_by(practice_id=practice.id)))
    return [
        Affected(safari, _sign_ups(session, safari, practice))
        for safari in safaris_to_come(session, neighbourhood, now)
        if safari.id in invited
    ]


def remove_practice(
    session: Session,
    practice: Practice,
    post: Post,
    *,
    confirmed: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Take ``practice`` out of the group: its people go, and so do its open invitations.

    Its sign-ups stay. Raises InputError where it is invited to a safari to come
    and nobody confirmed that it may go.
    """
    with changing_practice(session, practice, post, actor=actor, now=now):
        affected = affected_safaris(session, practice, now)
        if affected and not confirmed:
            raise InputError(
                "Deze praktijk is nog uitgenodigd. Vink aan dat haar uitnodiging mag vervallen."
            )
        for each in affected:
            _withdraw_invitations(session, each.safari, practice, now)
            sentence = (
                f"{practice.name} hoort niet meer bij de huisartsengroep;"
                " haar uitnodiging is ingetrokken."
            )
            note(session, each.safari, "change", sentence, actor=actor, now=now)
        practice.people.clear()
        practice.removed_at = now


def _withdraw_invitations(
    session: Session, safari: Safari, practice: Practice, now: datetime
) -> None:
    """The open link and the personal ones end; should the practice return, it is invited anew."""
    query = select(Invitation).filter_by(safari_id=safari.id, practice_id=practice.id)
    for invitation in session.scalars(query):
        invitation.link.revoked_at = invitation.link.revoked_at or now
        session.delete(invitation)
    session.flush()


def _sign_ups(session: Session, safari: Safari, practice: Practice) -> int:
    query = (
        select(func.count())
        .select_from(SignUp)
        .where(
            SignUp.safari_id == safari.id,
            SignUp.practice_id == practice.id,
            SignUp.status != "withdrawn",
        )
    )
    return session.scalar(query) or 0
