"""Hosts answer while an organiser plans anew; the proof takes the lock away."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.pressure.web_worker import forget_locks
from tests.services.worlds_host_requests import NO, YES, Asking, create_asking
from tests.web.world import NOW
from tests.worlds import POST
from wijksafari.database import Database, open_database
from wijksafari.errors import StaleError
from wijksafari.models import HostRequest, JournalEntry, Message, Safari
from wijksafari.services.hosts.answers import answer_question, question_version
from wijksafari.services.hosts.given import HostAnswer
from wijksafari.services.hosts.links import find_host_link
from wijksafari.services.hosts.plan import as_json, stops_of

Action = Callable[[Session, Safari], None]


def test_no_yes_ever_counts_for_a_time_that_was_not_asked(database: Database) -> None:
    assert _flaws(database, locks=True) == []


def test_without_the_lock_it_does_or_somebody_fails(database: Database) -> None:
    # Now and then the organiser happens to come before all the others.
    assert any(_flaws(database, locks=False) for _ in range(8))


def test_of_the_same_question_put_at_once_every_host_gets_one_mail(database: Database) -> None:
    with database.writing.begin() as session:
        safari_id = create_asking(session).safari.id

    def ask(session: Session, safari: Safari) -> None:
        Asking(session, safari).ask()

    assert _at_once(database, safari_id, [ask] * 4, locks=True) == [True] * 4
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Message)) == 5


def test_of_two_answers_given_at_once_the_second_undoes_nothing(database: Database) -> None:
    assert _kept_of_two(database, locks=True) == 1


def test_without_the_lock_it_does_or_one_fails(database: Database) -> None:
    # Now and then one of them is done before the other begins.
    assert any(_kept_of_two(database, locks=False) != 1 for _ in range(8))


def _kept_of_two(database: Database, *, locks: bool) -> int | None:
    """How many answers were kept of a yes and a no, both from pages without one.

    None where somebody got no answer at all.
    """
    with database.writing.begin() as session:
        asking = create_asking(session)
        asking.ask()
        safari_id, stop = asking.safari.id, asking.stops[0]
        version = question_version(asking.rows[stop].visits)
    both = [_answers(stop, version, given) for given in (YES, NO)]
    went_well = _at_once(database, safari_id, both, locks=locks)
    with database.reading() as session:
        kept = select(func.count()).select_from(JournalEntry).filter_by(safari_id=safari_id)
        count = session.scalar(kept.where(JournalEntry.what.contains("antwoordt: ")))
    return count if all(went_well) else None


def _flaws(database: Database, *, locks: bool) -> list[str]:
    with database.writing.begin() as session:
        asking = create_asking(session)
        asking.ask()
        safari_id, stops = asking.safari.id, asking.stops
        seen = {code: question_version(row.visits) for code, row in asking.rows.items()}

    def replan(session: Session, safari: Safari) -> None:
        Asking(session, safari).replan(all=10)

    actions = [replan, *(_answers(stop, seen[stop]) for stop in stops)]
    went_well = _at_once(database, safari_id, actions, locks=locks)
    with database.reading() as session:
        safari = session.get_one(Safari, safari_id)
        planned = stops_of(session, safari)
        rows = session.scalars(select(HostRequest).filter_by(safari_id=safari_id)).all()
        right = {
            "nobody fails": all(went_well),
            "all are asked what is planned": all(
                row.visits == as_json(planned[row.location_code].visits) for row in rows
            ),
            "no old answer is left": {row.answer for row in rows} == {""},
        }
    return [sentence for sentence, so in right.items() if not so]


def _answers(stop: str, version: str, given: HostAnswer = YES) -> Action:
    def answer(session: Session, safari: Safari) -> None:
        link = find_host_link(session, safari, stop)
        assert link
        answer_question(session, link, given, version, seen="", post=POST, now=NOW)

    return answer


def _at_once(
    database: Database, safari_id: int, actions: list[Action], *, locks: bool
) -> list[bool]:
    """Whether each went well in a transaction of its own, be it refused for coming too late."""
    together = Barrier(len(actions))
    url = database.engine.url.render_as_string(hide_password=False)

    def one(action: Action) -> bool:
        own = open_database(url)
        try:
            if not locks:
                forget_locks(own.engine)
            with own.writing.begin() as session:
                together.wait(timeout=60)
                action(session, session.get_one(Safari, safari_id))
        except StaleError:
            return True
        except DBAPIError:
            return False
        finally:
            own.close()
        return True

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(one, actions))
