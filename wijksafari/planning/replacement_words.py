"""What a change of stops costs, in Dutch."""

from __future__ import annotations

from collections.abc import Sequence

from wijksafari.planning.agreed_hours import RECEPTION
from wijksafari.planning.explain import points_words, riding_words
from wijksafari.planning.itinerary import Itinerary, Visit
from wijksafari.planning.replacement_trial import Replacement
from wijksafari.planning.shifts import Shift
from wijksafari.planning.words import clock, hours, listed, sentence


def instead(one: Replacement, left: str) -> str:
    """The title of visiting something else than ``left``, or nothing."""
    return f"{one.comes.name} in plaats van {left}" if one.comes else f"Zonder {left}"


def price(one: Replacement, asked_for_it: str = "") -> tuple[str, ...]:
    """What it costs in points and riding, and whose time shifts; a sentence each.

    ``asked_for_it`` is the location that asked for another time itself.
    """
    cost = f"{points_words(one.prize_loss)}, {riding_words(one.extra_seconds)}"
    others = [each for each in one.shifts if each.location.id != asked_for_it]
    return sentence(cost), *shift_words(others)


def visit_words(itinerary: Itinerary, location_id: str) -> tuple[str, ...]:
    """When the group is at a stop and what it meets; nothing where it is none."""
    return tuple(
        sentence(f"de groep is er {_stay(each)}{_meets(each)}")
        for each in itinerary.visits
        if each.location.id == location_id
    )


def shift_words(shifts: Sequence[Shift]) -> tuple[str, ...]:
    """Who has to be asked again; that nobody has to where nobody has."""
    if not shifts:
        return ("Bij de andere stops verandert de aankomst hooguit vijf minuten.",)
    told = listed(
        f"{each.location.name} van {hours(each.was)} naar {hours(each.now)}" for each in shifts
    )
    one = len(shifts) == 1
    what = "De aankomst verschuift" if one else "De aankomsttijden verschuiven"
    return f"{what}: {told} uur.", "Wie daar al ja zei, wordt opnieuw gevraagd."


def order_words(itinerary: Itinerary) -> str:
    """The stops in the order in which they are visited."""
    return sentence(f"de volgorde wordt {listed(each.location.name for each in itinerary.visits)}")


def _stay(visit: Visit) -> str:
    return f"van {hours(visit.start)} tot {clock(visit.departure)}"


def _meets(visit: Visit) -> str:
    if visit.occurrence is None:
        return ""
    title = visit.occurrence.activity.title
    if title == RECEPTION:
        return "; er is dan geen activiteit, u wordt op afspraak ontvangen"
    return f", bij ‘{title}’"
