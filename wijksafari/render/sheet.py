"""The route description on paper."""

from textwrap import wrap

from wijksafari.planning import words
from wijksafari.planning.cues import cues, distance, ride
from wijksafari.planning.itinerary import Visit
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.route import Leg
from wijksafari.render.programme import (
    NAMES,
    Names,
    Place,
    activity,
    arriving,
    contact,
    line,
    places,
    promised_end,
    when,
)

_WIDTH = 72


def cue_sheet(tour: PlannedTour, names: Names = NAMES) -> str:
    """The evening as plain text of at most 72 characters a line: every ride, turn and stop."""
    itinerary = tour.itinerary
    ends = places(itinerary, names)
    parts = [_header(tour, names)]
    for number, leg in enumerate(itinerary.legs, start=1):
        parts.append(_leg(number, leg, ends[number - 1], ends[number]))
        if number <= len(itinerary.visits):
            parts.append(_stop(number, itinerary.visits[number - 1]))
    parts.append(
        f"{words.clock(itinerary.arrives)}  AANKOMST: {ends[-1].name}\n"
        f"{words.clock(itinerary.ends)}  Einde, uiterlijk {words.clock(promised_end(itinerary))}"
    )
    parts.append("Straten: © OpenStreetMap-bijdragers (ODbL)")
    return "\n\n".join(parts) + "\n"


def _header(tour: PlannedTour, names: Names) -> str:
    itinerary = tour.itinerary
    total = f"{distance(itinerary.riding_metres)}, {words.duration(itinerary.riding_seconds)}"
    title = _wrapped(line(names.title).upper())
    lines = [
        title,
        "=" * min(_WIDTH, max(map(len, title.splitlines()), default=0)),
        when(itinerary),
        f"{words.stops(len(itinerary.visits))}, samen {total} fietsen",
        "",
        f"{words.clock(itinerary.evening.start)}  VERZAMELEN: {line(names.meeting_point)}",
        f"{words.clock(itinerary.departs)}  Vertrek",
    ]
    if itinerary.violations:
        lines += ["", "LET OP"]
        lines += [_wrapped(line(one.sentence), "- ", "  ") for one in itinerary.violations]
    return "\n".join(lines)


def _leg(number: int, leg: Leg, origin: Place, destination: Place) -> str:
    heading = _wrapped(f"ETAPPE {number}: {origin.name} → {destination.name}")
    steps = (
        _wrapped(cue.sentence, f"{count:>3}. ", "     ") for count, cue in enumerate(cues(leg), 1)
    )
    return "\n".join((heading, ride(leg), *steps))


def _stop(number: int, visit: Visit) -> str:
    name = line(visit.location.name)
    heading = f"{words.clock(visit.arrival)}  STOP {number}: {name}"
    details = [
        activity(visit.occurrence),
        line(visit.location.address),
        *arriving(visit.location),
        f"Contact: {contact(visit)}" if contact(visit) else "",
        f"Bezoek {words.hours(visit.start)} tot {words.clock(visit.departure)}",
    ]
    indent = " " * 11
    lines = [_wrapped(heading, "", indent)]
    lines += [_wrapped(detail, indent, indent) for detail in details if detail]
    lines.append(f"{words.clock(visit.departure)}  Verder")
    return "\n".join(lines)


def _wrapped(text: str, first: str = "", later: str = "") -> str:
    kept = words.unbroken(text)
    wrapped = "\n".join(wrap(kept, _WIDTH, initial_indent=first, subsequent_indent=later))
    return wrapped.replace("\u00a0", " ")
