"""Settings: read from the environment once, checked, then frozen."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from wijksafari.config_checks import (
    LOOPBACK,
    address_problems,
    clock_problems,
    local_url,
    mail_problems,
    port_problems,
    proxies_problems,
    secret_problems,
    service_problems,
)
from wijksafari.errors import InputError

__all__ = ("LOOPBACK", "PROJECT", "Settings", "read_settings")

PROJECT = Path(__file__).parent.parent
MAIL_FROM = "Wijksafari <wijksafari@localhost.localdomain>"
OVERPASS_URL = "https://overpass-api.de/api"
PDOK_URL = "https://api.pdok.nl/bzk/locatieserver/search/v3_1"
NOMINATIM_URL = "https://nominatim.openstreetmap.org"

_SERVICES = {"overpass_url": OVERPASS_URL, "pdok_url": PDOK_URL, "nominatim_url": NOMINATIM_URL}
_NAMES = (
    *("instance", "secret_key", "host", "port"),
    *("base_url", "smtp_url", "mail_from", "proxies", "clock_ahead"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs from one installation to the next.

    ``instance`` is the folder for what this installation writes: its database,
    its street files (``streets``), its secret key, and mails while ``smtp_url``
    is empty. ``base_url`` is where people find this site, without a slash at its
    end: every link in mail starts with it. ``smtp_url`` is ``smtp://`` (STARTTLS) or ``smtps://``,
    with user, password, host and port. ``proxies`` stand between the site and
    its visitors: the address of a visitor is what the outermost of them says.
    ``clock_ahead`` is by how many seconds the site's clock runs ahead, to try an
    evening out; never where people can get mail of it.
    """

    instance: Path
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    overpass_url: str = OVERPASS_URL
    pdok_url: str = PDOK_URL
    nominatim_url: str = NOMINATIM_URL
    base_url: str = "http://127.0.0.1:8000"
    smtp_url: str = field(default="", repr=False)
    mail_from: str = MAIL_FROM
    proxies: int = 0
    clock_ahead: int = 0

    @property
    def public(self) -> bool:
        """Whether the site is found under https, by everybody."""
        return self.base_url.startswith("https:")

    @property
    def streets(self) -> Path:
        """Where street files are kept."""
        return self.instance / "streets"

    @property
    def mail_folder(self) -> Path:
        """Where mails are kept while there is no mail server."""
        return self.instance / "mail"

    @property
    def keeps_mail(self) -> bool:
        """Whether mails are kept to be read in the browser: only where nobody else can look."""
        return not self.smtp_url and not self.public and self.host in LOOPBACK


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from WIJKSAFARI_* variables and DATABASE_URL.

    Raises InputError with everything that is wrong, and never with a secret in it.
    """
    given = {name: environ.get(f"WIJKSAFARI_{name.upper()}", "") for name in _NAMES}
    services = {
        name: environ.get(f"WIJKSAFARI_{name.upper()}", url) for name, url in _SERVICES.items()
    }
    problems = [
        *service_problems(services),
        *port_problems(given["port"]),
        *address_problems(given["host"], given["base_url"]),
        *secret_problems(given["secret_key"], given["host"], given["base_url"]),
        *mail_problems(given["smtp_url"], given["mail_from"], given["base_url"]),
        *proxies_problems(given["proxies"]),
        *clock_problems(given["clock_ahead"], given["smtp_url"], given["base_url"]),
    ]
    if problems:
        raise InputError(problems)
    instance = Path(given["instance"] or PROJECT / "instance").absolute()
    database = f"sqlite:///{instance / 'wijksafari.sqlite3'}"
    host, port = given["host"] or LOOPBACK[0], int(given["port"] or 8000)
    base_url = given["base_url"].rstrip("/") or local_url(host, port)
    return Settings(
        instance=instance,
        secret_key=given["secret_key"] or _kept_secret(instance),
        database_url=environ.get("DATABASE_URL") or database,
        host=host,
        port=port,
        base_url=base_url,
        smtp_url=given["smtp_url"],
        mail_from=given["mail_from"] or MAIL_FROM,
        # Only a proxy can have answered under https.
        proxies=int(given["proxies"] or base_url.startswith("https:")),
        clock_ahead=int(given["clock_ahead"] or 0),
        **services,
    )


def _kept_secret(instance: Path) -> str:
    """The installation's own secret, made at first use and readable by its owner only."""
    path = instance / "secret.key"
    try:
        if not path.exists():
            _write_secret(path)
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise InputError(
            f"In de map {instance} kan niet worden geschreven; kies een andere map met"
            " WIJKSAFARI_INSTANCE."
        ) from error


def _write_secret(path: Path) -> None:
    """Whole or not at all, and never over a secret that another process made meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A temporary file is its owner's alone.
    with NamedTemporaryFile("w", dir=path.parent, prefix=".secret-", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        with suppress(FileExistsError):
            path.hardlink_to(file.name)
