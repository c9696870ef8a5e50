"""The demo's hosts, asked by its adviser, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Neighbourhood, Safari, User
from wijksafari.services.demo.accounts import ADVISER
from wijksafari.services.demo.demo import RIDE_TITLE, TITLE
from wijksafari.services.hosts.answers import answer_question, question_version
from wijksafari.services.hosts.definite import Coach, make_definite, name_coach
from wijksafari.services.hosts.given import HostAnswer
from wijksafari.services.hosts.hosts import host_of
from wijksafari.services.hosts.links import find_host_link
from wijksafari.services.hosts.requests import ask_hosts
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.journal import Actor
from wijksafari.services.mail.post import Post
from wijksafari.services.safaris.safaris import tour_of

COACH = Coach("Wietske Welzijn (verzonnen)", "06-12345699", "wietske@example.org")
ASKED = timedelta(days=4)  # ago
# Of the evening weeks ahead: what each stop answered, in the order of the route; then nobody.
ANSWERS = (
    HostAnswer(answer="yes", remark="Leuk! Er is koffie."),
    HostAnswer(answer="yes_but", most_people=12, remark="Met meer past het niet in de kamer."),
    HostAnswer(answer="yes"),
    HostAnswer(answer="no", remark="Die avond hebben wij zelf een feest."),
)
YES = HostAnswer(answer="yes")


def add_demo_hosts(
    session: Session, neighbourhood: Neighbourhood, post: Post, now: datetime
) -> None:
    """Ask the hosts of both demo evenings; those of the first to be ridden have all agreed.

    Nothing happens where hosts were asked before, or where the demo's adviser
    has no account.
    """
    adviser = session.scalar(select(User).filter_by(email=ADVISER))
    if adviser is None:
        return
    actor = Actor(adviser.id, adviser.name)
    ahead = _unasked(session, neighbourhood, TITLE, now)
    if ahead is not None:
        codes = [visit.location.id for visit in tour_of(ahead).itinerary.visits]
        answers = dict(zip(codes, ANSWERS, strict=False))
        _ask(session, ahead, answers, actor=actor, post=post, at=now - ASKED)
    soon = _unasked(session, neighbourhood, RIDE_TITLE, now)
    if soon is not None:
        answers = {visit.location.id: YES for visit in tour_of(soon).itinerary.visits}
        _ask(session, soon, answers, actor=actor, post=post, at=now - ASKED)
        name_coach(session, soon, COACH, actor=actor, now=now - ASKED)
        make_definite(session, soon, "", actor=actor, now=now - ASKED)


def _unasked(
    session: Session, neighbourhood: Neighbourhood, title: str, now: datetime
) -> Safari | None:
    query = select(Safari).filter_by(neighbourhood_id=neighbourhood.id, title=title)
    safari = session.scalar(query.order_by(Safari.id))
    if safari is None or safari.starts_at <= now or requests_of(session, safari):
        return None
    return safari if safari.state in ("inviting", "confirmed") else None


def _ask(
    session: Session,
    safari: Safari,
    answers: Mapping[str, HostAnswer],
    *,
    actor: Actor,
    post: Post,
    at: datetime,
) -> None:
    """Ask all stops; the hosts in ``answers`` reply a while later."""
    ask_hosts(session, safari, None, expected=None, actor=actor, post=post, now=at)
    rows = requests_of(session, safari)
    places = {visit.location.id: visit.location for visit in tour_of(safari).itinerary.visits}
    for hours, (code, answer) in enumerate(answers.items(), start=3):
        link = find_host_link(session, safari, code)
        if link is not None:
            version = question_version(rows[code].visits)
            said = replace(answer, by=host_of(session, safari, places[code]).name)
            answered = at + timedelta(hours=hours)
            answer_question(session, link, said, version, seen="", post=post, now=answered)
