"""Fetching a wijk's streets in the background: asked for, taken up, told of and done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.models import Neighbourhood, StreetFetch
from wijksafari.planning.boundary import NamedBoundary, WijkArea
from wijksafari.services.background_work import (
    Claim,
    ClaimLostError,
    claim_longest_waiting,
    claimed,
)
from wijksafari.services.journal import Actor

What = Literal["refresh", "place", "boundary"]


@dataclass(frozen=True, slots=True)
class Fetching:
    """What a worker took up: its ``claim`` to the fetch, and what to fetch.

    ``look_up``: find the boundary by the name of the place first.
    """

    claim: Claim[StreetFetch]
    slug: str
    area: WijkArea
    look_up: bool


def area_of(row: Neighbourhood) -> WijkArea:
    """Where the wijk is."""
    return WijkArea(name=row.name, place=row.place, boundary=row.boundary)


def ask_streets(
    session: Session, row: Neighbourhood, what: What = "refresh", *, actor: Actor, now: datetime
) -> StreetFetch:
    """Let the streets be fetched; a fetch that waits, or that is doing the same, will do.

    ``what`` is new: a "place" whose boundary has yet to be found, a "boundary"
    that somebody drew, or only the streets ("refresh"). Raises InputError where
    there is neither boundary nor place.
    """
    session.flush()  # what was changed is not lost to the lock
    session.refresh(row, with_for_update=True)
    if not area_of(row).known:
        raise InputError(
            "Geef eerst bij Instellingen de grens van de wijk op, of de naam van de plaats."
        )
    going_on = _open(session, row)
    if what == "boundary":
        for each in going_on:
            each.look_up = False  # what it would find is no longer wanted
    usable = [each for each in going_on if what == "refresh" or each.state == "waiting"]
    fetch = usable[-1] if usable else _added(session, row, actor, now)
    if what == "place" or row.boundary is None:
        fetch.look_up = True
    session.flush()
    return fetch


def latest_fetch(session: Session, row: Neighbourhood) -> StreetFetch | None:
    """The one that tells how it stands."""
    query = select(StreetFetch).filter_by(neighbourhood_id=row.id)
    return session.scalar(query.order_by(StreetFetch.id.desc()).limit(1))


def take_up(session: Session, now: datetime) -> Fetching | None:
    """Take the fetch that waits longest; None where nothing waits, or somebody else just did."""
    taken = claim_longest_waiting(session, StreetFetch, now)
    if taken is None:
        return None
    fetch, claim = taken
    row = session.get_one(Neighbourhood, fetch.neighbourhood_id)
    fetch.said = "De straten worden opgehaald …"
    session.flush()
    return Fetching(claim, row.slug, area_of(row), fetch.look_up)


def keep_boundary(session: Session, claim: Claim[StreetFetch], found: NamedBoundary) -> None:
    """The wijk lies where its place was found; were it to fail now, that need not be done again.

    Raises ClaimLostError.
    """
    fetch, row = _claimed(session, claim)
    if not fetch.look_up:
        return  # somebody drew a boundary meanwhile
    fetch.look_up = False
    row.boundary = found.boundary
    row.revision += 1


def finish(
    session: Session, claim: Claim[StreetFetch], file: str, dated: datetime, now: datetime
) -> None:
    """The streets, current on ``dated``, are in ``file`` of the street folder.

    Raises ClaimLostError; until the caller commits nobody else can take the fetch up.
    """
    fetch, row = _claimed(session, claim)
    row.streets, row.streets_at = file, dated
    fetch.state, fetch.finished_at, fetch.problem = "done", now, ""


def fail(session: Session, claim: Claim[StreetFetch], problem: str, now: datetime) -> None:
    """It did not work; what there was stays. ``problem`` is a Dutch sentence.

    Raises ClaimLostError.
    """
    fetch = claimed(session, claim)
    fetch.state, fetch.finished_at, fetch.problem = "failed", now, problem


def _claimed(session: Session, claim: Claim[StreetFetch]) -> tuple[StreetFetch, Neighbourhood]:
    """The fetch and its wijk: the wijk first, as who asks for streets does, or both would wait."""
    mine = select(StreetFetch.neighbourhood_id).filter_by(id=claim.number).scalar_subquery()
    row = session.scalar(select(Neighbourhood).where(Neighbourhood.id == mine).with_for_update())
    fetch = claimed(session, claim)
    if row is None:
        raise ClaimLostError
    return fetch, row


def _open(session: Session, row: Neighbourhood) -> list[StreetFetch]:
    query = select(StreetFetch).filter_by(neighbourhood_id=row.id)
    query = query.where(StreetFetch.state.in_(("waiting", "busy"))).order_by(StreetFetch.id)
    return list(session.scalars(query))


def _added(session: Session, row: Neighbourhood, actor: Actor, now: datetime) -> StreetFetch:
    fetch = StreetFetch(neighbourhood_id=row.id, asked_by=actor.name, asked_at=now)
    session.add(fetch)
    return fetch
