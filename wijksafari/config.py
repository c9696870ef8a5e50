"""Settings: read from the environment once, checked, then frozen."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

from wijksafari.errors import InputError

PROJECT = Path(__file__).parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
OVERPASS_URL = "https://overpass-api.de/api"
PDOK_URL = "https://api.pdok.nl/bzk/locatieserver/search/v3_1"
NOMINATIM_URL = "https://nominatim.openstreetmap.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs from one installation to the next.

    ``instance`` is the folder for what this installation writes: its database,
    its street files (``streets``), its secret key, and mails while ``smtp_url``
    is empty. ``base_url`` is where people find this site, without a slash at its
    end: every link in mail starts with it. ``smtp_url`` is ``smtp://`` (STARTTLS) or ``smtps://``,
    with user, password, host and port. ``proxies`` stand between the site and
    its visitors.
    """

    instance: Path
    secret_key: str
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    overpass_url: str = OVERPASS_URL
    pdok_url: str = PDOK_URL
    nominatim_url: str = NOMINATIM_URL
    base_url: str = "http://127.0.0.1:8000"
    smtp_url: str = ""
    mail_from: str = "Wijksafari <wijksafari@localhost.localdomain>"
    proxies: int = 0

    @property
    def streets(self) -> Path:
        """Where street files are kept."""
        return self.instance / "streets"

    @property
    def mail_folder(self) -> Path:
        """Where mails are kept while there is no mail server."""
        return self.instance / "mail"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from WIJKSAFARI_* variables and DATABASE_URL.

    Raises InputError with everything that is wrong.
    """
    instance = Path(environ.get("WIJKSAFARI_INSTANCE", PROJECT / "instance")).absolute()
    defaults = {
        "overpass_url": OVERPASS_URL,
        "pdok_url": PDOK_URL,
        "nominatim_url": NOMINATIM_URL,
    }
    urls = {name: environ.get(f"WIJKSAFARI_{name.upper()}", url) for name, url in defaults.items()}
    port = environ.get("WIJKSAFARI_PORT", "8000")
    host = environ.get("WIJKSAFARI_HOST", "127.0.0.1")
    problems = [
        f"WIJKSAFARI_{name.upper()}: {url} is geen http- of https-adres."
        for name, url in urls.items()
        if not _is_web_address(url)
    ]
    if not (port.isdecimal() and len(port) < 6 and 0 < int(port) < 65536):
        problems.append(f"WIJKSAFARI_PORT: {port} is geen poort; kies een getal van 1 tot 65535.")
    if host not in LOOPBACK:
        problems.append(
            f"WIJKSAFARI_HOST: {host} kan nog niet. Zolang er geen accounts zijn, luistert"
            " wijksafari alleen op deze computer zelf (127.0.0.1)."
        )
    if problems:
        raise InputError(problems)
    return Settings(
        instance=instance,
        secret_key=environ.get("WIJKSAFARI_SECRET_KEY") or _kept_secret(instance),
        database_url=environ.get("DATABASE_URL", f"sqlite:///{instance / 'wijksafari.sqlite3'}"),
        host=host,
        port=int(port),
        overpass_url=urls["overpass_url"],
        pdok_url=urls["pdok_url"],
        nominatim_url=urls["nominatim_url"],
    )


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


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
