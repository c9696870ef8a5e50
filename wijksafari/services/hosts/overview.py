"""How the stops of a safari stand with their hosts, for its organisers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari import models
from wijksafari.clock import AMSTERDAM
from wijksafari.models import HostRequest, Message, Safari
from wijksafari.planning.host_visits import GroupVisit, meets, most_people, outgrown
from wijksafari.planning.problem import Location
from wijksafari.services.hosts.answers import question_version
from wijksafari.services.hosts.definite import Coach
from wijksafari.services.hosts.given import answer_version, kept_answer
from wijksafari.services.hosts.hosts import Host, host_at, host_of
from wijksafari.services.hosts.links import find_host_link
from wijksafari.services.hosts.plan import (
    Stop,
    as_json,
    asked_visits,
    stops_of,
    terms_of,
)
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.hosts.standing import Standing, standing_of
from wijksafari.services.mail.email_addresses import email_key
from wijksafari.services.mail.outbox_report import TROUBLED
from wijksafari.services.mail.post import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class HostStop:
    """One stop: what is planned, who receives the group, what they said.

    ``row`` is what they were asked, None where they were not; ``version`` and that
    of the answer there is, ``seen``, go along with an answer somebody notes. ``was``
    is what they were asked where something else is planned by now, ``fewer`` how many
    people if more may come than that. ``as_asked``: the plan is as "yes, but" asks.
    ``trouble`` is why their last mail did not arrive; ``mailed_before`` where
    it went, if that is no longer the host's address; ``link`` their own address,
    empty while there is none.
    """

    number: int
    location: Location
    host: Host
    visits: tuple[GroupVisit, ...]
    standing: Standing
    row: HostRequest | None
    version: str
    seen: str
    was: tuple[GroupVisit, ...]
    fewer: int
    terms: tuple[str, ...]
    as_asked: bool
    trouble: str
    mailed_before: str
    link: str

    @property
    def asked_at(self) -> datetime | None:
        """When they were last asked."""
        return self.row.asked_at.astimezone(AMSTERDAM) if self.row else None

    @property
    def answered_at(self) -> datetime | None:
        """When they answered."""
        at = self.row.answered_at if self.row else None
        return at.astimezone(AMSTERDAM) if at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedHost:
    """A host whose stop left the plan ``at`` a moment; who had ``refused`` was told nothing."""

    host: Host
    at: datetime
    refused: bool


def host_stops(session: Session, safari: Safari, post: Post) -> tuple[HostStop, ...]:
    """Every stop, in the order in which they are reached."""
    rows = requests_of(session, safari)
    planned = stops_of(session, safari).values()
    return tuple(
        _stop(session, safari, stop, rows.get(stop.location.id), number=number, post=post)
        for number, stop in enumerate(planned, 1)
    )


def released_hosts(session: Session, safari: Safari) -> tuple[ReleasedHost, ...]:
    """Those who were asked, and whose stop left the plan."""
    rows, planned = requests_of(session, safari), stops_of(session, safari)
    here = select(models.Location).filter_by(neighbourhood_id=safari.neighbourhood_id)
    gone = {code: row for code, row in rows.items() if row.released_at and code not in planned}
    known = {
        each.code: each for each in session.scalars(here.where(models.Location.code.in_(gone)))
    }
    return tuple(
        ReleasedHost(
            host=host_at(code, known[code].name, known[code]),
            at=row.released_at.astimezone(AMSTERDAM),
            refused=row.answer == "no",
        )
        for code, row in gone.items()
        if row.released_at and code in known
    )


def known_coaches(session: Session, safari: Safari) -> tuple[Coach, ...]:
    """The welzijnscoaches that the catalogue names in this wijk, by name."""
    here = models.Location
    query = (
        select(here.welzijnscoach_name, here.welzijnscoach_phone, here.welzijnscoach_email)
        .where(here.neighbourhood_id == safari.neighbourhood_id, here.welzijnscoach_name != "")
        .distinct()
        .order_by(here.welzijnscoach_name)
    )
    return tuple(Coach(*row) for row in session.execute(query))


def _stop(
    session: Session,
    safari: Safari,
    stop: Stop,
    row: HostRequest | None,
    *,
    number: int,
    post: Post,
) -> HostStop:
    standing = standing_of(row, stop)
    link = find_host_link(session, safari, stop.location.id)
    host = host_of(session, safari, stop.location)
    said = kept_answer(row) if row else None
    was = asked_visits(row) if row and standing == "changed" else ()
    last = session.get(Message, row.message_id) if row and row.message_id else None
    return HostStop(
        number=number,
        location=stop.location,
        host=host,
        visits=stop.visits,
        standing=standing,
        row=None if standing == "unasked" else row,
        version=question_version(as_json(stop.visits)),
        seen=answer_version(row) if row else "",
        was=was,
        fewer=most_people(was) if was and outgrown(was, stop.visits) else 0,
        terms=said.terms if said else (),
        as_asked=row is not None and meets(terms_of(row), asked_visits(row), stop.visits),
        trouble=_trouble(last),
        mailed_before=_elsewhere(last, host),
        link=post.links.url(link) if link else "",
    )


def _trouble(last: Message | None) -> str:
    if last is None or last.status not in TROUBLED:
        return ""
    return last.problem or "De mail kwam niet aan."


def _elsewhere(last: Message | None, host: Host) -> str:
    """Where the last mail went to somebody who is not the contact any more."""
    if last is None or email_key(last.to_email) == email_key(host.email):
        return ""
    return last.to_email
