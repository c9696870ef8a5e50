"""Sending to mail servers of many characters."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.mail.parcels import INVITE, arrived, create_parcel
from tests.mail.peers import (
    LOCAL,
    Postbox,
    answering,
    create_certificate,
    free_port,
    only,
    serving,
)
from wijksafari.mail.mime import message_of
from wijksafari.mail.sender import DelayedError, RefusedError, ServerDownError
from wijksafari.mail.server import MailServer
from wijksafari.mail.smtp import SmtpSender

SENDER = "post@wijksafari.test"
QUICK = (1.0, 1.0)


def _server(port: int, **more: Any) -> MailServer:
    values: dict[str, Any] = {"host": LOCAL, "port": port, "encryption": "none"}
    return MailServer(**values | more)


@contextmanager
def _sender(port: int, tls: Any = None, **more: Any) -> Iterator[SmtpSender]:
    with closing(
        SmtpSender(_server(port, **more), "wijksafari.test", tls, seconds=QUICK)
    ) as sender:
        yield sender


def _send(sender: SmtpSender, to: str = "daan@voorbeeld.test", **parcel: Any) -> None:
    sender.send(message_of(create_parcel(**parcel)), SENDER, to)


def test_a_mail_arrives_byte_for_byte_with_its_envelope() -> None:
    postbox = Postbox()
    with serving(postbox) as port, _sender(port) as sender:
        _send(sender, invite=INVITE, text="eerst\n.\nlaatst\n")
    expected = arrived(message_of(create_parcel(invite=INVITE)).as_bytes())
    (content,) = postbox.contents
    message = arrived(content)
    assert postbox.recipients == ["daan@voorbeeld.test"]
    assert message["Message-ID"] == expected["Message-ID"]
    assert b"\r\n=2E\r\n" in content or b"\r\n.\r\n" in content
    assert [part.get_content_type() for part in message.walk()] == [
        part.get_content_type() for part in expected.walk()
    ]


def test_many_mails_go_over_one_connection() -> None:
    postbox = Postbox()
    with serving(postbox) as port, _sender(port) as sender:
        for _ in range(5):
            _send(sender)
    assert len(postbox.contents) == 5
    assert len(postbox.connections) == 1


def test_an_unknown_recipient_is_refused_for_good_and_the_next_one_is_not() -> None:
    postbox = Postbox(answers={"weg@voorbeeld.test": "550 5.1.1 User unknown"})
    with serving(postbox) as port, _sender(port) as sender:
        with pytest.raises(RefusedError, match="adres bestaat niet"):
            _send(sender, to="weg@voorbeeld.test")
        _send(sender)
    assert postbox.recipients == ["daan@voorbeeld.test"]


def test_greylisting_is_a_reason_to_try_again() -> None:
    postbox = Postbox(answers={"daan@voorbeeld.test": "451 4.7.1 Greylisted"})
    with (
        serving(postbox) as port,
        _sender(port) as sender,
        pytest.raises(DelayedError, match="opnieuw"),
    ):
        _send(sender)


@pytest.mark.parametrize(
    ("answer", "error"),
    [("552 5.3.4 too big", RefusedError), ("554 5.7.1 spam", RefusedError), ("452 4.3.1", None)],
)
def test_what_is_answered_to_the_words_counts_too(answer: str, error: type | None) -> None:
    with (
        serving(Postbox(data_answer=answer)) as port,
        _sender(port) as sender,
        pytest.raises(error or DelayedError),
    ):
        _send(sender)


def test_a_refused_sender_is_a_matter_for_the_administrator_and_costs_no_mail() -> None:
    with (
        serving(Postbox(sender_answer="553 5.1.8 not yours")) as port,
        _sender(port) as sender,
        pytest.raises(ServerDownError, match="beheerder"),
    ):
        _send(sender)


def test_a_server_that_closed_the_line_meanwhile_is_called_again() -> None:
    postbox = Postbox()
    port = free_port()
    with _sender(port) as sender:
        for _ in range(2):
            with serving(postbox, port):
                _send(sender)
    assert len(postbox.contents) == 2


def test_no_server_at_all_is_told_at_once() -> None:
    began = time.monotonic()
    with _sender(free_port()) as sender, pytest.raises(ServerDownError, match="niet bereikbaar"):
        _send(sender)
    assert time.monotonic() - began < 1


def _silent(line: socket.socket) -> None:
    line.recv(1)


def _dripping(line: socket.socket) -> None:
    while True:
        line.sendall(b"2")
        time.sleep(0.05)


def _talkative(line: socket.socket) -> None:
    while True:
        line.sendall(b"220-welkom\r\n")
        time.sleep(0.05)


@pytest.mark.parametrize("speak", [_silent, _dripping, _talkative])
def test_a_server_that_never_finishes_its_greeting_is_given_up_in_time(speak: Any) -> None:
    began = time.monotonic()
    with (
        answering(speak) as port,
        _sender(port) as sender,
        pytest.raises(ServerDownError),
    ):
        _send(sender)
    assert time.monotonic() - began < 3


def test_a_tls_handshake_that_never_ends_is_given_up_in_time() -> None:
    began = time.monotonic()
    with (
        answering(_silent) as port,
        _sender(port, encryption="implicit") as sender,
        pytest.raises(ServerDownError),
    ):
        _send(sender)
    assert time.monotonic() - began < 3


def _until_data(line: socket.socket) -> Iterator[bytes]:
    line.sendall(b"220 hallo\r\n")
    for command in line.makefile("rb"):
        yield command
        if command.upper().startswith(b"DATA"):
            line.sendall(b"354 kom maar\r\n")
            return
        line.sendall(b"250 goed\r\n")


def _hangs_up_in_the_middle(line: socket.socket) -> None:
    list(_until_data(line))
    line.recv(100)
    line.shutdown(socket.SHUT_RDWR)


def _hangs_in_the_middle(line: socket.socket) -> None:
    list(_until_data(line))
    while line.recv(10_000):
        pass


@pytest.mark.parametrize("speak", [_hangs_up_in_the_middle, _hangs_in_the_middle])
def test_what_breaks_off_in_the_middle_is_tried_again_later(speak: Any) -> None:
    began = time.monotonic()
    with (
        answering(speak) as port,
        _sender(port) as sender,
        pytest.raises(DelayedError, match="viel weg"),
    ):
        _send(sender)
    assert time.monotonic() - began < 3


def test_starttls_with_a_certificate_that_is_trusted_and_a_login(tmp_path: Path) -> None:
    certificate = create_certificate(tmp_path)
    postbox = Postbox()
    with (
        serving(
            postbox,
            tls_context=certificate.server(),
            require_starttls=True,
            auth_required=True,
            authenticator=only("wijk", "geheim"),
        ) as port,
        _sender(
            port,
            certificate.client(),
            host="localhost",
            encryption="starttls",
            user="wijk",
            password="geheim",
        ) as sender,
    ):
        _send(sender)
    assert len(postbox.contents) == 1


def test_a_wrong_password_costs_no_mail_and_is_told_to_the_administrator(tmp_path: Path) -> None:
    certificate = create_certificate(tmp_path)
    with (
        serving(
            Postbox(),
            tls_context=certificate.server(),
            authenticator=only("wijk", "geheim"),
        ) as port,
        _sender(
            port,
            certificate.client(),
            host="localhost",
            encryption="starttls",
            user="wijk",
            password="fout",
        ) as sender,
        pytest.raises(ServerDownError, match="wachtwoord"),
    ):
        _send(sender)


def test_a_certificate_nobody_vouches_for_gets_no_mail(tmp_path: Path) -> None:
    postbox = Postbox()
    with (
        serving(postbox, tls_context=create_certificate(tmp_path).server()) as port,
        _sender(port, host="localhost", encryption="starttls") as sender,
        pytest.raises(ServerDownError, match="certificaat"),
    ):
        _send(sender)
    assert not postbox.contents


def test_a_certificate_for_another_host_gets_no_mail(tmp_path: Path) -> None:
    certificate = create_certificate(tmp_path, "elders.test")
    with (
        serving(Postbox(), tls_context=certificate.server()) as port,
        _sender(port, certificate.client(), host="localhost", encryption="starttls") as sender,
        pytest.raises(ServerDownError, match="certificaat"),
    ):
        _send(sender)


def test_a_server_without_starttls_gets_no_mail_and_no_password() -> None:
    postbox = Postbox()
    with (
        serving(postbox, auth_require_tls=False, authenticator=only("wijk", "geheim")) as port,
        _sender(port, encryption="starttls", user="wijk", password="geheim") as sender,
        pytest.raises(ServerDownError),
    ):
        _send(sender)
    assert not postbox.contents


def test_smtps_is_encrypted_from_the_first_byte(tmp_path: Path) -> None:
    certificate = create_certificate(tmp_path)
    postbox = Postbox()
    with (
        serving(postbox, ssl_context=certificate.server(), server_hostname="localhost") as port,
        _sender(port, certificate.client(), host="localhost", encryption="implicit") as sender,
    ):
        _send(sender)
    assert len(postbox.contents) == 1
