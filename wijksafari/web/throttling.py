"""Guessing is slowed down: of passwords, codes and private links.

Only wrong guesses count, by who was tried and by the visitor's address, and so do
forms that mail whatever address is typed. Each is forgotten after some time: nobody
is locked out for good, and a whole practice behind one address can sign up. The
counts live in this process's memory: they start anew with it, and every further
process has its own.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from flask import Flask, Response, make_response, request, session
from flask_limiter import Limiter, RateLimitExceeded

from wijksafari.web.failures import failure_page


@dataclass(frozen=True, slots=True)
class Guesses:
    """How many answers that are ``wrong`` one ``guesser`` gets to one endpoint."""

    endpoint: str
    most: str
    guesser: Callable[[], str]
    wrong: Callable[[Response], bool]
    methods: tuple[str, ...] = ("POST",)


def throttle(app: Flask) -> None:
    """Answer 429 to who guessed wrong too often lately."""
    limiter = Limiter(_address, app=app, storage_uri="memory://", strategy="moving-window")
    for each in _ALL:
        limited = limiter.limit(
            each.most,
            key_func=each.guesser,
            methods=list(each.methods),
            deduct_when=each.wrong,
        )
        view = limited(app.view_functions[each.endpoint])
        app.view_functions[each.endpoint] = view  # type: ignore[assignment]
    app.register_error_handler(RateLimitExceeded, lambda _error: _too_often(limiter))


def _address() -> str:
    """The visitor's address; of IPv6 the part that a visitor cannot choose."""
    text = request.remote_addr or ""
    try:
        address = ip_address(text)
    except ValueError:
        return text
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else text


def _account_from_here() -> str:
    return f"{_mailbox()} {_address()}"


def _mailbox() -> str:
    """The account that is named; as a digest, for counts can end in a log."""
    email = request.form.get("email", "").strip().casefold()
    return sha256(email.encode("utf-8", "replace")).hexdigest()


def _page() -> str:
    return request.path


def _halfway() -> str:
    """Who gave the right password, and is asked for a code."""
    return str(session.get("tf_user_id", _address()))


def _form_again(response: Response) -> bool:
    return response.status_code == 200


def _sent(response: Response) -> bool:
    return response.status_code < 400


def _unknown(response: Response) -> bool:
    return response.status_code == 404


_OPENED = ("GET", "HEAD")

_ALL = (
    Guesses("security.login", "10 per 15 minutes", _account_from_here, _form_again),
    Guesses("security.login", "60 per 15 minutes", _address, _form_again),
    Guesses(
        "security.two_factor_token_validation", "10 per 15 minutes", _halfway, _form_again
    ),
    # Each sends a mail to somebody who may not have asked for it.
    Guesses("security.forgot_password", "4 per hour", _mailbox, _sent),
    Guesses("security.forgot_password", "30 per hour", _address, _sent),
    Guesses("sign_up.send", "12 per hour", _account_from_here, _sent),
    Guesses("own_sign_up.save", "12 per hour", _account_from_here, _sent),
    Guesses("own_sign_up.return_", "12 per hour", _page, _sent),
    Guesses("hosts.answer", "20 per hour", _page, _sent),
    Guesses("hosts.propose_card", "20 per hour", _page, _sent),
    Guesses("security.change_password", "10 per 15 minutes", _address, _form_again),
    Guesses("welcome.page", "60 per 10 minutes", _address, _unknown, _OPENED),
    Guesses("welcome.choose", "60 per 10 minutes", _address, _unknown),
    Guesses("links.follow", "60 per 10 minutes", _address, _unknown, _OPENED),
    Guesses("participant_ride.open_", "60 per 10 minutes", _address, _unknown, _OPENED),
    Guesses("calendars.feed", "60 per 10 minutes", _address, _unknown, _OPENED),
)  # fmt: skip


def _too_often(limiter: Limiter) -> Response:
    reached = limiter.current_limit
    wait = max(1, math.ceil(reached.reset_at - time.time())) if reached else 60
    minutes = max(1, round(wait / 60))
    when = "Over een minuut" if minutes == 1 else f"Over {minutes} minuten"
    sentence = f"Er is te vaak achter elkaar geprobeerd. {when} kan het weer."
    response = make_response(failure_page((sentence,), 429))
    response.headers["Retry-After"] = str(wait)
    return response
