"""Mail from the outbox to its readers, whatever the server does."""

import logging
import threading
from dataclasses import replace
from email.message import EmailMessage

import pytest

from tests.jobs.world import World, ids_in
from tests.mail.parcels import arrived, words
from tests.mail.peers import Postbox, serving
from tests.services.worlds_outbox import CALENDAR, put_mail
from wijksafari.jobs.deliver import deliver_due
from wijksafari.mail.folder import kept_mails


def test_a_mail_arrives_as_it_was_written(world: World) -> None:
    with world.database.writing.begin() as session:
        put_mail(session, "daan@voorbeeld.test", calendar=CALENDAR)
    postbox = Postbox()
    with serving(postbox, world.port):
        assert world.deliver() == 1
    message = arrived(postbox.contents[0])
    assert message["To"] == "Daan Dokter <daan@voorbeeld.test>"
    assert message["From"] == "Wijksafari <post@wijksafari.test>"
    assert message["Reply-To"] == "Anne Adviseur <anne@ros.test>"
    assert message["Message-ID"] == world.messages()["daan@voorbeeld.test"].message_id
    assert words(message, "plain") == "Beste Daan,\n"
    assert [each.get_filename() for each in message.iter_attachments()] == ["wijksafari.ics"]
    assert world.statuses() == {"sent": 1}


def test_one_refused_recipient_keeps_nobody_else_waiting(world: World) -> None:
    world.put("een@x.test", "weg@x.test", "twee@x.test")
    postbox = Postbox(answers={"weg@x.test": "550 5.1.1 onbekend"})
    with serving(postbox, world.port):
        assert world.deliver() == 2
    assert postbox.recipients == ["een@x.test", "twee@x.test"]
    assert len(postbox.connections) == 1
    refused = world.messages()["weg@x.test"]
    assert (refused.status, refused.attempts) == ("failed", 1)
    assert refused.problem == "Dit e-mailadres bestaat niet. Kijk het na bij de praktijk."


def test_an_address_that_is_none_keeps_nobody_else_waiting(world: World) -> None:
    world.put("geen adres", "een@x.test")
    postbox = Postbox()
    with serving(postbox, world.port):
        assert world.deliver() == 1
    assert world.messages()["geen adres"].status == "failed"
    assert "klopt niet" in world.messages()["geen adres"].problem


def test_a_greylisted_mail_leaves_a_minute_later_with_the_same_message_id(world: World) -> None:
    world.put("daan@x.test")
    message_id = world.messages()["daan@x.test"].message_id
    postbox = Postbox(answers={"daan@x.test": "451 4.7.1 later graag"})
    with serving(postbox, world.port):
        assert world.deliver() == 0
        assert world.messages()["daan@x.test"].status == "waiting"
        postbox.answers.clear()
        assert world.deliver() == 0
        world.pass_by(minutes=1)
        assert world.deliver() == 1
    assert ids_in(postbox) == {message_id: 1}
    assert world.messages()["daan@x.test"].problem == ""


def test_a_server_that_is_down_for_a_day_costs_no_mail(world: World) -> None:
    recipients = [f"{n}@x.test" for n in range(25)]
    world.put(*recipients)
    for _ in range(24 * 60):
        if world.now.minute % 10 == 0:
            world.deliver()
        world.pass_by(minutes=1)
    assert world.statuses() == {"waiting": 25}
    postbox = Postbox()
    with serving(postbox, world.port):
        for _ in range(7):
            world.deliver()
            world.pass_by(hours=1)
    assert sorted(postbox.recipients) == sorted(recipients)
    assert set(ids_in(postbox).values()) == {1}


def test_while_the_server_is_down_one_batch_tries_and_the_rest_waits(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.put(*(f"{n}@x.test" for n in range(25)))
    with caplog.at_level(logging.WARNING):
        assert world.deliver() == 0
    assert sorted(each.attempts for each in world.messages().values()) == [0] * 15 + [1] * 10
    assert len(caplog.records) == 1
    assert "x.test" not in caplog.text


def test_a_worker_asked_to_stop_leaves_the_rest_free_for_the_next(world: World) -> None:
    world.put(*(f"{n}@x.test" for n in range(5)))
    stopping = threading.Event()

    class Stopping:
        def send(self, *_: object) -> None:
            stopping.set()

        def close(self) -> None:
            pass

    assert deliver_due(world.tools, Stopping(), going_on=lambda: not stopping.is_set()) == 1
    assert world.statuses() == {"sent": 1, "waiting": 4}


def test_a_mail_nobody_can_send_is_logged_without_its_words_and_blocks_no_other(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.put("daan@x.test", "een@x.test")

    class Breaking:
        def send(self, _message: EmailMessage, _sender: str, recipient: str) -> None:
            if recipient == "daan@x.test":
                raise KeyError("daan@x.test")

        def close(self) -> None:
            pass

    assert world.deliver(Breaking()) == 1
    assert world.messages()["daan@x.test"].status == "waiting"
    assert "KeyError" in caplog.text
    assert "daan@x.test" not in caplog.text


def test_without_a_mail_server_mails_are_kept_as_files(world: World) -> None:
    world.put("daan@x.test", "een@x.test")
    tools = world.tools
    tools = replace(tools, settings=replace(tools.settings, smtp_url=""))
    assert deliver_due(tools) == 2
    kept = kept_mails(tools.settings.mail_folder)
    assert {arrived(path.read_bytes())["To"].addresses[0].addr_spec for path in kept} == {
        "daan@x.test",
        "een@x.test",
    }


def test_two_workers_at_once_send_each_mail_once(world: World) -> None:
    world.put(*(f"{n}@x.test" for n in range(120)))
    postbox = Postbox()
    with serving(postbox, world.port):
        workers = [threading.Thread(target=world.deliver) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert world.statuses() == {"sent": 120}
    assert len(ids_in(postbox)) == 120
    assert set(ids_in(postbox).values()) == {1}
