"""The links people are invited by: made, withdrawn and renewed."""

from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import NotFoundError
from wijksafari.models import Invitation, Link, Person, Safari
from wijksafari.render.programme import line
from wijksafari.services.evenings.in_short import evening_in_short
from wijksafari.services.invitations.asking import asking_until
from wijksafari.services.invitations.invitations import invitations_of
from wijksafari.services.journal import Actor, note
from wijksafari.services.links import Purpose
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.representation import note_representation
from wijksafari.services.sign_ups.places import lock_safari


def new_link(
    session: Session, safari: Safari, person: Person | None, post: Post, now: datetime
) -> Link:
    """A practice's open link, or somebody's own; it works until the evening is over."""
    purpose: Purpose = "person" if person else "practice"
    ends = evening_in_short(safari).ends
    return post.links.new(session, purpose, now, safari_id=safari.id, expires_at=ends)


def withdraw_practice(
    session: Session, safari: Safari, practice_id: int, post: Post, *, actor: Actor, now: datetime
) -> None:
    """Invite a practice no longer: its links end, and it counts no more.

    Who of it said no stays left alone, should it be invited again. Raises NotFoundError.
    """
    safari = lock_safari(session, safari.id)
    found = [each for each in invitations_of(session, safari) if each.practice_id == practice_id]
    if not any(each.person_id is None for each in found):
        raise NotFoundError("Deze praktijk is niet (meer) uitgenodigd.")
    for invitation in found:
        invitation.link.revoked_at = invitation.link.revoked_at or now
        if invitation.person_id is None or invitation.declined_at is None:
            session.delete(invitation)
    what = f"Uitnodiging van {line(found[0].practice.name)} ingetrokken."
    note(session, safari, "change", what, actor=actor, now=now)
    session.flush()
    note_representation(session, safari, post, now)


def withdraw_person(
    session: Session, safari: Safari, invitation_id: int, *, actor: Actor, now: datetime
) -> None:
    """End somebody's own link; they get no more mail. Raises NotFoundError."""
    safari, invitation = _locked(session, safari, invitation_id)
    if invitation.person_id is None:
        raise NotFoundError("Deze uitnodiging bestaat niet (meer).")
    if invitation.link.revoked_at is None:
        invitation.link.revoked_at = now
        what = f"Een persoonlijke uitnodiging bij {line(invitation.practice.name)} ingetrokken."
        note(session, safari, "change", what, actor=actor, now=now)
        session.flush()


def renew_link(
    session: Session, safari: Safari, invitation_id: int, post: Post, *, actor: Actor, now: datetime
) -> None:
    """Another link in place of the one that may have come into strange hands.

    The old one ends; the new one is mailed with the next invitations. Raises
    NotFoundError, and ClosedError when nobody can be asked now.
    """
    safari, invitation = _locked(session, safari, invitation_id)
    asking_until(safari, now)
    invitation.link.revoked_at = invitation.link.revoked_at or now
    invitation.link = new_link(session, safari, invitation.person, post, now)
    invitation.mailed_at = invitation.reminded_at = None
    what = (
        f"Een nieuwe link gemaakt voor {line(invitation.practice.name)}; de oude werkt niet meer."
    )
    note(session, safari, "change", what, actor=actor, now=now)
    session.flush()


def _locked(session: Session, safari: Safari, invitation_id: int) -> tuple[Safari, Invitation]:
    safari = lock_safari(session, safari.id)
    for invitation in invitations_of(session, safari):
        if invitation.id == invitation_id:
            return safari, invitation
    raise NotFoundError("Deze uitnodiging bestaat niet (meer).")
