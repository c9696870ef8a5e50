"""Who receives a group, by the catalogue of today or else by the plan."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.services.worlds_hosts import create_waiting
from tests.web.world import NOW
from tests.worlds import POST, STARTS_AT, create_safari
from wijksafari import models
from wijksafari.planning.problem import Location
from wijksafari.planning.route import Point
from wijksafari.services.hosts.hosts import host_of
from wijksafari.services.hosts.links import host_link, revoke_host_link

LINDE = Location(
    id="linde",
    name="De Linde",
    point=Point(52.04, 4.39),
    contact_name="Oud Contact",
    contact_email="oud@welzijn.test",
    contact_phone="06-00000000",
)


def test_who_left_the_catalogue_is_reached_as_planned(session: Session) -> None:
    host = host_of(session, create_safari(session), LINDE)
    assert (host.name, host.email, host.phone) == ("Oud Contact", "oud@welzijn.test", "06-00000000")


def test_who_is_in_the_catalogue_is_reached_as_it_says_now(session: Session) -> None:
    waiting = create_waiting(session)
    assert host_of(session, waiting.safari, LINDE).email == "linde@welzijn.test"


def test_an_address_that_was_erased_is_not_used_again(session: Session) -> None:
    waiting = create_waiting(session)
    session.execute(update(models.Location).values(contact_email="", contact_name=""))
    host = host_of(session, waiting.safari, LINDE)
    assert (host.email, host.name) == ("", "")
    assert host.greeting == "gastvrouw of gastheer van De Linde"


def test_a_stop_has_one_link_until_it_is_withdrawn(session: Session) -> None:
    safari = create_safari(session)
    link = host_link(session, safari, "linde", POST, NOW)
    assert link.expires_at == STARTS_AT + timedelta(days=14)
    assert host_link(session, safari, "linde", POST, NOW) is link
    assert host_link(session, safari, "baken", POST, NOW) is not link
    revoke_host_link(session, safari, "linde", NOW)
    assert link.revoked_at == NOW
    assert host_link(session, safari, "linde", POST, NOW) is not link
