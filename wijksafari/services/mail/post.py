"""Writing mail: into the outbox, in the transaction of what caused it."""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import Any, Literal
from uuid import uuid4

from cryptography.fernet import Fernet
from sqlalchemy.orm import Session

from wijksafari.config import Settings
from wijksafari.models import Message
from wijksafari.render.letter import Letter
from wijksafari.services.links import LinkMaker


@dataclass(frozen=True, slots=True)
class Address:
    """A person's name and mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar file that goes along; ``method`` is repeated in its MIME type."""

    method: Literal["REQUEST", "CANCEL"]
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail to one person. ``kind`` is the letter's folder.

    ``reply_to`` is the organiser. ``safari_id`` and ``practice_id`` say where a
    failure is shown; mails of one ``batch`` are counted together.
    """

    kind: str
    to: Address
    letter: Letter
    reply_to: Address | None = None
    calendar: CalendarPart | None = None
    safari_id: int | None = None
    practice_id: int | None = None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """What services need to write mail: links, a seal, and the sender's domain."""

    links: LinkMaker
    sender: Address

    def put(self, session: Session, mail: Mail, now: datetime) -> Message:
        """Add ``mail`` to the outbox; it leaves once the caller commits."""
        message = Message(
            message_id=f"<{uuid4().hex}@{self.sender.email.rpartition('@')[2]}>",
            kind=mail.kind,
            batch=mail.batch,
            safari_id=mail.safari_id,
            practice_id=mail.practice_id,
            to_name=mail.to.name,
            to_email=mail.to.email,
            subject=mail.letter.subject,
            sealed=self.seal(_as_json(mail)),
            created_at=now,
            next_attempt_at=now,
        )
        session.add(message)
        return message

    def seal(self, value: dict[str, Any]) -> bytes:
        """``value``, encrypted with the installation's secret key."""
        return self._fernet().encrypt(json.dumps(value).encode())

    def unseal(self, sealed: bytes) -> dict[str, Any]:
        """What was sealed. Raises cryptography.fernet.InvalidToken under another key."""
        value: dict[str, Any] = json.loads(self._fernet().decrypt(sealed))
        return value

    def opened(self, message: Message) -> Mail:
        """The mail as it was put. Raises InvalidToken under another key, or once emptied."""
        return _from_json(message, self.unseal(message.sealed or b""))

    def _fernet(self) -> Fernet:
        digest = hashlib.sha256(f"mail {self.links.secret_key}".encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))


def open_post(settings: Settings) -> Post:
    """The post of this installation."""
    name, address = parseaddr(settings.mail_from)
    return Post(LinkMaker(settings.secret_key, settings.base_url), Address(name, address))


def _as_json(mail: Mail) -> dict[str, Any]:
    return {
        "text": mail.letter.text,
        "html": mail.letter.html,
        "reply_to": [mail.reply_to.name, mail.reply_to.email] if mail.reply_to else None,
        "method": mail.calendar.method if mail.calendar else None,
        "calendar": mail.calendar.content.decode() if mail.calendar else None,
    }


def _from_json(message: Message, sealed: dict[str, Any]) -> Mail:
    return Mail(
        kind=message.kind,
        to=Address(message.to_name, message.to_email),
        letter=Letter(message.subject, sealed["text"], sealed["html"]),
        reply_to=Address(*sealed["reply_to"]) if sealed["reply_to"] else None,
        calendar=CalendarPart(sealed["method"], sealed["calendar"].encode())
        if sealed["calendar"]
        else None,
        safari_id=message.safari_id,
        practice_id=message.practice_id,
        batch=message.batch,
    )
