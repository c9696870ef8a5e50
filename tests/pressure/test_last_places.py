"""Sixty people after the last ten places, each clicking twice, through eight processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.pressure.processes import Worker, web_workers
from tests.pressure.visitor import PATIENCE, Visitor, create_visitor
from tests.pressure.world import create_coming_safari
from tests.worlds import create_sign_up
from wijksafari.database import Database
from wijksafari.models import Message, SignUp

pytestmark = pytest.mark.slow

VISITORS, PLACES, TAKEN, WORKERS = 60, 10, 4, 8


def test_sixty_visitors_at_the_last_ten_places_are_each_served_once(
    database: Database, tmp_path: Path
) -> None:
    assert _rush(database, tmp_path, locks=True) == []


def test_without_the_lock_the_same_rush_goes_wrong(database: Database, tmp_path: Path) -> None:
    assert _rush(database, tmp_path, locks=False) != []


def _rush(database: Database, folder: Path, *, locks: bool) -> list[str]:
    """Let everybody click at once; what is wrong after."""
    link = _last_places(database)
    visitors = [create_visitor(number) for number in range(VISITORS)]
    url = database.engine.url.render_as_string(hide_password=False)
    with web_workers(WORKERS, folder, url, locks=locks) as workers:
        statuses = _click_twice(visitors, workers, link)
    return _flaws(database, visitors, statuses)


def _last_places(database: Database) -> str:
    """A safari where four of fourteen places are taken; the link of a practice."""
    with database.writing.begin() as session:
        safari, link = create_coming_safari(session, capacity=TAKEN + PLACES)
        for _ in range(TAKEN):
            create_sign_up(session, safari)
        return link


def _click_twice(visitors: Sequence[Visitor], workers: Sequence[Worker], link: str) -> list[int]:
    """All forms are open before the first click; the second goes to another process."""
    for number, visitor in enumerate(visitors):
        visitor.open(workers[number % len(workers)].port, link)
    clicks = [each for visitor in visitors for each in (visitor, visitor.second_click())]
    together = Barrier(len(clicks))

    def click(number: int) -> int:
        together.wait(timeout=PATIENCE)
        answer, _ = clicks[number].send(workers[number % len(workers)].port)
        return answer.status

    with ThreadPoolExecutor(len(clicks)) as pool:
        statuses = list(pool.map(click, range(len(clicks))))
    for each in clicks:
        each.close()
    return statuses


def _flaws(database: Database, visitors: Sequence[Visitor], statuses: Sequence[int]) -> list[str]:
    """What is wrong, a sentence each."""
    emails = {visitor.email for visitor in visitors}
    with database.reading() as session:
        sign_ups = session.scalars(select(SignUp).where(SignUp.email.in_(emails))).all()
        mails = session.scalars(select(Message).where(Message.to_email.in_(emails))).all()
    confirmed = {mail.to_email: mail.kind for mail in mails}
    turns = sorted(each.queued_at for each in sign_ups if each.queued_at is not None)
    right = {
        "every click is answered by the thanks page": set(statuses) == {303},
        "every visitor has one sign-up": {each.email for each in sign_ups} == emails
        and len(sign_ups) == len(emails),
        "ten take part and the others wait": Counter(each.status for each in sign_ups)
        == {"taking_part": PLACES, "waiting": VISITORS - PLACES},
        "everybody in the queue has a turn of their own": len(set(turns)) == VISITORS - PLACES,
        "everybody gets one mail": len(mails) == len(emails) == len(confirmed),
        "the mail says what is so": all(
            confirmed.get(each.email)
            == ("signed_up" if each.status == "taking_part" else "waiting_list")
            for each in sign_ups
        ),
    }
    return [sentence for sentence, so in right.items() if not so]
