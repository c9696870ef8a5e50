"""Small named mails."""

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from wijksafari.clock import AMSTERDAM
from wijksafari.mail.mime import message_of
from wijksafari.mail.parcel import Invite, Mailbox, Parcel

WRITTEN = datetime(2026, 11, 22, 12, 0, tzinfo=AMSTERDAM)
CALENDAR = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "SUMMARY:Café De Brug",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
)
INVITE = Invite("REQUEST", CALENDAR)


def create_parcel(**overrides: Any) -> Parcel:
    values: dict[str, Any] = {
        "message_id": "<0123456789abcdef0123456789abcdef@wijksafari.test>",
        "written_at": WRITTEN,
        "sender": Mailbox("Wijksafari", "post@wijksafari.test"),
        "to": Mailbox("Daan Dokter", "daan@voorbeeld.test"),
        "reply_to": Mailbox("Anne Adviseur", "anne@ros.test"),
        "subject": "U doet mee aan de wijksafari",
        "text": "Beste Daan,\n\nU doet mee.\n",
        "html": '<p>Beste Daan,</p><p><a href="https://wijksafari.test/l/abc">Uw link</a></p>',
    }
    return Parcel(**values | overrides)


def arrived(content: bytes) -> EmailMessage:
    """The message as a mail program reads it."""
    return cast(EmailMessage, message_from_bytes(content, policy=default))


def sent_and_read(**overrides: Any) -> EmailMessage:
    return arrived(message_of(create_parcel(**overrides)).as_bytes())


def words(message: EmailMessage, kind: str) -> str:
    """The body of this kind (plain, html), with the line ends of a text."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")
