"""Inviting: who gets which link and which mail, once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.services.worlds_invitations import TOMORROW, World, create_world
from tests.web.world import NOW
from tests.worlds import (
    POST,
    STARTS_AT,
    create_person,
    create_practice,
    create_sign_up,
    create_user,
    rows,
)
from wijksafari.database import Database
from wijksafari.errors import ClosedError, InputError
from wijksafari.models import Invitation, Link, Message
from wijksafari.services.invitations.invitations import decline, invitations_of
from wijksafari.services.invitations.inviting import send_invitations, to_mail
from wijksafari.services.journal import Actor
from wijksafari.services.practices.representation import representation_of
from wijksafari.services.safaris.deadlines import default_deadline


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    with database.writing.begin() as session:
        yield create_world(session)


def test_everybody_known_gets_a_link_of_their_own_also_without_a_mail_address(world: World) -> None:
    world.invite()
    found = invitations_of(world.session, world.safari)
    purposes = [(each.link.purpose, each.person and each.person.name) for each in found]
    assert purposes == [
        ("practice", None),
        ("person", "Jan Jansen"),
        ("person", "Mia Zonder Mail"),
        ("practice", None),
        ("person", "Carla Contact"),
    ]
    assert len({each.link_id for each in found}) == 5


def test_one_address_gets_one_mail_however_it_is_written(world: World) -> None:
    sent = world.invite()
    assert world.addresses() == ["bea@brug.test", "jan@brug.test", "Carla@Linde.test"]
    assert len(sent.recipients) == 3
    assert len(set(world.session.scalars(select(Message.batch)))) == 1
    links = {POST.links.url(each.link) for each in invitations_of(world.session, world.safari)}
    (letter,) = world.letters("Carla@Linde.test")
    assert sum(link in letter for link in links) == 2


def test_links_work_until_the_evening_is_over(world: World) -> None:
    world.invite()
    ends = set(world.session.scalars(select(Link.expires_at)))
    assert ends == {STARTS_AT + timedelta(hours=3)}


def test_a_second_press_sends_nothing(world: World) -> None:
    world.invite()
    again = world.invite(now=TOMORROW)
    assert (again.new_practices, again.recipients) == (0, ())
    assert len(world.addresses()) == 3
    assert rows(world.session, Invitation) == 5


def test_inviting_again_reaches_only_who_is_new(world: World) -> None:
    world.invite(world.brug)
    create_person(world.session, world.brug, "Nieuwe Collega", email="nieuw@brug.test")
    world.mia.email = "mia@brug.test"
    world.session.flush()
    world.session.expire_all()
    assert world.invite(now=TOMORROW).new_practices == 1
    assert world.addresses()[2:] == ["mia@brug.test", "nieuw@brug.test", "Carla@Linde.test"]


def test_a_practice_that_is_left_out_is_not_invited_and_does_not_count(world: World) -> None:
    world.invite(world.linde)
    assert world.addresses() == ["Carla@Linde.test"]
    assert representation_of(world.session, world.safari).by_practices.total == 1


def test_the_first_time_opens_the_invitations_and_makes_the_sender_organiser(world: World) -> None:
    user = create_user(world.session)
    who = Actor(user.id, user.name)
    send_invitations(world.session, world.safari, {world.brug.id}, POST, actor=who, now=NOW)
    assert world.safari.state == "inviting"
    assert world.safari.organiser_id == user.id
    assert user.email in world.letters("jan@brug.test")[0]


def test_without_a_deadline_people_are_asked_until_the_usual_one(world: World) -> None:
    world.safari.deadline = None
    world.invite()
    assert world.safari.deadline == default_deadline(world.safari.starts_at, NOW)


def test_who_is_organiser_already_stays_so(world: World) -> None:
    first, second = create_user(world.session), create_user(world.session)
    world.safari.organiser_id = first.id
    who = Actor(second.id, second.name)
    send_invitations(world.session, world.safari, {world.brug.id}, POST, actor=who, now=NOW)
    assert world.safari.organiser_id == first.id


def test_the_journal_counts_people_and_practices_and_names_none(world: World) -> None:
    world.invite()
    assert world.journal()[-1] == "Uitnodiging gemaild aan 3 mensen van 2 praktijken."
    assert not any("Jan" in each or "@" in each for each in world.journal())


def test_a_practice_without_any_address_is_invited_on_paper(world: World) -> None:
    paper = create_practice(world.session, "Op papier", contact_email="")
    sent = world.invite(paper)
    assert (sent.new_practices, sent.recipients) == (1, ())
    assert world.journal()[-1].startswith("1 praktijk uitgenodigd zonder mail")


def test_who_signed_up_before_being_mailed_is_not_invited_to_what_they_come_to(
    world: World,
) -> None:
    create_sign_up(world.session, world.safari, world.brug, email="JAN@brug.test")
    world.invite(world.brug)
    assert world.addresses() == ["bea@brug.test"]


def test_who_said_no_gets_no_mail_for_another_practice_either(world: World) -> None:
    world.invite(world.brug)
    decline(world.session, world.invitation(world.brug, world.jan), NOW)
    create_person(world.session, world.linde, "Jan Jansen", email="jan@brug.test")
    world.session.expire_all()
    world.invite(world.linde)
    assert world.addresses().count("jan@brug.test") == 1


def test_looking_at_who_would_be_mailed_makes_no_links(world: World) -> None:
    found = to_mail(world.session, world.safari, [world.brug, world.linde], POST)
    addresses = [each.address.email for each in found]
    assert addresses == ["bea@brug.test", "jan@brug.test", "Carla@Linde.test"]
    assert rows(world.session, Link) == 0


def test_practices_of_elsewhere_cannot_be_chosen(world: World) -> None:
    stranger = create_practice(world.session, "Elders", wijk="andere")
    with pytest.raises(InputError, match="Kies ten minste één praktijk"):
        world.invite(stranger)


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({"state": "cancelled"}, "afgelast"),
        ({"state": "held"}, "geweest"),
        ({"starts_at": NOW - timedelta(minutes=1)}, "geweest of begonnen"),
        ({"deadline": NOW}, "termijn is voorbij"),
    ],
)
def test_nobody_is_invited_when_nobody_can_come(
    database: Database, overrides: dict[str, object], sentence: str
) -> None:
    with database.writing.begin() as session:
        world = create_world(session)
        for name, value in overrides.items():
            setattr(world.safari, name, value)
        session.flush()
        with pytest.raises(ClosedError, match=sentence):
            world.invite()
        assert rows(session, Message) == rows(session, Invitation) == 0
