"""What the catalogue says by now of the stops of an evening that was saved before."""

from dataclasses import replace

from sqlalchemy.orm import Session

from tests.worlds import create_location, create_safari, planned_tour
from wijksafari.services.hosts.stops_now import as_known_now


def test_doors_and_contacts_follow_the_catalogue_and_nothing_else_does(session: Session) -> None:
    safari, plan = create_safari(session), planned_tour().itinerary
    first, *others = plan.visits
    create_location(session, code=first.location.id, name="Anders", entrance="Om de hoek")
    there, *rest = as_known_now(session, safari, plan).visits
    known = there.location
    assert (known.entrance, known.contact_name) == ("Om de hoek", "Greet Gastvrouw")
    assert (known.name, known.point) == (first.location.name, first.location.point)
    assert rest == others


def test_a_location_that_left_the_catalogue_is_as_it_was_planned(session: Session) -> None:
    safari, plan = create_safari(session), planned_tour().itinerary
    first, *others = plan.visits
    first = replace(first, location=replace(first.location, entrance="Achterom"))
    plan = replace(plan, visits=(first, *others))
    assert as_known_now(session, safari, plan) == plan
