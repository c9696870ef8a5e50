"""Delivering what waits in the outbox."""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from email.message import EmailMessage
from uuid import uuid4

from wijksafari.errors import InputError
from wijksafari.failing import failure_record
from wijksafari.jobs.tools import Tools
from wijksafari.mail.mime import message_of
from wijksafari.mail.open import open_sender
from wijksafari.mail.parcel import Invite, Mailbox, Parcel
from wijksafari.mail.sender import RefusedError, Sender, SendingError, ServerDownError
from wijksafari.services.mail import outbox
from wijksafari.services.mail.outbox import Claimed
from wijksafari.services.mail.post import Address

log = logging.getLogger(__name__)

_UNFORESEEN = "Er ging iets mis wat wij niet hadden voorzien. Wijksafari probeert het opnieuw."


def deliver_due(
    tools: Tools, sender: Sender | None = None, *, going_on: Callable[[], bool] = lambda: True
) -> int:
    """Send what is due, until nothing is, or the server is away; answers how many left.

    ``going_on`` is asked before each mail: what is claimed then but not tried
    becomes free again. Raises InputError where the settings name no usable server.
    """
    sent = 0
    with closing(sender or open_sender(tools.settings)) as open_one:
        while going_on() and _anything_due(tools):
            worker = uuid4().hex
            claimed = _claim(tools, worker)
            try:
                left, reachable = _send_batch(tools, open_one, worker, claimed, going_on)
            finally:
                with tools.database.writing.begin() as session:
                    outbox.release(session, worker)
            sent += left
            if not reachable:
                break
    return sent


def _anything_due(tools: Tools) -> bool:
    # Looking does not take the database's write lock; most often there is nothing.
    with tools.database.reading() as session:
        return outbox.anything_due(session, tools.now())


def _claim(tools: Tools, worker: str) -> Sequence[Claimed]:
    with tools.database.writing.begin() as session:
        return outbox.claim_due(session, tools.post, worker, tools.now())


def _send_batch(
    tools: Tools,
    sender: Sender,
    worker: str,
    claimed: Sequence[Claimed],
    going_on: Callable[[], bool],
) -> tuple[int, bool]:
    """How many left, and whether the server could be reached."""
    sent = 0
    for place, each in enumerate(claimed):
        if not going_on():
            break
        try:
            _send(tools, sender, each)
        except ServerDownError as error:
            log.warning("mail cannot be sent: %s", error)
            for untried in claimed[place:]:
                _postpone(tools, worker, untried, str(error))
            return sent, False
        except (RefusedError, InputError) as error:
            _refuse(tools, worker, each, str(error))
        except SendingError as error:
            _postpone(tools, worker, each, str(error))
        except Exception as error:  # One mail that nobody can send must not keep back the others.
            log.error(failure_record(error)[1])
            _postpone(tools, worker, each, _UNFORESEEN)
        else:
            sent += 1
    return sent, True


def _send(tools: Tools, sender: Sender, claimed: Claimed) -> None:
    sender.send(_message(tools, claimed), tools.post.sender.email, claimed.mail.to.email)
    with tools.database.writing.begin() as session:
        outbox.mark_sent(session, claimed.id, tools.now())


def _refuse(tools: Tools, worker: str, claimed: Claimed, problem: str) -> None:
    with tools.database.writing.begin() as session:
        outbox.mark_refused(session, claimed.id, worker, problem)


def _postpone(tools: Tools, worker: str, claimed: Claimed, problem: str) -> None:
    with tools.database.writing.begin() as session:
        outbox.postpone(session, claimed.id, worker, problem, tools.now())


def _message(tools: Tools, claimed: Claimed) -> EmailMessage:
    mail = claimed.mail
    calendar = mail.calendar
    return message_of(
        Parcel(
            message_id=claimed.message_id,
            written_at=claimed.written_at.astimezone(tools.now().tzinfo),
            sender=_mailbox(tools.post.sender),
            to=_mailbox(mail.to),
            reply_to=_mailbox(mail.reply_to) if mail.reply_to else None,
            subject=mail.letter.subject,
            text=mail.letter.text,
            html=mail.letter.html,
            invite=Invite(calendar.method, calendar.content.decode()) if calendar else None,
        )
    )


def _mailbox(address: Address) -> Mailbox:
    return Mailbox(address.name, address.email)
