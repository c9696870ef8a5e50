"""An evening under way, as its leaders report it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.world import STREETS
from tests.worlds import ACTOR, STARTS_AT, create_safari
from wijksafari.config import PROJECT
from wijksafari.models import JournalEntry, RideAction, Safari
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.route import Router
from wijksafari.planning.ways_on import WayOn
from wijksafari.services.journal import Actor
from wijksafari.services.riding.log import NewAction, undo
from wijksafari.services.riding.reporting import ChosenWay, Reported, choose, report
from wijksafari.services.riding.riding import Ride, rides_of
from wijksafari.services.riding.ways_on import ways_on_of
from wijksafari.streets.routers import StreetRouters

MINUTE = timedelta(minutes=1)
ANNE, BAS = ACTOR, Actor(None, "Bas de Boer")
_keys = count(1)


def clock(hour: int, minute: int) -> datetime:
    """A moment of the evening."""
    return STARTS_AT.replace(hour=hour, minute=minute)


def router() -> Router:
    """Rides on the streets the evenings of the tests are planned on."""
    return StreetRouters()(PROJECT / "data" / STREETS, dark=True)


def act(kind: Any, stop: str, at: datetime, **more: Any) -> NewAction:
    """Something the first group's leader reports, under a key of its own."""
    values = {"key": f"sleutel-{next(_keys)}", "kind": kind, "group": 1, "at": at}
    return NewAction(**values | {"location_id": stop} | more)


@dataclass
class Evening:
    """``safari`` in the hands of its leaders; whatever they do happens when they say so."""

    session: Session
    safari: Safari

    @property
    def ride(self) -> Ride:
        """How the first group's evening goes."""
        return rides_of(self.session, self.safari)[0]

    @property
    def agreed(self) -> Itinerary:
        return self.ride.agreed

    @property
    def stops(self) -> list[str]:
        return [visit.location.id for visit in self.agreed.visits]

    def tell(
        self, kind: Any, stop: str, at: datetime, *, who: Actor = ANNE, **more: Any
    ) -> Reported:
        action = act(kind, stop, at, **more)
        return report(self.session, self.safari, action, actor=who, now=at)

    def leave_late(self, minutes: float) -> datetime:
        """The group rides off from the meeting point this much later than planned."""
        at = self.agreed.departs + minutes * MINUTE
        self.tell("departed", "", at)
        return at

    def ways(self, now: datetime) -> dict[str, WayOn]:
        return {each.id: each for each in ways_on_of(self.ride, router(), now)}

    def go(self, way: str, now: datetime, key: str = "") -> RideAction:
        chosen = ChosenWay(key or f"sleutel-{next(_keys)}", 1, way)
        return choose(self.session, self.safari, chosen, router(), actor=ANNE, now=now)

    def undo(self, row: RideAction, now: datetime, who: Actor = ANNE) -> RideAction:
        return undo(self.session, self.safari, row.key, actor=who, now=now)

    def journal(self) -> list[str]:
        query = select(JournalEntry.what).filter_by(safari_id=self.safari.id, kind="step")
        return list(self.session.scalars(query.order_by(JournalEntry.id)))


def create_evening(session: Session, **overrides: Any) -> Evening:
    """A confirmed evening that nothing was reported of."""
    return Evening(session, create_safari(session, **{"state": "confirmed"} | overrides))
