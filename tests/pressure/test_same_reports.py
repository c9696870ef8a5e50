"""Phones that send the same reports at the same moment, through several processes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.pressure.leaders import leaders_cookie
from tests.pressure.processes import Worker, web_workers
from tests.pressure.visitor import PATIENCE
from tests.worlds import create_safari, create_sign_up, create_user
from wijksafari import clock
from wijksafari.database import Database
from wijksafari.models import RideAction, WalkIn

pytestmark = pytest.mark.slow

WORKERS, AT_ONCE, PEOPLE = 4, 12, 6


def test_what_many_phones_send_at_once_is_written_down_once(
    database: Database, tmp_path: Path
) -> None:
    assert _rush(database, tmp_path, locks=True) == []


def test_without_the_lock_the_same_rush_goes_wrong(database: Database, tmp_path: Path) -> None:
    assert _rush(database, tmp_path, locks=False) != []


def _rush(database: Database, folder: Path, *, locks: bool) -> list[str]:
    """Let every phone send the same; what is wrong after."""
    with database.writing.begin() as session:
        safari = create_safari(session)
        safari.starts_at = clock.now()
        people = [f"s{create_sign_up(session, safari).id}" for _ in range(PEOPLE)]
        uid, email = safari.uid, create_user(session).email
    url = database.engine.url.render_as_string(hide_password=False)
    cookie = leaders_cookie(folder, url, email)
    body = json.dumps({"sent_at": 0, "actions": _actions(people)})
    together = Barrier(AT_ONCE)

    def send(worker: Worker) -> bool:
        line = HTTPConnection("127.0.0.1", worker.port, timeout=PATIENCE)
        headers = {"Cookie": cookie}
        line.request("GET", f"/onderweg/{uid}/stand.json", headers=headers)
        answer = line.getresponse()
        stand = json.loads(answer.read())
        # The secret behind the token is in the cookie that came with it.
        given = (answer.getheader("Set-Cookie") or cookie).partition(";")[0]
        together.wait(timeout=PATIENCE)
        headers = {
            "Cookie": given,
            "X-CSRFToken": stand["csrf"],
            "Content-Type": "application/json",
        }
        line.request("POST", f"/onderweg/{uid}/meldingen", body, headers)
        answer = line.getresponse()
        told = json.loads(answer.read()) if answer.status == 200 else {}
        line.close()
        return len(told.get("done", ())) == len(_actions(people))

    with (
        web_workers(WORKERS, folder, url, locks=locks) as workers,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        phones = [workers[number % WORKERS] for number in range(AT_ONCE)]
        heard = list(pool.map(send, phones))
    return _flaws(database, heard)


def _actions(people: list[str]) -> list[dict[str, object]]:
    reports = [{"type": "present", "person": each} for each in people]
    guest = {"type": "walk_in", "name": "Zus", "function": "gp"}
    return [
        {"key": str(UUID(int=number)), "at": 0, **each}
        for number, each in enumerate((*reports, guest))
    ]


def _flaws(database: Database, heard: list[bool]) -> list[str]:
    with database.reading() as session:
        reports = session.scalars(select(RideAction)).all()
        guests = session.scalars(select(WalkIn)).all()
    right = {
        "every phone hears that everything is done": all(heard),
        "everything is written down once": len(reports) == PEOPLE + 1,
        "one guest walked in": len(guests) == 1,
    }
    return [sentence for sentence, so in right.items() if not so]
