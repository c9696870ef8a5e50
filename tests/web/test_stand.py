"""How a safari stands, and the decisions made from that page."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.services.worlds_decisions import create_ten, journal, mails
from tests.web.logins import log_in
from tests.web.rides import at
from tests.web.world import NOW
from tests.worlds import create_invitation, create_person, create_practice, create_sign_up
from wijksafari.database import Database
from wijksafari.models import Practice, Safari
from wijksafari.services.practices.representation import note_representation
from wijksafari.web.collaborators import Collaborators


@pytest.fixture
def made(client: FlaskClient) -> Collaborators:
    found: Collaborators = client.application.extensions["wijksafari"]
    return found


def create_stand(database: Database, comes: int = 0, **overrides: object) -> str:
    """The address of the page of a safari with so many of ten."""
    with database.writing.begin() as session:
        return f"/safari/{create_ten(session, comes, **overrides).uid}/stand"


def words(page: TestResponse) -> str:
    """The page's text without markup, with single spaces."""
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    apart = re.sub(r"</(?:li|t[dh]|p|h\d)>", " ", main)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", apart)).replace("\u00a0", " ")


def press(client: FlaskClient, place: str, step: str, **typed: str) -> TestResponse:
    """Send one of the page's forms."""
    token = re.search(r'name="csrf_token" value="([^"]*)"', client.get(place).text)
    assert token
    address = place.replace("/stand", f"/besluit/{step}")
    return client.post(address, data={"csrf_token": token[1], **typed})


def state_of(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(Safari.state)).one()


def test_hosts_who_did_not_agree_yet_are_named_beside_the_figures(
    client: FlaskClient, database: Database
) -> None:
    stand = create_stand(database, comes=7)
    page = words(client.get(stand))
    assert "Het programma is nog niet definitief. De Sprong," in page
    assert "Bevestigen kan wel" in page
    with database.writing.begin() as session:
        session.scalars(select(Safari)).one().definite_at = NOW
    page = words(client.get(stand))
    assert "niet definitief" not in page
    assert "programma definitief" in page


def test_both_figures_stand_against_the_band_in_words(
    client: FlaskClient, database: Database
) -> None:
    page = words(client.get(create_stand(database, comes=6)))
    assert "Huisartsen en POH’s beslist 60 %" in page
    assert "6 van 10 huisartsen en POH’s tussen minimum en doel" in page
    assert "Praktijken 50 %" in page
    assert "1 van 2 praktijken onder het minimum" in page
    assert "het minimum is 60 %, het doel 70 %" in page


def test_below_the_minimum_what_is_missing_is_said_and_confirming_is_not_offered(
    client: FlaskClient, database: Database
) -> None:
    page = client.get(create_stand(database, comes=4))
    assert "Nog 2 huisartsen of POH’s nodig; praktijk De Poort heeft nog niet gereageerd." in words(
        page
    )
    assert "besluit/bevestig" not in page.text


def test_each_practice_shows_who_answered_and_who_did_not(
    client: FlaskClient, database: Database
) -> None:
    place = create_stand(database)
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        brug = session.scalars(select(Practice).filter_by(name="De Brug")).one()
        create_sign_up(session, safari, brug, name="Marieke Mulder")
        create_sign_up(session, safari, brug, name="Alie Aal", function="practice_assistant")
        create_sign_up(session, safari, brug, name="Wim Weg", status="withdrawn")
        for name, declined in (("Nico Nee", NOW), ("Stien Stil", None)):
            person = create_person(session, brug, name)
            create_invitation(session, safari, person=person, declined_at=declined)
    page = words(client.get(place))
    assert "De Brug Doet mee 1 van 6 huisartsen en POH’s" in page
    assert "Marieke Mulder huisarts Alie Aal doktersassistent" in page
    assert "Komt niet Wim Weg huisarts, afgemeld Nico Nee huisarts" in page
    assert "Nog niets gehoord van Stien Stil huisarts" in page
    assert "De Poort Nog geen reactie" in page
    assert "Vraag het na bij Carla Contact" in page
    assert page.index("De Poort Nog geen") < page.index("De Brug Doet mee")
    assert "1 van 2 heeft gereageerd" in page


def test_a_practice_that_says_three_and_signs_up_four_is_shown(
    client: FlaskClient, database: Database
) -> None:
    place = create_stand(database)
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        small = create_practice(session, "Klein", gps=3, practice_nurses=0)
        create_invitation(session, safari, small)
        for _ in range(4):
            create_sign_up(session, safari, small)
    page = words(client.get(place))
    assert "3 van 3 huisartsen en POH’s" in page
    assert "4 aangemeld, 1 meer dan de praktijk telt" in page


def test_somebody_of_a_practice_that_is_not_invited_is_accounted_for(
    client: FlaskClient, database: Database
) -> None:
    place = create_stand(database)
    with database.writing.begin() as session:
        create_sign_up(session, session.scalars(select(Safari)).one())
    assert "Eén deelnemer hoort bij een praktijk die niet (meer) is uitgenodigd" in words(
        client.get(place)
    )


def test_the_course_is_drawn_and_told_in_a_table(
    client: FlaskClient, database: Database, made: Collaborators
) -> None:
    place = create_stand(database)
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        brug = session.scalars(select(Practice).filter_by(name="De Brug")).one()
        note_representation(session, safari, made.post, NOW - timedelta(days=9))
        create_sign_up(session, safari, brug)
        note_representation(session, safari, made.post, NOW - timedelta(days=3))
    page = client.get(place)
    assert "Huisartsen en POH’s van 0 % naar 10 %; praktijken van 0 % naar 50 %." in (
        page.text.replace("\u00a0", " ")
    )
    assert "donderdag 19 november 2026, 12.00 10 % (1 van 10 huisartsen en POH’s)" in words(page)


def test_from_the_target_on_one_click_confirms(client: FlaskClient, database: Database) -> None:
    place = create_stand(database, comes=7)
    assert "Genoeg om te gaan" in words(client.get(place))
    answer = press(client, place, "bevestig")
    assert (answer.status_code, answer.location) == (303, place)
    page = words(client.get(place))
    assert "De wijksafari is bevestigd. Er gaan 7 mails uit naar wie zich aanmeldde." in page
    assert "Bevestigd door Anne Adviseur op zondag 22 november 2026, 12.00 uur" in page
    assert state_of(database) == "confirmed"


def test_in_the_band_a_reason_is_asked_beside_the_field(
    client: FlaskClient, database: Database
) -> None:
    place = create_stand(database, comes=6)
    refused = press(client, place, "bevestig", reden=" ")
    assert refused.status_code == 400
    assert 'href="#reden"' in refused.text
    assert 'aria-describedby="fout-reden uitleg-reden" aria-invalid="true"' in refused.text
    assert state_of(database) == "inviting"
    assert press(client, place, "bevestig", reden="De wethouder komt.").status_code == 303
    with database.reading() as session:
        assert journal(session)[0][2] == "De wethouder komt."


def test_the_server_refuses_below_the_minimum(client: FlaskClient, database: Database) -> None:
    place = create_stand(database, comes=5)
    refused = press(client, place, "bevestig", reden="Toch maar.")
    assert refused.status_code == 400
    assert "Bevestigen kan vanaf 60 %" in words(refused)
    assert state_of(database) == "inviting"


def test_the_second_to_confirm_reads_who_was_first(client: FlaskClient, database: Database) -> None:
    place = create_stand(database, comes=7)
    press(client, place, "bevestig")
    second = press(client, place, "bevestig")
    assert second.status_code == 409
    assert "al bevestigd door Anne Adviseur om 12.00 uur" in words(second)
    with database.reading() as session:
        assert len(mails(session, "confirmed")) == 7


def test_cancelling_asks_why_and_shows_it(client: FlaskClient, database: Database) -> None:
    place = create_stand(database, comes=2)
    refused = press(client, place, "afgelast", reden="")
    assert refused.status_code == 400
    assert 'href="#afgelast-reden"' in refused.text
    assert press(client, place, "afgelast", reden="<b>Storm</b>").status_code == 303
    page = client.get(place).text
    assert "&lt;b&gt;Storm&lt;/b&gt;" in page
    assert "besluit/" not in page
    assert state_of(database) == "cancelled"


def test_an_evening_that_had_begun_is_called_broken_off(app: Flask, database: Database) -> None:
    place = create_stand(database, comes=7, state="confirmed")
    at(app, 20)
    client = log_in(app.test_client())
    assert press(client, place, "afgelast", reden="IJzel.").status_code == 303
    page = words(client.get(place))
    assert "De avond is afgebroken. Er gaan 7 mails uit naar wie zich aanmeldde." in page
    assert "Afgebroken Door Anne Adviseur" in page


def test_after_the_deadline_the_organiser_chooses(client: FlaskClient, database: Database) -> None:
    place = create_stand(database, comes=2, deadline=NOW - timedelta(hours=1))
    page = client.get(place)
    assert "De aanmelding is gesloten, en het is te weinig" in words(page)
    for choice in ("Verleng en vraag opnieuw", "Alleen verlengen", "Gelast de avond af"):
        assert choice in page.text
    extended = press(client, place, "verleng", datum="2026-12-24", tijd="17.00", herinner="ja")
    assert extended.status_code == 303
    after = words(client.get(place))
    assert "De aanmelding blijft langer open." in after
    assert "Aanmelden kan tot donderdag 24 december 2026, 17.00 uur" in after


@pytest.mark.parametrize(
    ("datum", "tijd", "sentence"),
    [
        ("2026-11-01", "17:00", "al geweest"),
        ("2027-02-03", "17:00", "vóór de avond"),
        ("morgen", "17:00", "Vul een datum in"),
        ("0001-01-01", "00:00", "Vul een datum in"),
        ("2026-12-24", "laat", "Vul een tijd in"),
    ],
)
def test_a_deadline_that_cannot_be_is_refused_and_kept_in_the_field(
    client: FlaskClient, database: Database, datum: str, tijd: str, sentence: str
) -> None:
    place = create_stand(database)
    refused = press(client, place, "verleng", datum=datum, tijd=tijd)
    assert refused.status_code == 400
    assert sentence in words(refused)
    assert f'value="{datum}"' in refused.text


def test_those_who_did_not_answer_are_reminded(client: FlaskClient, database: Database) -> None:
    place = create_stand(database)
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        person = create_person(session, session.scalars(select(Practice)).first())
        yesterday = NOW - timedelta(days=3)
        create_invitation(session, safari, person=person, mailed_at=yesterday)
    assert "Herinner 1 mailadres" in words(client.get(place))
    press(client, place, "herinner")
    assert "Er gaat 1 herinnering uit." in words(client.get(place))


@pytest.mark.parametrize("step", ["bevestig", "afgelast", "verleng", "herinner"])
def test_a_get_decides_nothing(client: FlaskClient, database: Database, step: str) -> None:
    place = create_stand(database, comes=7)
    assert client.get(place.replace("/stand", f"/besluit/{step}")).status_code in (404, 405)
    assert state_of(database) == "inviting"


def test_a_decision_needs_the_token_of_the_page(client: FlaskClient, database: Database) -> None:
    place = create_stand(database, comes=7)
    assert client.post(place.replace("/stand", "/besluit/bevestig")).status_code == 400
    assert state_of(database) == "inviting"


def test_a_concept_leads_to_the_invitations(client: FlaskClient, database: Database) -> None:
    page = client.get(create_stand(database, state="concept"))
    assert "Nodig de praktijken uit" in words(page)
    assert "/uitnodigen" in page.text


def test_hostile_names_are_shown_as_text(client: FlaskClient, database: Database) -> None:
    place = create_stand(database)
    hostile = "<script>alert(1)</script>"
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        practice = create_practice(session, hostile, contact_email="a?cc=b@x.test")
        create_invitation(session, safari, practice)
        create_sign_up(session, safari, practice, name=hostile)
    page = client.get(place)
    assert hostile not in page.text
    assert "&lt;script&gt;" in page.text
