"""Sending by SMTP."""

import smtplib
import ssl
from email.message import EmailMessage

from wijksafari.mail.connection import Connection
from wijksafari.mail.reasons import sentence_for
from wijksafari.mail.sender import DelayedError, RefusedError, SendingError, ServerDownError
from wijksafari.mail.server import MailServer

LONGEST_OPENING = 15.0
LONGEST_SENDING = 15.0

_ACCESS = (530, 534, 535, 538)
_TOO_LARGE = 552
_AWAY = "Onze mailserver is niet bereikbaar. Wijksafari probeert het vanzelf opnieuw."
_CERTIFICATE = (
    "Onze mailserver laat zich niet herkennen: zijn certificaat klopt niet. De beheerder moet"
    " ernaar kijken; wijksafari probeert het intussen opnieuw."
)
_NO_ENTRY = (
    "Onze mailserver laat wijksafari niet toe. De beheerder moet de gebruikersnaam, het wachtwoord"
    " en de afzender nakijken; wijksafari probeert het intussen opnieuw."
)
_BROKEN_OFF = "De verbinding met onze mailserver viel weg. Wijksafari probeert het opnieuw."
_LATER = "De mailserver van de ontvanger neemt nu geen mail aan. Wijksafari probeert het opnieuw."


class SmtpSender:
    """Sends over one connection, which it opens for the first mail and again where it broke.

    ``name`` is what it calls itself: a domain. ``tls`` says which certificates
    it takes; those of the system unless given. ``seconds`` are the longest that
    opening takes, and the longest that a mail takes.
    """

    def __init__(
        self,
        server: MailServer,
        name: str,
        tls: ssl.SSLContext | None = None,
        *,
        seconds: tuple[float, float] = (LONGEST_OPENING, LONGEST_SENDING),
    ) -> None:
        self._server = server
        self._name = name
        self._tls = tls
        self._opening, self._sending = seconds
        self._connection: Connection | None = None

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Hand ``message`` over. Raises SendingError."""
        content = message.as_bytes()
        connection = self._open()
        try:
            with connection.limited(self._sending):
                connection.sendmail(sender, [recipient], content)
        except (OSError, smtplib.SMTPException) as error:
            raise self._meaning(error) from error

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            with connection.limited(1.0):
                connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()

    def _open(self) -> Connection:
        if self._connection is not None:
            with self._connection.limited(self._opening):
                if self._connection.alive():
                    return self._connection
            self._hang_up()
        try:
            # Reading all certificates of the system takes time: not before there is mail.
            self._tls = self._tls or ssl.create_default_context()
            self._connection = Connection(self._server, self._name, self._tls, self._opening)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            raise ServerDownError(_why_closed(error)) from error
        return self._connection

    def _meaning(self, error: Exception) -> SendingError:
        """What a failure says about this mail, or about the server."""
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            code, text = next(iter(error.recipients.values()))
            return self._answer(code, text)
        if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code != _TOO_LARGE:
            return ServerDownError(_NO_ENTRY if error.smtp_code >= 500 else _AWAY)
        if isinstance(error, smtplib.SMTPResponseException):
            return self._answer(error.smtp_code, error.smtp_error)
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return RefusedError(sentence_for("5.1.3"))
        self._hang_up()
        return DelayedError(_BROKEN_OFF)

    def _answer(self, code: int, text: bytes | str) -> SendingError:
        if code == 421:
            self._hang_up()
        if code in _ACCESS:
            return ServerDownError(_NO_ENTRY)
        if 500 <= code < 600:
            words = text.decode("ascii", "replace") if isinstance(text, bytes) else text
            return RefusedError(sentence_for(words))
        return DelayedError(_LATER)

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _why_closed(error: Exception) -> str:
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return _CERTIFICATE
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _NO_ENTRY
    return _AWAY
