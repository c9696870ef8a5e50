"""A change of plan: telling the hosts whom it concerns no more than they have to hear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.render.programme import line
from wijksafari.services.hosts.definite import let_definite_go
from wijksafari.services.hosts.moves import Move
from wijksafari.services.hosts.plan import as_json, told_visits
from wijksafari.services.hosts.reached import note_reached
from wijksafari.services.hosts.requests import agree, ask_stops
from wijksafari.services.hosts.rows import requests_of, write_to_host
from wijksafari.services.hosts.standing import waits
from wijksafari.services.journal import Actor
from wijksafari.services.mail.post import Post


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
    rows = requests_of(session, safari)
    _release(session, safari, moves, actor=actor, post=post, now=now)
    small = [each for each in moves if each.what in ("tell", "agree")]
    _tell(session, safari, small, actor=actor, post=post, now=now)
    to_ask = [each.stop for each in moves if each.what == "ask" and each.stop]
    ask_stops(session, safari, to_ask, rows, actor=actor, post=post, now=now)
    if any(each.what == "join" for each in moves):
        let_definite_go(session, safari, "er is een locatie bij die nog niet is gevraagd", now)
    session.flush()


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
    told: list[tuple[str, bool]] = []
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
            batch=batch,
            was=was,
        )
        told.append((line(stop.location.name), message is not None))
    note_reached(session, safari, "Nieuwe tijd", told, actor=actor, now=now)


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
    told: list[tuple[str, bool]] = []
    for each in moves:
        if each.what != "release":
            continue
        if each.row is not None:
            each.row.released_at = now
        if not waits(each.row):
            continue
        message = write_to_host(
            session,
            "host_released",
            safari,
            each.row,
            each.location,
            post=post,
            now=now,
            batch=batch,
            own_wish=False,
        )
        told.append((line(each.location.name), message is not None))
    note_reached(session, safari, "Afzegging", told, actor=actor, now=now)
