"""The outbox: who sends which mail, and what became of it.

A worker claims mails in one transaction, sends them outside any, and reports
each in a transaction of its own. So a killed worker loses nothing: its mails
are free again when its claim is over, and leave with the same Message-ID.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from wijksafari.models import Message
from wijksafari.services.mail.overtaken import overtaken
from wijksafari.services.mail.post import Mail, Post

# Longer than sending a whole batch can take.
CLAIM = timedelta(minutes=6)
BATCH = 10
# Mail about a safari is erased with its sign-ups.
KEPT = timedelta(days=90)

_PAUSES = (
    *(timedelta(minutes=minutes) for minutes in (1, 5, 15)),
    *(timedelta(hours=hours) for hours in (1, 3, 6)),
)
# With these pauses, the last attempt is more than four days after the first.
MOST_ATTEMPTS = 22

_OTHER_KEY = (
    "Deze mail is met een andere geheime sleutel bewaard en kan niet meer worden gelezen."
    " Verstuur hem opnieuw vanaf de pagina waar hij vandaan kwam."
)
_OVERTAKEN = "Niet meer verstuurd: toen hij kon vertrekken, klopte wat erin staat niet meer."
_GIVEN_UP = "Na vier dagen proberen is het niet gelukt. Laatste antwoord: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A mail that this worker, and no other, is sending now."""

    id: int
    message_id: str
    written_at: datetime
    mail: Mail


def anything_due(session: Session, now: datetime) -> bool:
    """Whether there is a mail to send."""
    return session.scalar(select(Message.id).where(_due(now)).limit(1)) is not None


def claim_due(
    session: Session, post: Post, worker: str, now: datetime, most: int = BATCH
) -> Sequence[Claimed]:
    """Mails that are due and now are ``worker``'s until ``now + CLAIM``; commit before sending.

    Those that cannot be read any more have failed; those that are no longer true
    are dropped. ``worker`` is different for each claim.
    """
    messages = session.scalars(
        select(Message)
        .where(_due(now))
        .order_by(Message.next_attempt_at, Message.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    claimed = []
    for message in messages:
        if overtaken(session, message, now):
            _end(message, "dropped", _OVERTAKEN)
            message.sealed = None
            continue
        mail = _opened(post, message)
        if mail is None:
            _end(message, "failed", _OTHER_KEY)
            continue
        message.status = "sending"
        message.claimed_by = worker
        message.claimed_until = now + CLAIM
        claimed.append(
            Claimed(
                id=message.id,
                message_id=message.message_id,
                written_at=message.created_at,
                mail=mail,
            )
        )
    session.flush()
    return claimed


def mark_sent(session: Session, message_id: int, now: datetime) -> None:
    """The server took it: whoever claimed it meanwhile, it is on its way. Its words are erased."""
    message = session.get(Message, message_id, with_for_update=True)
    if message is not None and message.status in ("sending", "waiting"):
        _end(message, "sent")
        message.sent_at = now
        message.sealed = None


def mark_refused(session: Session, message_id: int, worker: str, problem: str) -> None:
    """It will never be taken. ``problem`` is a sentence for the organiser."""
    message = _still_mine(session, message_id, worker)
    if message is not None:
        message.attempts += 1
        _end(message, "failed", problem)


def postpone(session: Session, message_id: int, worker: str, problem: str, now: datetime) -> None:
    """It was not taken now: later again, or after ``MOST_ATTEMPTS`` never more."""
    message = _still_mine(session, message_id, worker)
    if message is None:
        return
    message.attempts += 1
    if message.attempts >= MOST_ATTEMPTS:
        _end(message, "failed", _GIVEN_UP + problem)
    else:
        _end(message, "waiting", problem)
        message.next_attempt_at = now + _PAUSES[min(message.attempts, len(_PAUSES)) - 1]


def mark_bounced(session: Session, message_ids: Sequence[str], problem: str) -> bool:
    """A mail with one of these Message-IDs came back; False where none of them left here."""
    message = session.scalar(
        select(Message)
        .where(Message.message_id.in_(message_ids), Message.status.in_(("sent", "bounced")))
        .limit(1)
        .with_for_update()
    )
    if message is None:
        return False
    _end(message, "bounced", problem)
    return True


def release(session: Session, worker: str) -> None:
    """What ``worker`` claimed and did not try is free for others at once."""
    session.execute(
        update(Message)
        .where(Message.status == "sending", Message.claimed_by == worker)
        .values(status="waiting", claimed_by="", claimed_until=None)
    )


def forget_old(session: Session, now: datetime) -> None:
    """Erase what was written long ago about no safari: invitations to accounts, new passwords."""
    session.execute(
        delete(Message).where(Message.safari_id.is_(None), Message.created_at <= now - KEPT)
    )


def _due(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(Message.status == "waiting", Message.next_attempt_at <= now),
        and_(Message.status == "sending", Message.claimed_until <= now),
    )


def _opened(post: Post, message: Message) -> Mail | None:
    try:
        return post.opened(message)
    except InvalidToken:
        return None


def _still_mine(session: Session, message_id: int, worker: str) -> Message | None:
    return session.scalar(
        select(Message)
        .filter_by(id=message_id, status="sending", claimed_by=worker)
        .with_for_update()
    )


def _end(message: Message, status: str, problem: str = "") -> None:
    message.status = status
    message.problem = problem[:300]
    message.claimed_by = ""
    message.claimed_until = None
