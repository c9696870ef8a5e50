"""Inviting through the pages: look, send, remind, take back."""

import re
from dataclasses import dataclass
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.web.world import NOW, fields
from tests.worlds import (
    create_invitation,
    create_person,
    create_practice,
    create_safari,
    rows,
)
from wijksafari.database import Database
from wijksafari.models import Base, Invitation, Link, Message, Practice, Safari
from wijksafari.services.mail.post import Post

HOSTILE = '<b>O\'Brien</b> & "zoon"'


@dataclass(frozen=True)
class Pages:
    """The pages of one safari, with two practices to invite."""

    client: FlaskClient
    database: Database
    post: Post
    uid: str
    brug: int
    linde: int

    @property
    def url(self) -> str:
        return f"/safari/{self.uid}/uitnodigen"

    def look(self, *practices: int, more: str = "") -> TestResponse:
        """The mail before it is sent."""
        chosen = "&".join(f"praktijk={each}" for each in practices)
        return self.client.get(f"{self.url}/voorbeeld?{chosen}{more}")

    def post_form(self, path: str, **data: object) -> TestResponse:
        """Send a form with the token of a page that has one."""
        token = fields(self.look(self.brug))["csrf_token"]
        return self.client.post(self.url + path, data={"csrf_token": token, **data})

    def invite(self, *practices: int) -> TestResponse:
        return self.post_form("", praktijk=list(practices or (self.brug, self.linde)))

    def number_of(self, table: type[Base]) -> int:
        with self.database.reading() as session:
            return rows(session, table)

    def change(self, **values: object) -> None:
        with self.database.writing.begin() as session:
            safari = session.scalars(select(Safari).filter_by(uid=self.uid)).one()
            for name, value in values.items():
                setattr(safari, name, value)

    def invitation(self, practice: int, *, own: bool) -> tuple[int, str]:
        """Its id, and its link."""
        with self.database.reading() as session:
            query = select(Invitation).filter_by(practice_id=practice)
            found = [each for each in session.scalars(query) if bool(each.person_id) is own]
            return found[0].id, self.post.links.url(found[0].link)


@pytest.fixture
def pages(client: FlaskClient, database: Database) -> Pages:
    with database.writing.begin() as session:
        safari = create_safari(session, state="concept")
        brug = create_practice(session, "De Brug", contact_email="bea@brug.test")
        create_person(session, brug, HOSTILE, email="obrien@brug.test")
        create_person(session, brug, "Mia Zonder Mail", email="")
        linde = create_practice(session, "De Linde", contact_email="carla@linde.test")
        ids = safari.uid, brug.id, linde.id
    post = client.application.extensions["wijksafari"].post
    return Pages(client, database, post, *ids)


def test_all_practices_are_chosen_at_first_and_their_numbers_are_told(pages: Pages) -> None:
    page = pages.client.get(pages.url).text
    assert len(re.findall(r'name="praktijk"[^>]* checked', page)) == 2
    assert "2 huisartsen, 1 POH" in page
    assert "1 zonder mailadres" in page


def test_looking_changes_nothing(pages: Pages) -> None:
    for address in ("", f"/voorbeeld?praktijk={pages.brug}", f"/brief?praktijk={pages.brug}"):
        assert pages.client.get(pages.url + address).status_code == 200
        assert pages.client.head(pages.url + address).status_code == 200
    assert [pages.number_of(each) for each in (Invitation, Link, Message)] == [0, 0, 0]


def test_the_preview_is_the_mail_that_is_sent(pages: Pages) -> None:
    page = unescape(pages.look(pages.brug, more="&voor=m1").text)
    shown = re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    assert pages.invite(pages.brug).status_code == 303
    with pages.database.reading() as session:
        query = select(Message).filter_by(to_email="obrien@brug.test")
        sent = pages.post.unseal(session.scalars(query).one().sealed or b"")["text"]
    assert shown is not None
    link = r"/l/[\w-]+"
    assert re.sub(link, "/l/…", shown[1]) == re.sub(link, "/l/…", sent)


def test_the_letter_is_framed_without_any_rights(pages: Pages) -> None:
    page = pages.look(pages.brug)
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert re.search(r"<iframe[^>]* sandbox>", page.text)
    letter = pages.client.get(f"{pages.url}/brief?praktijk={pages.brug}")
    policy = letter.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy.split("; ")
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert letter.headers["Cache-Control"] == "no-store"


def test_other_pages_frame_nothing_and_are_not_framed(pages: Pages) -> None:
    policy = pages.client.get(pages.url).headers["Content-Security-Policy"]
    assert "frame-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_names_stay_words_on_every_page(pages: Pages) -> None:
    pages.invite()
    for page in (
        pages.client.get(pages.url).text,
        pages.look(pages.brug).text,
        pages.client.get(f"/safari/{pages.uid}/posters").text,
    ):
        assert "<b>O'Brien" not in page


def test_sending_says_what_happened_and_twice_sends_once(pages: Pages) -> None:
    pages.invite()
    assert "De uitnodiging gaat naar 3 mensen van 2 praktijken." in pages.client.get(pages.url).text
    pages.invite()
    assert "Iedereen was al gemaild." in pages.client.get(pages.url).text
    assert pages.number_of(Message) == 3


def test_links_can_be_copied_and_missing_addresses_stand_out(pages: Pages) -> None:
    pages.invite()
    page = unescape(pages.client.get(pages.url).text)
    assert pages.invitation(pages.brug, own=False)[1] in page
    assert "geen mailadres: geef de link door" in page


def test_a_new_person_is_shown_as_new_and_can_be_invited(pages: Pages) -> None:
    pages.invite()
    assert 'name="praktijk"' not in pages.client.get(pages.url).text
    with pages.database.writing.begin() as session:
        create_person(session, session.get_one(Practice, pages.linde), "Nieuw")
    page = pages.client.get(pages.url).text
    assert "nieuw: nog niet uitgenodigd" in page
    assert page.count('name="praktijk"') == 1


def test_nothing_chosen_is_a_sentence(pages: Pages) -> None:
    answer = pages.look()
    assert answer.status_code == 400
    assert "Kies ten minste één praktijk" in answer.text


@pytest.mark.parametrize("wrong", ["praktijk=x", "praktijk=99999999999999999999", "praktijk=-1"])
def test_strange_choices_are_a_sentence(pages: Pages, wrong: str) -> None:
    assert pages.client.get(f"{pages.url}/voorbeeld?{wrong}").status_code == 400


def test_nobody_is_reminded_on_the_day_of_the_invitation(pages: Pages) -> None:
    pages.invite()
    assert pages.post_form("/herinneren").status_code == 303
    assert "Er is niets verstuurd." in pages.client.get(pages.url).text


def test_a_withdrawn_link_is_gone_from_the_page_and_can_be_given_anew(pages: Pages) -> None:
    pages.invite()
    number, link = pages.invitation(pages.brug, own=True)
    assert pages.post_form(f"/{number}/intrekken").status_code == 303
    page = unescape(pages.client.get(pages.url).text)
    assert link not in page
    assert "ingetrokken op zondag 22 november 2026" in page
    assert pages.post_form(f"/{number}/vernieuwen").status_code == 303
    again = pages.invitation(pages.brug, own=True)[1]
    assert again != link
    assert again in unescape(pages.client.get(pages.url).text)


def test_a_withdrawn_practice_is_offered_again_but_not_chosen(pages: Pages) -> None:
    pages.invite()
    assert pages.post_form(f"/praktijk/{pages.brug}/intrekken").status_code == 303
    boxes = re.findall(r'name="praktijk"[^>]*>', pages.client.get(pages.url).text)
    assert len(boxes) == 1
    assert "checked" not in boxes[0]


def test_another_safari_s_invitation_does_not_exist(pages: Pages) -> None:
    with pages.database.writing.begin() as session:
        other = create_invitation(session, create_safari(session)).id
    for what in ("intrekken", "vernieuwen"):
        assert pages.post_form(f"/{other}/{what}").status_code == 404


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"state": "cancelled"}, "afgelast"),
        ({"starts_at": NOW}, "geweest of begonnen"),
        ({"deadline": NOW}, "De aanmeldtermijn is voorbij"),
    ],
)
def test_when_nobody_can_be_asked_the_page_says_why_and_offers_nothing(
    pages: Pages, values: dict[str, object], sentence: str
) -> None:
    pages.change(**values)
    page = pages.client.get(pages.url).text
    assert sentence in unescape(page)
    assert 'name="praktijk"' not in page
    assert pages.look(pages.brug).status_code in (400, 409)


def test_a_wijk_without_practices_says_where_to_add_them(
    client: FlaskClient, database: Database
) -> None:
    with database.writing.begin() as session:
        uid = create_safari(session).uid
    page = client.get(f"/safari/{uid}/uitnodigen").text
    assert "/wijk/proefwijk/praktijken" in page
