"""``serve --with-worker``, and ``bounce`` as a mail server runs it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.jobs.workers import environment, running, wait_until
from tests.jobs.world import World, create_world
from tests.mail.peers import Postbox, free_port, serving
from tests.mail.reports import OURS, create_report
from tests.worlds import create_safari
from wijksafari import clock
from wijksafari.config import PROJECT
from wijksafari.database import Database
from wijksafari.models import Message


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    """As it is now: the programs look at the real clock."""
    made = create_world(database, tmp_path / "instance")
    made.now = clock.now()
    return made


def _children(process: subprocess.Popen[str]) -> list[int]:
    # A process is a child of the thread that started it; threads come and go meanwhile.
    found: list[str] = []
    for task in Path(f"/proc/{process.pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):
            found += (task / "children").read_text().split()
    return sorted(map(int, set(found)))


def _alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_site_runs_a_worker_beside_it_and_takes_it_along_when_it_stops(
    world: World, monkeypatch: pytest.MonkeyPatch, how: signal.Signals
) -> None:
    monkeypatch.setenv("WIJKSAFARI_PORT", str(free_port()))
    world.put("daan@x.test")
    postbox = Postbox()
    with serving(postbox, world.port), running(world, "serve", "--with-worker") as site:
        assert site.stdout is not None
        assert "http://127.0.0.1" in site.stdout.readline()
        assert postbox.taken.wait(60)
        (worker,) = _children(site)
        site.send_signal(how)
        _, said = site.communicate(timeout=60)
    assert site.returncode == 0
    assert "Traceback" not in said
    assert not _alive(worker)


def test_a_worker_that_dies_is_started_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKSAFARI_PORT", str(free_port()))
    postbox = Postbox()
    with serving(postbox, world.port), running(world, "serve", "--with-worker") as site:
        wait_until(lambda: len(_children(site)) == 1)
        (worker,) = _children(site)
        os.kill(worker, signal.SIGKILL)
        world.put("daan@x.test")
        wait_until(lambda: _children(site) not in ([], [worker]))
        assert postbox.taken.wait(60)


def test_a_worker_does_not_outlive_a_site_that_was_killed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIJKSAFARI_PORT", str(free_port()))
    with running(world, "serve", "--with-worker") as site:
        wait_until(lambda: len(_children(site)) == 1)
        (worker,) = _children(site)
        time.sleep(1.5)
        site.kill()
        site.wait()
        wait_until(lambda: not _alive(worker))


def _bounce(world: World, content: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "wijksafari", "bounce"],
        check=False,
        cwd=PROJECT,
        env=environment(world),
        input=content,
        capture_output=True,
    )


def test_a_report_on_standard_input_marks_the_mail_as_come_back(world: World) -> None:
    with world.database.writing.begin() as session:
        safari = create_safari(session)
        session.add(
            Message(
                message_id=OURS,
                kind="invitation",
                safari_id=safari.id,
                to_name="Daan",
                to_email="weg@voorbeeld.test",
                subject="x",
                status="sent",
                created_at=world.now,
                next_attempt_at=world.now,
            )
        )
    assert _bounce(world, create_report()).returncode == 0
    with world.database.reading() as session:
        message = session.scalars(select(Message)).one()
    assert message.status == "bounced"
    assert message.problem.startswith("Dit e-mailadres bestaat niet.")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (create_report(), 2),
        (b"Subject: Vakantie\n\nIk ben er niet.\n", 2),
        (b"", 2),
        (create_report(action="delayed"), 0),
    ],
)
def test_what_is_about_no_mail_of_ours_changes_nothing(
    world: World, content: bytes, code: int
) -> None:
    world.put("daan@x.test")
    done = _bounce(world, content)
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 1
    assert world.statuses() == {"waiting": 1}
