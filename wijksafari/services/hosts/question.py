"""What the host of a stop is asked, as their own page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari import models
from wijksafari.clock import AMSTERDAM
from wijksafari.errors import NotFoundError
from wijksafari.models import HostRequest, Link
from wijksafari.planning.host_visits import GroupVisit
from wijksafari.planning.states import OVER
from wijksafari.services.hosts.answers import question_version
from wijksafari.services.hosts.calendar import host_calendar
from wijksafari.services.hosts.definite import Coach, coach_of
from wijksafari.services.hosts.given import answer_version, kept_answer
from wijksafari.services.hosts.hosts import Host, host_of, in_catalogue
from wijksafari.services.hosts.links import safari_of
from wijksafari.services.hosts.plan import stops_of, told_visits
from wijksafari.services.hosts.requests import EXPECTED
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.mail.post import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class HostQuestion:
    """The question and what was answered.

    ``version`` and that of the answer there is, ``seen``, go along with an answer;
    ``open``: it can be answered, or answered otherwise, now. ``expected`` is what is
    asked of the host.
    """

    row: HostRequest
    host: Host
    visits: tuple[GroupVisit, ...]
    version: str
    seen: str
    open: bool
    terms: tuple[str, ...]
    expected: str
    coach: Coach

    @property
    def answered_at(self) -> datetime | None:
        """When they answered."""
        at = self.row.answered_at
        return at.astimezone(AMSTERDAM) if at else None


def host_question(session: Session, link: Link, now: datetime) -> HostQuestion | None:
    """What the holder of ``link`` is asked; None where they were not, or need not wait any more.

    Raises NotFoundError where the evening is gone.
    """
    safari = safari_of(session, link)
    row = requests_of(session, safari).get(link.location_code)
    stop = stops_of(session, safari).get(link.location_code)
    if row is None or stop is None or row.released_at is not None:
        return None
    said = kept_answer(row)
    return HostQuestion(
        row=row,
        host=host_of(session, safari, stop.location),
        visits=told_visits(row),
        version=question_version(row.visits),
        seen=answer_version(row),
        open=safari.state not in OVER and safari.starts_at > now,
        terms=said.terms if said else (),
        expected=safari.host_note or EXPECTED,
        coach=coach_of(safari),
    )


def question_calendar(session: Session, link: Link, post: Post, now: datetime) -> bytes:
    """The appointment, for a host who said yes. Raises NotFoundError for others."""
    safari = safari_of(session, link)
    question = host_question(session, link, now)
    stop = stops_of(session, safari).get(link.location_code)
    if question is None or stop is None or question.row.answer != "yes":
        raise NotFoundError("Er is geen afspraak om in uw agenda te zetten.")
    url = post.links.url(link)
    row, host = question.row, question.host
    return host_calendar(session, safari, row, host, stop.location, post=post, url=url, now=now)


def own_location(session: Session, link: Link) -> models.Location:
    """The location whose host holds ``link``. Raises NotFoundError once it left the catalogue."""
    found = in_catalogue(session, safari_of(session, link), link.location_code)
    if found is None:
        raise NotFoundError("Deze locatie staat niet (meer) in de lijst van de wijk.")
    return found


def is_in_catalogue(session: Session, link: Link) -> bool:
    """Whether there is a location to have a card."""
    return in_catalogue(session, safari_of(session, link), link.location_code) is not None
