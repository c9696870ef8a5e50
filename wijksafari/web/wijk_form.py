"""The form of a wijk: what was typed, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from werkzeug.datastructures import FileStorage

from wijksafari.errors import FieldsError, InputError
from wijksafari.planning.boundary import GeoJson
from wijksafari.services.accounts.roles import WijkRole
from wijksafari.services.evenings.holidays import SCHOOL_REGIONS, SchoolRegion
from wijksafari.services.wijken.open_map import OpenMap
from wijksafari.services.wijken.wijken import WijkEntry
from wijksafari.web.form_fields import line
from wijksafari.web.point_form import read_point

LARGEST_BOUNDARY = 1_000_000  # bytes; a wijk in metres takes tens of thousands
_TOO_LARGE = (
    "Het bestand met de grens is groter dan 1 MB. Kies een bestand met alleen deze wijk, of laat de"
    " grens eenvoudiger bewaren."
)
FIELDS = ("naam", "regio", "plaats", "verzamelpunt", "adres", "breedte", "lengte", "rol")


class WijkFormError(FieldsError):
    """What has to be mended about a wijk."""

    order = ("naam", "rol", "regio", "plaats", "grens", *FIELDS[3:7])


@dataclass(frozen=True, slots=True)
class WijkForm:
    """What was typed; ``boundary`` is that of the file that was chosen, if any."""

    entry: WijkEntry
    boundary: GeoJson | None
    without_boundary: bool
    role: WijkRole


def read_wijk(
    form: Mapping[str, str],
    file: FileStorage | None,
    open_map: OpenMap,
    roles: tuple[WijkRole, ...] = (),
) -> WijkForm:
    """The wijk that was typed; of ``roles`` one must be chosen. Raises WijkFormError."""
    wrong: dict[str, str] = {}
    name = line(form, "naam", 120, wrong)
    if not name:
        wrong.setdefault("naam", "Vul de naam van de wijk in.")
    meeting_name = line(form, "verzamelpunt", 120, wrong)
    if not meeting_name:
        wrong.setdefault("verzamelpunt", "Vul in hoe het verzamelpunt heet.")
    place = line(form, "plaats", 200, wrong)
    region, role = form.get("regio", ""), form.get("rol", "")
    if region not in SCHOOL_REGIONS:
        wrong["regio"] = "Kies een vakantieregio."
    if roles and role not in roles:
        wrong["rol"] = "Kies wat u in deze wijk doet."
    point = read_point(form, "breedte", "lengte", wrong)
    boundary = _boundary(file, open_map, wrong)
    if wrong or point is None:
        raise WijkFormError(wrong)
    entry = WijkEntry(
        name=name,
        school_region=cast(SchoolRegion, region),
        place=place,
        meeting_name=meeting_name,
        meeting_point=point,
    )
    without = form.get("grens_weg") == "ja"
    return WijkForm(entry, boundary, without, cast(WijkRole, role))


def _boundary(file: FileStorage | None, open_map: OpenMap, wrong: dict[str, str]) -> GeoJson | None:
    if file is None or not file.filename:
        return None
    content = file.read(LARGEST_BOUNDARY + 1)
    if len(content) > LARGEST_BOUNDARY:
        wrong["grens"] = _TOO_LARGE
        return None
    try:
        return open_map.read_boundary(content)
    except InputError as error:
        wrong["grens"] = str(error)
        return None
