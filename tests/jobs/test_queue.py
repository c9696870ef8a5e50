"""The task queue: what is in it, who asks, and what a failing job stops."""

import json
import logging
import pickle
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from huey import Huey, crontab
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.jobs.world import World
from tests.mail.peers import Postbox, serving
from tests.services.worlds_outbox import put_mail
from tests.worlds import create_safari
from wijksafari.jobs.queue import open_queue
from wijksafari.jobs.rounds import ROUNDS, Round
from wijksafari.jobs.tasks import add_tasks
from wijksafari.jobs.wake import wake_after_mail
from wijksafari.models import Safari
from wijksafari.services.mail.post import Post

# A minute in which most rounds are due.
NOON = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def queue(world: World) -> Huey:
    return open_queue(world.tools.settings)


def _work_off(queue: Huey) -> None:
    while (task := queue.dequeue()) is not None:
        queue.execute(task)


def _run_round(queue: Huey, name: str) -> None:
    queue.execute(next(task for task in queue.read_periodic(NOON) if task.name == name))


def test_mail_asks_the_worker_once_and_other_changes_do_not(world: World, queue: Huey) -> None:
    wake_after_mail(world.database, queue, add_tasks(queue, world.tools))
    with world.database.writing.begin() as session:
        create_safari(session)
    assert queue.pending_count() == 0
    world.put("een@x.test")
    world.put("twee@x.test", "drie@x.test")
    assert [task.name for task in queue.pending()] == ["deliver"]


def test_mail_that_is_rolled_back_asks_nobody(world: World, queue: Huey) -> None:
    wake_after_mail(world.database, queue, add_tasks(queue, world.tools))

    def give_up_halfway() -> None:
        with world.database.writing.begin() as session:
            put_mail(session)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        give_up_halfway()
    assert queue.pending_count() == 0


def test_a_queue_that_cannot_be_written_hurts_no_request(
    world: World, queue: Huey, caplog: pytest.LogCaptureFixture
) -> None:
    wake_after_mail(world.database, queue, add_tasks(queue, world.tools))
    queue.storage.close()
    Path(queue.storage.filename).unlink()
    Path(queue.storage.filename).mkdir()
    world.put("daan@x.test")
    assert world.statuses() == {"waiting": 1}
    assert "OperationalError" in caplog.text
    assert "daan@x.test" not in caplog.text


def test_what_lies_in_the_queue_is_json(world: World, queue: Huey) -> None:
    deliver = add_tasks(queue, world.tools)
    deliver()
    with sqlite3.connect(queue.storage.filename) as connection:
        ((data,),) = connection.execute("select data from task")
    connection.close()
    assert json.loads(data)[1].endswith(".deliver")


def test_a_pickle_in_the_queue_is_not_opened(world: World, queue: Huey, tmp_path: Path) -> None:
    add_tasks(queue, world.tools)
    queue.storage.enqueue(pickle.dumps(_Opened(tmp_path / "opened")))
    with pytest.raises(UnicodeDecodeError):
        queue.dequeue()
    assert not (tmp_path / "opened").exists()


class _Opened:
    """Leaves a file when unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


def test_a_failing_job_stops_no_other_and_tells_nothing_personal(
    world: World, queue: Huey, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    def fail(session: Session, _post: Post, _now: datetime) -> None:
        create_safari(session, title="niet bewaard")
        raise KeyError("daan@x.test")

    rounds = [
        Round("fails", crontab(), fail),
        Round("works", crontab(), lambda *_: done.append(True)),
    ]
    add_tasks(queue, world.tools, rounds=rounds)
    with caplog.at_level(logging.INFO, "wijksafari"):
        _run_round(queue, "fails")
        _run_round(queue, "works")
    assert done == [True]
    assert "job fails: failure" in caplog.text
    assert "daan@x.test" not in caplog.text
    with world.database.reading() as session:
        assert session.scalars(select(Safari)).all() == []


@pytest.mark.parametrize("name", [each.name for each in ROUNDS])
def test_every_round_works_on_an_empty_database_and_on_a_safari(
    world: World, queue: Huey, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    every_minute = [replace(each, when=crontab()) for each in ROUNDS]
    add_tasks(queue, world.tools, rounds=every_minute)
    _run_round(queue, name)
    with world.database.writing.begin() as session:
        create_safari(session)
    _run_round(queue, name)
    assert not caplog.records


def test_an_evening_that_is_over_is_held_without_anybody_asking(world: World, queue: Huey) -> None:
    with world.database.writing.begin() as session:
        create_safari(session, state="confirmed")
    add_tasks(queue, world.tools)
    world.pass_by(days=90)
    tasks = queue.read_periodic(NOON)
    assert {task.name for task in tasks} >= {"mark_held", "expire_offers", "deliver_by_the_clock"}
    for task in tasks:
        queue.execute(task)
    with world.database.reading() as session:
        assert session.scalars(select(Safari.state)).one() == "held"


def test_mail_that_nobody_asked_for_leaves_by_the_clock(world: World, queue: Huey) -> None:
    add_tasks(queue, world.tools, rounds=[])
    world.put("daan@x.test")
    postbox = Postbox()
    with serving(postbox, world.port):
        _run_round(queue, "deliver_by_the_clock")
    assert postbox.recipients == ["daan@x.test"]


def test_a_wake_up_delivers(world: World, queue: Huey) -> None:
    wake_after_mail(world.database, queue, add_tasks(queue, world.tools))
    postbox = Postbox()
    with serving(postbox, world.port):
        world.put("daan@x.test")
        _work_off(queue)
    assert postbox.recipients == ["daan@x.test"]
