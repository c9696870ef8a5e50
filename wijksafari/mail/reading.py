"""A mail as a reader sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """What a mail says. ``headers`` are in their order; ``text`` and ``html`` may be empty."""

    subject: str
    sender: str
    to: str
    written_at: datetime | None
    headers: Sequence[tuple[str, str]]
    text: str
    html: str
    attachments: Sequence[Attachment]


def read_mail(content: bytes, *, headers_only: bool = False) -> ReadMail:
    """The mail in ``content``, or only what stands above it."""
    message = BytesParser(EmailMessage, policy=default).parsebytes(
        content, headersonly=headers_only
    )
    date = message["Date"]
    return ReadMail(
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        written_at=date.datetime if date else None,
        headers=tuple((name, str(value)) for name, value in message.items()),
        text="" if headers_only else _body(message, "plain"),
        html="" if headers_only else _body(message, "html"),
        attachments=() if headers_only else tuple(map(_attachment, message.iter_attachments())),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""


def _attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    return Attachment(
        name=part.get_filename() or "bijlage",
        content_type=part.get_content_type(),
        content=content if isinstance(content, bytes) else b"",
    )
