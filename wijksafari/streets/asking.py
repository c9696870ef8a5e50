"""Asking a shared map server, and asking again while it is busy."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from shapely.errors import ShapelyError

from wijksafari.errors import ServiceUnavailableError
from wijksafari.streets.osmnx_session import BusyError, OverpassSettings, nonsense, too_slow

_MALFORMED = (
    *(LookupError, TypeError, AttributeError, ArithmeticError, RecursionError),
    ShapelyError,
)


@dataclass(frozen=True)
class Patience:
    """Asks again while a server is busy, ever later, until the time is up."""

    settings: OverpassSettings
    deadline: float
    progress: Callable[[str], None]
    sleep: Callable[[float], None]

    def ask(self, host: str, question: Callable[[], Any]) -> Any:
        """The answer. Raises ServiceUnavailableError when there is none to be had."""
        attempts = self.settings.attempts
        for attempt in range(1, attempts + 1):
            try:
                return _answer(host, question)
            except BusyError as busy:
                pause = max(self.settings.pause_seconds * 2 ** (attempt - 1), busy.seconds)
                if attempt == attempts or time.monotonic() + pause > self.deadline:
                    break
            self.progress(
                f"{host} heeft het druk; over {pause:.0f} seconden poging "
                f"{attempt + 1} van {attempts} …"
            )
            self.sleep(pause)
        raise ServiceUnavailableError(
            f"{host} heeft het te druk. Probeer het over een uur opnieuw."
        )


def host_of(url: str) -> str:
    """The name of the server at ``url``, to tell people whom is asked."""
    return urlsplit(url).hostname or url


def _answer(host: str, question: Callable[[], Any]) -> Any:
    """What osmnx makes of the answer, or what went wrong in our own words."""
    try:
        return question()
    except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise ServiceUnavailableError(too_slow(host)) from error
    except requests.RequestException as error:
        raise ServiceUnavailableError(
            f"{host} is niet bereikbaar. Controleer de internetverbinding, "
            "of probeer het over een uur opnieuw."
        ) from error
    except (urllib3.exceptions.HTTPError, *_MALFORMED) as error:
        raise ServiceUnavailableError(nonsense(host)) from error
