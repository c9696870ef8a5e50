"""Forty phones that follow an evening while two leaders report it and workers tell the hosts."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.pressure.leaders import leaders_cookie
from tests.pressure.processes import Worker, web_workers
from tests.pressure.visitor import PATIENCE, Visitor, create_visitor
from tests.pressure.world import create_evening_now
from tests.services.worlds_hosts import Waiting
from tests.worlds import POST, create_sign_up, create_user
from wijksafari import clock
from wijksafari.database import Database, open_database
from wijksafari.models import HostNotice, Message, RideAction
from wijksafari.services.hosts.notices import SETTLES, tell_hosts

pytestmark = pytest.mark.slow

PHONES, SERVERS = 40, 2
PAUSE = 0.4  # seconds between two things a leader reports


@dataclass
class Evening:
    """Where it is, who follows it, and the stops in order."""

    uid: str
    links: tuple[str, ...]
    leaders: tuple[str, ...]
    stops: tuple[str, ...]


@dataclass
class Phone:
    """What one phone was answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    version: str = ""


def test_phones_follow_while_two_leaders_report_at_once(database: Database, tmp_path: Path) -> None:
    evening = _evening(database)
    url = database.engine.url.render_as_string(hide_password=False)
    cookies = [leaders_cookie(tmp_path, url, each) for each in evening.leaders]
    over = Event()
    with web_workers(SERVERS, tmp_path, url) as servers, ThreadPoolExecutor(PHONES + 4) as pool:
        phones = [
            pool.submit(_follow, servers[n % SERVERS], create_visitor(n), link, over)
            for n, link in enumerate(evening.links)
        ]
        telling = [pool.submit(_tell, url, over) for _ in range(2)]
        leading = [
            pool.submit(_lead, servers[n], cookie, evening, undoes=not n)
            for n, cookie in enumerate(cookies)
        ]
        reported = [each.result() for each in leading]
        over.set()
        rounds = [each.result() for each in telling]
        seen = [each.result() for each in phones]
    assert _flaws(database, evening, seen, reported, rounds) == []


def _evening(database: Database) -> Evening:
    with database.writing.begin() as session:
        safari = create_evening_now(session)
        waiting = Waiting(session, safari)
        rows = [create_sign_up(session, safari) for _ in range(PHONES)]
        return Evening(
            safari.uid,
            tuple(POST.links.url(row.link) for row in rows),
            (create_user(session).email, create_user(session, role="kwartiermaker").email),
            tuple(waiting.stops),
        )


def _follow(server: Worker, visitor: Visitor, link: str, over: Event) -> Phone:
    """Ask every second, and once more when everything was reported."""
    answer, _ = visitor.get(server.port, link[link.index("/l/") :])
    address, phone, last = answer.getheader("Location", ""), Phone(), False
    while not last:
        last = over.wait(1)
        answer, body = visitor.get(server.port, f"{address}/stand.json")
        phone.statuses[answer.status] += 1
        phone.version = json.loads(body)["version"] if answer.status == 200 else ""
    visitor.close()
    return phone


def _lead(server: Worker, cookie: str, evening: Evening, *, undoes: bool) -> list[int]:
    """Report the whole evening step by step; one of the two takes every third step back first."""
    steps = [("departed", "")]
    steps += [(kind, stop) for stop in evening.stops for kind in ("arrived", "departed")]
    statuses = []
    for number, (kind, stop) in enumerate([*steps, ("arrived", "")]):
        key = str(uuid4())
        report = {"key": key, "type": kind, "group": 1, "location": stop}
        statuses.append(_send(server, cookie, evening.uid, report))
        if undoes and number % 3 == 0:
            undo = {"key": str(uuid4()), "type": "undo", "group": 1, "target": key}
            statuses.append(_send(server, cookie, evening.uid, undo))
            statuses.append(_send(server, cookie, evening.uid, report | {"key": str(uuid4())}))
        time.sleep(PAUSE)
    return statuses


def _send(server: Worker, cookie: str, uid: str, action: dict[str, object]) -> int:
    line = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    line.request("GET", f"/onderweg/{uid}/stand.json", headers={"Cookie": cookie})
    answer = line.getresponse()
    token = json.loads(answer.read())["csrf"]
    given = (answer.getheader("Set-Cookie") or cookie).partition(";")[0]
    now = round(time.time() * 1000)
    body = json.dumps({"sent_at": now, "actions": [action | {"at": now}]})
    headers = {"Cookie": given, "X-CSRFToken": token, "Content-Type": "application/json"}
    line.request("POST", f"/onderweg/{uid}/meldingen", body, headers)
    answer = line.getresponse()
    told = json.loads(answer.read())
    line.close()
    return answer.status if told.get("done") else 0


def _tell(url: str, over: Event) -> int:
    """A worker that goes round much more often than it would; says how many mails it wrote."""
    own, told, last = open_database(url), 0, False
    while not last:
        last = over.wait(0.2)
        with own.writing.begin() as session:
            told += tell_hosts(session, POST, clock.now() + SETTLES)
    own.close()
    return told


def _flaws(
    database: Database,
    evening: Evening,
    seen: Sequence[Phone],
    reported: Sequence[list[int]],
    rounds: Sequence[int],
) -> list[str]:
    with database.reading() as session:
        actions = session.scalars(select(RideAction)).all()
        mails = session.scalars(select(Message).where(Message.kind.startswith("host_"))).all()
        notices = session.scalars(select(HostNotice)).all()
    counting = Counter((each.kind, each.location_code) for each in actions if not each.undone_at)
    right: dict[str, Callable[[], bool]] = {
        "every phone is answered each time": lambda: all(set(p.statuses) == {200} for p in seen),
        "all phones end with the same": lambda: len({phone.version for phone in seen}) == 1,
        "every report is taken in": lambda: all(set(each) == {200} for each in reported),
        "each step counts once": lambda: (
            len(counting) == 2 * len(evening.stops) + 2 and set(counting.values()) == {1}
        ),
        "each mail was written by one round": lambda: sum(rounds) == len(mails),
        "the last mail is the one that is remembered": lambda: (
            {m.message_id for m in notices} <= {mail.id for mail in mails}
        ),
    }
    return [sentence for sentence, so in right.items() if not so()]
