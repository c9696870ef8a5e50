"""The programme of somebody's ride, place by place, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wijksafari.planning import words
from wijksafari.planning.cues import Cue, cues, ride
from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.live import LiveTour
from wijksafari.planning.route import Leg, Point
from wijksafari.render import hand_off
from wijksafari.render.programme import Place, activity, arriving, line, places, promised_end
from wijksafari.services.riding.riding import Ride


@dataclass(frozen=True, slots=True)
class Way:
    """The ride to a place: its length in words, its turns, and the phone's own navigation."""

    length: str
    turns: tuple[Cue, ...]
    google: str
    apple: str
    geo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One place of the programme; ``number`` is empty for the two ends.

    The group is there from ``arrives`` to ``leaves``. ``was`` is the time people
    know from before, empty where it still holds. ``way`` leads here; to where
    everybody gathers that is from wherever one is. ``arriving`` tells where the
    door is and where bicycles go. A stop that fell out has only
    its names.
    """

    name: str
    kind: str
    number: str = ""
    point: Point | None = None
    arrives: datetime | None = None
    leaves: datetime | None = None
    was: str = ""
    lasts: str = ""
    what: str = ""
    address: str = ""
    arriving: tuple[str, ...] = ()
    contact_name: str = ""
    contact_phone: str = ""
    way: Way | None = None

    @property
    def call(self) -> str:
        """What calls the contact; empty where the number is none."""
        return hand_off.telephone(self.contact_phone)

    @property
    def skipped(self) -> bool:
        """Whether the group does not come here after all."""
        return self.arrives is None


def stops_of(ride: Ride) -> tuple[Stop, ...]:
    """Everything in order: gathering, each stop or what fell out, and the end."""
    itinerary, spots = ride.tour.itinerary, places(ride.tour.itinerary, ride.names)
    ways = [_way(leg, spot) for leg, spot in zip(itinerary.legs, spots[1:], strict=True)]
    told = [
        (visit.location.id, _visit(ride, number, visit, ways[number - 1]))
        for number, visit in enumerate(itinerary.visits, start=1)
    ]
    order = [visit.location.id for visit in ride.agreed.visits]
    for each in ride.skipped:
        before = order[: order.index(each.id)]
        place = sum(known in before for known, _ in told)
        told.insert(place, (each.id, Stop(name=line(each.name), kind="Vervalt")))
    visits = [stop for _, stop in told]
    return (_gathering(ride, spots[0]), *visits, _finish(ride, spots[-1], ways[-1]))


def current(stops: tuple[Stop, ...], tour: LiveTour, now: datetime) -> int | None:
    """Which of ``stops`` the group is at or rides to; None once the evening is over.

    Times tell it, moved by what was reported; a report that came early tells more.
    """
    for number, each in enumerate(stops):
        if each.leaves is not None and each.leaves > now:
            return max(number, reported(stops, tour))
    return None


def reported(stops: tuple[Stop, ...], tour: LiveTour) -> int:
    """Which of ``stops`` the group is at or rides to by what was reported, at first the first."""
    going = [number for number, each in enumerate(stops) if not each.skipped]
    return going[0 if tour.stage == "before" else tour.position + 1]


def _gathering(ride: Ride, spot: Place) -> Stop:
    itinerary = ride.tour.itinerary
    return Stop(
        name=spot.name,
        kind="Verzamelen",
        number="S",
        point=spot.point,
        arrives=itinerary.evening.start,
        leaves=itinerary.departs,
        lasts=f"Vertrek {words.clock(itinerary.departs)}",
        way=_way_to(spot),
    )


def _finish(ride: Ride, spot: Place, way: Way) -> Stop:
    itinerary = ride.tour.itinerary
    return Stop(
        name=spot.name,
        kind="Aankomst en afsluiting",
        number="F",
        point=spot.point,
        arrives=itinerary.arrives,
        leaves=max(itinerary.ends, itinerary.arrives),
        was=_was(ride.agreed.arrives, itinerary.arrives),
        lasts=_until(itinerary),
        way=way,
    )


def _way_to(spot: Place) -> Way:
    return Way(
        length="",
        turns=(),
        google=hand_off.google_maps_to(spot.point),
        apple=hand_off.apple_maps_to(spot.point),
        geo=hand_off.geo(spot.point, spot.name),
    )


def _until(itinerary: Itinerary) -> str:
    """Until when the wrap-up lasts, and the latest end that was promised."""
    ends, promised = itinerary.ends, promised_end(itinerary)
    if ends == promised:
        return f"Afronden tot {words.clock(ends)}"
    return f"Afronden tot {words.clock(ends)}; uiterlijk {words.clock(promised)} einde"


def _visit(ride: Ride, number: int, visit: Visit, way: Way) -> Stop:
    location = ride.stops.get(visit.location.id, visit.location)
    agreed = next((each for each in ride.agreed.visits if each.location.id == location.id), None)
    return Stop(
        name=line(location.name),
        kind=f"Stop {number}",
        number=str(number),
        point=location.point,
        arrives=visit.arrival,
        leaves=visit.departure,
        was=_was(agreed.arrival, visit.arrival) if agreed else "",
        lasts=f"Bezoek {words.hours(visit.start)} tot {words.clock(visit.departure)}",
        what=activity(visit.occurrence),
        address=line(location.address),
        arriving=arriving(location),
        contact_name=line(location.contact_name),
        contact_phone=line(location.contact_phone),
        way=way,
    )


def _was(before: datetime, now: datetime) -> str:
    """The time as it was, where it reads differently now."""
    was = words.hours(before)
    return was if was != words.hours(now) else ""


def _way(leg: Leg, spot: Place) -> Way:
    return Way(
        length=ride(leg),
        turns=cues(leg),
        google=hand_off.google_maps(leg),
        apple=hand_off.apple_maps(leg),
        geo=hand_off.geo(leg.destination, spot.name),
    )
