"""What leaders reported, in words."""

from __future__ import annotations

from wijksafari.clock import AMSTERDAM
from wijksafari.models import RideAction
from wijksafari.planning.words import clock, listed
from wijksafari.render.programme import line
from wijksafari.services.groups.riding_groups import Group

_CHOSEN = {"shorten": "bezoeken ingekort", "finish": "rechtstreeks naar het eindpunt"}
_GONE = "een stop die niet meer in het programma staat"


def movement(kind: str, stop: str) -> str:
    """Riding off or arriving: "aangekomen bij De Linde"; without ``stop`` it is an end."""
    if kind == "departed":
        return f"vertrokken bij {stop or 'het verzamelpunt'}"
    return f"aangekomen bij {stop or 'het eindpunt'}"


def happening(action: RideAction, group: Group) -> str:
    """What a movement or a choice for the rest of the evening was: "De Linde overgeslagen"."""
    if action.kind != "way_on":
        return movement(action.kind, _stop(action.location_code, group))
    gone = listed(_skipped(action, group) or (_GONE,))
    return f"{gone} overgeslagen" if action.choice == "skip" else _CHOSEN[action.choice]


def reported(action: RideAction, group: Group) -> str:
    """Its sentence in the journal: "Groep 1: aangekomen bij De Linde (19.02 uur)."."""
    at = clock(action.at.astimezone(AMSTERDAM))
    return _sentence(f"{happening(action, group)} ({at})", group)


def taken_back(action: RideAction, group: Group) -> str:
    """The sentence once it was undone."""
    return _sentence(f"ongedaan gemaakt: {happening(action, group)}", group)


def _sentence(text: str, group: Group) -> str:
    whole = f"groep {group.number}: {text}" if group.of > 1 else text
    return f"{whole[:1].upper()}{whole[1:]}."


def _stop(location_id: str, group: Group) -> str:
    if not location_id:
        return ""
    visits = group.tour.itinerary.visits
    found = (visit.location.name for visit in visits if visit.location.id == location_id)
    return line(next(found, _GONE))


def _skipped(action: RideAction, group: Group) -> list[str]:
    """Every stop that has fallen out once this was chosen, by name."""
    plan = action.plan or {"visits": ()}
    kept = {visit["location"]["id"] for visit in plan["visits"]}
    locations = (visit.location for visit in group.tour.itinerary.visits)
    return [line(each.name) for each in locations if each.id not in kept]
