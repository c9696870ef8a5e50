"""The worker as a process: prompt, stopped politely, and killed."""

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.jobs.workers import environment, running, wait_until
from tests.jobs.world import World, create_world, ids_in
from tests.mail.peers import Postbox, serving
from wijksafari import clock
from wijksafari.config import PROJECT
from wijksafari.database import Database
from wijksafari.jobs.queue import open_queue
from wijksafari.jobs.tasks import add_tasks
from wijksafari.jobs.wake import wake_after_mail
from wijksafari.models import Message

# A thread as libraries begin them when they are imported; it gets the signal while nobody waits.
HEARD_BY_ANOTHER_THREAD = """
import signal, sys, threading, time
from wijksafari.cli.worker_commands import _tools
from wijksafari.jobs.worker import work

other = threading.Thread(target=time.sleep, args=(600,), daemon=True)
other.start()
asked = []

def ask_once():
    if not asked:
        asked.append(signal.pthread_kill(other.ident, int(sys.argv[1])))

work(_tools(), each_second=ask_once)
print("finished")
"""


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    """As it is now: a worker of its own looks at the real clock."""
    made = create_world(database, tmp_path / "instance")
    made.now = clock.now()
    return made


def _waking(world: World) -> None:
    queue = open_queue(world.tools.settings)
    wake_after_mail(world.database, queue, add_tasks(queue, world.tools))


def test_mail_leaves_within_seconds_of_its_commit(world: World) -> None:
    postbox = Postbox()
    _waking(world)
    with serving(postbox, world.port), running(world):
        world.put("eerste@x.test")
        wait_until(postbox.taken.is_set)
        # Long enough for the worker to look less often, as it does on a quiet day.
        time.sleep(3)
        postbox.taken.clear()
        world.put("daan@x.test")
        # Without being woken the worker would look a minute after it began.
        assert postbox.taken.wait(30)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_asked_to_stop_finishes_the_mail_in_hand(
    world: World, how: signal.Signals
) -> None:
    world.put(*(f"{n}@x.test" for n in range(300)))
    postbox = Postbox()
    with serving(postbox, world.port), running(world) as worker:
        wait_until(lambda: len(postbox.contents) > 10)
        worker.send_signal(how)
        _, said = worker.communicate(timeout=180)
        assert worker.returncode == 0
        assert "Traceback" not in said
    assert world.statuses()["sending"] == 0
    assert world.statuses()["sent"] == len(postbox.contents) < 300
    assert set(ids_in(postbox).values()) == {1}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_stops_also_where_another_of_its_threads_was_asked(
    world: World, how: signal.Signals
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", HEARD_BY_ANOTHER_THREAD, str(int(how))],
        cwd=PROJECT,
        env=environment(world),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (told.returncode, told.stdout) == (0, "finished\n"), told.stderr


@pytest.mark.slow
def test_killing_workers_in_the_middle_loses_no_mail_and_repeats_only_what_was_in_hand(
    world: World,
) -> None:
    world.put(*(f"{n}@x.test" for n in range(200)))
    written = {each.message_id for each in world.messages().values()}
    postbox = Postbox(stuck_before={20, 60}, stuck_after={40})
    with serving(postbox, world.port):
        for _ in range(3):
            with running(world) as worker:
                assert postbox.stuck.wait(180)
                worker.kill()
                worker.wait()
            postbox.stuck.clear()
            _let_claims_pass(world)
        for _ in range(3):
            # What a killed worker had just said may reach a database server after its death.
            _let_claims_pass(world)
            with running(world, "work", "--once") as worker:
                assert worker.wait(timeout=180) == 0
    assert world.statuses() == {"sent": 200}
    arrived = ids_in(postbox)
    assert set(arrived) == written
    # The one that was taken before its worker died; each other thread may have one in hand too.
    assert 1 <= sum(arrived.values()) - len(written) <= 4


def test_work_once_delivers_what_is_due_and_stops(world: World) -> None:
    world.put("een@x.test", "twee@x.test")
    postbox = Postbox()
    with serving(postbox, world.port), running(world, "work", "--once") as worker:
        said, _ = worker.communicate(timeout=180)
    assert worker.returncode == 0
    assert said == "2 mails verstuurd.\n"
    assert len(postbox.contents) == 2


def test_a_worker_ends_when_the_site_beside_it_is_gone(world: World) -> None:
    with running(world, "work", "--parent", "1") as worker:
        assert worker.wait(timeout=180) == 0


def _let_claims_pass(world: World) -> None:
    with world.database.writing.begin() as session:
        session.execute(
            update(Message)
            .where(Message.status == "sending")
            .values(claimed_until=world.now - timedelta(seconds=1))
        )
