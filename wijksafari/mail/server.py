"""The mail server of the settings: where it is, and how to talk to it."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

from wijksafari.config import LOOPBACK
from wijksafari.errors import InputError

Encryption = Literal["none", "starttls", "implicit"]

_PORTS: dict[Encryption, int] = {"none": 25, "starttls": 587, "implicit": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where to hand mail over. ``encryption`` is never optional on a network."""

    host: str
    port: int
    encryption: Encryption
    user: str = ""
    password: str = field(default="", repr=False)


def read_server(url: str) -> MailServer:
    """The server at ``smtp://`` (STARTTLS) or ``smtps://``; plain on this computer itself only.

    Raises InputError, without repeating the address: it may hold a password.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = None, None, None
    if parts is None or not host or parts.scheme not in ("smtp", "smtps"):
        raise InputError(
            "WIJKSAFARI_SMTP_URL is geen adres van een mailserver; schrijf bijvoorbeeld"
            " smtp://gebruiker:wachtwoord@mail.voorbeeld.nl:587."
        )
    encryption = _encryption(parts.scheme, host)
    return MailServer(
        host=host,
        port=port or _PORTS[encryption],
        encryption=encryption,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _encryption(scheme: str, host: str) -> Encryption:
    if scheme == "smtps":
        return "implicit"
    return "none" if host in LOOPBACK else "starttls"
