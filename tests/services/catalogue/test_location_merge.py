"""Two locations become one."""

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.at_once import at_once
from tests.services.worlds_imports import bring_in, csv, found_location
from tests.web.world import NOW
from tests.worlds import (
    ACTOR,
    STARTS_AT,
    create_location,
    create_neighbourhood,
    create_safari,
    rows,
)
from wijksafari.database import Database
from wijksafari.errors import ClosedError, InputError, NotFoundError, StaleError
from wijksafari.models import (
    Activity,
    CardProposal,
    ContactPerson,
    DistinctPair,
    Location,
    LocationSource,
    ReferralCard,
)
from wijksafari.planning.found import Found
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.duplicates import call_distinct, look_alikes
from wijksafari.services.catalogue.location_merge import merge_locations, seen_of
from wijksafari.services.catalogue.locations import LocationEntry, new_location
from wijksafari.services.journal import Actor


def two(session: Session) -> tuple[Location, Location]:
    """Two that look alike: codes ``a`` and ``b``."""
    spot = {"lat": 52.05, "lon": 4.39, "contact_name": "", "contact_email": ""}
    return (
        create_location(session, code="a", name="De Lindeboom", **spot),
        create_location(session, code="b", name="De Lindebom", **spot),
    )


def merge(session: Session, keep: Location, gone: Location) -> Location:
    where = create_neighbourhood(session)
    seen = seen_of(keep, gone)
    return merge_locations(session, where, keep.code, gone.code, seen=seen, actor=ACTOR, now=NOW)


def activity(title: str, hour: int = 19) -> Activity:
    return Activity(
        title=title,
        rrule="FREQ=WEEKLY;BYDAY=TU",
        first_date=date(2026, 1, 6),
        opens=time(hour),
        closes=time(hour + 1),
        except_dates=[],
        in_school_holidays=True,
        on_public_holidays=False,
    )


def test_what_is_empty_is_filled_in_and_the_rest_moves_along(session: Session) -> None:
    keep, gone = two(session)
    keep.type, keep.theme = "Buurthuis", "taal"
    gone.type, gone.theme, gone.entrance = "Buurtkamer", "bewegen", "Links"
    gone.contact_name, gone.contact_phone = "Greet", "06-12345678"
    keep.activities, gone.activities = [activity("Soep")], [activity("Soep"), activity("Zang")]
    gone.contacts = [ContactPerson(name="Hans")]
    session.add(ReferralCard(location_id=gone.id, offers="Soep"))
    session.add(CardProposal(location_id=gone.id, values={}, proposed_at=NOW))
    session.flush()
    row = merge(session, keep, gone)
    session.commit()
    assert (row.type, row.entrance, row.theme, row.other_themes) == (
        *("Buurthuis", "Links", "taal"),
        ["bewegen"],
    )
    assert (row.contact_name, row.contact_phone) == ("Greet", "06-12345678")
    assert sorted(each.title for each in row.activities) == ["Soep", "Zang"]
    assert [each.name for each in row.contacts] == ["Hans"]
    assert session.scalars(select(ReferralCard)).one().location_id == row.id
    assert (rows(session, Location), rows(session, CardProposal)) == (1, 1)


def test_two_cards_become_one_and_another_contact_stays_known(session: Session) -> None:
    keep, gone = two(session)
    keep.contact_name, gone.contact_name, gone.contact_email = "Greet", "Hans", "hans@x.test"
    session.add(ReferralCard(location_id=keep.id, offers="Soep", ways=["phone"]))
    session.add(ReferralCard(location_id=gone.id, cost="Gratis", ways=["walk_in", "phone"]))
    session.flush()
    row = merge(session, keep, gone)
    session.commit()
    card = session.scalars(select(ReferralCard)).one()
    assert (card.offers, card.cost, card.ways) == ("Soep", "Gratis", ["phone", "walk_in"])
    assert [(each.name, each.email) for each in row.contacts] == [("Hans", "hans@x.test")]


def test_lists_that_knew_either_find_the_one_that_stayed(session: Session) -> None:
    both = csv("a,De Linde,52.05,4.39,,", "b,De Lindebom,52.05,4.39,,")
    bring_in(session, both)
    keep, gone = session.scalars(select(Location).order_by(Location.code)).all()
    merge(session, keep, gone)
    session.commit()
    assert bring_in(session, both).counts["new"] == 0
    assert rows(session, Location) == 1


def test_no_later_location_gets_the_code_that_lists_know_the_other_by(session: Session) -> None:
    one, other = two(session)
    other.code = "de-linde"
    merge(session, one, other)
    spot = Point(one.lat, one.lon)
    entry = LocationEntry(name="De Linde", point=spot)
    assert new_location(session, create_neighbourhood(session), entry).code == "de-linde-2"
    bring_in(
        session, Found(kind="osm", locations=(found_location("De Linde", point=Point(52.09, 4.4)),))
    )
    assert "de-linde-3" in session.scalars(select(Location.code)).all()


def test_whoever_comes_second_reads_who_did_it(session: Session) -> None:
    keep, gone = two(session)
    merge(session, keep, gone)
    with pytest.raises(ClosedError, match=r"Anne Adviseur heeft ‘De Lindebom’ al samengevoegd"):
        merge_locations(
            session, create_neighbourhood(session), "b", "a", seen="", actor=ACTOR, now=NOW
        )


def test_one_that_was_removed_is_said_to_be_gone(session: Session) -> None:
    two(session)
    with pytest.raises(NotFoundError, match="verwijderd"):
        merge_locations(
            session, create_neighbourhood(session), "a", "c", seen="", actor=ACTOR, now=NOW
        )


def test_what_changed_since_it_was_looked_at_is_not_merged(session: Session) -> None:
    keep, gone = two(session)
    seen = seen_of(keep, gone)
    gone.revision += 1
    session.flush()
    with pytest.raises(StaleError):
        merge_locations(
            session, create_neighbourhood(session), "a", "b", seen=seen, actor=ACTOR, now=NOW
        )


def test_a_stop_of_a_safari_to_come_stays(session: Session) -> None:
    create_safari(session, starts_at=STARTS_AT)
    stop = session.scalars(select(Location).filter_by(code="linde")).first() or create_location(
        session, code="linde", name="De Linde"
    )
    other = create_location(session, code="ander", name="De Lindebom")
    with pytest.raises(InputError, match="stop op de wijksafari van dinsdag 2 februari 2027"):
        merge(session, other, stop)
    assert merge(session, stop, other).code == "linde"


def test_two_that_are_said_to_be_two_are_told_no_more(session: Session) -> None:
    two(session)
    where = create_neighbourhood(session)
    assert [each.first.code for each in look_alikes(session, where, NOW)] == ["a"]
    for codes in (("a", "b"), ("b", "a")):
        call_distinct(session, where, *codes)
    assert look_alikes(session, where, NOW) == ()
    assert rows(session, DistinctPair) == 1


def test_of_two_who_merge_one_pair_at_once_one_does_and_the_other_reads_who(
    database: Database,
) -> None:
    with database.writing.begin() as session:
        seen = seen_of(*two(session))

    def merging(name: str, keep: str, gone: str) -> Callable[[Session], object]:
        return lambda session: merge_locations(
            session,
            create_neighbourhood(session),
            keep,
            gone,
            seen=seen,
            actor=Actor(None, name),
            now=NOW,
        )

    stopped = at_once(database, merging("Anne", "a", "b"), merging("Bea", "b", "a"))
    with database.reading() as session:
        assert rows(session, Location) == 1
        assert rows(session, LocationSource) == 1
    (sentence,) = stopped
    assert sentence.startswith(("Anne heeft ‘De Lindebom’ al", "Bea heeft ‘De Lindeboom’ al"))
