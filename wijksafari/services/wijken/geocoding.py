"""Addresses that were found once are not looked up again."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from wijksafari.database import Database
from wijksafari.models import GeocodeAnswer
from wijksafari.planning.address import Address, AddressFinder, Finding, Found
from wijksafari.planning.route import Point

_LONGEST = 400


def keeping_finder(
    database: Database, finder: AddressFinder, now: Callable[[], datetime]
) -> AddressFinder:
    """Finds with what is kept in ``database``, else with ``finder``, and keeps what that found.

    Only places that were found are kept: what is missing or ambiguous today may
    be mended tomorrow. Each answer is kept in a transaction of its own, so that
    nobody's write lock waits for a geocoder; call it outside any transaction.
    """
    return partial(_find, database, finder, now)


def _find(
    database: Database, finder: AddressFinder, now: Callable[[], datetime], address: Address
) -> Finding:
    query = " ".join(str(address).casefold().split())
    if len(query) > _LONGEST:
        return finder(address)
    with database.reading() as session:
        kept = _kept(session, query)
    if kept is not None:
        return kept
    finding = finder(address)
    if isinstance(finding, Found):
        _keep(database, query, finding, now())
    return finding


def _kept(session: Session, query: str) -> Found | None:
    row = session.scalar(
        select(GeocodeAnswer).filter_by(query=query).order_by(GeocodeAnswer.id).limit(1)
    )
    return Found(Point(row.lat, row.lon), row.label, row.provider) if row else None


def _keep(database: Database, query: str, found: Found, moment: datetime) -> None:
    answer = GeocodeAnswer(
        provider=found.source[:20],
        query=query,
        lat=found.point.lat,
        lon=found.point.lon,
        label=found.label[:_LONGEST],
        asked_at=moment,
    )
    try:
        with database.writing.begin() as session:
            session.add(answer)
    except (IntegrityError, OperationalError):
        # Somebody else kept it in the same moment, or the database is busy: the
        # answer is good all the same, and asking again does no harm.
        pass
