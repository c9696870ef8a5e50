"""What organisers are told about their mail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.services.worlds_outbox import put_mail
from tests.worlds import ACTOR, NOW, POST, create_safari, rows
from wijksafari.database import Database
from wijksafari.errors import ClosedError, NotFoundError
from wijksafari.models import JournalEntry, Message
from wijksafari.services.mail import outbox
from wijksafari.services.mail.outbox_report import (
    batches_of,
    delayed_mails,
    troubled_mails,
    try_again,
)


def test_mails_are_counted_by_batch_and_status_newest_first(database: Database) -> None:
    with database.writing.begin() as session:
        safari, other = create_safari(session), create_safari(session)
        for status in ("sent", "sent", "failed"):
            put_mail(session, batch="een", safari_id=safari.id).status = status
        later = NOW + timedelta(hours=1)
        put_mail(session, batch="twee", kind="reminder", safari_id=safari.id, now=later)
        put_mail(session, kind="signed_up", safari_id=safari.id)
        put_mail(session, batch="een", safari_id=other.id)
        session.flush()
        batches = batches_of(session, safari)
        newest, *rest = batches
    assert (newest.kind, newest.counts, newest.single) == ("reminder", {"waiting": 1}, False)
    assert newest.written_at == later
    found = {each.kind: each for each in rest}
    assert found["invitation"].counts == {"sent": 2, "failed": 1}
    assert found["invitation"].total == 3
    assert found["signed_up"].single


def test_failures_and_bounces_are_listed_and_what_is_tried_again_is_told_apart(
    database: Database,
) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        for status in ("failed", "bounced", "sent", "waiting"):
            put_mail(session, f"{status}@x.test", safari_id=safari.id).status = status
        put_mail(session, "later@x.test", safari_id=safari.id).attempts = 1
        put_mail(session).status = "failed"
        session.flush()
        assert [each.to_email for each in troubled_mails(session, safari)] == [
            "bounced@x.test",
            "failed@x.test",
        ]
        assert [each.to_email for each in delayed_mails(session, safari)] == ["later@x.test"]


def test_a_failed_mail_is_sent_once_more_and_that_is_written_down(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        message = put_mail(session, kind="cancelled", safari_id=safari.id)
        outbox.claim_due(session, POST, "een", NOW)
        outbox.mark_refused(session, message.id, "een", "Dit adres bestaat niet.")
        message_id = message.message_id
        try_again(session, safari, message.id, actor=ACTOR, now=NOW)
        assert troubled_mails(session, safari) == []
        assert session.scalars(select(JournalEntry.kind)).all() == ["mail"]
    with database.writing.begin() as session:
        (claimed,) = outbox.claim_due(session, POST, "twee", NOW)
    assert claimed.message_id == message_id


@pytest.mark.parametrize("status", ["sent", "waiting", "sending", "bounced"])
def test_only_a_failed_mail_can_be_sent_once_more(database: Database, status: str) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        message = put_mail(session, safari_id=safari.id)
        message.status = status
        session.flush()
        with pytest.raises(ClosedError, match="ververs"):
            try_again(session, safari, message.id, actor=ACTOR, now=NOW)


def test_another_safari_s_mail_does_not_exist(database: Database) -> None:
    with database.writing.begin() as session:
        safari, other = create_safari(session), create_safari(session)
        message = put_mail(session, safari_id=other.id)
        with pytest.raises(NotFoundError):
            try_again(session, safari, message.id, actor=ACTOR, now=NOW)


def test_old_mail_about_no_safari_is_forgotten(database: Database) -> None:
    with database.writing.begin() as session:
        safari = create_safari(session)
        put_mail(session, safari_id=safari.id)
        put_mail(session)
        put_mail(session, now=NOW + timedelta(days=1))
        outbox.forget_old(session, NOW + timedelta(days=90))
        assert rows(session, Message) == 2
