"""Small named mails in the outbox."""

from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from tests.worlds import NOW, POST
from wijksafari.models import Message
from wijksafari.render.letter import Letter
from wijksafari.services.mail.post import Address, CalendarPart, Mail

CALENDAR = CalendarPart("REQUEST", b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n")

_numbers = count(1)


def put_mail(session: Session, to: str = "", *, now: datetime = NOW, **overrides: Any) -> Message:
    """A mail that waits to be sent."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "kind": "invitation",
        "to": Address("Daan Dokter", to or f"daan.{number}@voorbeeld.test"),
        "letter": Letter(f"Mail {number}", "Beste Daan,\n", "<p>Beste Daan,</p>"),
        "reply_to": Address("Anne Adviseur", "anne@ros.test"),
    }
    message = POST.put(session, Mail(**values | overrides), now)
    session.flush()
    return message
