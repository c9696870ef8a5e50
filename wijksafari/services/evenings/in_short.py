"""What those who ride along are told of the evening, read from a saved safari."""

from dataclasses import dataclass
from datetime import datetime

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari, SignUp
from wijksafari.planning.plan import PlannedTour
from wijksafari.render.programme import line, programme, promised_end
from wijksafari.services.groups.riding_groups import own_group, tour_for
from wijksafari.services.safaris.safaris import names_of, tour_of


@dataclass(frozen=True, slots=True)
class EveningInShort:
    """An evening without anybody's telephone number: times in Europe/Amsterdam.

    ``stops`` are names in order, ``programme`` every moment with what happens then. ``group`` is
    whose programme it is ("groep 2"), empty while all ride together.
    """

    title: str
    meeting_name: str
    starts: datetime
    ends: datetime
    stops: tuple[str, ...]
    programme: tuple[tuple[datetime, str], ...]
    group: str = ""


def evening_in_short(safari: Safari) -> EveningInShort:
    """The evening of ``safari``."""
    return _in_short(safari, tour_of(safari))


def own_evening(sign_up: SignUp) -> EveningInShort:
    """The evening of somebody who signed up: as their own group rides it."""
    return _in_short(sign_up.safari, tour_for(sign_up), own_group(sign_up))


def _in_short(safari: Safari, tour: PlannedTour, group: str = "") -> EveningInShort:
    itinerary = tour.itinerary
    return EveningInShort(
        title=line(safari.title),
        meeting_name=line(safari.meeting_name),
        starts=safari.starts_at.astimezone(AMSTERDAM),
        ends=promised_end(itinerary),
        stops=tuple(line(visit.location.name) for visit in itinerary.visits),
        programme=programme(itinerary, names_of(safari)),
        group=group,
    )
