"""An organiser's private calendar feed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.render.calendar_readers import read_alike
from tests.worlds import (
    ACTOR,
    NOW,
    POST,
    STARTS_AT,
    create_safari,
    create_sign_up,
    create_user,
)
from wijksafari.database import Database
from wijksafari.errors import LinkRevokedError, NotFoundError
from wijksafari.models import User
from wijksafari.services.calendars.calendars import organisers_feed
from wijksafari.services.calendars.feeds import feed_owner, make_feed, own_feed, revoke_feed
from wijksafari.services.journal import note


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing.begin() as session:
        yield session


def feed(session: Session, user: User) -> bytes:
    session.flush()
    return organisers_feed(session, user, POST, NOW)


def test_a_feed_holds_every_evening_of_the_own_wijken(session: Session) -> None:
    anne = create_user(session)
    later = create_safari(session, starts_at=STARTS_AT + timedelta(days=7), state="concept")
    sooner = create_safari(session, state="confirmed", sequence=2, organiser=anne)
    off = create_safari(
        session, starts_at=STARTS_AT + timedelta(days=8), state="cancelled", sequence=1
    )
    create_safari(session, wijk="elders")
    create_sign_up(session, sooner, name="Jan Jansen")

    told = read_alike(feed(session, anne))
    assert [(each.uid, each.status, each.sequence) for each in told] == [
        (sooner.uid, "CONFIRMED", 2),
        (later.uid, "TENTATIVE", 0),
        (off.uid, "CANCELLED", 1),
    ]
    assert {each.method for each in told} == {"PUBLISH"}
    assert {each.alarms for each in told} == {0}
    assert told[0].url == f"{POST.links.base_url}/safari/{sooner.uid}"
    assert told[2].summary == "Afgelast: Wijksafari Proefwijk"


def test_a_feed_names_nobody_who_takes_part(session: Session) -> None:
    anne = create_user(session)
    create_sign_up(session, create_safari(session), name="Jan Jansen", email="jan@praktijk.test")

    told = feed(session, anne)
    assert b"ATTENDEE" not in told
    assert b"ansen" not in told


def test_a_feed_without_wijken_is_empty(session: Session) -> None:
    anne = create_user(session)
    create_safari(session)
    anne.memberships.clear()

    assert b"BEGIN:VCALENDAR" in feed(session, anne)
    assert b"BEGIN:VEVENT" not in feed(session, anne)


def test_evenings_of_more_than_a_year_ago_are_gone(session: Session) -> None:
    anne = create_user(session)
    create_safari(session, starts_at=STARTS_AT - timedelta(days=500), state="held")

    assert b"BEGIN:VEVENT" not in feed(session, anne)


def test_a_feed_is_the_same_until_something_happens(session: Session) -> None:
    anne = create_user(session)
    safari = create_safari(session)
    before = feed(session, anne)
    assert organisers_feed(session, anne, POST, NOW + timedelta(hours=1)) == before

    note(session, safari, "view", "Lijst bekeken.", actor=ACTOR, now=NOW + timedelta(hours=2))
    assert feed(session, anne) == before
    note(session, safari, "decision", "Bevestigd.", actor=ACTOR, now=NOW + timedelta(hours=2))
    changed = feed(session, anne)
    assert changed != before
    assert b"LAST-MODIFIED:20261122T130000Z\r\n" in changed


def test_a_new_address_closes_the_one_before(session: Session) -> None:
    anne = create_user(session)
    first = make_feed(session, anne.id, POST.links, NOW)
    second = make_feed(session, anne.id, POST.links, NOW)

    assert own_feed(session, anne.id) is second
    assert feed_owner(session, POST.links.token(second), NOW) is anne
    with pytest.raises(LinkRevokedError):
        feed_owner(session, POST.links.token(first), NOW)


def test_a_withdrawn_address_opens_nothing(session: Session) -> None:
    anne, bas = create_user(session), create_user(session)
    mine = make_feed(session, anne.id, POST.links, NOW)
    other = make_feed(session, bas.id, POST.links, NOW)
    revoke_feed(session, anne.id, NOW)

    assert own_feed(session, anne.id) is None
    assert own_feed(session, bas.id) is other
    with pytest.raises(LinkRevokedError):
        feed_owner(session, POST.links.token(mine), NOW)


def test_an_account_that_is_switched_off_has_no_feed(session: Session) -> None:
    anne = create_user(session)
    link = make_feed(session, anne.id, POST.links, NOW)
    anne.active = False

    with pytest.raises(LinkRevokedError, match="uitgezet"):
        feed_owner(session, POST.links.token(link), NOW)


def test_a_link_for_something_else_opens_no_feed(session: Session) -> None:
    sign_up = create_sign_up(session, create_safari(session))

    with pytest.raises(NotFoundError):
        feed_owner(session, POST.links.token(sign_up.link), NOW)
