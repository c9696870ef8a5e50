"""What does not fit in a timed order, each in one Dutch sentence that names its size."""

import math
from datetime import datetime

from wijksafari.planning.problem import Evening, Location, Occurrence
from wijksafari.planning.words import clock, duration, sentence


def too_late(
    location: Location, occurrence: Occurrence, visit: int, late: int, waiting: str = ""
) -> str:
    """The visit, of ``visit`` seconds, ends ``late`` seconds after closing.

    ``waiting`` is what ``after_waiting`` says, where the group waited before.
    """
    open_seconds = occurrence.duration.total_seconds()
    if open_seconds < visit:
        return sentence(
            f"{location.name} is maar {duration(open_seconds)} open; een bezoek van"
            f" {duration(visit)} past daar niet in"
        )
    return sentence(
        f"{location.name} sluit om {clock(occurrence.closes)};"
        f" de groep is {duration(late)} te laat{waiting}"
    )


def after_waiting(location: Location, seconds: int) -> str:
    """Where the group lost its time, to be added to a lateness."""
    return f", na {duration(seconds)} wachten bij {location.name}"


def too_early(location: Location, occurrence: Occurrence, past: int) -> str:
    """It opens ``past`` seconds too late for a visit and the ride to the finish."""
    return sentence(
        f"{location.name} opent pas om {clock(occurrence.opens)};"
        f" dat is {duration(past)} te laat voor deze avond"
    )


def not_open(location: Location) -> str:
    """Nothing goes on at the location that evening."""
    return sentence(f"{location.name} is die avond niet open")


def forbidden(location: Location) -> str:
    """The organiser said this location stays out."""
    return sentence(f"{location.name} staat op ‘niet’, maar zit wel in deze route")


def visit_too_short(location: Location, visit: int, shortest: int) -> str:
    """The hand-set visit is shorter than the location asks, in seconds."""
    return sentence(
        f"{location.name} wil minstens {duration(shortest)} per bezoek;"
        f" dit bezoek is {duration(shortest - visit)} te kort"
    )


def visit_too_long(location: Location, visit: int, longest: int) -> str:
    """The hand-set visit is longer than the location allows, in seconds."""
    return sentence(
        f"Bij {location.name} duurt een bezoek hooguit {duration(longest)};"
        f" dit bezoek is {duration(visit - longest)} te lang"
    )


def evening_too_long(evening: Evening, over: int, waiting: str = "") -> str:
    """The group is at the finish ``over`` seconds after it must be."""
    # Whole minutes on both sides, so that the times and the difference agree.
    arrives = evening.at(evening.must_finish + math.ceil(over / 60) * 60)
    latest = evening.at(evening.must_finish)
    return sentence(
        f"de groep is pas om {clock(arrives)} bij het eindpunt, {duration(over)} te laat"
        f" (uiterlijk {clock(latest)}){waiting}; kort een bezoek in of laat een stop vervallen"
    )


def stays_too_long(
    location: Location, occurrence: Occurrence, departure: datetime, late: int
) -> str:
    """On the way: the visit would end at ``departure``, ``late`` seconds after closing."""
    # As clocks show it, so that the times and the difference agree.
    over = duration(max(60, late // 60 * 60))
    return sentence(
        f"{location.name} sluit om {clock(occurrence.closes)};"
        f" zoals het nu loopt is de groep er tot {clock(departure)}, {over} te lang"
    )


def closed_by_then(location: Location, occurrence: Occurrence, start: datetime) -> str:
    """On the way: nothing goes on any more by the time the visit could begin."""
    return sentence(
        f"{location.name} sluit om {clock(occurrence.closes)};"
        f" zoals het nu loopt kan het bezoek pas om {clock(start)} beginnen"
    )


def finishes_too_late(evening: Evening, latest: int, over: int) -> str:
    """On the way: the group is at the finish ``over`` seconds after ``latest``, buffer used up."""
    # Whole minutes on both sides, so that the times and the difference agree.
    arrives = evening.at(latest + math.ceil(over / 60) * 60)
    return sentence(
        f"de groep is pas om {clock(arrives)} bij het eindpunt;"
        f" dat is {duration(over)} later dan kan (uiterlijk {clock(evening.at(latest))},"
        " met alle speling)"
    )
