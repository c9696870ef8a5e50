"""Changing an evening in the planner that people have already signed up for."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.web.world import ROUTE, add_neighbourhood, fields, join, route_url, save
from tests.worlds import create_sign_up
from wijksafari.database import Database
from wijksafari.models import JournalEntry, Message, Safari

FEWER = ("linde", "sprong", "baken")


@pytest.fixture
def place(client: FlaskClient, database: Database) -> str:
    """The page of an evening with two participants."""
    found: str = save(client, route_url(), titel="Voorjaarstocht").location
    sign_up(database, 2)
    return found


def sign_up(database: Database, people: int) -> None:
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        safari.state = "inviting"
        safari.sequence += 1
        for _ in range(people):
            create_sign_up(session, safari)


def mails(database: Database) -> int:
    with database.reading() as session:
        query = select(func.count()).select_from(Message).filter_by(kind="changed_evening")
        return session.scalar(query) or 0


def opened(client: FlaskClient, place: str, *stops: str) -> str:
    """The address of ‘Wijzig’, with other stops."""
    link = re.search(r'href="([^"]*)">Wijzig<', client.get(place).text)
    assert link
    address = re.sub(r"&stop=[^&]*", "", unescape(link[1]))
    return address + "".join(f"&stop={each}" for each in stops or ROUTE)


def test_the_editor_says_whom_a_change_reaches_before_it_is_saved(
    client: FlaskClient, place: str
) -> None:
    page = client.get(opened(client, place, *FEWER)).text

    assert "2 mensen krijgen een mail" in page
    assert "De Linde, De Sprong, Het Baken en De Letter" in page
    assert "<b>De Linde, De Sprong en Het Baken</b>" in page


def test_an_evening_cannot_move_to_another_wijk(
    client: FlaskClient, database: Database, place: str
) -> None:
    with database.writing.begin() as session:
        join(session, add_neighbourhood(session, "anderwijk", "Anderwijk"))
    address = opened(client, place).replace("wijk=proefwijk", "wijk=anderwijk")
    assert "wijk=anderwijk" in address
    refused = client.get(address)
    assert refused.status_code == 400
    assert "kan niet naar Anderwijk" in refused.text


def test_nothing_is_announced_while_nothing_changed(client: FlaskClient, place: str) -> None:
    assert "krijgen een mail" not in client.get(opened(client, place)).text


def test_a_change_is_saved_only_once_the_organiser_agreed_to_the_mail(
    client: FlaskClient, database: Database, place: str
) -> None:
    address = opened(client, place, *FEWER)
    refused = save(client, address)
    assert refused.status_code == 400
    assert 'href="#mailen"' in refused.text
    assert 'id="mailen"' in refused.text
    assert mails(database) == 0

    assert save(client, address, mailen="ja").status_code == 303
    assert mails(database) == 2
    assert "De Letter" not in client.get(place).text.split('class="programme')[1].split("</ol>")[0]


def test_a_name_typed_while_saving_is_announced_first_too(
    client: FlaskClient, database: Database, place: str
) -> None:
    refused = save(client, opened(client, place), start_naam="De Poort")
    assert refused.status_code == 400
    assert "wordt <b>De Poort</b>" in refused.text
    assert 'value="De Poort"' in refused.text

    knowingly = client.post("/plannen/bewaar", data=fields(refused) | {"mailen": "ja"})
    assert knowingly.status_code == 303
    assert mails(database) == 2


def test_what_was_ticked_stays_ticked_when_something_else_is_missing(
    client: FlaskClient, database: Database, place: str
) -> None:
    address = opened(client, place, "letter", "baken", "sprong", "linde")
    assert {"akkoord", "mailen"} <= set(re.findall(r'href="#(\w+)"', save(client, address).text))

    for ticked in ("akkoord", "mailen"):
        answer = save(client, address, **{ticked: "ja"})
        assert answer.status_code == 400
        (box,) = re.findall(r"<input[^>]* checked[^>]*>", answer.text)
        assert f'id="{ticked}"' in box
    assert mails(database) == 0


def test_another_title_needs_no_mail(client: FlaskClient, database: Database, place: str) -> None:
    assert save(client, opened(client, place), titel="Najaarstocht").status_code == 303
    assert mails(database) == 0


def test_a_decision_meanwhile_keeps_the_tour_and_the_decision(
    client: FlaskClient, database: Database, place: str
) -> None:
    address = opened(client, place, *FEWER)
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        safari.state = "confirmed"
        safari.sequence += 1

    assert save(client, address, mailen="ja").status_code == 303
    with database.reading() as session:
        safari = session.scalars(select(Safari)).one()
        assert (safari.state, safari.sequence) == ("confirmed", 3)


def test_a_name_that_somebody_else_gave_meanwhile_is_shown_beside_ones_own(
    client: FlaskClient, database: Database, place: str
) -> None:
    address = opened(client, place)
    assert save(client, address, start_naam="De Poort", mailen="ja").status_code == 303
    answer = save(client, address, start_naam="Het Plein", mailen="ja")

    assert answer.status_code == 409
    assert "Verzamelen: De Poort" in answer.text
    assert "Verzamelen: Het Plein" in answer.text
    assert mails(database) == 2
    knowingly = client.post("/plannen/bewaar", data=fields(answer))
    assert knowingly.status_code == 303
    assert mails(database) == 4


def test_an_evening_called_off_meanwhile_is_not_changed_and_nothing_typed_is_lost(
    client: FlaskClient, database: Database, place: str
) -> None:
    address = opened(client, place, *FEWER)
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        safari.state = "cancelled"
        safari.sequence += 1
    answer = save(client, address, mailen="ja", titel="Najaarstocht")

    assert answer.status_code == 409
    assert "afgelast en kan niet meer worden gewijzigd" in answer.text
    assert 'value="Najaarstocht"' in answer.text
    assert mails(database) == 0
    page = client.get(place).text
    assert "<h1>Voorjaarstocht</h1>" in page
    assert ">Wijzig<" not in page


def test_whoever_saves_a_safari_answers_for_it(client: FlaskClient, database: Database) -> None:
    save(client, route_url())
    with database.reading() as session:
        safari = session.scalars(select(Safari)).one()
        assert safari.organiser
        assert safari.organiser.name == "Anne Adviseur"
        (entry,) = session.scalars(select(JournalEntry)).all()
        assert entry.what == "De wijksafari is bewaard als concept."
        assert entry.actor_name == "Anne Adviseur"


def test_the_organisers_download_follows_the_state(
    client: FlaskClient, database: Database, place: str
) -> None:
    address = place.split("#", maxsplit=1)[0] + "/safari.ics"
    assert "STATUS:TENTATIVE\r\n" in client.get(address).text
    with database.writing.begin() as session:
        session.scalars(select(Safari)).one().state = "cancelled"
    told = client.get(address).text
    assert "METHOD:CANCEL\r\n" in told
    assert "STATUS:CANCELLED\r\n" in told
