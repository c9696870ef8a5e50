"""One participant's evening on the bicycle, by their own link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, LinkExpiredError
from wijksafari.models import Link, Safari, SignUp
from wijksafari.planning.itinerary import Itinerary
from wijksafari.services.groups.riding_groups import group_number, groups_of
from wijksafari.services.riding.log import course_of
from wijksafari.services.riding.riding import Ride, ride_by, with_stops
from wijksafari.services.sign_ups.sign_ups import find_own

# After the evening began; its telephone numbers are nobody's business any longer then.
RIDE_WORKS_FOR = timedelta(days=14)
LEADS_BEFORE = timedelta(hours=12)
LONGEST_EVENING = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class OwnRide:
    """Whose it is, how their group's evening goes, and until when their page shows it."""

    link: Link
    sign_up: SignUp
    ride: Ride
    works_until: datetime


def own_ride(session: Session, link: Link, now: datetime) -> OwnRide:
    """The ride of whoever holds ``link``, also where the evening was called off.

    Raises NotFoundError once the sign-up was erased, LinkExpiredError two weeks
    after the evening, and ClosedError for whoever does not take part.
    """
    sign_up = find_own(session, link)
    works_until = sign_up.safari.starts_at + RIDE_WORKS_FOR
    if works_until <= now:
        raise LinkExpiredError(
            "Deze pagina werkte tot twee weken na de avond. Uw aanmelding en gegevens ziet u nog"
            " met de andere link uit uw mail."
        )
    if sign_up.status != "taking_part":
        raise ClosedError(
            "U staat niet bij de deelnemers van deze avond. Via de link in uw mail ziet u hoe"
            " uw aanmelding ervoor staat."
        )
    safari, number = sign_up.safari, group_number(sign_up)
    groups = groups_of(session, safari)
    group = next((each for each in groups if each.number == number), groups[0])
    ride = with_stops(session, safari, ride_by(safari, group, course_of(session, safari)))
    return OwnRide(link, sign_up, ride, works_until)


def leads_to_ride(session: Session, link: Link, now: datetime) -> bool:
    """Whether the holder of ``link`` wants the ride now rather than the sign-up.

    So it is for who takes part, from twelve hours before the evening until it
    is over. The tour stays where it is: this is asked for every link that is opened.
    """
    query = (
        select(SignUp.id)
        .join(Safari)
        .where(
            SignUp.link_id == link.id,
            SignUp.status == "taking_part",
            Safari.starts_at <= now + LEADS_BEFORE,
            Safari.starts_at > now - LONGEST_EVENING,
        )
    )
    return session.scalar(query) is not None


def version_of(ride: Ride, safari: Safari) -> str:
    """What the ride's page tells, in 17 characters that differ once it tells something else.

    The part before the hyphen is the programme with who to call, as a sheet of
    paper has it; the part behind it the evening as it goes.
    """
    group, tour = ride.group, ride.tour
    programme = (safari.state, ride.names, group.number, group.of, group.leader, group.sweeper)
    agreed = _moments(ride.agreed), _moments(tour.plan), [each.id for each in ride.skipped]
    live = _moments(tour.itinerary), tour.stage, tour.position, str(ride.changed_at)
    return f"{_short(programme, agreed)}-{_short(live)}"


def is_outdated(sheet: str, version: str) -> bool:
    """Whether a sheet of paper that was printed at version ``sheet`` tells another programme."""
    return sheet.partition("-")[0] != version.partition("-")[0]


def _moments(itinerary: Itinerary) -> list[str]:
    """Where the group is when; telephone numbers and doors are read with the place."""
    visits = (
        (each.location.name, each.location.address, each.location.contact_phone,
         each.location.point, each.arrival, each.start, each.departure)
        for each in itinerary.visits
    )  # fmt: skip
    return [str(each) for each in (*visits, itinerary.departs, itinerary.arrives, itinerary.ends)]


def _short(*told: object) -> str:
    return sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:8]
