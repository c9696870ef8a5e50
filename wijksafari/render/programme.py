"""The evening in words, as every result tells it."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from wijksafari.planning import words
from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.problem import Location, Occurrence
from wijksafari.planning.route import Point

_LONGEST_LINE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What people call the evening and its two ends."""

    title: str = "Wijksafari"
    meeting_point: str = "Verzamelpunt"
    finish: str = "Eindpunt"


NAMES = Names()


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the evening with its name: an end, or a stop."""

    name: str
    point: Point


def line(text: str) -> str:
    """The text on one line, without control, formatting or unpaired characters.

    What is left is legal in XML, iCalendar and a terminal, and does not run
    against the reading direction. At most 500 characters.
    """
    if not text.isprintable():  # most often it is, and this is asked often
        text = "".join(
            " " if character.isspace() else character
            for character in text
            if character.isspace()
            or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn")
        )
    return " ".join(text.split())[:_LONGEST_LINE]


def when(itinerary: Itinerary) -> str:
    """The evening's day and hours: "donderdag 4 juni 2026, 17.30 tot 20.30 uur"."""
    start = itinerary.evening.start
    return f"{words.day(start)}, {words.hours(start)} tot {words.clock(promised_end(itinerary))}"


def promised_end(itinerary: Itinerary) -> datetime:
    """When people are told the evening is over: its buffer included."""
    return max(itinerary.ends, itinerary.evening.ends)


def returns(itinerary: Itinerary) -> bool:
    """Whether the evening ends where it began."""
    return itinerary.evening.finish == itinerary.evening.meeting_point


def places(itinerary: Itinerary, names: Names) -> tuple[Place, ...]:
    """The meeting point, the stops in order, and the finish."""
    evening = itinerary.evening
    finish = names.meeting_point if returns(itinerary) else names.finish
    return (
        Place(line(names.meeting_point), evening.meeting_point),
        *(Place(line(visit.location.name), visit.location.point) for visit in itinerary.visits),
        Place(line(finish), evening.finish),
    )


def activity(occurrence: Occurrence | None) -> str:
    """What the group meets: "Samen eten, open 17.00 tot 21.00 uur"."""
    if occurrence is None:
        return "Er is dan niets open"
    kind = " (presentatie op afspraak)" if occurrence.activity.kind == "presentation" else ""
    hours = f"{words.hours(occurrence.opens)} tot {words.clock(occurrence.closes)}"
    return f"{line(occurrence.activity.title)}{kind}, open {hours}"


def contact(visit: Visit) -> str:
    """Who to ask for at the stop, empty where nobody is known."""
    location = visit.location
    details = (location.contact_name, location.contact_phone, location.contact_email)
    return ", ".join(filter(None, map(line, details)))


def arriving(location: Location) -> tuple[str, ...]:
    """How a group finds the door and leaves its bicycles there; nothing where nobody said."""
    hints = (("Ingang", line(location.entrance)), ("Fietsen", line(location.bicycle_parking)))
    return tuple(f"{what}: {hint}" for what, hint in hints if hint)


def programme(itinerary: Itinerary, names: Names) -> tuple[tuple[datetime, str], ...]:
    """Every moment of the evening in order: when, and what happens then."""
    ends = places(itinerary, names)
    start = itinerary.evening.start
    stops = (
        (
            visit.arrival,
            f"{number}. {line(visit.location.name)}, tot {words.clock(visit.departure)}",
        )
        for number, visit in enumerate(itinerary.visits, start=1)
    )
    return (
        (start, f"Verzamelen: {ends[0].name}"),
        (itinerary.departs, "Vertrek"),
        *stops,
        (itinerary.arrives, f"Aankomst en afsluiting: {ends[-1].name}"),
        (itinerary.ends, f"Einde, uiterlijk {words.clock(promised_end(itinerary))}"),
    )
