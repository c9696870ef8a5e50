"""Two who press at the same time, and two workers at eight o'clock: everybody gets one mail."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_invitations import TOMORROW, create_world
from tests.web.world import NOW
from tests.worlds import ACTOR, DEADLINE, POST, rows
from wijksafari.database import Database
from wijksafari.models import Invitation, JournalEntry, Message, Safari
from wijksafari.services.invitations.invitations import (
    decline,
    remind_unanswered,
    send_due_reminders,
)
from wijksafari.services.invitations.inviting import send_invitations

WORKERS = 4


def at_once(database: Database, work: Callable[[Session], object]) -> None:
    """Do ``work`` in a few threads, which all have begun before any goes on."""
    gate = Barrier(WORKERS)

    def one() -> None:
        gate.wait()
        with database.writing.begin() as session:
            work(session)

    with ThreadPoolExecutor(WORKERS) as pool:
        for done in [pool.submit(one) for _ in range(WORKERS)]:
            done.result()


def built(database: Database, *, invited: bool) -> tuple[int, set[int]]:
    """The safari's id and those of its practices."""
    with database.writing.begin() as session:
        world = create_world(session)
        if invited:
            world.invite()
        return world.safari.id, {world.brug.id, world.linde.id}


def test_pressing_send_at_once_invites_everybody_once(database: Database) -> None:
    safari_id, ids = built(database, invited=False)

    def press(session: Session) -> None:
        safari = session.get_one(Safari, safari_id)
        send_invitations(session, safari, ids, POST, actor=ACTOR, now=NOW)

    at_once(database, press)
    with database.reading() as session:
        assert rows(session, Message) == 3
        assert rows(session, Invitation) == 5


def test_pressing_remind_at_once_reminds_everybody_once(database: Database) -> None:
    safari_id, _ = built(database, invited=True)

    def press(session: Session) -> None:
        safari = session.get_one(Safari, safari_id)
        remind_unanswered(session, safari, POST, actor=ACTOR, now=TOMORROW)

    at_once(database, press)
    with database.reading() as session:
        assert rows(session, Message) == 3 + 3


def test_two_workers_send_a_due_reminder_once(database: Database) -> None:
    built(database, invited=True)
    due = DEADLINE - timedelta(days=2)
    at_once(database, lambda session: send_due_reminders(session, POST, due))
    with database.reading() as session:
        assert rows(session, Message) == 3 + 3


def test_saying_no_twice_at_once_is_written_down_once(database: Database) -> None:
    built(database, invited=True)
    with database.reading() as session:
        number = session.scalars(select(Invitation.id)).first()
        before = rows(session, JournalEntry)
    at_once(database, lambda session: decline(session, session.get_one(Invitation, number), NOW))
    with database.reading() as session:
        assert rows(session, JournalEntry) == before + 1
