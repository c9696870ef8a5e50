"""What those who ride along are told of the evening, read from a saved safari."""

from dataclasses import dataclass
from datetime import datetime

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari
from wijksafari.render.programme import line, programme, promised_end
from wijksafari.services.safaris import names_of, tour_of


@dataclass(frozen=True, slots=True)
class EveningInShort:
    """An evening without anybody's telephone number: times in Europe/Amsterdam.

    ``stops`` are names in order, ``programme`` every moment with what happens then.
    """

    title: str
    meeting_name: str
    starts: datetime
    ends: datetime
    stops: tuple[str, ...]
    programme: tuple[tuple[datetime, str], ...]


def evening_in_short(safari: Safari) -> EveningInShort:
    """The evening of ``safari``."""
    itinerary = tour_of(safari).itinerary
    return EveningInShort(
        title=line(safari.title),
        meeting_name=line(safari.meeting_name),
        starts=safari.starts_at.astimezone(AMSTERDAM),
        ends=promised_end(itinerary),
        stops=tuple(line(visit.location.name) for visit in itinerary.visits),
        programme=programme(itinerary, names_of(safari)),
    )
