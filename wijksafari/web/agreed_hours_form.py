"""Hours that were agreed with a location, as a field: "19:00-20:00"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.planning.agreed_hours import AgreedHours, within_agreed_hours
from wijksafari.planning.windows import is_open
from wijksafari.services.evenings.evenings import OpenEvening
from wijksafari.web.evening_form import FormError
from wijksafari.web.moment_form import read_hour
from wijksafari.web.planner_query import PlannerQuery

_SPAN = re.compile(r"(.{3,5}?) ?(?:-|–|tot) ?(.{3,5}?)(?: ?uur)?")


class HoursError(FormError):
    """Agreed hours that have to be mended; ``fields`` has a sentence by field."""

    order = ()


def read_agreed_hours(
    query: PlannerQuery, names: Mapping[str, str]
) -> tuple[PlannerQuery, dict[str, AgreedHours]]:
    """The hours by location id, and the query with them as our own pages write them.

    Those of locations that are not in ``names`` (by id) are left out. Raises
    HoursError with everything that cannot be read.
    """
    found, wrong = {}, {}
    for location_id, typed in query.hours.items():
        if location_id not in names:
            continue
        try:
            found[location_id] = read_span(typed)
        except InputError as error:
            wrong[f"uur-{location_id}"] = f"{names[location_id]}: {error}"
    if wrong:
        raise HoursError(wrong)
    for location_id, agreed in found.items():
        query = query.with_hours(location_id, written(agreed))
    return query, found


def at_agreed_hours(opened: OpenEvening, agreed: Mapping[str, AgreedHours]) -> OpenEvening:
    """What is open that evening, at the locations in ``agreed`` during those hours only."""
    if not agreed:
        return opened
    evening = opened.evening
    whole_day = within_agreed_hours(opened.whole_day, agreed, evening.start.date(), AMSTERDAM)
    occurrences = tuple(each for each in whole_day if is_open(evening, each))
    return replace(opened, whole_day=whole_day, occurrences=occurrences)


def read_span(text: str) -> AgreedHours:
    """The hours in ``text``: "19:00-20:00", "19.00 tot 20.00 uur". Raises InputError."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise InputError("schrijf van wanneer tot wanneer, zoals 19:00-20:00.")
    return AgreedHours(read_hour(match[1]), read_hour(match[2]))


def written(agreed: AgreedHours) -> str:
    """The hours as the planner's address holds them."""
    return f"{agreed.since:%H:%M}-{agreed.until:%H:%M}"
