"""Claiming mails, and what becomes of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from tests.services.worlds_outbox import CALENDAR, put_mail
from tests.worlds import NOW, POST
from wijksafari.database import Database
from wijksafari.models import Message
from wijksafari.services.links import LinkMaker
from wijksafari.services.mail import outbox
from wijksafari.services.mail.outbox import CLAIM, MOST_ATTEMPTS, Claimed


def _put(database: Database, count: int = 1, now: datetime = NOW) -> None:
    with database.writing.begin() as session:
        for _ in range(count):
            put_mail(session, now=now)


def _claim(
    database: Database, worker: str = "een", now: datetime = NOW, most: int = 10
) -> Sequence[Claimed]:
    with database.writing.begin() as session:
        return outbox.claim_due(session, POST, worker, now, most)


def _only(database: Database) -> Message:
    with database.reading() as session:
        return session.scalars(select(Message)).one()


def test_a_claimed_mail_is_the_mail_that_was_put(database: Database) -> None:
    with database.writing.begin() as session:
        message = put_mail(session, calendar=CALENDAR)
        message_id = message.message_id
    (claimed,) = _claim(database)
    assert claimed.message_id == message_id
    assert claimed.written_at == NOW
    assert claimed.mail.letter.text == "Beste Daan,\n"
    assert claimed.mail.reply_to is not None
    assert claimed.mail.reply_to.email == "anne@ros.test"
    assert claimed.mail.calendar == CALENDAR


def test_nobody_else_gets_what_is_claimed(database: Database) -> None:
    _put(database, 3)
    first = {each.id for each in _claim(database, "een", most=2)}
    second = {each.id for each in _claim(database, "twee")}
    assert (len(first), len(second)) == (2, 1)
    assert not first & second
    assert not _claim(database, "drie")


def test_what_a_killed_worker_left_is_free_when_its_claim_is_over(database: Database) -> None:
    _put(database)
    (before,) = _claim(database, "een")
    assert not _claim(database, "twee", NOW + CLAIM - timedelta(seconds=1))
    (after,) = _claim(database, "twee", NOW + CLAIM)
    assert after == before


def test_a_mail_for_later_waits(database: Database) -> None:
    _put(database, now=NOW + timedelta(minutes=5))
    with database.reading() as session:
        assert not outbox.anything_due(session, NOW)
        assert outbox.anything_due(session, NOW + timedelta(minutes=5))
    assert not _claim(database)


def test_a_sent_mail_keeps_nothing_of_its_words(database: Database) -> None:
    _put(database)
    (claimed,) = _claim(database)
    with database.writing.begin() as session:
        outbox.mark_sent(session, claimed.id, NOW)
    message = _only(database)
    assert (message.status, message.sealed, message.sent_at) == ("sent", None, NOW)
    assert not _claim(database, now=NOW + timedelta(days=9))


def test_a_refused_mail_is_not_tried_again_by_itself(database: Database) -> None:
    _put(database)
    (claimed,) = _claim(database)
    with database.writing.begin() as session:
        outbox.mark_refused(session, claimed.id, "een", "Dit adres bestaat niet.")
    message = _only(database)
    assert (message.status, message.problem) == ("failed", "Dit adres bestaat niet.")
    assert not _claim(database, now=NOW + timedelta(days=9))


def test_pauses_grow_and_four_days_pass_before_a_mail_is_given_up(database: Database) -> None:
    _put(database)
    now, pauses = NOW, []
    while _only(database).status == "waiting":
        (claimed,) = _claim(database, now=now)
        with database.writing.begin() as session:
            outbox.postpone(session, claimed.id, "een", "Niet bereikbaar.", now)
        message = _only(database)
        if message.status == "waiting":
            pauses.append(message.next_attempt_at - now)
            now = message.next_attempt_at
    minutes = [pause.total_seconds() / 60 for pause in pauses]
    assert minutes[:8] == [1, 5, 15, 60, 180, 360, 360, 360]
    assert now - NOW > timedelta(days=4)
    assert len(pauses) == MOST_ATTEMPTS - 1
    assert message.status == "failed"
    assert message.problem.startswith("Na vier dagen proberen")


def test_a_worker_that_lost_its_claim_changes_nothing_but_that_it_was_sent(
    database: Database,
) -> None:
    _put(database)
    (claimed,) = _claim(database, "een")
    _claim(database, "twee", NOW + CLAIM)
    with database.writing.begin() as session:
        outbox.mark_refused(session, claimed.id, "een", "Te laat.")
        outbox.postpone(session, claimed.id, "een", "Te laat.", NOW)
        outbox.release(session, "een")
    assert (_only(database).status, _only(database).claimed_by) == ("sending", "twee")
    with database.writing.begin() as session:
        outbox.mark_sent(session, claimed.id, NOW)
    assert _only(database).status == "sent"


def test_what_was_not_tried_is_free_at_once(database: Database) -> None:
    _put(database, 2)
    _claim(database, "een")
    with database.writing.begin() as session:
        outbox.release(session, "een")
    assert len(_claim(database, "twee")) == 2


def test_a_mail_sealed_with_another_key_fails_in_a_sentence_and_holds_up_nothing(
    database: Database,
) -> None:
    other = replace(POST, links=LinkMaker("another secret", "https://wijksafari.test"))
    with database.writing.begin() as session:
        put_mail(session).sealed = other.seal({"text": "?"})
        put_mail(session)
    assert len(_claim(database)) == 1
    with database.reading() as session:
        failed = session.scalars(select(Message).filter_by(status="failed")).one()
    assert "geheime sleutel" in failed.problem


@pytest.mark.parametrize(
    ("status", "known"), [("sent", True), ("bounced", True), ("waiting", False)]
)
def test_only_what_left_can_come_back(database: Database, status: str, known: bool) -> None:
    with database.writing.begin() as session:
        message = put_mail(session)
        message.status = status
        ids = ("<elders@x.test>", message.message_id)
    with database.writing.begin() as session:
        assert outbox.mark_bounced(session, ids, "Mailbox vol.") is known
    assert (_only(database).status == "bounced") is known


def test_a_stranger_s_message_id_changes_nothing(database: Database) -> None:
    _put(database)
    with database.writing.begin() as session:
        assert not outbox.mark_bounced(session, ("<elders@x.test>",), "Mailbox vol.")
        assert not outbox.mark_bounced(session, (), "Mailbox vol.")
