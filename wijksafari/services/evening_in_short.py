"""What those who ride along are told of the evening, read from a saved safari once."""

from dataclasses import dataclass
from datetime import datetime

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari
from wijksafari.render.programme import Names, line, programme, promised_end
from wijksafari.services.safaris import tour_of

_KEPT = 100

_known: dict[tuple[str, int, datetime, datetime], "EveningInShort"] = {}


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
    """The evening of ``safari``.

    The tour is large and every visitor asks for it, so it is read once for
    each saved version; moments before the last hundred are forgotten.
    """
    key = (safari.uid, safari.sequence, safari.saved_at, safari.starts_at)
    found = _known.get(key)
    if found is None:
        if len(_known) >= _KEPT:
            _known.clear()
        found = _known[key] = _read(safari)
    return found


def _read(safari: Safari) -> EveningInShort:
    itinerary = tour_of(safari).itinerary
    names = Names(title=safari.title, meeting_point=safari.meeting_name, finish=safari.finish_name)
    return EveningInShort(
        title=line(safari.title),
        meeting_name=line(safari.meeting_name),
        starts=safari.starts_at.astimezone(AMSTERDAM),
        ends=promised_end(itinerary),
        stops=tuple(line(visit.location.name) for visit in itinerary.visits),
        programme=programme(itinerary, names),
    )
