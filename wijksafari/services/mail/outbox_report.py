"""What became of a safari's mail, for its organisers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, NotFoundError
from wijksafari.models import Message, Safari
from wijksafari.services.journal import Actor, note

TROUBLED = ("failed", "bounced")


@dataclass(frozen=True, slots=True)
class Batch:
    """Mails of one ``kind`` that were written together, or one by one (``single``).

    ``written_at`` is the last of them; ``counts`` are by status.
    """

    kind: str
    single: bool
    written_at: datetime
    counts: Counter[str]

    @property
    def total(self) -> int:
        """How many mails there are."""
        return self.counts.total()


def batches_of(session: Session, safari: Safari) -> Sequence[Batch]:
    """The safari's mails by batch, newest first."""
    found = session.execute(
        select(
            Message.batch,
            Message.kind,
            Message.status,
            func.count(),
            func.max(Message.created_at),
        )
        .where(Message.safari_id == safari.id)
        .group_by(Message.batch, Message.kind, Message.status)
    ).all()
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    last: dict[tuple[str, str], datetime] = {}
    for batch, kind, status, count, written_at in found:
        counts[batch, kind][status] = count
        last[batch, kind] = max(written_at, last.get((batch, kind), written_at))
    batches = [
        Batch(kind=kind, single=not batch, written_at=last[batch, kind], counts=each)
        for (batch, kind), each in counts.items()
    ]
    return sorted(batches, key=lambda each: each.written_at, reverse=True)


def troubled_mails(session: Session, safari: Safari) -> Sequence[Message]:
    """The mails that failed or came back, newest first."""
    return _mails(session, safari, TROUBLED)


def delayed_mails(session: Session, safari: Safari) -> Sequence[Message]:
    """The mails that were tried and are tried again, with the reason in ``problem``."""
    return [each for each in _mails(session, safari, ("waiting",)) if each.attempts]


def try_again(
    session: Session, safari: Safari, message_id: int, *, actor: Actor, now: datetime
) -> Message:
    """Send a failed mail once more, and write that down.

    Raises NotFoundError for a mail of another safari, and ClosedError for one
    that cannot be sent again.
    """
    message = session.scalar(
        select(Message).filter_by(id=message_id, safari_id=safari.id).with_for_update()
    )
    if message is None:
        raise NotFoundError("Deze mail is er niet (meer).")
    if message.status != "failed" or message.sealed is None:
        raise ClosedError("Deze mail is al verstuurd of onderweg; ververs de pagina.")
    message.status = "waiting"
    message.problem = ""
    message.attempts = 0
    message.next_attempt_at = now
    what = "Een mail die niet aankwam, wordt opnieuw verstuurd."
    note(session, safari, "mail", what, actor=actor, now=now)
    session.flush()
    return message


def _mails(session: Session, safari: Safari, statuses: Iterable[str]) -> Sequence[Message]:
    return session.scalars(
        select(Message)
        .where(Message.safari_id == safari.id, Message.status.in_(statuses))
        .order_by(Message.created_at.desc(), Message.id.desc())
    ).all()
