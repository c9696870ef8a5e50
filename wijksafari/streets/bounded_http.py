"""An HTTP client for geopy that cannot be kept waiting, led astray or flooded."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

MAX_ANSWER_BYTES = 1024 * 1024
_CHUNK = 16 * 1024


def bounded_adapter(base_url: str) -> Callable[..., "BoundedAdapter"]:
    """What geopy takes as ``adapter_factory``: asks the host of ``base_url`` and no other."""
    origin = urlsplit(base_url)[:2]

    def factory(*, proxies: object, ssl_context: object) -> BoundedAdapter:
        return BoundedAdapter(origin, proxies=proxies, ssl_context=ssl_context)

    return factory


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """Follows no redirect, reads at most MAX_ANSWER_BYTES, and is done by ``timeout``.

    A socket's timeout starts anew with every byte and does not count looking up
    the host's name; so each request runs in a thread that is left behind when
    its time is over.
    """

    def __init__(self, origin: tuple[str, str], *, proxies: object, ssl_context: object) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._origin = origin

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The parsed JSON at ``url``, within ``timeout`` seconds."""
        try:
            return json.loads(self.get_text(url, timeout=timeout, headers=headers))
        except (ValueError, RecursionError):
            raise GeocoderParseError("the answer is no JSON") from None

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """The text at ``url``, within ``timeout`` seconds."""
        if urlsplit(url)[:2] != self._origin:
            raise GeocoderServiceError("not the configured host")
        outcome: list[str | Exception] = []
        deadline = time.monotonic() + timeout

        def run() -> None:
            try:
                outcome.append(_get(url, headers, deadline))
            except Exception as error:
                outcome.append(error)

        thread = threading.Thread(target=run, name="geocoder", daemon=True)
        thread.start()
        thread.join(timeout)
        if not outcome:
            raise GeocoderTimedOut("no answer in time")
        if isinstance(outcome[0], Exception):
            raise outcome[0]
        return outcome[0]


def _get(url: str, headers: dict[str, str], deadline: float) -> str:
    left = max(deadline - time.monotonic(), 0.01)
    try:
        with requests.Session() as session:
            # Proxies and .netrc passwords come from settings or not at all.
            session.trust_env = False
            with session.get(
                url, headers=headers, timeout=left, stream=True, allow_redirects=False
            ) as response:
                if response.status_code != requests.codes.ok:
                    raise AdapterHTTPError(
                        f"status {response.status_code}",
                        status_code=response.status_code,
                        headers={name.lower(): value for name, value in response.headers.items()},
                        text=None,
                    )
                return _body(response, deadline).decode("utf-8", errors="replace")
    except requests.Timeout:
        raise GeocoderTimedOut("no answer in time") from None
    except requests.ConnectionError:
        raise GeocoderUnavailable("not reachable") from None
    except requests.RequestException:
        raise GeocoderServiceError("no usable answer") from None


def _body(response: requests.Response, deadline: float) -> bytes:
    body = b""
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise GeocoderServiceError("the answer is too large")
        if time.monotonic() > deadline:
            raise GeocoderTimedOut("no answer in time")
    return body
