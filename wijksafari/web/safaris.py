"""Saved safaris: the programme, the map, and files to take along."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, render_template

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.route import Street
from wijksafari.render.gpx import route_gpx
from wijksafari.render.map import map_page
from wijksafari.render.programme import Names, promised_end
from wijksafari.render.programme_json import itinerary_json
from wijksafari.render.sheet import cue_sheet
from wijksafari.services.calendars.calendars import safari_calendar
from wijksafari.services.catalogue.catalogue import locations_of
from wijksafari.services.evenings.warnings import saved_evening_warnings
from wijksafari.services.hosts.stops_now import as_known_now
from wijksafari.services.riding.checks import is_riding_day
from wijksafari.services.safaris.safaris import find_safari, names_of, tour_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import ICS, attachment
from wijksafari.web.maps import route_map, saved_streets
from wijksafari.web.reopen import reopened_query
from wijksafari.web.sketch import sketch

blueprint = Blueprint("safaris", __name__)


@dataclass(frozen=True, slots=True)
class Saved:
    """A safari with its tour as it was saved, and what it is called."""

    safari: Safari
    tour: PlannedTour
    names: Names
    streets: tuple[Street, ...]
    location_names: dict[str, str]


@blueprint.get("/safari/<uid>")
def page(uid: str) -> str:
    """The programme, and everything that goes along."""
    saved = _saved(uid)
    made = collaborators()
    now, evening = made.now(), saved.tour.itinerary.evening
    with made.database.reading() as session:
        warnings = saved_evening_warnings(session, saved.safari, evening, now)
    return render_template(
        "web/safari.html",
        safari=saved.safari,
        location_names=saved.location_names,
        tour=saved.tour,
        names=saved.names,
        warnings=warnings,
        today=is_riding_day(saved.safari, now),
        past=saved.safari.starts_at < now,
        over=promised_end(saved.tour.itinerary) < now,
        starts=saved.safari.starts_at.astimezone(AMSTERDAM),
        saved_at=saved.safari.saved_at.astimezone(AMSTERDAM),
        map=route_map(saved.tour.itinerary, saved.streets, saved.names),
        still=sketch([saved.tour.itinerary], saved.streets),
        query=reopened_query(saved.safari, saved.tour),
        files=FILES,
    )


@blueprint.get("/safari/<uid>/kaart")
def map_alone(uid: str) -> str:
    """The map on the whole screen, for the phone on the handlebar."""
    saved = _saved(uid)
    return render_template(
        "web/map.html",
        uid=uid,
        tour=saved.tour,
        names=saved.names,
        map=route_map(saved.tour.itinerary, saved.streets, saved.names),
    )


@blueprint.get("/safari/<uid>/<name>")
def download(uid: str, name: str) -> Response:
    """One of FILES."""
    file = next((each for each in FILES if each.name == name), None)
    if file is None:
        abort(404)
    saved = _saved(uid)
    stem, _, extension = file.name.rpartition(".")
    named = f"{_ascii(saved.names.title)}-{stem}.{extension}"
    return attachment(file.content(saved), file.content_type, named)


def _saved(uid: str) -> Saved:
    made = collaborators()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        known = locations_of(session, safari.neighbourhood)
        tour = tour_of(safari)
        tour = replace(tour, itinerary=as_known_now(session, safari, tour.itinerary))
    names = names_of(safari)
    streets = saved_streets(safari.neighbourhood, tour.itinerary)
    return Saved(safari, tour, names, streets, {each.id: each.name for each in known})


def _ascii(title: str) -> str:
    """The title as part of a file name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "wijksafari"


def _map(saved: Saved) -> str:
    return map_page(saved.tour.itinerary, saved.streets, saved.names)


def _ics(saved: Saved) -> bytes:
    made = collaborators()
    return safari_calendar(saved.safari, made.post, made.now())


def _json(saved: Saved) -> str:
    return json.dumps(itinerary_json(saved.tour, saved.names), ensure_ascii=False, indent=2)


@dataclass(frozen=True, slots=True)
class File:
    """Something to take along."""

    name: str
    label: str
    why: str
    content_type: str
    content: Callable[[Saved], str | bytes]


FILES = (
    File("kaart.html", "Kaart", "werkt los, ook als bijlage", "text/html; charset=utf-8", _map),
    File(
        "route.gpx",
        "GPX",
        "voor een fietscomputer of app",
        "application/gpx+xml",
        lambda saved: route_gpx(saved.tour.itinerary, saved.names),
    ),
    File("safari.ics", "Agenda", "voor iedere agenda", ICS, _ics),
    File(
        "routebeschrijving.txt",
        "Routebeschrijving",
        "om te printen",
        "text/plain; charset=utf-8",
        lambda saved: cue_sheet(saved.tour, saved.names),
    ),
    File(
        "programma.json",
        "Programma als data",
        "voor een ander programma",
        "application/json",
        _json,
    ),
)
