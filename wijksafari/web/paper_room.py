"""How much of one side of a sheet the words need, and so what is left for the map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from wijksafari.render.paper_map import SHORT_SIDE
from wijksafari.services.mail.post import Address
from wijksafari.services.riding.riding import Ride
from wijksafari.web.ride_stops import Stop

# In tenths of a millimetre, as paper.css prints it; letters on a line, for wide ones.
_HALF_SIDE = 1335
_LEAST_SIDE = 500
_LINE, _BETWEEN = 44, 16
_HEADING, _HEADING_LINE = 190, 57
_CODE_AND_SAFETY = 800
_TITLE, _NAME, _ADDRESS, _CALL = 34, 32, 37, 38


def map_side(ride: Ride, stops: Sequence[Stop], organiser: Address) -> int:
    """The shorter side of the map: half of the sheet's side, less where words need more."""
    needed = max(_HALF_SIDE, _programme(ride.names.title, stops), _calls(ride, stops, organiser))
    return max(_LEAST_SIDE, SHORT_SIDE - (needed - _HALF_SIDE))


def _programme(title: str, stops: Iterable[Stop]) -> int:
    heading = _HEADING + _HEADING_LINE * _rows(title, _TITLE)
    return heading + sum(_BETWEEN + _LINE * _stop_rows(stop) for stop in stops)


def _stop_rows(stop: Stop) -> int:
    lasts = 0 if stop.skipped else _rows(stop.lasts, _ADDRESS)
    return _rows(stop.name, _NAME) + lasts + _rows(stop.address, _ADDRESS)


def _calls(ride: Ride, stops: Iterable[Stop], organiser: Address) -> int:
    """What the telephone numbers need, above the code and the line of safety."""
    guides = (ride.group.leader, ride.group.sweeper)
    said = [
        *(f"Hekkensluiter, achteraan: {each.name} {each.phone}" for each in guides),
        f"Organisator: {organiser.name} {organiser.email}",
        "112",
        *(
            f"1. {stop.contact_name or stop.name} {stop.contact_phone}"
            for stop in stops
            if stop.contact_phone
        ),
    ]
    return _CODE_AND_SAFETY + sum(_BETWEEN + _LINE * _rows(each, _CALL) for each in said)


def _rows(text: str, letters: int) -> int:
    return math.ceil(len(text) / letters)
