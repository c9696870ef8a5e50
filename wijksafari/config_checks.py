"""What can be wrong with a setting, each in a sentence that says what to do.

Every check takes what was given, empty where nothing was. No sentence repeats
a secret, or an address that may hold a password.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parseaddr
from urllib.parse import SplitResult, urlsplit

from email_validator import EmailNotValidError, validate_email

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST_SECRET = 32
_FEWEST_DIFFERENT = 10
_PLACEHOLDERS = (
    *("change-me", "changeme", "verander", "replace", "placeholder", "voorbeeld", "example"),
    *("your-secret", "secret-key", "insecure", "password", "wachtwoord", "geheim", "secret in"),
)
_MOST_PROXIES = 5


def local_url(host: str, port: int) -> str:
    """Where a site that listens on this machine only is found."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def service_problems(urls: Mapping[str, str]) -> Iterator[str]:
    """Addresses of map services and geocoders."""
    for name, url in urls.items():
        parts = _parts(url)
        if parts is None or parts.scheme not in ("http", "https"):
            yield f"WIJKSAFARI_{name.upper()}: {url} is geen http- of https-adres."


def port_problems(port: str) -> Iterator[str]:
    """The port the site listens on."""
    if port and not (port.isdecimal() and len(port) < 6 and 0 < int(port) < 65536):
        yield f"WIJKSAFARI_PORT: {port} is geen poort; kies een getal van 1 tot 65535."


def address_problems(host: str, base_url: str) -> Iterator[str]:
    """Where the site listens, and under which address people find it."""
    parts = _parts(base_url)
    if base_url and not _is_site(parts):
        yield (
            "WIJKSAFARI_BASE_URL: schrijf het adres van de site zonder pad erachter, zoals"
            " https://wijksafari.uwregio.nl."
        )
    elif parts and parts.scheme == "http" and parts.hostname not in LOOPBACK:
        yield (
            "WIJKSAFARI_BASE_URL: het adres moet met https:// beginnen. Zet een webserver met een"
            " certificaat voor wijksafari."
        )
    elif host and host not in LOOPBACK and not (parts and parts.scheme == "https"):
        yield (
            f"WIJKSAFARI_HOST: wijksafari luistert pas op {host} als WIJKSAFARI_BASE_URL zegt onder"
            " welk https-adres men de site vindt, zoals https://wijksafari.uwregio.nl."
        )


def secret_problems(secret: str, host: str, base_url: str) -> Iterator[str]:
    """A secret key that others could guess, on a site that others can reach."""
    reached = base_url.startswith("https:") or (host and host not in LOOPBACK)
    if not (secret and reached):
        return
    text = secret.lower().replace("_", "-")
    if (
        len(secret) < SHORTEST_SECRET
        or len(set(secret)) < _FEWEST_DIFFERENT
        or any(each in text for each in _PLACEHOLDERS)
    ):
        yield (
            "WIJKSAFARI_SECRET_KEY is te raden. Laat hem weg, dan maakt wijksafari er zelf een; of"
            f" kies minstens {SHORTEST_SECRET} willekeurige tekens."
        )


def mail_problems(smtp_url: str, mail_from: str, base_url: str) -> Iterator[str]:
    """The mail server, and who the mails come from; a site for everybody needs both."""
    if base_url.startswith("https:") and not smtp_url:
        yield ("Geef met WIJKSAFARI_SMTP_URL de mailserver op: zonder komt geen uitnodiging aan.")
    parts = _parts(smtp_url)
    if smtp_url and (parts is None or parts.scheme not in ("smtp", "smtps")):
        yield (
            "WIJKSAFARI_SMTP_URL is geen adres van een mailserver; schrijf het als"
            " smtp://naam:wachtwoord@mail.uwregio.nl:587 (of smtps://… met poort 465)."
        )
    if mail_from and not _is_sender(mail_from):
        yield (
            "WIJKSAFARI_MAIL_FROM is geen afzender; schrijf hem als"
            " Wijksafari <wijksafari@uwregio.nl>."
        )
    if smtp_url and not mail_from:
        yield "Geef met WIJKSAFARI_MAIL_FROM op van welk adres de mails komen."


def proxies_problems(proxies: str) -> Iterator[str]:
    """How many proxies stand before the site."""
    if proxies and proxies not in map(str, range(_MOST_PROXIES + 1)):
        yield f"WIJKSAFARI_PROXIES: {proxies} is geen aantal; kies 0 tot en met {_MOST_PROXIES}."


def clock_problems(clock_ahead: str, smtp_url: str, base_url: str) -> Iterator[str]:
    """A clock of its own, to try an evening out: not on a site in earnest."""
    if not re.fullmatch(r"(-?[0-9]{1,9})?", clock_ahead):
        yield "WIJKSAFARI_CLOCK_AHEAD is geen aantal seconden; laat de oefenklok weg."
    elif clock_ahead and (smtp_url or base_url.startswith("https:")):
        yield (
            "Een oefenklok (serve --at) kan alleen op een proefsite: zonder mailserver"
            " (WIJKSAFARI_SMTP_URL) en zonder https (WIJKSAFARI_BASE_URL). Anders krijgen mensen"
            " mail over een avond die nog niet zover is."
        )


def _parts(url: str) -> SplitResult | None:
    """The parts of an address with a host; nothing where there is none."""
    if not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if usable else None


def _is_site(parts: SplitResult | None) -> bool:
    return (
        parts is not None
        and parts.scheme in ("http", "https")
        and parts.path in ("", "/")
        and not (parts.query or parts.fragment or "@" in parts.netloc)
    )


def _is_sender(text: str) -> bool:
    _, address = parseaddr(text)
    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return text.isprintable()
