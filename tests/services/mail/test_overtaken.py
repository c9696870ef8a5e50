"""Mail that could not leave in time, while other things happened."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.services.worlds_invitations import TOMORROW, World, create_world
from tests.services.worlds_sign_ups import enter
from tests.worlds import ACTOR, DEADLINE, NOW, POST, create_invitation, create_safari
from wijksafari.models import Message, SignUp
from wijksafari.services.invitations.invitations import decline
from wijksafari.services.invitations.links import renew_link, withdraw_practice
from wijksafari.services.mail.outbox import claim_due
from wijksafari.services.mail.outbox_report import batches_of
from wijksafari.services.practices.removal import remove_practice
from wijksafari.services.safaris.announcements import announce_change
from wijksafari.services.safaris.changes import Change
from wijksafari.services.safaris.decisions import cancel
from wijksafari.services.sign_ups.sign_ups import come_back
from wijksafari.services.sign_ups.waiting_list import accept_offer
from wijksafari.services.sign_ups.withdrawals import withdraw

LATER = TOMORROW + timedelta(hours=5)


@pytest.fixture
def world(session: Session) -> World:
    """De Brug and De Linde are invited; those mails left, the reminders of a day later did not."""
    world = create_world(session)
    world.invite()
    session.execute(update(Message).values(status="sent"))
    assert world.remind() == 3
    return world


def _leave(session: Session, now: datetime = LATER) -> list[tuple[str, str]]:
    """The mail server is back: what is sent, and to whom."""
    claimed = claim_due(session, POST, "een", now, most=100)
    return sorted((each.mail.kind, each.mail.to.email) for each in claimed)


def _reminded(session: Session, now: datetime = LATER) -> list[str]:
    return [to for kind, to in _leave(session, now) if kind == "reminder"]


def test_reminders_that_are_still_true_leave(world: World) -> None:
    assert len(_reminded(world.session)) == 3


def test_nobody_is_asked_to_an_evening_that_was_called_off_meanwhile(world: World) -> None:
    cancel(world.session, world.safari, actor=ACTOR, post=POST, now=LATER, reason="Storm")
    assert not _reminded(world.session)


@pytest.mark.parametrize("later", [DEADLINE, DEADLINE + timedelta(days=3)])
def test_nobody_is_asked_once_sign_up_closed(world: World, later: datetime) -> None:
    assert not _reminded(world.session, later)


def test_who_said_no_meanwhile_is_left_alone(world: World) -> None:
    decline(world.session, world.invitation(world.brug, world.jan), LATER)
    assert "jan@brug.test" not in _reminded(world.session)


def test_who_signed_up_meanwhile_is_not_reminded(world: World) -> None:
    enter(world.session, world.invitation(world.brug), "Jan@brug.test", now=LATER)
    assert "jan@brug.test" not in _reminded(world.session)


def test_no_link_is_mailed_that_was_withdrawn_meanwhile(world: World) -> None:
    withdraw_practice(world.session, world.safari, world.brug.id, POST, actor=ACTOR, now=LATER)
    assert len(_reminded(world.session)) == 1


def test_a_practice_that_left_the_group_is_not_asked(world: World) -> None:
    remove_practice(world.session, world.brug, POST, confirmed=True, actor=ACTOR, now=LATER)
    assert len(_reminded(world.session)) == 1


def test_an_offer_leaves_only_while_the_place_is_held(session: Session) -> None:
    safari = create_safari(session, capacity=1)
    invitation = create_invitation(session, safari)
    first = enter(session, invitation)
    next_ = enter(session, invitation, "volgende@praktijk.nl")
    withdraw(session, first, POST, NOW)
    assert next_.offered_until is not None
    assert ("offer", next_.email) not in _leave(session, next_.offered_until)


def test_the_last_mail_says_how_somebody_stands_now(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    withdraw(session, row, POST, NOW)
    assert _leave(session) == [("withdrawn", row.email)]


def test_who_came_back_reads_nothing_of_having_left(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    session.execute(update(Message).values(status="sent"))
    withdraw(session, row, POST, NOW)
    come_back(session, row, POST, NOW)
    assert _leave(session) == [("signed_up", row.email)]


def test_an_offer_that_was_taken_is_not_made_again(session: Session) -> None:
    safari = create_safari(session, capacity=1)
    invitation = create_invitation(session, safari)
    first = enter(session, invitation)
    next_ = enter(session, invitation, "volgende@praktijk.nl")
    withdraw(session, first, POST, NOW)
    accept_offer(session, next_, POST, NOW)
    assert [kind for kind, to in _leave(session) if to == next_.email] == ["signed_up"]


def test_of_an_evening_that_is_off_nobody_hears_anything_else(session: Session) -> None:
    safari = create_safari(session)
    row = enter(session, create_invitation(session, safari))
    announce_change(session, safari, [Change("Wanneer", "a", "b")], POST, actor=ACTOR, now=NOW)
    cancel(session, safari, actor=ACTOR, post=POST, now=NOW, reason="Storm")
    assert _leave(session) == [("cancelled", row.email)]


def test_what_was_said_to_an_earlier_address_still_leaves(session: Session) -> None:
    row = enter(session, create_invitation(session, create_safari(session)))
    session.execute(update(SignUp).values(email="nieuw@x.test", email_key="nieuw@x.test"))
    assert _leave(session) == [("signed_up", "daan@praktijk.nl")]
    assert row.status == "taking_part"


def test_a_dropped_mail_is_counted_and_keeps_nothing_of_its_words(session: Session) -> None:
    safari = create_safari(session)
    row = enter(session, create_invitation(session, safari))
    withdraw(session, row, POST, NOW)
    _leave(session)
    dropped = session.scalars(select(Message).filter_by(status="dropped")).one()
    assert dropped.sealed is None
    assert [each.counts["dropped"] for each in batches_of(session, safari)].count(1) == 1


def test_a_new_link_may_still_be_mailed(world: World) -> None:
    jan = world.invitation(world.brug, world.jan)
    renew_link(world.session, world.safari, jan.id, POST, actor=ACTOR, now=LATER)
    world.invite(now=LATER)
    assert ("invitation", "jan@brug.test") in _leave(world.session)
