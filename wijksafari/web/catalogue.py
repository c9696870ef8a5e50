"""The locations of a wijk: the list with its filters, and the map beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for

from wijksafari.planning.words import WEEKDAYS
from wijksafari.services.cards.proposals import proposals_waiting
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.catalogue.coming_weeks import Offered, offers_of
from wijksafari.services.catalogue.search import (
    ListedLocation,
    Wanted,
    catalogue_of,
)
from wijksafari.web.collaborators import collaborators
from wijksafari.web.whole_number import whole_number
from wijksafari.web.wijk_map import wijk_map

blueprint = Blueprint("catalogue", __name__)

PER_PAGE = 50
# How the address of the page names a weekday.
WEEKDAY_CODES = ("ma", "di", "wo", "do", "vr", "za", "zo")
_LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A location in the list; ``offered`` is None where nothing goes on."""

    location: ListedLocation
    offered: Offered | None

    @property
    def days(self) -> list[str]:
        """The names of the weekdays on which something is held."""
        return [WEEKDAYS[each] for each in self.offered.weekdays] if self.offered else []


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the list is on the page: from ``first`` to ``last``, counted from 1."""

    number: int
    of: int
    found: int

    @property
    def first(self) -> int:
        """The number of the first location on the page."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last location on the page."""
        return min(self.number * PER_PAGE, self.found)


@blueprint.get("/wijk/<wijk>/locaties")
def page(wijk: str) -> str:
    """The locations that are looked for, a part of them at a time; the map has them all."""
    made = collaborators()
    asked = _asked(request.args)
    with made.database.reading() as session:
        neighbourhood = find_neighbourhood(session, wijk)
        catalogue = catalogue_of(session, neighbourhood, _wanted(asked), made.now())
        proposals = proposals_waiting(session, neighbourhood)
        part = _part(request.args, len(catalogue.found))
        shown = catalogue.found[part.first - 1 : part.last]
        offered = offers_of(session, neighbourhood, [each.number for each in shown], made.now())
    return render_template(
        "web/catalogue.html",
        neighbourhood=neighbourhood,
        catalogue=catalogue,
        proposals=proposals,
        lines=[Line(each, offered.get(each.number)) for each in shown],
        part=part,
        asked=asked,
        weekdays=dict(zip(WEEKDAY_CODES, WEEKDAYS, strict=True)),
        map=wijk_map(neighbourhood),
        values={
            "address": url_for("locations.location", wijk=wijk, code="CODE"),
            "places": [_place(each) for each in catalogue.found],
        },
    )


def _asked(arguments: Mapping[str, str]) -> dict[str, str]:
    """The filters that are on, as the page's address has them."""
    asked = {
        "q": arguments.get("q", "").strip()[:_LONGEST_SEARCH],
        "open": arguments.get("open", ""),
        "thema": arguments.get("thema", "").strip()[:_LONGEST_SEARCH],
        "nakijken": "1" if arguments.get("nakijken") == "1" else "",
        "zonder-contact": "1" if arguments.get("zonder-contact") == "1" else "",
    }
    if asked["open"] not in WEEKDAY_CODES:
        asked["open"] = ""
    return {name: value for name, value in asked.items() if value}


def _wanted(asked: Mapping[str, str]) -> Wanted:
    return Wanted(
        words=asked.get("q", ""),
        weekday=WEEKDAY_CODES.index(asked["open"]) if "open" in asked else None,
        theme=asked.get("thema", ""),
        due="nakijken" in asked,
        no_contact="zonder-contact" in asked,
    )


def _part(arguments: Mapping[str, str], found: int) -> Part:
    pages = max(1, -(-found // PER_PAGE))
    number = whole_number(arguments.get("pagina", "1"), 5) or 1
    return Part(min(number, pages), pages, found)


def _place(each: ListedLocation) -> dict[str, Any]:
    """What the map knows of a location."""
    return {
        "code": each.code,
        "name": each.name,
        "type": each.type,
        "address": each.address,
        "lat": round(each.point.lat, 6),
        "lon": round(each.point.lon, 6),
        "due": each.due,
    }
