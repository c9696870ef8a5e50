"""Two organisers who press at the same moment, each in a transaction of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.services.drafts import draft_at
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
from wijksafari.errors import StaleError
from wijksafari.models import Link, Message
from wijksafari.services.calendars.feeds import make_feed
from wijksafari.services.safaris.announcements import change_safari

AT_ONCE = 6


def at_once(database: Database, action: Callable[[Session, int], str]) -> list[str]:
    """What ``action`` says in each of six transactions that begin together."""
    ready = Barrier(AT_ONCE)

    def one(number: int) -> str:
        ready.wait()
        with database.writing.begin() as session:
            return action(session, number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_of_different_changes_at_once_one_is_kept_and_mailed(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        create_sign_up(session, safari)
        uid = safari.uid
    drafts = [draft_at(STARTS_AT + timedelta(days=7 * week)) for week in range(1, AT_ONCE + 1)]

    def change(session: Session, number: int) -> str:
        try:
            change_safari(
                session, uid, 0, drafts[number], POST, may_mail=True, actor=ACTOR, now=NOW
            )
        except StaleError:
            return "stale"
        return "kept"

    assert sorted(at_once(database, change)) == ["kept", *["stale"] * (AT_ONCE - 1)]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Message)) == 1


def test_of_feeds_made_at_once_one_stays_open(database: Database) -> None:
    with database.writing.begin() as session:
        user_id = create_user(session).id

    def make(session: Session, _number: int) -> str:
        return str(make_feed(session, user_id, POST.links, NOW).id)

    assert len(set(at_once(database, make))) == AT_ONCE
    with database.reading() as session:
        still_open = select(func.count()).select_from(Link).filter_by(revoked_at=None)
        assert session.scalar(still_open) == 1
