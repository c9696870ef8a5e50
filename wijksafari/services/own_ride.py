"""One participant's evening on the bicycle, by their own link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, LinkExpiredError
from wijksafari.models import Link, SignUp
from wijksafari.services.riding import Ride, rides_of
from wijksafari.services.riding_groups import group_number
from wijksafari.services.sign_ups import find_own

# After the evening began; its telephone numbers are nobody's business any longer then.
RIDE_WORKS_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class OwnRide:
    """Whose it is, how their group's evening goes, and until when their page shows it."""

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
        raise LinkExpiredError("Deze pagina werkte tot twee weken na de avond.")
    if sign_up.status != "taking_part":
        raise ClosedError(
            "U staat niet bij de deelnemers van deze avond. Via de link in uw mail ziet u hoe"
            " uw aanmelding ervoor staat."
        )
    number = group_number(sign_up)
    rides = rides_of(session, sign_up.safari)
    ride = next((each for each in rides if each.group.number == number), rides[0])
    return OwnRide(sign_up, ride, works_until)
