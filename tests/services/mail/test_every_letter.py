"""Every mail that Wijksafari writes, as its reader sees it."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.every_letter import write_every_letter
from tests.worlds import POST, create_user
from wijksafari.models import Message
from wijksafari.render.letter import TEMPLATES
from wijksafari.services.mail.post import Mail

KINDS = {Path(folder).name for folder in TEMPLATES.iterdir() if folder.is_dir()}
EVENING = "Wijksafari met alle post\ndinsdag"


@pytest.fixture
def mails(session: Session) -> list[Mail]:
    write_every_letter(session, create_user(session))
    return [POST.opened(each) for each in session.scalars(select(Message).order_by(Message.id))]


def test_an_evening_can_give_a_mail_of_every_kind(mails: list[Mail]) -> None:
    assert {each.kind for each in mails} == KINDS


def test_paragraphs_stand_apart_and_are_not_broken(mails: list[Mail]) -> None:
    for each in mails:
        text = each.letter.text
        assert "\n\n\n" not in text, each.kind
        assert not re.search(r".{60}\n(?!http)[a-z]", text), each.kind
        assert text.count(EVENING) == text.count("\n\n" + EVENING), each.kind


def test_each_greets_signs_and_says_why_it_came(mails: list[Mail]) -> None:
    for each in mails:
        text, html = each.letter.text, each.letter.html
        assert text.startswith("Beste "), each.kind
        assert "\nMet vriendelijke groet,\n" in text, each.kind
        assert "U krijgt deze mail omdat" in text, each.kind
        assert "U krijgt deze mail omdat" in html, each.kind
        assert (each.reply_to is None) == ("Beantwoord deze mail; uw antwoord" not in text)


def test_text_and_html_lead_to_the_same_places(mails: list[Mail]) -> None:
    for each in mails:
        in_text = set(re.findall(r"https?://\S+", each.letter.text))
        in_html = set(re.findall(r'href="(https?://[^"]+)"', each.letter.html))
        assert in_text == in_html, each.kind


def test_nothing_in_them_was_left_unfilled(mails: list[Mail]) -> None:
    for each in mails:
        for words in (each.letter.subject, each.letter.text, each.letter.html):
            assert not re.search(r"None|undefined|\{\{|\{%|datetime|&lt;", words), each.kind
