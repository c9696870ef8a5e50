"""An evening under way on which hosts wait for the group."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.worlds import ACTOR, POST, STARTS_AT, create_safari
from wijksafari import models
from wijksafari.models import Message, Safari
from wijksafari.planning.itinerary import Itinerary
from wijksafari.services.groups.riding_groups import groups_of
from wijksafari.services.hosts.notices import tell_hosts
from wijksafari.services.riding.log import NewAction, record, undo
from wijksafari.services.safaris.tour_json import itinerary_to_json

MINUTE = timedelta(minutes=1)
_keys = count(1)


@dataclass
class Waiting:
    """``safari`` under way; every stop has a host, all of them with a mail address."""

    session: Session
    safari: Safari
    now: datetime = STARTS_AT
    keys: list[str] = field(default_factory=list)

    @property
    def plan(self) -> Itinerary:
        return groups_of(self.session, self.safari)[0].tour.itinerary

    @property
    def stops(self) -> list[str]:
        return [visit.location.id for visit in self.plan.visits]

    def report(self, kind: Any, stop: str, at: datetime, **more: Any) -> None:
        """The leader reports it when it happens."""
        self.now = max(self.now, at)
        key = f"melding-{next(_keys)}"
        action = NewAction(
            **{"key": key, "kind": kind, "group": 1, "at": at, "location_id": stop} | more
        )
        record(self.session, self.safari, action, actor=ACTOR, now=self.now)
        self.keys.append(key)

    def leave_late(self, minutes: float) -> None:
        """The group rides off from the meeting point this much later than planned."""
        self.report("departed", "", self.plan.departs + minutes * MINUTE)

    def undo(self) -> None:
        """Take back the last thing reported, now."""
        undo(self.session, self.safari, self.keys.pop(), actor=ACTOR, now=self.now)

    def skip(self, *stops: str) -> None:
        """Go on without these."""
        kept = tuple(each for each in self.plan.visits if each.location.id not in stops)
        legs = self.plan.legs[: len(kept) + 1]
        plan = itinerary_to_json(Itinerary(**_parts(self.plan) | {"visits": kept, "legs": legs}))
        self.report("way_on", stops[0], self.now, plan=plan, choice="skip")

    def tell(self, after: timedelta = MINUTE) -> int:
        """The worker's round, some time later."""
        self.now += after
        return tell_hosts(self.session, POST, self.now)

    def told(self) -> list[tuple[str, str]]:
        """Kind and subject of every mail to a host, oldest first."""
        query = select(Message).where(Message.kind.startswith("host_")).order_by(Message.id)
        return [(each.kind, each.subject) for each in self.session.scalars(query)]

    def forget_mail(self, *stops: str) -> None:
        """Nobody knows the mail address of these hosts."""
        query = update(models.Location).where(models.Location.code.in_(stops))
        self.session.execute(query.values(contact_email=""))


def create_waiting(session: Session, **safari: Any) -> Waiting:
    """A confirmed evening that begins now, each stop with a host in the catalogue."""
    row = create_safari(session, **{"state": "confirmed"} | safari)
    waiting = Waiting(session, row)
    for visit in waiting.plan.visits:
        location = visit.location
        known = select(models.Location).filter_by(
            neighbourhood_id=row.neighbourhood_id, code=location.id
        )
        host = session.scalar(known) or models.Location(
            neighbourhood_id=row.neighbourhood_id,
            code=location.id,
            name=location.name,
            lat=location.point.lat,
            lon=location.point.lon,
        )
        host.contact_name = f"Fatima van {location.name}"
        host.contact_email = f"{location.id}@welzijn.test"
        host.contact_phone = "06-12345678"
        session.add(host)
    session.flush()
    return waiting


def _parts(plan: Itinerary) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in Itinerary.__slots__}
