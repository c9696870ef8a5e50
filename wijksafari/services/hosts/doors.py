"""A saved programme follows the catalogue in where the doors are, and calendars see that it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Safari
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.problem import Location
from wijksafari.planning.states import AHEAD
from wijksafari.planning.words import listed
from wijksafari.render.programme import line
from wijksafari.services.groups.riding_groups import groups_of
from wijksafari.services.groups.tours import group_rows
from wijksafari.services.hosts.stops_now import stops_now
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.mail.post import Post
from wijksafari.services.safaris.safaris import tour_of
from wijksafari.services.safaris.tour_json import tour_to_json
from wijksafari.services.sign_ups.places import WITHOUT_TOUR, lock_safari

_LASTS = timedelta(hours=12)  # after it began


def follow_doors(session: Session, _post: Post, now: datetime) -> int:
    """Bring entrances and bicycle parking up to date in the programmes of evenings to come.

    Everything else stays as it was saved. A calendar file tells of no door that its
    number does not count: what it says and the number change together, here. Says
    how many evenings changed.
    """
    coming = select(Safari).where(Safari.state.in_(AHEAD), Safari.starts_at > now - _LASTS)
    found = session.scalars(coming.options(*WITHOUT_TOUR).order_by(Safari.id)).all()
    # Most of them are up to date: only the others are kept from changing meanwhile.
    return sum(_follow(session, each, now) for each in found if _moved_doors(session, each))


def _follow(session: Session, safari: Safari, now: datetime) -> bool:
    # Two workers come one after the other here; the second finds nothing to change.
    safari = lock_safari(session, safari.id)
    moved = _moved_doors(session, safari)
    if not moved or safari.state not in AHEAD:
        return False
    tours = {group.number: group.tour for group in groups_of(session, safari)}
    safari.tour = tour_to_json(_with_doors(tour_of(safari), moved))
    for row in group_rows(session, safari):
        if row.tour is not None:
            row.tour = tour_to_json(_with_doors(tours[row.number], moved))
    # Of the tours that were read before there are copies, by this number.
    safari.sequence += 1
    names = listed(sorted(line(each.name) for each in moved.values()))
    what = f"Ingang of plek voor de fietsen gewijzigd, volgens de lijst van de wijk: {names}."
    note(session, safari, "change", what, actor=PROGRAM, now=now)
    session.flush()
    return True


def _moved_doors(session: Session, safari: Safari) -> Mapping[str, Location]:
    """The stops, as they are by now, whose saved door or bicycle parking is another."""
    tours = [tour_of(safari), *(group.tour for group in groups_of(session, safari))]
    now = stops_now(session, safari, [tour.itinerary for tour in tours])
    saved = (visit.location for tour in tours for visit in tour.itinerary.visits)
    return {each.id: now[each.id] for each in saved if _door(each) != _door(now[each.id])}


def _with_doors(tour: PlannedTour, moved: Mapping[str, Location]) -> PlannedTour:
    visits = tuple(
        replace(visit, location=_at_door(visit.location, moved)) for visit in tour.itinerary.visits
    )
    return replace(tour, itinerary=replace(tour.itinerary, visits=visits))


def _at_door(saved: Location, moved: Mapping[str, Location]) -> Location:
    entrance, bicycle_parking = _door(moved.get(saved.id, saved))
    return replace(saved, entrance=entrance, bicycle_parking=bicycle_parking)


def _door(location: Location) -> tuple[str, str]:
    return location.entrance, location.bicycle_parking
