"""One mail, ready to be put into an envelope."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person's name and mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Invite:
    """A calendar file; ``method`` is REQUEST or CANCEL, as the file itself says."""

    method: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Everything a mail is made of. ``message_id`` and ``written_at`` never change."""

    message_id: str
    written_at: datetime
    sender: Mailbox
    to: Mailbox
    reply_to: Mailbox | None
    subject: str
    text: str
    html: str
    invite: Invite | None = None
