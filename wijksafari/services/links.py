"""Private links: made, found again, withdrawn.

A token is 160 bits of HMAC-SHA256 over a random seed under the installation's
secret key. So a poster or a reminder can show the same link again, while
whoever reads the database alone, with its seeds and hashes, can open nothing.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import LinkExpiredError, LinkRevokedError, NotFoundError
from wijksafari.models import Link

Purpose = Literal["practice", "person", "sign_up", "feed", "host"]

UNKNOWN_LINK = "Deze link bestaat niet. Open de link uit uw mail opnieuw."
_SEED_BYTES = 32
_TOKEN_BYTES = 20
_LONGEST_TOKEN = 64


@dataclass(frozen=True, slots=True)
class LinkMaker:
    """Makes tokens and addresses. ``base_url`` has no slash at its end."""

    secret_key: str
    base_url: str

    def token(self, link: Link) -> str:
        """What only the holder knows: 27 characters that are safe in an address."""
        return self._token(link.purpose, link.seed)

    def url(self, link: Link) -> str:
        """The address to hand out."""
        token = self.token(link)
        if link.purpose == "feed":
            # Some calendars subscribe only to what looks like a calendar file.
            return f"{self.base_url}/agenda/{token}.ics"
        return f"{self.base_url}/l/{token}"

    def ride_url(self, link: Link) -> str:
        """The address of a participant's page for the evening itself."""
        return f"{self.base_url}/mee/open/{self.token(link)}"

    def cards_url(self, link: Link) -> str:
        """The address of a participant's referral cards."""
        return f"{self.ride_url(link)}?kaarten=1"

    def new(
        self,
        session: Session,
        purpose: Purpose,
        now: datetime,
        *,
        safari_id: int | None = None,
        location_code: str = "",
        user_id: int | None = None,
        expires_at: datetime | None = None,
    ) -> Link:
        """A link that did not exist before; it has an id once the session is flushed."""
        seed = secrets.token_bytes(_SEED_BYTES)
        link = Link(
            purpose=purpose,
            seed=seed,
            token_hash=_hash(self._token(purpose, seed)),
            safari_id=safari_id,
            location_code=location_code,
            user_id=user_id,
            created_at=now,
            expires_at=expires_at,
        )
        session.add(link)
        return link

    def _token(self, purpose: str, seed: bytes) -> str:
        message = purpose.encode() + b"\x00" + seed
        key = f"link {self.secret_key}".encode()
        digest = hmac.digest(key, message, "sha256")[:_TOKEN_BYTES]
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def find_link(session: Session, token: str, now: datetime) -> Link:
    """The link with this token.

    Raises NotFoundError for every token that never was one, LinkRevokedError
    and LinkExpiredError for those that were.
    """
    link = None
    if len(token) <= _LONGEST_TOKEN:
        link = session.scalar(select(Link).filter_by(token_hash=_hash(token)))
    if link is None:
        raise NotFoundError(UNKNOWN_LINK)
    return check_link(link, now)


def check_link(link: Link, now: datetime) -> Link:
    """The same link. Raises LinkRevokedError or LinkExpiredError where it works no more."""
    if link.revoked_at is not None:
        raise LinkRevokedError("Deze link is ingetrokken. Vraag de organisator om een nieuwe.")
    if link.expires_at is not None and link.expires_at <= now:
        raise LinkExpiredError("Deze link is verlopen: de avond waarvoor hij was, is voorbij.")
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
