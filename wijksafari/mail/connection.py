"""An SMTP connection that cannot take longer than it was given."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from wijksafari.mail.server import MailServer


class Connection(smtplib.SMTP):
    """An open, encrypted connection, logged in; raises OSError or SMTPException otherwise.

    ``seconds`` is the longest that opening takes as a whole. ``limited``
    does the same for what comes after.
    """

    def __init__(self, server: MailServer, name: str, tls: ssl.SSLContext, seconds: float) -> None:
        self._server = server
        self._tls = tls
        self._line: socket.socket | None = None
        with self.limited(seconds):
            try:
                super().__init__(server.host, server.port, local_hostname=name, timeout=seconds)
                self._introduce()
            except BaseException:
                self.close()
                raise

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Cut the line after ``seconds``, however busily the other side keeps it open."""
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def alive(self) -> bool:
        """Whether the other side still answers."""
        try:
            return self.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def close(self) -> None:
        """Hang up without a word."""
        super().close()
        if self._line is not None:
            self._line.close()
            self._line = None

    def _introduce(self) -> None:
        self.ehlo_or_helo_if_needed()
        if self._server.encryption == "starttls":
            self.starttls(context=self._tls)
            self.ehlo()
        if self._server.user:
            self.login(self._server.user, self._server.password)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        # The place where smtplib itself makes SMTP_SSL differ from SMTP. The
        # second handle on the line outlives the change to TLS.
        plain = socket.create_connection((host, port), timeout)
        self._line = plain.dup()
        if self._server.encryption == "implicit":
            return self._tls.wrap_socket(plain, server_hostname=host)
        return plain

    def _cut(self) -> None:
        line = self._line
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
