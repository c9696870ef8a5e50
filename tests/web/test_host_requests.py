"""The page of an evening's hosts, and the host's own page with the question on it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from tests.services.worlds_host_requests import Asking, create_asking
from tests.web.logins import log_in
from tests.web.visitors import address, csrf, mails, words_of
from tests.web.world import fields
from wijksafari.database import Database
from wijksafari.models import CardProposal, HostRequest, Location, Safari
from wijksafari.services.hosts.links import find_host_link
from wijksafari.services.hosts.requests import EXPECTED

ANSWER = {"antwoord": "yes", "naam": "Fatima"}


@dataclass
class Evening:
    """An evening weeks ahead; organisers look at ``path``, hosts open their own link."""

    app: Flask
    database: Database
    safari_id: int
    path: str

    def organiser(self) -> FlaskClient:
        return log_in(self.app.test_client())

    def send(self, client: FlaskClient, where: str, **typed: str) -> TestResponse:
        token = csrf(client.get(self.path))
        return client.post(f"{self.path}/{where}", data={"csrf_token": token, **typed})

    def ask(self) -> None:
        assert self.send(self.organiser(), "vragen", verwachting=EXPECTED).status_code == 303

    def host(self, stop: str = "baken") -> tuple[FlaskClient, TestResponse]:
        """The host of ``stop`` on their own page."""
        client = self.app.test_client()
        with self.database.reading() as session:
            link = find_host_link(session, session.get_one(Safari, self.safari_id), stop)
            assert link
            opened = address(self.app, link)
        return client, client.get(opened, follow_redirects=True)

    def answer(self, stop: str = "baken", **typed: str) -> TestResponse:
        client, page = self.host(stop)
        return _answer(client, page, **typed)

    def row(self, stop: str = "baken") -> HostRequest:
        with self.database.reading() as session:
            return session.scalars(select(HostRequest).filter_by(location_code=stop)).one()


def _answer(client: FlaskClient, page: TestResponse, **typed: str) -> TestResponse:
    """Fill in the form that is on ``page``."""
    form = {**ANSWER, **typed, "csrf_token": csrf(page)}
    for hidden in ("vraag", "gezien"):
        form[hidden] = page.text.partition(f'name="{hidden}" value="')[2].partition('"')[0]
    return client.post(f"{page.request.path.removesuffix('/antwoord')}/antwoord", data=form)


@pytest.fixture
def evening(app: Flask, database: Database) -> Evening:
    with database.writing.begin() as session:
        safari = create_asking(session).safari
        return Evening(app, database, safari.id, f"/safari/{safari.uid}/gastheren")


def test_all_are_asked_with_one_button_and_answer_on_their_own_page(evening: Evening) -> None:
    client = evening.organiser()
    assert "Vraag deze 5 locaties" in client.get(evening.path).text
    evening.ask()
    assert mails(evening.database) == ["host_request"] * 5
    assert "Gevraagd, nog geen antwoord" in words_of(client.get(evening.path))
    answer = evening.answer()
    assert answer.status_code == 303
    _, page = evening.host()
    assert "U zei ja" in words_of(page)
    words = words_of(client.get(evening.path))
    assert "1 van 5 stops zeggen ja" in words
    assert mails(evening.database)[-1] == "host_agreed"


def test_opening_the_link_changes_nothing(evening: Evening) -> None:
    evening.ask()
    client, page = evening.host()
    assert client.head(page.request.path).status_code == 200
    assert client.get(f"{page.request.path}/antwoord").status_code == 405
    assert evening.row().answer == ""


UNREADABLE: tuple[tuple[dict[str, str], str], ...] = (
    ({"antwoord": ""}, "Kies ja, ja maar, of nee."),
    ({"naam": " "}, "Vul uw naam in"),
    ({"antwoord": "yes_but", "opmerking": ""}, "Vul in wat er anders moet"),
    ({"antwoord": "yes_but", "vanaf": "25:00"}, "Vul een tijd in als 17.30"),
    ({"antwoord": "yes_but", "vanaf": "20:00", "tot": "19:00"}, "ligt niet na het begin"),
    ({"antwoord": "yes_but", "vanaf": "03:00", "tot": "04:00"}, "De avond duurt van 17.30 tot"),
    ({"antwoord": "yes_but", "vanaf": "23:00"}, "Vul een tijd op die avond in"),
    ({"antwoord": "yes_but", "hooguit": "0"}, "heel getal in van 1"),
    ({"opmerking": "x" * 1001}, "hooguit 1000 tekens"),
    ({"opmerking": "verborgen\u202etekst"}, "onzichtbare tekens"),
)


def test_an_answer_that_cannot_be_read_comes_back_as_it_was_typed(evening: Evening) -> None:
    evening.ask()
    client, opened = evening.host()
    for typed, wrong in UNREADABLE:
        page = _answer(client, opened, **{"opmerking": "Tot dan!"} | typed)
        assert page.status_code == 400, typed
        assert wrong in page.text
        assert 'aria-invalid="true"' in page.text
        assert typed.get("opmerking", "Tot dan!")[:1000] in page.text
    assert evening.row().answer == ""


def test_an_answer_to_another_question_is_refused_with_what_was_typed(evening: Evening) -> None:
    evening.ask()
    client, page = evening.host()
    with evening.database.writing.begin() as session:
        Asking(session, session.get_one(Safari, evening.safari_id)).replan(baken=12)
    answer = _answer(client, page, opmerking="Fijn!")
    assert answer.status_code == 409
    assert "Uw antwoord is niet bewaard" in words_of(answer)
    assert "Fijn!" in answer.text
    assert evening.row().answer == ""
    again = client.get(page.request.path)
    assert _answer(client, again).status_code == 303


def test_a_page_of_before_a_colleagues_answer_shows_both_and_changes_it_only_when_confirmed(
    evening: Evening,
) -> None:
    evening.ask()
    client, before = evening.host()
    evening.answer(naam="Karim", opmerking="Er is koffie.")
    refused = _answer(client, before, antwoord="no", opmerking="Helaas!")
    assert refused.status_code == 409
    words = words_of(refused)
    for told in ("Intussen is er al anders geantwoord", "Karim", "Er is koffie.", "Helaas!"):
        assert told in words
    assert "Vervang het bewaarde antwoord" in words
    assert evening.row().answer == "yes"
    assert _answer(client, refused, antwoord="no", opmerking="Helaas!").status_code == 303
    assert (evening.row().answer, evening.row().remark) == ("no", "Helaas!")


def test_a_form_of_before_this_was_asked_of_it_undoes_nothing(evening: Evening) -> None:
    evening.ask()
    evening.answer(naam="Karim")
    client, page = evening.host()
    version = page.text.partition('name="vraag" value="')[2].partition('"')[0]
    form = {"antwoord": "no", "naam": "Fatima", "vraag": version, "csrf_token": csrf(page)}
    assert client.post(f"{page.request.path}/antwoord", data=form).status_code == 409
    assert evening.row().answer == "yes"


def test_yes_but_is_shown_with_its_words_and_what_can_be_done(evening: Evening) -> None:
    evening.ask()
    evening.answer(
        antwoord="yes_but", hooguit="8", opmerking="<b>Zullen</b> jullie\nmee-eten?", vanaf=""
    )
    page = evening.organiser().get(evening.path)
    assert "Hooguit 8 mensen." in words_of(page)
    assert "&lt;b&gt;Zullen&lt;/b&gt; jullie" in page.text
    assert "Wat u kunt doen" in page.text


def test_no_comes_with_replacements(evening: Evening) -> None:
    evening.ask()
    evening.answer(antwoord="no")
    page = evening.organiser().get(evening.path)
    assert "in plaats van Het Baken" in words_of(page)


def test_who_said_no_is_not_told_to_expect_anybody(evening: Evening) -> None:
    evening.ask()
    evening.answer(antwoord="no")
    _, page = evening.host()
    assert "U zei nee: u hoeft niet te wachten." in words_of(page)
    assert "dan krijgt u een mail" not in words_of(page)


def test_what_was_said_by_telephone_is_noted(evening: Evening) -> None:
    client = evening.organiser()
    page = client.get(evening.path).text
    version = page.partition('value="baken"><input type="hidden" name="versie" value="')[2]
    typed = {"stop": "baken", "versie": version.partition('"')[0], "antwoord": "yes"}
    assert evening.send(client, "antwoord", **typed).status_code == 303
    row = evening.row()
    assert (row.answer, row.answered_by) == ("yes", "Anne Adviseur (na overleg)")
    refused = evening.send(client, "antwoord", **{**typed, "versie": "oud"})
    assert refused.status_code == 409
    overtaken = evening.send(client, "antwoord", **{**typed, "antwoord": "no"})
    assert overtaken.status_code == 409
    assert "Wat u noteerde is nog niet bewaard" in words_of(overtaken)
    assert evening.row().answer == "yes"
    seen = overtaken.text.partition('value="baken"><input type="hidden" name="versie"')[2]
    typed["gezien"] = seen.partition('name="gezien" value="')[2].partition('"')[0]
    assert evening.send(client, "antwoord", **{**typed, "antwoord": "no"}).status_code == 303
    assert evening.row().answer == "no"
    wrong = evening.send(client, "antwoord", **{**typed, "antwoord": "misschien"})
    assert wrong.status_code == 400
    assert 'href="#antwoord"' in wrong.text
    assert 'id="antwoord"' in wrong.text


def test_definite_takes_a_note_while_something_is_missing(evening: Evening) -> None:
    client = evening.organiser()
    refused = evening.send(client, "definitief")
    assert refused.status_code == 400
    assert "Schrijf waarom het programma toch vaststaat" in refused.text
    wrong = evening.send(client, "welzijnscoach", **{"coach-telefoon": "0612345678"})
    assert wrong.status_code == 400
    coach = {"coach-naam": "Wil Welzijn", "coach-telefoon": "0612345678"}
    assert evening.send(client, "welzijnscoach", **coach).status_code == 303
    assert evening.send(client, "definitief", toelichting="Gebeld.").status_code == 303
    words = words_of(client.get(evening.path))
    assert "Het programma is definitief" in words
    assert "Gebeld." in words
    evening.ask()
    assert "Nog niet definitief" in words_of(client.get(evening.path))


def test_a_new_link_closes_the_old_one(evening: Evening) -> None:
    evening.ask()
    host, page = evening.host()
    assert evening.send(evening.organiser(), "link", stop="baken").status_code == 303
    assert host.get(page.request.path).status_code == 410
    assert _answer(host, page).status_code == 410
    assert evening.row().answer == ""
    assert evening.answer().status_code == 303


def test_another_contact_than_was_mailed_is_pointed_out(evening: Evening) -> None:
    evening.ask()
    page = words_of(evening.organiser().get(evening.path))
    assert "De laatste mail ging naar" not in page
    with evening.database.writing.begin() as session:
        known = update(Location).where(Location.code == "baken")
        session.execute(known.values(contact_email="ander@welzijn.test"))
    page = words_of(evening.organiser().get(evening.path))
    assert page.count("De laatste mail ging naar") == 1
    assert "ging naar baken@welzijn.test; daarna is de contactpersoon" in page


def test_another_hosts_page_does_not_exist(evening: Evening) -> None:
    evening.ask()
    _, baken = evening.host("baken")
    client, linde = evening.host("linde")
    for path in ("", "/kaart", "/agenda.ics", "/stand.json"):
        assert client.get(f"{baken.request.path}{path}").status_code == 404
    form = {**ANSWER, "csrf_token": csrf(linde)}
    assert client.post(f"{baken.request.path}/antwoord", data=form).status_code == 404


def test_the_calendar_file_is_there_for_whoever_said_yes(evening: Evening) -> None:
    evening.ask()
    client, page = evening.host()
    path = f"{page.request.path}/agenda.ics"
    assert client.get(path).status_code == 404
    _answer(client, page)
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert b"SUMMARY:Wijksafari op bezoek bij Het Baken" in answer.data


def test_a_host_proposes_another_card_that_an_organiser_decides_on(evening: Evening) -> None:
    evening.ask()
    client, page = evening.host()
    path = f"{page.request.path}/kaart"
    form = client.get(path)
    assert "Verwijskaart van Het Baken" in words_of(form)
    typed = {"csrf_token": csrf(form), "uw_naam": "Fatima", "aanbod": "Koffie om tien uur."}
    assert client.post(path, data={**typed, "contact_email": "x"}).status_code == 400
    assert client.post(path, data=typed).status_code == 303
    with evening.database.reading() as session:
        row = session.scalars(select(CardProposal)).one()
        assert (row.proposed_by, row.decision) == ("Fatima", "")
        assert row.values["offers"] == "Koffie om tien uur."
        assert row.location.code == "baken"
    assert "Koffie om tien uur." in client.get(path).text
    words = words_of(client.get(page.request.path))
    assert "Uw antwoord over de kaart, van" in words


def test_a_host_who_finds_the_card_true_is_not_promised_a_change(evening: Evening) -> None:
    evening.ask()
    client, page = evening.host()
    path = f"{page.request.path}/kaart"
    sent = client.post(path, data=fields(client.get(path)), follow_redirects=True)
    assert "De organisatie leest dat alles op uw kaart klopt." in words_of(sent)
    with evening.database.reading() as session:
        assert session.scalars(select(CardProposal)).one().decision == ""


def test_who_left_the_programme_can_answer_nothing(evening: Evening) -> None:
    evening.ask()
    client, page = evening.host()
    with evening.database.writing.begin() as session:
        Asking(session, session.get_one(Safari, evening.safari_id)).replan(without="baken")
    assert _answer(client, page).status_code == 409
    words = words_of(client.get(page.request.path))
    assert "U staat niet (meer) in het programma" in words
    assert "Uw antwoord" not in words
    assert "Niet meer in het programma" in words_of(evening.organiser().get(evening.path))


def test_nobody_can_keep_mailing_organisers(evening: Evening) -> None:
    evening.ask()
    client, opened = evening.host()
    path = opened.request.path
    found = {_answer(client, client.get(path), opmerking=f"{n}").status_code for n in range(22)}
    assert found == {303, 429}


def test_a_new_link_is_mailed_unless_the_organiser_copies_it_and_the_old_one_is_gone(
    evening: Evening,
) -> None:
    evening.ask()
    evening.answer()
    host, opened = evening.host()
    client = evening.organiser()
    page = client.get(evening.path).text
    assert 'name="mailen" value="ja" checked> <span>Mail de nieuwe link meteen aan' in page
    told = evening.send(client, "link", stop="baken", mailen="ja")
    assert told.location == f"{evening.path}?link=baken"
    assert mails(evening.database)[-1] == "host_link"
    gone = host.get(opened.request.path)
    assert gone.status_code == 410
    assert "Deze link is ingetrokken" in words_of(gone)
    _, again = evening.host()
    assert "U zei ja" in words_of(again)
    count = len(mails(evening.database))
    copied = client.get(evening.send(client, "link", stop="baken").location)
    assert len(mails(evening.database)) == count
    assert "kopieert u hieronder" in words_of(copied)
    assert '<details class="own-link" open>' in copied.text


def test_a_link_can_be_withdrawn_also_after_the_evening(evening: Evening) -> None:
    evening.ask()
    host, opened = evening.host()
    with evening.database.writing.begin() as session:
        session.get_one(Safari, evening.safari_id).state = "held"
    client = evening.organiser()
    told = client.get(evening.send(client, "link-intrekken", stop="baken").location)
    assert "De link werkt niet meer." in words_of(told)
    assert "Er is nu geen link die werkt." in words_of(told)
    assert host.get(opened.request.path).status_code == 410
    refused = evening.send(client, "link-intrekken", stop="nergens")
    assert refused.status_code == 409
