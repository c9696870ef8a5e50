"""The form of a wijk as a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flask import render_template

from wijksafari.errors import NotFoundError
from wijksafari.models import Neighbourhood
from wijksafari.services.accounts.roles import ROLE_NAMES, WijkRole
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.evenings.holidays import SCHOOL_REGIONS
from wijksafari.web.address_lookup import look_up
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import own_neighbourhoods, require_organiser
from wijksafari.web.wijk_form import FIELDS
from wijksafari.web.wijk_map import WijkMap, wijk_map

# Where the map of somebody's first wijk opens.
_UTRECHT = (52.0907, 5.1214)
_ROLES: tuple[WijkRole, ...] = ("ros_adviser", "kwartiermaker")


@dataclass(frozen=True, slots=True)
class Typed:
    """What is in the form: ``values`` and ``errors`` by field, the revision that was ``seen``.

    ``found`` is the address that the spot on the map has; ``stale`` says that
    somebody else changed the wijk meanwhile. ``file`` is the name of a file that
    was sent along, which no page can show as chosen.
    """

    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    seen: int = -1
    found: str = ""
    stale: str = ""
    file: str = ""


def own_roles() -> tuple[WijkRole, ...]:
    """What the visitor may be in a wijk they add: what they are elsewhere, administrators either.

    Raises NotFoundError for those who are nothing yet.
    """
    organiser = require_organiser()
    own = set(organiser.roles.values())
    found = tuple(each for each in _ROLES if organiser.administrator or each in own)
    if not found:
        raise NotFoundError(
            "U werkt nog in geen enkele wijk. Vraag de beheerder van uw organisatie om u een wijk"
            " te geven."
        )
    return found


def as_typed(row: Neighbourhood) -> dict[str, str]:
    """The wijk as its form shows it."""
    return {
        "naam": row.name,
        "regio": row.school_region,
        "plaats": row.place,
        "verzamelpunt": row.meeting_name,
        "breedte": f"{row.meeting_lat:.6f}",
        "lengte": f"{row.meeting_lon:.6f}",
    }


def with_spot(shown: Typed) -> Typed:
    """The form with the meeting point where its address is, or what is wrong with that."""
    found = look_up(shown.values["adres"])
    if found.point is None:
        return replace(shown, errors={"adres": found.problem})
    spot = {"breedte": f"{found.point.lat:.6f}", "lengte": f"{found.point.lon:.6f}"}
    return replace(shown, values=shown.values | spot, found=found.label)


def add_page(shown: Typed) -> str:
    """The form of a wijk that is not there yet."""
    roles = own_roles()
    with collaborators().database.reading() as session:
        known = own_neighbourhoods(session)
    lat, lon = (known[0].meeting_lat, known[0].meeting_lon) if known else _UTRECHT
    blank = Neighbourhood(meeting_lat=lat, meeting_lon=lon, boundary=None)
    own = {"rol": roles[0]} if len(roles) == 1 else {}
    return _page(None, replace(shown, values=own | shown.values), wijk_map(blank), roles)


def change_page(wijk: str, shown: Typed) -> str:
    """The form of a wijk. After both versions were seen, saving replaces the other knowingly."""
    with collaborators().database.reading() as session:
        row = find_neighbourhood(session, wijk)
    if shown.stale:
        shown = replace(shown, seen=row.revision)
    return _page(row, shown, wijk_map(row))


def _page(
    row: Neighbourhood | None, shown: Typed, map: WijkMap, roles: tuple[WijkRole, ...] = ()
) -> str:
    return render_template(
        "web/wijk_form.html",
        neighbourhood=row,
        typed=dict.fromkeys(FIELDS, "") | shown.values,
        errors=shown.errors,
        found=shown.found,
        stale=shown.stale,
        file=shown.file,
        seen=shown.seen,
        kept=as_typed(row) if row else {},
        regions=SCHOOL_REGIONS,
        roles={role: ROLE_NAMES[role] for role in roles},
        map=map,
    )
