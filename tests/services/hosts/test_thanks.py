"""Thanks to the hosts, once the evening is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_hosts import Waiting, create_waiting
from tests.worlds import ACTOR, POST, create_sign_up
from wijksafari.models import Message
from wijksafari.services.hosts.hosts import hosts_hear_until
from wijksafari.services.hosts.links import find_host_link
from wijksafari.services.hosts.thanks import thank_hosts
from wijksafari.services.mail.outbox import claim_due
from wijksafari.services.mail.post import Mail
from wijksafari.services.safaris.decisions import cancel

SECOND = timedelta(seconds=1)


@pytest.fixture
def over(session: Session) -> Waiting:
    waiting = create_waiting(session)
    create_sign_up(session, waiting.safari)
    waiting.skip("baken")
    waiting.safari.state = "held"
    session.flush()
    waiting.now = hosts_hear_until(waiting.safari)
    return waiting


def test_every_host_is_thanked_once_and_invited_to_look_at_their_card(over: Waiting) -> None:
    assert thank_hosts(over.session, POST, over.now) == 0
    assert thank_hosts(over.session, POST, over.now + SECOND) == 5
    assert thank_hosts(over.session, POST, over.now + 2 * SECOND) == 0
    assert over.safari.hosts_thanked_at == over.now + SECOND
    assert {kind for kind, _ in over.told()} == {"host_thanks"}


def test_where_nobody_came_it_says_sorry(over: Waiting) -> None:
    thank_hosts(over.session, POST, over.now + SECOND)
    mails = {m.to_email: POST.opened(m) for m in over.session.scalars(select(Message))}
    assert "Dat spijt ons." in mails["baken@welzijn.test"].letter.text
    thanks = mails["linde@welzijn.test"].letter.text
    assert "Dank u wel dat de wijksafari bij De Linde welkom was, met 1 persoon." in thanks
    link = find_host_link(over.session, over.safari, "linde")
    assert link
    assert POST.links.url(link) in thanks


@pytest.mark.parametrize("state", ["confirmed", "cancelled"])
def test_an_evening_that_was_not_held_thanks_nobody(over: Waiting, state: str) -> None:
    over.safari.state = state
    over.session.flush()
    assert thank_hosts(over.session, POST, over.now + SECOND) == 0


def test_thanks_that_come_a_week_late_do_not_come(over: Waiting) -> None:
    assert thank_hosts(over.session, POST, over.safari.starts_at + timedelta(days=7)) == 0


@pytest.fixture
def broken_off(session: Session) -> Waiting:
    """The group came to the first stop, is at the second, skips the third, and then goes home."""
    waiting = create_waiting(session)
    create_sign_up(session, waiting.safari)
    first, second, third, *_ = waiting.plan.visits
    waiting.report("arrived", first.location.id, first.arrival)
    waiting.report("departed", first.location.id, first.departure)
    waiting.report("arrived", second.location.id, second.arrival)
    waiting.skip(third.location.id)
    waiting.tell()
    cancel(
        session, waiting.safari, actor=ACTOR, post=POST, now=waiting.now, reason="De dijk is dicht."
    )
    return waiting


def _thanked(waiting: Waiting) -> dict[str, Mail]:
    """Who is thanked afterwards, by stop."""
    thank_hosts(waiting.session, POST, hosts_hear_until(waiting.safari) + SECOND)
    query = select(Message).filter_by(kind="host_thanks").order_by(Message.id)
    found = [POST.opened(each) for each in waiting.session.scalars(query)]
    by_stop = {each.to.email.partition("@")[0]: each for each in found}
    assert len(by_stop) == len(found)
    return by_stop


def test_of_an_evening_broken_off_those_visited_and_those_who_do_not_know_are_thanked(
    broken_off: Waiting,
) -> None:
    first, second, third, *ahead = broken_off.stops
    leaving = claim_due(broken_off.session, POST, "een", broken_off.now, most=100)
    off = [each.mail for each in leaving if each.mail.kind == "host_cancelled"]
    assert [each.to.email for each in off] == [f"{stop}@welzijn.test" for stop in ahead]
    assert "Er komt dus geen groep meer bij" in off[0].letter.text
    assert "Dank u dat u voor ons klaarstond." in off[0].letter.text
    thanks = _thanked(broken_off)
    assert list(thanks) == [first, second, third]
    for stop in (first, second):
        text = thanks[stop].letter.text
        assert "De avond moest daarna worden afgebroken." in text
        assert "welkom was, met 1 persoon." in text
        assert "Kijk hem na op uw eigen pagina" in text
    assert "Dank u dat u dinsdag 2 februari 2027 voor de wijksafari klaarstond." in (
        thanks[third].letter.text
    )
    assert not _thanked(broken_off).keys() - thanks.keys()


def test_who_never_got_the_mail_that_it_is_off_hears_it_with_the_thanks(
    broken_off: Waiting,
) -> None:
    """The mail server was away: by now that mail does not leave any more."""
    assert list(_thanked(broken_off)) == broken_off.stops


def test_an_evening_that_was_called_off_before_it_began_thanks_nobody(session: Session) -> None:
    waiting = create_waiting(session)
    waiting.now -= timedelta(hours=1)
    cancel(session, waiting.safari, actor=ACTOR, post=POST, now=waiting.now, reason="IJzel.")
    assert _thanked(waiting) == {}
