"""Whether the group alone could be at a location in time, had it nowhere else to go."""

from wijksafari.planning.explain import Rejection, RejectionCode
from wijksafari.planning.problem import Location, Occurrence
from wijksafari.planning.request import PlanRequest
from wijksafari.planning.travel import Rides
from wijksafari.planning.windows import visit_seconds
from wijksafari.planning.words import clock, duration, sentence


def closed_to_group(request: PlanRequest, rides: Rides, place: str) -> Rejection | None:
    """Why not even a ride to this open location and back would fit; None where it does."""
    location = request.location(place)
    hours = request.open_hours(place)
    reasons = [_reason(request, rides, location, occurrence) for occurrence in hours]
    if not reasons or None in reasons:
        return None
    code, words = next(reason for reason in reasons if reason is not None)
    return Rejection(place, code, sentence(f"past in geen enkele route: {words}"))


def _reason(
    request: PlanRequest, rides: Rides, location: Location, occurrence: Occurrence
) -> tuple[RejectionCode, str] | None:
    evening = request.evening
    visit, _ = visit_seconds(occurrence.activity, evening)
    there = rides.seconds(evening.meeting_point, location.point)
    back = rides.seconds(location.point, evening.finish)
    reach = evening.departs + there + evening.parking_minutes * 60
    leave = evening.must_finish - back
    opens, closes = evening.seconds(occurrence.opens), evening.seconds(occurrence.closes)
    if closes - opens < visit:
        words = f"is {duration(closes - opens)} open, een bezoek duurt minstens {duration(visit)}"
        return "visit_too_long", words
    if leave - reach < visit:
        riding = duration(there + back)
        return "too_far", f"ligt te ver, heen en naar het eindpunt is {riding} fietsen"
    if reach + visit > closes:
        at = clock(evening.at(reach))
        return "closes_early", (
            f"sluit om {clock(occurrence.closes)} en de groep kan er niet voor {at} zijn"
        )
    if opens + visit > leave:
        return "opens_late", f"opent pas om {clock(occurrence.opens)}"
    return None
