"""Inviting practices and their people to a safari."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.models import Invitation, Person, Practice, Safari
from wijksafari.planning.words import practices
from wijksafari.services.invitations.answers import answers_to
from wijksafari.services.invitations.asking import asking_until
from wijksafari.services.invitations.invitations import invitations_of
from wijksafari.services.invitations.links import new_link
from wijksafari.services.invitations.mail import Writer, mailed
from wijksafari.services.invitations.recipients import (
    Invitee,
    Recipient,
    email_of,
    invitee_of,
    recipients,
)
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.practices import practices_of
from wijksafari.services.practices.representation import note_representation
from wijksafari.services.safaris.decisions import open_invitations
from wijksafari.services.sign_ups.places import lock_safari

NOT_YET = "deze-link-komt-bij-het-versturen"


@dataclass(frozen=True, slots=True)
class Sent:
    """What inviting did: how many practices are newly invited, and who got a mail."""

    new_practices: int
    recipients: tuple[Recipient, ...]


def choose_practices(
    session: Session, safari: Safari, practice_ids: Collection[int]
) -> list[Practice]:
    """Those of the wijk's practices that were chosen. Raises InputError when there are none."""
    group = practices_of(session, safari.neighbourhood)
    chosen = [each for each in group if each.id in practice_ids]
    if not chosen:
        raise InputError("Kies ten minste één praktijk om uit te nodigen.")
    return chosen


def send_invitations(
    session: Session,
    safari: Safari,
    practice_ids: Collection[int],
    post: Post,
    *,
    actor: Actor,
    now: datetime,
) -> Sent:
    """Invite the chosen practices with all their people, and mail whoever was not mailed yet.

    The first time opens the invitations, and makes whoever does it the organiser
    where there is none. A second press finds nobody left to mail. Raises
    ClosedError when nobody can be asked now, InputError when nothing was chosen.
    """
    safari = lock_safari(session, safari.id)
    until = asking_until(safari, now)
    chosen = choose_practices(session, safari, practice_ids)
    if safari.organiser_id is None:
        safari.organiser_id = actor.user_id
        session.flush()
        session.refresh(safari, ["organiser"])
    open_invitations(session, safari, actor=actor, now=now)
    new = _invite(session, safari, chosen, post, now)
    sent = Sent(new, to_mail(session, safari, chosen, post))
    Writer(session, safari, post, "invitation", until=until).put(sent.recipients, now)
    for recipient in sent.recipients:
        for invitation in recipient.invitations:
            invitation.mailed_at = now
    _note_sent(session, safari, sent, actor, now)
    note_representation(session, safari, post, now)
    return sent


def to_mail(
    session: Session, safari: Safari, chosen: Sequence[Practice], post: Post
) -> tuple[Recipient, ...]:
    """Who of the ``chosen`` practices an invitation would be mailed to now.

    Those who are not invited yet are among them, with a link that opens nothing.
    Whoever answered without waiting for the mail is not.
    """
    known = _by_holder(invitations_of(session, safari))
    left_alone = {email_key(email_of(each)) for each in known.values() if each.declined_at}
    answers = answers_to(session, safari)
    invitees = []
    for practice, person in _everybody(chosen):
        invitation = known.get((practice.id, person.id if person else None))
        if person and answers.of_person(person):
            continue
        if invitation is None:
            url = f"{post.links.base_url}/l/{NOT_YET}"
            invitees.append(Invitee(practice=practice, person=person, url=url))
        elif invitation.mailed_at is None and invitation.link.revoked_at is None:
            invitees.append(invitee_of(invitation, post.links))
    return recipients(each for each in invitees if email_key(each.email) not in left_alone)


def _by_holder(
    invitations: Sequence[Invitation],
) -> dict[tuple[int, int | None], Invitation]:
    return {(each.practice_id, each.person_id): each for each in invitations}


def _everybody(chosen: Sequence[Practice]) -> list[tuple[Practice, Person | None]]:
    """Each practice itself, then its people."""
    return [(practice, person) for practice in chosen for person in (None, *practice.people)]


def _invite(
    session: Session, safari: Safari, chosen: Sequence[Practice], post: Post, now: datetime
) -> int:
    """Invite whoever is not invited yet; says how many practices that are."""
    known = _by_holder(invitations_of(session, safari))
    new = [
        Invitation(
            safari_id=safari.id,
            practice=practice,
            person=person,
            link=new_link(session, safari, person, post, now),
            invited_at=now,
        )
        for practice, person in _everybody(chosen)
        if (practice.id, person.id if person else None) not in known
    ]
    session.add_all(new)
    session.flush()
    return sum(each.person is None for each in new)


def _note_sent(session: Session, safari: Safari, sent: Sent, actor: Actor, now: datetime) -> None:
    if sent.recipients:
        what = f"Uitnodiging gemaild aan {mailed(sent.recipients)}."
        note(session, safari, "mail", what, actor=actor, now=now)
    elif sent.new_practices:
        what = f"{practices(sent.new_practices)} uitgenodigd zonder mail: er is geen adres bekend."
        note(session, safari, "change", what, actor=actor, now=now)
    session.flush()
