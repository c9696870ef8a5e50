"""A change of plan: whom it concerns among the hosts, and what each is to hear of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import HostRequest, Safari
from wijksafari.planning.host_visits import meets, moved, outgrown, shifted
from wijksafari.planning.problem import Location
from wijksafari.services.hosts.hosts import host_of
from wijksafari.services.hosts.notices import notices_of
from wijksafari.services.hosts.plan import (
    Stop,
    Stops,
    asked_visits,
    stops_of,
    terms_of,
    told_visits,
)
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.hosts.standing import waits

What = Literal["ask", "tell", "agree", "release", "join"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a change of plan means for one stop.

    ``ask``: the time moved by more than five minutes, or by less where more people
    may come than was asked; ``tell``: by less, or the evening has begun; ``agree``:
    it is now as "yes, but" asked; ``release``: the stop left the plan; ``join``: it
    came into the plan, and an organiser has yet to ask it. ``stop`` is as it
    becomes, None for a stop that left; ``row`` is None for a host that was never
    asked. ``mailed``: they are told by mail.
    """

    what: What
    location: Location
    stop: Stop | None
    row: HostRequest | None
    mailed: bool


def moves_between(
    session: Session, safari: Safari, planned: Stops, now: datetime
) -> tuple[Move, ...]:
    """Whom it concerns that the stops become as ``planned``, the safari being as it was."""
    before, rows = stops_of(session, safari), requests_of(session, safari)
    begun = safari.starts_at <= now
    gone = [stop.location for code, stop in before.items() if code not in planned]
    today = safari.starts_at.astimezone(AMSTERDAM).date() == now.astimezone(AMSTERDAM).date()
    heard = {code for _, code in notices_of(session, safari)}
    found: list[tuple[What, Location]] = [
        *_staying(rows, planned, begun=begun),
        *_leaving(gone, rows, everyone=today, heard=heard),
        *(("join", stop.location) for code, stop in planned.items() if code not in before),
    ]
    return tuple(
        Move(
            what=what,
            location=location,
            stop=planned.get(location.id),
            row=rows.get(location.id),
            mailed=_hears(what, rows.get(location.id)) and _has_mail(session, safari, location),
        )
        for what, location in found
    )


def mails_of(moves: Sequence[Move]) -> int:
    """How many mails to hosts they give."""
    return sum(each.mailed for each in moves)


def _staying(
    rows: dict[str, HostRequest], planned: Stops, *, begun: bool
) -> Iterator[tuple[What, Location]]:
    for code, row in rows.items():
        stop = planned.get(code)
        what = _what(row, stop, begun=begun) if stop and row.released_at is None else None
        if what and stop:
            yield what, stop.location


def _what(row: HostRequest, stop: Stop, *, begun: bool) -> What | None:
    asked = asked_visits(row)
    if meets(terms_of(row), asked, stop.visits):
        return "agree"
    if moved(asked, stop.visits) and not begun:
        return "ask"
    if not waits(row) or not shifted(told_visits(row), stop.visits):
        return None
    # Who hears of it anyway is not told to do nothing while more people come than they agreed to.
    return "ask" if outgrown(asked, stop.visits) and not begun else "tell"


def _leaving(
    gone: Sequence[Location], rows: dict[str, HostRequest], *, everyone: bool, heard: set[str]
) -> Iterator[tuple[What, Location]]:
    """Stops whose host counts on the group: asked, told on the evening, or it is today."""
    for location in gone:
        row = rows.get(location.id)
        if row.released_at is None if row else everyone or location.id in heard:
            yield "release", location


def _hears(what: What, row: HostRequest | None) -> bool:
    """Whether they are mailed: who said no only where another time is asked of them."""
    return what == "ask" or (what != "join" and waits(row))


def _has_mail(session: Session, safari: Safari, location: Location) -> bool:
    return bool(host_of(session, safari, location).email)
