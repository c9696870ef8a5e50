"""Addresses that were found once are not looked up again."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wijksafari.models import GeocodeAnswer
from wijksafari.planning.address import Address, AddressFinder, Finding, Found
from wijksafari.planning.route import Point

_LONGEST = 400


def keeping_finder(
    session: Session, finder: AddressFinder, now: Callable[[], datetime]
) -> AddressFinder:
    """Finds with what is kept in the database, else with ``finder``, and keeps what that found.

    Only places that were found are kept: what is missing or ambiguous today may
    be mended tomorrow. Flushes; the caller commits.
    """
    return partial(_find, session, finder, now)


def _find(
    session: Session, finder: AddressFinder, now: Callable[[], datetime], address: Address
) -> Finding:
    query = " ".join(str(address).casefold().split())
    if len(query) > _LONGEST:
        return finder(address)
    kept = session.scalar(
        select(GeocodeAnswer).filter_by(query=query).order_by(GeocodeAnswer.id).limit(1)
    )
    if kept is not None:
        return Found(Point(kept.lat, kept.lon), kept.label, kept.provider)
    finding = finder(address)
    if isinstance(finding, Found):
        _keep(session, query, finding, now())
    return finding


def _keep(session: Session, query: str, found: Found, moment: datetime) -> None:
    try:
        with session.begin_nested():
            session.add(
                GeocodeAnswer(
                    provider=found.source[:20],
                    query=query,
                    lat=found.point.lat,
                    lon=found.point.lon,
                    label=found.label[:_LONGEST],
                    asked_at=moment,
                )
            )
    except IntegrityError:
        # Somebody else found it in the same moment; theirs is as good.
        pass
