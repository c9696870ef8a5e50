"""Where a group is, in words, for those who wait for it at one of its stops."""

from datetime import datetime
from typing import Literal

from wijksafari.planning.live import LiveTour
from wijksafari.planning.live_news import ahead
from wijksafari.planning.words import clock

Nearness = Literal["coming", "here", "gone"]


def nearness(tour: LiveTour, place: int) -> Nearness:
    """Whether the group is yet to come to visit number ``place`` (from 0), there, or gone."""
    if tour.itinerary.visits[place] in ahead(tour):
        return "coming"
    here = tour.stage == "visiting" and tour.position == place
    return "here" if here else "gone"


def whereabouts(tour: LiveTour, place: int, who: str, now: datetime) -> str:
    """A sentence about ``who`` ("De groep"), without a word about other stops but their number."""
    match nearness(tour, place):
        case "here":
            return f"{who} is bij u."
        case "gone":
            return f"{who} is bij u geweest."
    if tour.stage == "before":
        departs = tour.itinerary.departs
        if now < departs:
            return f"{who} vertrekt om {clock(departs)} van het verzamelpunt."
        return f"{who} heeft nog niets gemeld; dit zijn de tijden van het programma."
    if tour.stage == "riding" and tour.position == place:
        return f"{who} is onderweg naar u."
    verb = "is bij" if tour.stage == "visiting" else "is onderweg naar"
    stop = f"stop {tour.position + 1} van {len(tour.itinerary.visits)}"
    return f"{who} {verb} {stop}; u bent stop {place + 1}."
