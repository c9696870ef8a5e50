"""What sending a mail is, and the ways it can go wrong."""

from email.message import EmailMessage
from typing import Protocol

from wijksafari.errors import WijksafariError


class SendingError(WijksafariError):
    """A mail did not leave. The text is a sentence for the organiser."""


class RefusedError(SendingError):
    """This mail will never be taken: another attempt makes no sense."""


class DelayedError(SendingError):
    """This mail was not taken now; later it may be."""


class ServerDownError(SendingError):
    """No mail at all can be sent now: the server is away, or does not let us in."""


class Sender(Protocol):
    """Sends mails one after another; use it in one thread, and close it."""

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Hand ``message`` over, from and to these addresses. Raises SendingError."""

    def close(self) -> None:
        """Let go of what it keeps open."""
