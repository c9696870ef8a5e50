"""A login ends by itself: after hours without a sign of life, and in any case after days."""

from __future__ import annotations

from datetime import timedelta

from flask import session

from wijksafari.web.collaborators import collaborators

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
HALFWAY = timedelta(minutes=10)
# A cookie a request would be waste: this often is enough to notice that nobody is there.
_NOTED_EVERY = timedelta(minutes=5)

SINCE, SEEN, _HALFWAY_SINCE = "logged_in_at", "seen_at", "halfway_since"


def begin_login() -> None:
    """Start the clock of this browser's login."""
    session[SINCE] = session[SEEN] = _seconds()


def login_goes_on() -> bool:
    """Whether this browser's login still holds; notes that somebody is there."""
    since, seen = session.get(SINCE), session.get(SEEN)
    if not isinstance(since, int) or not isinstance(seen, int):
        return False
    now = _seconds()
    if now - seen >= IDLE.total_seconds() or now - since >= LONGEST.total_seconds():
        return False
    if now - seen >= _NOTED_EVERY.total_seconds():
        session[SEEN] = now
    return True


def begin_halfway() -> None:
    """Start the clock of a login whose password was right, and whose code must still come."""
    session[_HALFWAY_SINCE] = _seconds()


def halfway_goes_on() -> bool:
    """Whether the code may still come."""
    since = session.get(_HALFWAY_SINCE)
    return isinstance(since, int) and _seconds() - since < HALFWAY.total_seconds()


def _seconds() -> int:
    return int(collaborators().now().timestamp())
