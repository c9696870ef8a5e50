"""Links that are withdrawn or renewed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.services.worlds_invitations import TOMORROW, World, create_world
from tests.web.world import NOW
from tests.worlds import ACTOR, DEADLINE, POST, create_invitation, create_safari, create_sign_up
from wijksafari.database import Database
from wijksafari.errors import ClosedError, LinkRevokedError, NotFoundError
from wijksafari.models import Invitation
from wijksafari.services.invitations.invitations import decline, invitation_of
from wijksafari.services.invitations.links import renew_link, withdraw_person, withdraw_practice
from wijksafari.services.invitations.overview import overview
from wijksafari.services.links import find_link
from wijksafari.services.practices.representation import representation_of


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    with database.writing.begin() as session:
        made = create_world(session)
        made.invite()
        yield made


def withdraw(world: World, invitation: Invitation) -> None:
    withdraw_person(world.session, world.safari, invitation.id, actor=ACTOR, now=NOW)


def renew(world: World, invitation: Invitation) -> None:
    renew_link(world.session, world.safari, invitation.id, POST, actor=ACTOR, now=NOW)


def drop(world: World) -> None:
    withdraw_practice(world.session, world.safari, world.brug.id, POST, actor=ACTOR, now=NOW)


def test_a_link_leads_to_its_invitation(world: World) -> None:
    jan = world.invitation(world.brug, world.jan)
    link = find_link(world.session, POST.links.token(jan.link), NOW)
    assert invitation_of(world.session, link) is jan


def test_a_withdrawn_link_says_so_and_its_holder_gets_no_mail(world: World) -> None:
    jan = world.invitation(world.brug, world.jan)
    token = POST.links.token(jan.link)
    withdraw(world, jan)
    with pytest.raises(LinkRevokedError):
        find_link(world.session, token, NOW)
    world.remind()
    world.invite(now=TOMORROW)
    assert "jan@brug.test" not in world.addresses("reminder")
    assert world.addresses().count("jan@brug.test") == 1
    assert "Jan" not in world.journal()[-2]


def test_withdrawing_twice_is_written_down_once(world: World) -> None:
    jan = world.invitation(world.brug, world.jan)
    withdraw(world, jan)
    withdraw(world, jan)
    assert sum("ingetrokken" in each for each in world.journal()) == 1


def test_a_practice_that_is_withdrawn_counts_no_more_and_none_of_its_links_works(
    world: World,
) -> None:
    links = [world.invitation(world.brug).link, world.invitation(world.brug, world.jan).link]
    assert representation_of(world.session, world.safari).by_practices.total == 2
    drop(world)
    assert representation_of(world.session, world.safari).by_practices.total == 1
    assert all(each.revoked_at for each in links)
    for link in links:
        with pytest.raises(LinkRevokedError):
            invitation_of(world.session, link)
    with pytest.raises(NotFoundError):
        drop(world)


def test_a_practice_that_comes_back_is_invited_anew_but_not_who_said_no(world: World) -> None:
    jan = world.invitation(world.brug, world.jan)
    decline(world.session, jan, NOW)
    drop(world)
    world.invite(world.brug, now=TOMORROW)
    assert world.addresses()[3:] == ["bea@brug.test"]


def test_a_renewed_link_replaces_the_old_one_and_is_mailed_with_the_next_invitations(
    world: World,
) -> None:
    jan = world.invitation(world.brug, world.jan)
    old = POST.links.token(jan.link)
    renew(world, jan)
    new = POST.links.token(jan.link)
    assert new != old
    with pytest.raises(LinkRevokedError):
        find_link(world.session, old, NOW)
    world.invite(now=TOMORROW)
    first, second = world.letters("jan@brug.test")
    assert old in first
    assert new in second
    assert old not in second
    assert world.addresses()[3:] == ["jan@brug.test"]


def test_no_link_is_renewed_once_nobody_can_sign_up(world: World) -> None:
    with pytest.raises(ClosedError):
        renew_link(
            world.session,
            world.safari,
            world.invitation(world.brug).id,
            POST,
            actor=ACTOR,
            now=DEADLINE + timedelta(minutes=1),
        )


def test_another_safari_s_invitation_does_not_exist_here(world: World) -> None:
    elsewhere = create_safari(world.session)
    stranger = create_invitation(world.session, elsewhere, person=world.jan)
    with pytest.raises(NotFoundError):
        withdraw(world, stranger)
    with pytest.raises(NotFoundError):
        renew(world, stranger)
    assert stranger.link.revoked_at is None


def standing(world: World) -> dict[str, str]:
    return {
        one.person.name if one.person else row.practice.name: one.standing
        for row in overview(world.session, world.safari, POST.links)
        for one in (row.contact, *row.people)
    }


def test_the_overview_tells_how_each_stands(world: World) -> None:
    assert standing(world) == {
        "De Brug": "mailed",
        "Jan Jansen": "mailed",
        "Mia Zonder Mail": "no_address",
        "De Linde": "mailed",
        "Carla Contact": "mailed",
    }
    decline(world.session, world.invitation(world.linde, world.carla), NOW)
    world.remind()
    create_sign_up(world.session, world.safari, world.brug, person_id=world.jan.id)
    withdraw(world, world.invitation(world.brug, world.mia))
    assert standing(world) == {
        "De Brug": "reminded",
        "Jan Jansen": "taking_part",
        "Mia Zonder Mail": "withdrawn",
        "De Linde": "mailed",
        "Carla Contact": "declined",
    }
