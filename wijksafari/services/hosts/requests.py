"""Asking the stops of a safari whether the group is welcome."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from wijksafari.errors import InputError, NotFoundError
from wijksafari.models import HostRequest, Safari
from wijksafari.planning.host_visits import GroupVisit, most_people, moved, outgrown
from wijksafari.render.programme import line
from wijksafari.services.hosts.calendar import in_calendar
from wijksafari.services.hosts.definite import let_definite_go
from wijksafari.services.hosts.links import host_link
from wijksafari.services.hosts.plan import Stop, as_json, asked_visits, stops_of, told_visits
from wijksafari.services.hosts.reached import Reached, note_reached
from wijksafari.services.hosts.rows import requests_of, write_to_host
from wijksafari.services.hosts.standing import standing_of
from wijksafari.services.journal import Actor
from wijksafari.services.mail.post import Post
from wijksafari.services.sign_ups.places import check_not_begun, lock_safari

LONGEST_EXPECTED = 2000
EXPECTED = (
    "Laat zien wat u doet, en vertel kort voor wie het is en hoe een huisarts, praktijkondersteuner"
    " of assistent iemand naar u verwijst. Daarna is er tijd voor vragen. U hoeft niets voor te"
    " bereiden: wat er die avond gaande is, gaat gewoon door."
)


def ask_hosts(
    session: Session,
    safari: Safari,
    stops: Collection[str] | None,
    *,
    expected: str | None,
    actor: Actor,
    post: Post,
    now: datetime,
) -> Reached:
    """Ask these stops, or (None) all that have to be asked; whose answer holds is left alone.

    A stop that is named and did not answer is asked once more. ``expected`` is
    what hosts read about what is expected of them, None what they read before.
    Raises ClosedError once the evening has begun or is off, InputError where it is too long, and
    NotFoundError for what is no stop (any more).
    """
    safari = lock_safari(session, safari.id)
    check_not_begun(safari, now)
    if expected is not None:
        safari.host_note = usable_expected(expected)
    planned, rows = stops_of(session, safari), requests_of(session, safari)
    for each in stops or ():
        if each not in planned:
            raise NotFoundError("Deze locatie staat niet (meer) in het programma.")
    again = ("unasked", "changed") if stops is None else ("unasked", "changed", "asked")
    chosen = [
        stop
        for code, stop in planned.items()
        if (stops is None or code in stops) and standing_of(rows.get(code), stop) in again
    ]
    return ask_stops(session, safari, chosen, rows, actor=actor, post=post, now=now)


def ask_stops(
    session: Session,
    safari: Safari,
    stops: Sequence[Stop],
    rows: dict[str, HostRequest],
    *,
    actor: Actor,
    post: Post,
    now: datetime,
) -> Reached:
    """Put the question to each as it is planned now; the safari is locked, ``rows`` are its own."""
    batch = uuid4().hex
    told: list[tuple[str, bool]] = []
    for stop in stops:
        code = stop.location.id
        row = rows[code] = rows.get(code) or _new(session, safari, code, now)
        mailed = _ask(session, safari, row, stop, batch, by=actor.name, post=post, now=now)
        told.append((line(stop.location.name), mailed))
    if stops:
        let_definite_go(session, safari, "er is een locatie opnieuw gevraagd", now)
    asked = note_reached(session, safari, "Vraag", told, actor=actor, now=now)
    session.flush()
    return asked


def _ask(
    session: Session,
    safari: Safari,
    row: HostRequest,
    stop: Stop,
    batch: str,
    *,
    by: str,
    post: Post,
    now: datetime,
) -> bool:
    """Put the question to one; says whether by mail. Another question than before says so."""
    known = row.released_at is None
    was, asked, answered = told_visits(row), asked_visits(row), bool(row.answer)
    other_time = known and bool(asked) and moved(asked, stop.visits)
    fewer = most_people(asked) if known and asked and outgrown(asked, stop.visits) else 0
    put_question(row, stop, by=by, now=now)
    message = write_to_host(
        session,
        "host_request_again" if other_time or fewer else "host_request",
        safari,
        row,
        stop.location,
        post=post,
        now=now,
        batch=batch,
        was=was,
        asked=asked,
        other_time=other_time,
        drifted=other_time and not moved(was, stop.visits),
        fewer=fewer,
        answered=answered,
        in_calendar=in_calendar(row),
        expected=safari.host_note or EXPECTED,
        address=line(stop.location.address),
    )
    # Whoever has no mail address can still be sent the link in another way.
    host_link(session, safari, stop.location.id, post, now)
    return message is not None


def put_question(row: HostRequest, stop: Stop, *, by: str, now: datetime) -> None:
    """The stop is asked what is planned now; what it answered before holds no longer."""
    row.visits = row.told = as_json(stop.visits)
    row.asked_at, row.asked_by = now, by
    row.answer, row.answered_at, row.answered_by, row.remark = "", None, "", ""
    row.other_from = row.other_until = row.most_people = None
    row.released_at = None


def agree(row: HostRequest, visits: Sequence[GroupVisit]) -> None:
    """The stop agrees to exactly this, now."""
    row.visits = row.told = as_json(visits)
    row.answer = "yes"
    row.other_from = row.other_until = row.most_people = None


def usable_expected(text: str) -> str:
    """What is expected of hosts, without the space around it. Raises InputError when too long."""
    text = text.strip().replace("\r\n", "\n")
    if len(text) > LONGEST_EXPECTED:
        raise InputError(f"Dit is te lang; gebruik hooguit {LONGEST_EXPECTED} tekens.")
    return "" if text == EXPECTED else text


def _new(session: Session, safari: Safari, code: str, now: datetime) -> HostRequest:
    row = HostRequest(
        safari_id=safari.id, location_code=code, visits=[], told=[], asked_at=now, sequence=0
    )
    session.add(row)
    session.flush()
    return row
