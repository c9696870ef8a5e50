"""kill -9 in the middle of a burst: of processes that serve pages, and of those that send mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import select, update

from tests.jobs.workers import running, wait_until
from tests.jobs.world import World, create_world, ids_in
from tests.mail.peers import Postbox, serving
from tests.pressure.processes import Worker, web_workers
from tests.pressure.visitor import Visitor, create_visitor
from tests.pressure.world import create_coming_safari
from wijksafari import clock
from wijksafari.database import Database
from wijksafari.models import Message, SignUp

pytestmark = pytest.mark.slow

VISITORS = 100
WEB_WORKERS, WEB_KILLS = 5, 4
MAIL_KILLS = 3
AT_ONCE = 8


def test_nothing_acknowledged_is_lost_when_processes_are_killed_in_a_burst(
    database: Database, tmp_path: Path
) -> None:
    with database.writing.begin() as session:
        _, link = create_coming_safari(session, capacity=VISITORS)
    world = create_world(database, tmp_path / "instance")
    visitors = [create_visitor(number) for number in range(VISITORS)]
    postbox = Postbox()
    url = database.engine.url.render_as_string(hide_password=False)
    with serving(postbox, world.port):
        with (
            web_workers(WEB_WORKERS, world.folder, url) as workers,
            _mail_workers_being_killed(world, postbox),
        ):
            _sign_everybody_up(visitors, workers, link)
        _send_the_rest(world)

    emails = {visitor.email for visitor in visitors}
    with database.reading() as session:
        sign_ups = session.scalars(select(SignUp)).all()
        written = session.scalars(select(Message)).all()
    assert sorted(each.email for each in sign_ups) == sorted(emails)
    assert {each.status for each in sign_ups} == {"taking_part"}
    assert sorted(each.to_email for each in written) == sorted(emails)
    arrived = ids_in(postbox)
    assert set(arrived) == {each.message_id for each in written}
    assert Counter(postbox.recipients).keys() == emails
    # Two threads of a worker may each have one mail in hand.
    assert sum(arrived.values()) - len(written) <= 2 * MAIL_KILLS


def _sign_everybody_up(visitors: Sequence[Visitor], workers: Sequence[Worker], link: str) -> None:
    """Eight at a time; each time so many were told it worked, a web worker is killed."""
    told: list[str] = []

    def sign_up(visitor: Visitor) -> None:
        while not _told(visitor, workers, link):
            pass
        told.append(visitor.email)

    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        killing = pool.submit(_kill_as_they_go, workers, told)
        list(pool.map(sign_up, visitors))
        killing.result()


def _kill_as_they_go(workers: Sequence[Worker], told: Sequence[str]) -> None:
    for number, worker in enumerate(workers[:WEB_KILLS], 1):
        share = VISITORS * number // (WEB_KILLS + 1)
        wait_until(lambda share=share: len(told) >= share)
        worker.kill()


def _told(visitor: Visitor, workers: Sequence[Worker], link: str) -> bool:
    """Try with the first process that answers, as whoever stands before them would choose."""
    for worker in workers:
        try:
            visitor.open(worker.port, link)
            answer, _ = visitor.send(worker.port)
        except (OSError, HTTPException):
            continue  # killed: perhaps the sign-up was saved, the visitor cannot know
        finally:
            visitor.close()
        assert answer.status == 303
        return True
    return False


@contextmanager
def _mail_workers_being_killed(world: World, postbox: Postbox) -> Iterator[None]:
    """One at a time, each killed in the middle of its work."""
    enough = Event()

    def kill_one_after_the_other() -> None:
        for number in range(1, MAIL_KILLS + 1):
            share = VISITORS // 2 * number // MAIL_KILLS
            with running(world):  # killed at its end
                wait_until(lambda share=share: len(postbox.contents) >= share)
            _let_claims_pass(world)
        enough.set()

    thread = Thread(target=kill_one_after_the_other)
    thread.start()
    try:
        yield
    finally:
        thread.join()
    assert enough.is_set()


def _send_the_rest(world: World) -> None:
    _let_claims_pass(world)
    with running(world):
        wait_until(lambda: world.statuses() == {"sent": VISITORS})


def _let_claims_pass(world: World) -> None:
    """As if six minutes went by."""
    with world.database.writing.begin() as session:
        session.execute(
            update(Message)
            .where(Message.status == "sending")
            .values(claimed_until=clock.now() - timedelta(seconds=1))
        )
