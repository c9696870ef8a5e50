"""What the page of one location tells beside what stands in its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning.boundary import contains
from wijksafari.planning.last_day import last_day
from wijksafari.planning.patterns import pattern_words
from wijksafari.planning.problem import ActivityKind
from wijksafari.planning.route import Point
from wijksafari.render import hand_off
from wijksafari.services.cards.referral_cards import card_of
from wijksafari.services.catalogue.location_visits import safaris_along
from wijksafari.services.catalogue.search import next_due
from wijksafari.services.catalogue.values import activity_value
from wijksafari.services.evenings.agenda import coming
from wijksafari.services.evenings.overlaps import Overlap, overlaps
from wijksafari.web.wijk_map import wijk_map


@dataclass(frozen=True, slots=True)
class Offer:
    """An activity, and in plain words when it is held; ``over``: never again."""

    number: int
    title: str
    kind: ActivityKind
    words: str
    over: bool


def about(
    session: Session, neighbourhood: Neighbourhood, row: Location, now: datetime
) -> dict[str, Any]:
    """For templates/web/location.html."""
    card = card_of(session, row)
    today = now.astimezone(AMSTERDAM).date()
    due, following = next_due(session, neighbourhood, now, after=row.name)
    return {
        "card": card,
        "due": card.stale(now),
        "due_elsewhere": due - card.stale(now),
        "next_due": following,
        "offers": sorted(
            (_offer(each, today) for each in row.activities), key=lambda each: each.over
        ),
        "overlaps": _overlaps(row, today),
        "agenda": coming(session, neighbourhood, today, code=row.code),
        "safaris": safaris_along(session, neighbourhood, row.code, now),
        "outside": _outside(neighbourhood, row),
        "telephone": hand_off.telephone,
        "map": wijk_map(neighbourhood),
        "values": {"spot": [row.lat, row.lon], "name": row.name},
    }


def _offer(row: Activity, today: date) -> Offer:
    value = activity_value(row, row.location.code)
    last = last_day(value)
    return Offer(
        number=row.id,
        title=value.title,
        kind=value.kind,
        words=pattern_words(value, today),
        over=last is not None and last < today,
    )


def _overlaps(row: Location, today: date) -> tuple[Overlap, ...]:
    """Those still to come."""
    values = (activity_value(each, row.code) for each in row.activities)
    return tuple(each for each in overlaps(values) if each.day >= today)


def _outside(neighbourhood: Neighbourhood, row: Location) -> bool:
    """Whether the spot lies outside the wijk's boundary, where it has one."""
    boundary = neighbourhood.boundary
    return boundary is not None and not contains(boundary, Point(row.lat, row.lon))
