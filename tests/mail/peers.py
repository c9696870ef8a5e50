"""Mail servers of many characters, on this machine."""

import asyncio
import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

LOCAL = "127.0.0.1"


@dataclass
class Postbox:
    """Takes mail, unless an answer is set for its recipient. Keeps what came.

    With as many mails as one of ``stuck_before`` it says nothing more to the
    next one, and keeps it not; with ``stuck_after`` it keeps it first.
    """

    answers: dict[str, str] = field(default_factory=dict)
    data_answer: str = "250 OK"
    sender_answer: str = ""
    contents: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: set[tuple[str, int]] = field(default_factory=set)
    taken: threading.Event = field(default_factory=threading.Event)
    stuck_before: set[int] = field(default_factory=set)
    stuck_after: set[int] = field(default_factory=set)
    stuck: threading.Event = field(default_factory=threading.Event)

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.connections.add(session.peer)
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        answer = self.answers.get(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.data_answer.startswith("2"):
            await self._stick(self.stuck_before)
            assert isinstance(envelope.content, bytes)
            self.contents.append(envelope.content)
            self.recipients += envelope.rcpt_tos
            self.taken.set()
            await self._stick(self.stuck_after)
        return self.data_answer

    async def _stick(self, numbers: set[int]) -> None:
        if len(self.contents) in numbers:
            numbers.remove(len(self.contents))
            self.stuck.set()
            await asyncio.sleep(60)


@contextmanager
def serving(postbox: Postbox, port: int = 0, **options: Any) -> Iterator[int]:
    """A server that delivers into ``postbox``; gives its port."""
    port = port or free_port()
    controller = Controller(postbox, hostname=LOCAL, port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def answering(speak: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server of which each connection is ``speak``; gives its port."""
    with socket.create_server((LOCAL, 0)) as listening:
        lines: list[socket.socket] = []

        def accept() -> None:
            with suppress(OSError):
                while True:
                    line, _ = listening.accept()
                    lines.append(line)
                    threading.Thread(target=_speak, args=(speak, line), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(5)
            for line in lines:
                line.close()


def _speak(speak: Callable[[socket.socket], None], line: socket.socket) -> None:
    with suppress(OSError):
        speak(line)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return int(probe.getsockname()[1])


def only(user: str, password: str) -> Callable[..., AuthResult]:
    """Lets in who knows these."""

    def check(_server: Any, _session: Any, _envelope: Any, _kind: str, data: Any) -> AuthResult:
        right = LoginPassword(user.encode(), password.encode())
        return AuthResult(success=data == right, handled=False)

    return check


@dataclass(frozen=True)
class Certificate:
    """A certificate that signs itself, for one host."""

    path: Path

    def server(self) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.path)
        return made

    def client(self) -> ssl.SSLContext:
        """Takes this certificate."""
        return ssl.create_default_context(cafile=str(self.path))


def create_certificate(folder: Path, host: str = "localhost") -> Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{host}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return Certificate(path)
