"""The invitation and the reminder as people read them.

The texts are kept in ``snapshots``; write them anew with
``WIJKSAFARI_SNAPSHOTS=write`` and read the difference.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.services.worlds_invitations import World, create_world
from tests.worlds import POST, create_person, create_practice, create_user
from wijksafari.database import Database
from wijksafari.models import Message
from wijksafari.services.invitations.mail import paragraphs

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
HOSTILE = "<b>O'Brien</b>\r\nBcc: ander@voorbeeld.test\r\n{{ 7*7 }}"


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    with database.writing.begin() as session:
        user = create_user(session, name="Anne Adviseur", email="anne@ros.test")
        yield create_world(session, organiser_id=user.id)


def mail_to(world: World, address: str, kind: str = "invitation") -> tuple[str, str, str]:
    """Subject, plain text and HTML."""
    query = select(Message).filter_by(to_email=address, kind=kind)
    message = world.session.scalars(query).one()
    unsealed = POST.unseal(message.sealed or b"")
    return message.subject, unsealed["text"], unsealed["html"]


def check(name: str, subject: str, text: str) -> None:
    """Compare with what was read and found good; tokens differ each time."""
    found = re.sub(r"/l/[\w-]{27}\b", "/l/TOKEN", f"{subject}\n\n{text}")
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("WIJKSAFARI_SNAPSHOTS") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_somebody_known_reads_an_invitation_of_their_own(world: World) -> None:
    world.safari.ambassador_name = "Els Bakker"
    world.safari.ambassador_practice = "Praktijk De Wegwijzer"
    world.safari.invitation_note = "Vorig jaar vonden we zo drie nieuwe plekken.\n\nTot dan!"
    world.invite()
    check("invitation_person", *mail_to(world, "jan@brug.test")[:2])


def test_a_practice_s_contact_reads_an_invitation_to_pass_on(world: World) -> None:
    world.invite()
    check("invitation_practice", *mail_to(world, "bea@brug.test")[:2])


def test_a_contact_who_works_there_reads_both_in_one(world: World) -> None:
    world.invite()
    check("invitation_both", *mail_to(world, "Carla@Linde.test")[:2])


def test_the_reminder_says_how_to_be_left_alone(world: World) -> None:
    world.safari.decided_by = "practices"
    world.invite()
    world.remind()
    check("reminder_person", *mail_to(world, "jan@brug.test", "reminder")[:2])
    check("reminder_practice", *mail_to(world, "bea@brug.test", "reminder")[:2])


def test_somebody_at_two_practices_gets_one_mail_with_a_link_for_each(world: World) -> None:
    create_person(world.session, world.linde, "Jan Jansen", email="jan@brug.test")
    world.session.expire_all()
    world.invite()
    check("invitation_two_practices", *mail_to(world, "jan@brug.test")[:2])


def test_the_html_holds_the_same_links_and_nothing_from_elsewhere(world: World) -> None:
    world.invite()
    for address in ("jan@brug.test", "bea@brug.test", "Carla@Linde.test"):
        _, text, html = mail_to(world, address)
        links = set(re.findall(r"https?://\S+", text))
        assert set(re.findall(r'href="(https?://[^"]+)"', html)) == links
        assert not re.search(r"<(img|link|script|table|iframe)|src=|url\(|@import", html)


def test_hostile_names_stay_words(world: World) -> None:
    world.safari.title = HOSTILE
    world.safari.ambassador_name = HOSTILE
    world.safari.meeting_name = HOSTILE
    world.safari.invitation_note = HOSTILE
    practice = create_practice(
        world.session, HOSTILE, contact_name=HOSTILE, contact_email="x@hoog.test"
    )
    world.invite(practice)
    subject, text, html = mail_to(world, "x@hoog.test")
    assert "\n" not in subject
    assert "\r" not in subject + text
    assert "{{ 7*7 }}" in text
    assert "<b>O" not in html
    # What the organiser wrote themselves may have lines; nothing else may.
    assert len(re.findall(r"^Bcc:", text, re.MULTILINE)) == 1


def test_the_longest_names_fit(world: World) -> None:
    world.brug.contact_name = "é" * 120
    world.safari.title = "T" * 120
    world.jan.name = "J" * 120
    world.invite(world.brug)
    subject, _, _ = mail_to(world, "bea@brug.test")
    assert len(subject) <= 250
    longest = [len(each.to_name) for each in world.session.scalars(select(Message))]
    assert max(longest) <= 120


def test_an_evening_that_goes_ahead_says_so(world: World) -> None:
    world.safari.state = "confirmed"
    world.session.flush()
    world.invite()
    assert "De avond gaat door. Doktersassistenten" in mail_to(world, "jan@brug.test")[1]


def test_what_an_organiser_types_keeps_its_lines_and_its_length() -> None:
    assert paragraphs(" Een \tregel\r\nen nog een\n\n \n\nSlot\x00\n") == [
        ["Een regel", "en nog een"],
        ["Slot"],
    ]
    assert paragraphs("woord " * 400) == [[("woord " * 400).strip()]]
    assert paragraphs("\n \n") == []
