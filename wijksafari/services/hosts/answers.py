"""What a host answers, from their own page or by telephone to an organiser."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, InputError, NotFoundError, StaleError
from wijksafari.models import HostRequest, Link, Safari
from wijksafari.planning.host_visits import outgrown
from wijksafari.planning.words import clock, hours
from wijksafari.render.programme import line
from wijksafari.services.evenings.in_short import evening_in_short
from wijksafari.services.hosts.alert import alert_organisers
from wijksafari.services.hosts.calendar import in_calendar
from wijksafari.services.hosts.definite import let_definite_go
from wijksafari.services.hosts.given import SAYS, HostAnswer, says_something_new
from wijksafari.services.hosts.plan import Stop, as_json, asked_visits, stops_of
from wijksafari.services.hosts.requests import put_question
from wijksafari.services.hosts.rows import requests_of, write_to_host
from wijksafari.services.journal import Actor, note
from wijksafari.services.links import check_link
from wijksafari.services.mail.post import Post
from wijksafari.services.sign_ups.places import check_not_begun, lock_safari

HOST = Actor(None, "een locatie")
NOT_ASKED = "U staat niet (meer) in het programma van deze avond; er valt niets te antwoorden."
_MOVED_ON = (
    "Intussen is de vraag veranderd: het programma is gewijzigd. Uw antwoord is niet bewaard. Kijk"
    " naar de tijd die er nu staat, en antwoord opnieuw."
)


class OutsideEveningError(InputError):
    """A host offers hours in which the group is not on its way, such as 3 for 15 o'clock."""


def question_version(visits: list[dict[str, Any]]) -> str:
    """What tells one question from another, so that no answer counts for what was not asked."""
    return sha256(json.dumps(visits, sort_keys=True).encode()).hexdigest()[:16]


def answer_question(
    session: Session,
    link: Link,
    answer: HostAnswer,
    version: str,
    *,
    seen: str,
    post: Post,
    now: datetime,
) -> bool:
    """Keep what the holder of ``link`` answers to the question with this ``version``.

    For that link's own stop, and nothing else; ``seen`` is the version of the answer
    there was on their page. Says whether the answer is new. Raises StaleError where
    something else is asked by now, AnsweredMeanwhileError, OutsideEveningError,
    ClosedError where nothing is asked (any more) or the evening has begun, and
    what ``check_link`` raises for a link that was withdrawn meanwhile.
    """
    safari = lock_safari(session, link.safari_id or 0)
    session.refresh(link)
    check_link(link, now)
    check_not_begun(safari, now)
    row = requests_of(session, safari).get(link.location_code)
    stop = stops_of(session, safari).get(link.location_code)
    if row is None or stop is None or row.released_at is not None:
        raise ClosedError(NOT_ASKED)
    if version != question_version(row.visits):
        raise StaleError(_MOVED_ON)
    _check_hours(safari, answer)
    if not says_something_new(row, answer, seen):
        return False
    _record(session, safari, row, stop, answer, post=post, now=now)
    what = f"{line(stop.location.name)} antwoordt: {SAYS[answer.answer]}."
    note(session, safari, "step", what, actor=HOST, now=now)
    if answer.answer != "yes" or answer.remark:
        alert_organisers(session, safari, stop, answer, post=post, now=now)
    session.flush()
    return True


def answer_for(
    session: Session,
    safari: Safari,
    location_id: str,
    answer: HostAnswer,
    version: str,
    *,
    seen: str,
    actor: Actor,
    post: Post,
    now: datetime,
) -> bool:
    """Note what a host told an organiser of the visits with this ``version``, asked or not.

    ``seen`` is the version of the answer there was on their page. Says whether the
    answer is new. Raises NotFoundError for what is no stop, StaleError where the plan
    has other times by now, AnsweredMeanwhileError, OutsideEveningError, and ClosedError.
    """
    safari = lock_safari(session, safari.id)
    check_not_begun(safari, now)
    stop = stops_of(session, safari).get(location_id)
    if stop is None:
        raise NotFoundError("Deze locatie staat niet (meer) in het programma.")
    if version != question_version(as_json(stop.visits)):
        raise StaleError(
            "Iemand anders heeft het programma intussen gewijzigd; het antwoord is niet bewaard."
            " Klopt het nog bij de tijden die er nu staan?"
        )
    _check_hours(safari, answer)
    row = requests_of(session, safari).get(location_id)
    new = row is None or says_something_new(row, answer, seen)
    if row is None or row.visits != as_json(stop.visits) or row.released_at is not None:
        row = row or HostRequest(safari_id=safari.id, location_code=location_id, sequence=0)
        put_question(row, stop, by=actor.name, now=now)
        session.add(row)
        session.flush()
    elif not new:
        return False
    _record(session, safari, row, stop, answer, post=post, now=now)
    what = f"{line(stop.location.name)} antwoordt: {SAYS[answer.answer]}, na overleg."
    note(session, safari, "step", what, actor=actor, now=now)
    session.flush()
    return True


def _check_hours(safari: Safari, answer: HostAnswer) -> None:
    evening = evening_in_short(safari)
    too_late = answer.other_from and answer.other_from >= evening.ends.time()
    too_early = answer.other_until and answer.other_until <= evening.starts.time()
    if too_late or too_early:
        raise OutsideEveningError(
            f"De avond duurt van {hours(evening.starts)} tot {clock(evening.ends)}. Vul een tijd op"
            " die avond in; past geen enkele, kies dan ‘nee’."
        )


def _record(
    session: Session,
    safari: Safari,
    row: HostRequest,
    stop: Stop,
    answer: HostAnswer,
    *,
    post: Post,
    now: datetime,
) -> None:
    """Fill the row, and see to what follows."""
    before = row.answer
    row.answer, row.answered_at, row.answered_by = answer.answer, now, answer.by
    row.other_from, row.other_until = answer.other_from, answer.other_until
    row.most_people, row.remark = answer.most_people, answer.remark
    if answer.answer == "yes" and before != "yes":
        if not outgrown(asked_visits(row), stop.visits):  # they agree to no more than was asked
            row.told = as_json(stop.visits)
        _write(session, "host_agreed", safari, row, stop, post=post, now=now, was=())
    elif answer.answer == "no" and before != "no" and in_calendar(row):
        _write(session, "host_released", safari, row, stop, post=post, now=now, own_wish=True)
    if answer.answer != "yes":
        let_definite_go(session, safari, f"{line(stop.location.name)} zegt geen ja", now)


def _write(
    session: Session,
    kind: str,
    safari: Safari,
    row: HostRequest,
    stop: Stop,
    *,
    post: Post,
    now: datetime,
    **values: Any,
) -> None:
    write_to_host(session, kind, safari, row, stop.location, post=post, now=now, **values)
