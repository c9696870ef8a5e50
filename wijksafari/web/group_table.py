"""Who is where when, for every group beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wijksafari.services.groups.riding_groups import Group


@dataclass(frozen=True, slots=True)
class Stay:
    """A group at a stop: its ``place``-th, from one moment to another."""

    place: int
    arrives: datetime
    leaves: datetime


@dataclass(frozen=True, slots=True)
class StopRow:
    """One stop and each group's stay there, by the group's number; None for one that passes it."""

    name: str
    stays: tuple[Stay | None, ...]


def stop_rows(groups: Sequence[Group]) -> tuple[StopRow, ...]:
    """The stops as the first group rides them."""
    stays = [
        {
            visit.location.id: Stay(place, visit.arrival, visit.departure)
            for place, visit in enumerate(group.tour.itinerary.visits, 1)
        }
        for group in groups
    ]
    return tuple(
        StopRow(visit.location.name, tuple(own.get(visit.location.id) for own in stays))
        for visit in groups[0].tour.itinerary.visits
    )
