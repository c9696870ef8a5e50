"""A change of plan: whom it concerns among the hosts, and telling each no more than that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import uuid4

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import HostRequest, Safari
from wijksafari.planning.host_visits import meets, moved, shifted
from wijksafari.planning.problem import Location
from wijksafari.render.programme import line
from wijksafari.services.host_calendar import in_calendar
from wijksafari.services.host_definite import let_definite_go
from wijksafari.services.host_mail import put_host_mail
from wijksafari.services.host_notices import notices_of
from wijksafari.services.host_plan import (
    Stop,
    Stops,
    as_json,
    asked_visits,
    stops_of,
    terms_of,
    told_visits,
)
from wijksafari.services.host_requests import agree, ask_stops
from wijksafari.services.host_rows import note_mailed, requests_of, write_to_host
from wijksafari.services.hosts import host_of
from wijksafari.services.journal import Actor
from wijksafari.services.post import Post

What = Literal["ask", "tell", "agree", "release"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a change of plan means for one stop.

    ``ask``: the time moved by more than five minutes; ``tell``: by less, or the
    evening has begun; ``agree``: it is now as "yes, but" asked; ``release``: the
    stop left the plan. ``stop`` is as it becomes, None for a stop that left;
    ``row`` is None for a host that was never asked. ``mailed``: they are told by mail.
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
    found = [
        *_staying(rows, planned, begun=begun),
        *_leaving(gone, rows, everyone=today, heard=heard),
    ]
    return tuple(
        Move(
            what=what,
            location=location,
            stop=planned.get(location.id),
            row=rows.get(location.id),
            mailed=_waits(rows.get(location.id)) and _has_mail(session, safari, location),
        )
        for what, location in found
    )


def mails_of(moves: Sequence[Move]) -> int:
    """How many mails to hosts they give."""
    return sum(each.mailed for each in moves)


def tell_moves(
    session: Session,
    safari: Safari,
    moves: Sequence[Move],
    *,
    actor: Actor,
    post: Post,
    now: datetime,
) -> None:
    """The plan has changed: ask, tell and release as ``moves`` say; the safari is locked."""
    planned, rows = stops_of(session, safari), requests_of(session, safari)
    _release(session, safari, moves, actor=actor, post=post, now=now)
    small = [each for each in moves if each.what in ("tell", "agree")]
    _tell(session, safari, small, actor=actor, post=post, now=now)
    to_ask = [each.stop for each in moves if each.what == "ask" and each.stop]
    ask_stops(session, safari, to_ask, rows, actor=actor, post=post, now=now)
    if any(code not in rows for code in planned):
        let_definite_go(session, safari, "er is een locatie bij die nog niet is gevraagd", now)
    session.flush()


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
    if moved(asked, stop.visits):
        return "tell" if begun else "ask"
    if row.answer != "no" and shifted(told_visits(row), stop.visits):
        return "tell"
    return None


def _leaving(
    gone: Sequence[Location], rows: dict[str, HostRequest], *, everyone: bool, heard: set[str]
) -> Iterator[tuple[What, Location]]:
    """Stops whose host counts on the group: asked, told on the evening, or it is today."""
    for location in gone:
        row = rows.get(location.id)
        if row.released_at is None if row else everyone or location.id in heard:
            yield "release", location


def _waits(row: HostRequest | None) -> bool:
    """Whether they have to hear of it: not who said no."""
    return row is None or row.answer != "no"


def _has_mail(session: Session, safari: Safari, location: Location) -> bool:
    return bool(host_of(session, safari, location).email)


def _tell(
    session: Session,
    safari: Safari,
    moves: Sequence[Move],
    *,
    actor: Actor,
    post: Post,
    now: datetime,
) -> None:
    batch = uuid4().hex
    mailed: list[str] = []
    to_call: list[str] = []
    for each in moves:
        row, stop = each.row, each.stop
        if row is None or stop is None:
            continue
        was = told_visits(row)
        if each.what == "agree":
            agree(row, stop.visits)
        row.told = as_json(stop.visits)
        if safari.starts_at <= now:
            row.visits = row.told
        kind = "host_agreed" if each.what == "agree" else "host_moved"
        message = write_to_host(
            session,
            kind,
            safari,
            row,
            stop.location,
            post=post,
            now=now,
            with_file=row.answer == "yes" or in_calendar(row),
            batch=batch,
            was=was,
        )
        (mailed if message else to_call).append(line(stop.location.name))
    note_mailed(session, safari, "Nieuwe tijd", mailed, to_call, actor=actor, now=now)


def _release(
    session: Session,
    safari: Safari,
    moves: Sequence[Move],
    *,
    actor: Actor,
    post: Post,
    now: datetime,
) -> None:
    batch = uuid4().hex
    mailed: list[str] = []
    to_call: list[str] = []
    for each in moves:
        if each.what != "release":
            continue
        if each.row is not None:
            each.row.released_at = now
        if not _waits(each.row):
            continue
        told = _write_release(session, safari, each, batch=batch, post=post, now=now)
        (mailed if told else to_call).append(line(each.location.name))
    note_mailed(session, safari, "Afzegging", mailed, to_call, actor=actor, now=now)


def _write_release(
    session: Session, safari: Safari, move: Move, *, batch: str, post: Post, now: datetime
) -> bool:
    if move.row is not None:
        message = write_to_host(
            session,
            "host_released",
            safari,
            move.row,
            move.location,
            post=post,
            now=now,
            with_file=in_calendar(move.row),
            batch=batch,
            own_wish=False,
        )
        return message is not None
    host = host_of(session, safari, move.location)
    if host.email:
        put_host_mail(
            session, "host_released", safari, host, post=post, now=now, batch=batch, own_wish=False
        )
    return bool(host.email)
