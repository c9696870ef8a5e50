"""What comes after inviting: saying no, and reminding whoever did not answer."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import LinkRevokedError
from wijksafari.models import Invitation, Link, Safari
from wijksafari.planning.states import INVITED
from wijksafari.services.invitations.answers import answers_to
from wijksafari.services.invitations.asking import asking_until, last_mailed, reminder_due
from wijksafari.services.invitations.invited import WITHDRAWN
from wijksafari.services.invitations.mail import Writer, mailed
from wijksafari.services.invitations.recipients import Recipient, email_of, invitee_of, recipients
from wijksafari.services.journal import PARTICIPANT, PROGRAM, Actor, note
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.post import Post
from wijksafari.services.sign_ups.places import lock_safari, places_of


def invitation_of(session: Session, link: Link) -> Invitation:
    """The invitation that ``link`` is for. Raises LinkRevokedError once it is gone."""
    invitation = session.scalar(select(Invitation).filter_by(link_id=link.id))
    if invitation is None:
        raise LinkRevokedError(WITHDRAWN)
    return invitation


def invitations_of(session: Session, safari: Safari) -> list[Invitation]:
    """All invitations of a safari as they are now, with people and links, oldest first."""
    query = (
        select(Invitation)
        .filter_by(safari_id=safari.id)
        .options(
            joinedload(Invitation.practice),
            joinedload(Invitation.person),
            joinedload(Invitation.link),
        )
        .order_by(Invitation.id)
    )
    return list(session.scalars(query, execution_options={"populate_existing": True}))


def decline(session: Session, invitation: Invitation, now: datetime) -> None:
    """Somebody says no, for themselves or for their practice, and is left alone from now on."""
    safari, invitation = _locked(session, invitation)
    if invitation.declined_at is None:
        invitation.declined_at = now
        who = "Iemand die was uitgenodigd" if invitation.person_id else "Een praktijk"
        what = f"{who} liet weten niet te kunnen en krijgt geen herinneringen meer."
        note(session, safari, "change", what, actor=PARTICIPANT, now=now)
        session.flush()


def undo_decline(session: Session, invitation: Invitation, now: datetime) -> None:
    """Whoever said no can perhaps come after all, and may be asked again."""
    safari, invitation = _locked(session, invitation)
    if invitation.declined_at is not None:
        invitation.declined_at = None
        who = "Iemand" if invitation.person_id else "Een praktijk"
        what = f"{who} had laten weten niet te kunnen, en kan misschien toch."
        note(session, safari, "change", what, actor=PARTICIPANT, now=now)
        session.flush()


def remind_unanswered(
    session: Session, safari: Safari, post: Post, *, actor: Actor, now: datetime
) -> int:
    """Remind everybody who was invited by mail and did not answer; says how many mails that gives.

    Leaves out who got a mail today already. Raises ClosedError when nobody can
    be asked now.
    """
    safari = lock_safari(session, safari.id)
    asking_until(safari, now)
    chosen = unanswered(session, safari, post, now.astimezone(AMSTERDAM).date())
    return _remind(session, safari, chosen, post, actor=actor, now=now)


def send_due_reminders(session: Session, post: Post, now: datetime) -> int:
    """Send the reminders whose day has come, for all safaris; says how many mails that gives.

    Nobody gets more than one for a day, nor one for a day before they were
    invited; of days that were missed only the last counts. While a safari is
    full nobody is asked to it.
    """
    open_now = select(Safari.id).where(
        Safari.state.in_(INVITED), Safari.deadline > now, Safari.starts_at > now
    )
    ids = session.scalars(open_now.order_by(Safari.id)).all()
    return sum(_remind_if_due(session, each, post, now) for each in ids)


def unanswered(session: Session, safari: Safari, post: Post, day: date) -> tuple[Recipient, ...]:
    """Who was mailed before ``day``, not since, and did not answer.

    Whoever said no is left alone, also about another invitation at the same address.
    """
    standing = [each for each in invitations_of(session, safari) if each.link.revoked_at is None]
    left_alone = {email_key(email_of(each)) for each in standing if each.declined_at}
    answers = answers_to(session, safari)

    def is_asked_again(invitation: Invitation) -> bool:
        last = last_mailed(invitation)
        return (
            last is not None
            and last < day
            and not answers.has(invitation)
            and email_key(email_of(invitation)) not in left_alone
        )

    return recipients(invitee_of(each, post.links) for each in standing if is_asked_again(each))


def _locked(session: Session, invitation: Invitation) -> tuple[Safari, Invitation]:
    """Both as they are now. Raises LinkRevokedError when the invitation was withdrawn meanwhile."""
    link = invitation.link
    safari = lock_safari(session, invitation.safari_id)
    session.expire(invitation)
    return safari, invitation_of(session, link)


def _remind_if_due(session: Session, safari_id: int, post: Post, now: datetime) -> int:
    if not _due(session, session.get_one(Safari, safari_id), post, now):
        return 0
    # Another worker may have been faster: what is due is asked again under the lock.
    safari = lock_safari(session, safari_id)
    chosen = _due(session, safari, post, now)
    return _remind(session, safari, chosen, post, actor=PROGRAM, now=now)


def _due(session: Session, safari: Safari, post: Post, now: datetime) -> tuple[Recipient, ...]:
    day = reminder_due(safari, now)
    if day is None or not places_of(session, safari).free:
        return ()
    return unanswered(session, safari, post, day)


def _remind(
    session: Session,
    safari: Safari,
    chosen: tuple[Recipient, ...],
    post: Post,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    if not chosen:
        return 0
    Writer(session, safari, post, "reminder", until=asking_until(safari, now)).put(chosen, now)
    for recipient in chosen:
        for invitation in recipient.invitations:
            invitation.reminded_at = now
    what = f"Herinnering gemaild aan {mailed(chosen)}."
    note(session, safari, "mail", what, actor=actor, now=now)
    session.flush()
    return len(chosen)
