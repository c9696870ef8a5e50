"""osmnx on a leash: no redirects, limited answers and time, nothing left changed.

osmnx is configured by module-wide settings, comes back to a busy server for
ever, and replaces ``socket.getaddrinfo``. Its setting ``requests_kwargs`` lets a
response hook see every answer before osmnx does. A session sets all of this up
and puts everything back.
"""

import io
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import osmnx
import requests

from wijksafari.errors import ServiceUnavailableError
from wijksafari.streets.answers import is_place_data, is_street_data
from wijksafari.streets.bicycle import TAG_KEYS
from wijksafari.streets.geocode import USER_AGENT

CHUNK_BYTES = 64 * 1024
BUSY = (requests.codes.too_many_requests, requests.codes.gateway_timeout)
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class OverpassSettings:
    """Where streets come from, and how long to wait for them.

    ``attempts`` are made while the server is busy, ``pause_seconds`` after the
    first and twice as long after each next one; ``total_seconds`` bounds all of
    it. ``connect_seconds`` is the longest wait for the server to pick up,
    ``silence_seconds`` for it to say anything.
    """

    overpass_url: str = "https://overpass-api.de/api"
    nominatim_url: str = "https://nominatim.openstreetmap.org"
    attempts: int = 4
    pause_seconds: float = 3.0
    connect_seconds: float = 8.0
    silence_seconds: float = 75.0
    total_seconds: float = 180.0
    max_answer_bytes: int = 150_000_000


class BusyError(Exception):
    """The server asks to come back later, after ``seconds`` if it says so."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(host)
        self.host = host
        self.seconds = seconds


class AnswerGuard:
    """Reads an answer before osmnx does, and refuses what osmnx should not see.

    ``data_date`` is when the data in the last answer was current, where told.
    ``is_map_data`` knows what Overpass was asked for. Of elements in its answer only
    ``keys`` among their tags are kept, where these are given.
    """

    def __init__(
        self,
        settings: OverpassSettings,
        progress: Callable[[str], None],
        is_map_data: Callable[[Any], bool] = is_street_data,
        keys: frozenset[str] | None = None,
    ) -> None:
        self._is_map_data = is_map_data
        self._keys = keys
        self.deadline = time.monotonic() + settings.total_seconds
        self.data_date: datetime | None = None
        self._max_bytes = settings.max_answer_bytes
        self._progress = progress

    def __call__(self, response: requests.Response, **_: Any) -> requests.Response:
        """Let a good answer through, read whole. Raises BusyError, ServiceUnavailableError."""
        host = urlsplit(response.url).hostname or response.url
        if response.status_code in BUSY:
            raise BusyError(host, _retry_after(response))
        if response.status_code != requests.codes.ok:
            raise ServiceUnavailableError(
                f"{host} geeft nu geen gegevens (melding {response.status_code}). "
                "Probeer het over een uur opnieuw."
            )
        body = self._body(response, host)
        response.raw = io.BytesIO(self._checked(response, body, host))
        response.headers.pop("Content-Encoding", None)
        return response

    def _body(self, response: requests.Response, host: str) -> bytes:
        body = bytearray()
        while chunk := response.raw.read(CHUNK_BYTES, decode_content=True):
            body += chunk
            if len(body) > self._max_bytes:
                raise ServiceUnavailableError(
                    f"Het antwoord van {host} is te groot. Kies een kleiner gebied."
                )
            if time.monotonic() > self.deadline:
                raise ServiceUnavailableError(too_slow(host))
        response.raw.release_conn()
        megabytes = f"{len(body) / 1e6:.1f}".replace(".", ",")
        self._progress(f"{megabytes} MB ontvangen van {host}.")
        return bytes(body)

    def _checked(self, response: requests.Response, body: bytes, host: str) -> bytes:
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise ServiceUnavailableError(nonsense(host)) from error
        is_overpass = urlsplit(response.url).path.endswith("/interpreter")
        if not (self._is_map_data(answer) if is_overpass else is_place_data(answer)):
            raise ServiceUnavailableError(nonsense(host))
        if not is_overpass:
            return body
        # Overpass tells of a time-out in a remark, below the part it had found by then.
        if "error" in str(answer.get("remark", "")):
            raise BusyError(host, 0.0)
        self.data_date = _data_date(answer)
        return body if self._keys is None else _with_tags(answer, self._keys)


def nonsense(host: str) -> str:
    """The sentence for an answer that cannot be used."""
    return f"{host} geeft een onbruikbaar antwoord. Probeer het over een uur opnieuw."


def too_slow(host: str) -> str:
    """The sentence for an answer that does not come."""
    return f"{host} antwoordt niet op tijd. Probeer het later opnieuw, of kies een kleiner gebied."


@contextmanager
def osmnx_session(settings: OverpassSettings, guard: AnswerGuard) -> Iterator[None]:
    """Within this block osmnx asks the configured servers only, through ``guard``."""
    values = {
        "overpass_url": settings.overpass_url,
        "nominatim_url": settings.nominatim_url,
        "http_user_agent": USER_AGENT,
        "http_referer": "",
        "http_accept_language": "nl",
        "doh_url_template": None,
        "use_cache": False,
        # Asking for a free slot first may wait for ever; a busy server says 429.
        "overpass_rate_limit": False,
        "overpass_settings": f"[out:json][timeout:{settings.silence_seconds:.0f}]",
        "requests_timeout": (settings.connect_seconds, settings.silence_seconds),
        "requests_kwargs": {
            "allow_redirects": False,
            "stream": True,
            "hooks": {"response": guard},
        },
        "all_oneway": True,
        "useful_tags_way": list(TAG_KEYS),
        "useful_tags_node": ["access", "barrier", "bicycle"],
    }
    with _one_at_a_time:
        before = {name: getattr(osmnx.settings, name) for name in values}
        resolve = socket.getaddrinfo
        try:
            for name, value in values.items():
                setattr(osmnx.settings, name, value)
            yield
        finally:
            for name, value in before.items():
                setattr(osmnx.settings, name, value)
            socket.getaddrinfo = resolve


def _with_tags(answer: dict[str, Any], keys: frozenset[str]) -> bytes:
    """The answer with these tags only: osmnx lets a tag called "id" stand for the element's own."""
    for element in answer["elements"]:
        tags = element.get("tags", {})
        element["tags"] = {key: value for key, value in tags.items() if key in keys}
    return json.dumps(answer).encode()


def _retry_after(response: requests.Response) -> float:
    """Seconds to wait according to the server; 0 where it does not say."""
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isdecimal() and len(value) < 5 else 0.0


def _data_date(answer: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(answer["osm3s"]["timestamp_osm_base"]).astimezone(UTC)
    except (LookupError, TypeError, ValueError):
        return None
