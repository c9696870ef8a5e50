"""The leader's page of an evening under way, pressed through without scripts."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.leaders import Leader, seen, sent_by
from tests.web.logins import log_in
from tests.web.rides import at, create_evening, opened, rider_of
from tests.web.visitors import words_of
from tests.worlds import STARTS_AT, create_riding_group, create_safari, create_user, rows
from wijksafari.database import Database
from wijksafari.models import RideAction, Safari

STOPS = ("De Sprong", "De Linde", "Het Baken", "De Letter", "De Luwte")


@pytest.fixture
def leader(app: Flask, client: FlaskClient, database: Database) -> Leader:
    """Ten minutes after the evening began; the group rides off now."""
    with database.writing.begin() as session:
        uid = create_safari(session, state="confirmed").uid
    return Leader(app, client, uid).at(10)


def test_an_evening_is_pressed_through_from_start_to_finish(leader: Leader) -> None:
    shown = leader.tap("Vertrokken bij het verzamelpunt")
    assert "Gemeld: vertrokken bij het verzamelpunt (17.40 uur)." in shown
    for number, name in enumerate(STOPS, start=1):
        leader.at(10 + 28 * number - 22).tap(f"Aangekomen bij {number}. {name}")
        leader.at(10 + 28 * number).tap(f"Vertrokken bij {name}")
    shown = leader.at(158).tap("Aangekomen bij het eindpunt")
    assert "De groep is bij het eindpunt, sinds 20.08 uur." in shown
    assert shown.count("Maak ongedaan: ") == 12 + 1  # the last one twice


def test_the_next_thing_to_report_is_the_one_button_that_shows(leader: Leader) -> None:
    page = leader.look()
    form = page.text[page.text.index('class="next"') :]
    shown = form[: form.index("</form>")].split("<button")[1:]
    assert sum(" hidden" not in each.partition(">")[0] for each in shown) == 1
    assert "Vertrokken bij het verzamelpunt" in shown[0]


def test_how_late_it_is_stands_on_top(leader: Leader) -> None:
    assert "17.40 volgens plan" in leader.words()
    assert "17.46 6 minuten later dan gepland" in leader.at(16).tap("Vertrokken bij het")


def test_what_was_pressed_twice_counts_once(leader: Leader, database: Database) -> None:
    page = leader.look()
    for _ in range(2):
        assert "Gemeld: vertrokken" in seen(leader.press(page, "Vertrokken bij het"))
    with database.reading() as session:
        assert rows(session, RideAction) == 1


def test_whoever_is_second_reads_who_was_first(
    leader: Leader, app: Flask, database: Database
) -> None:
    mine, theirs = leader.look(), leader.look()
    leader.press(theirs, "Vertrokken bij het")
    at(app, 12)
    shown = seen(leader.press(mine, "Vertrokken bij het"))
    assert "Vertrokken bij het verzamelpunt was al gemeld door Anne Adviseur om 17.40 uur." in shown
    assert "was al gemeld" in shown


def test_what_happened_earlier_is_reported_with_its_time(leader: Leader) -> None:
    form = sent_by(leader.at(20).look(), "Vertrokken bij het")
    form["data"] |= {"tijd": "17:43"}  # type: ignore[operator]
    shown = seen(leader.client.post(**form, follow_redirects=True))  # type: ignore[arg-type]
    assert "Gemeld: vertrokken bij het verzamelpunt (17.43 uur)." in shown
    assert "doorgegeven om 17.50 uur" in shown


def test_a_time_that_is_still_to_come_is_refused(leader: Leader, database: Database) -> None:
    form = sent_by(leader.look(), "Vertrokken bij het")
    form["data"] |= {"tijd": "19:43"}  # type: ignore[operator]
    answer = leader.client.post(**form)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert "Vul een tijd van deze avond in" in answer.text


def test_what_was_undone_stays_to_be_read_and_counts_no_more(leader: Leader) -> None:
    leader.at(16).tap("Vertrokken bij het")
    shown = leader.at(17).tap("Maak ongedaan")
    assert "nog niet gemeld" in shown
    assert "ongedaan gemaakt door Anne Adviseur om 17.47 uur" in shown
    assert "Maak ongedaan" not in shown


def test_late_the_choices_stand_there_with_their_price_and_can_be_undone(leader: Leader) -> None:
    shown = leader.at(40).tap("Vertrokken bij het verzamelpunt")
    assert "Dit past niet meer" in shown
    assert "Kies hoe het verder gaat" in shown
    shown = leader.at(41).tap("Sla De Linde over")
    assert "De Linde overgeslagen. De tijden zijn aangepast." in shown
    assert "De Linde vervalt" in shown
    shown = leader.at(42).tap("Maak ongedaan: De Linde overgeslagen")
    assert "De Linde vervalt;" in shown  # offered again
    assert "Aangekomen bij 2. De Linde" in shown


def test_a_choice_that_is_gone_is_refused_with_what_to_do(leader: Leader) -> None:
    page = leader.at(40).press(leader.look(), "Vertrokken bij het verzamelpunt")
    leader.press(page, "Maak ongedaan")
    leader.tap("Vertrokken bij het verzamelpunt")
    form = sent_by(page, "Sla De Linde over")
    form["data"] |= {"keuze": "skip:elders"}  # type: ignore[operator]
    answer = leader.client.post(**form)  # type: ignore[arg-type]
    assert answer.status_code == 409
    assert "Deze keuze past niet meer bij hoe de avond nu loopt. Kies opnieuw." in answer.text


def test_participants_see_the_times_move(
    leader: Leader, app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    with database.writing.begin() as session:
        row = create_evening(session)
        rider, leader.uid = rider_of(app, row), row.safari.uid
    assert "17.45" in words_of(opened(anonymous, rider))
    leader.at(22).tap("Vertrokken bij het verzamelpunt")
    shown = words_of(opened(anonymous, rider))
    assert "17.57" in shown
    assert "was 17.45" in shown


def test_each_group_has_its_own_evening(leader: Leader, database: Database) -> None:
    with database.writing.begin() as session:
        safari = session.query(Safari).filter_by(uid=leader.uid).one()
        create_riding_group(session, safari)
        create_riding_group(
            session, safari, number=2, sweeper_name="Bas", sweeper_phone="0612345678"
        )
    leader.group = 2
    shown = leader.at(15).tap("Vertrokken bij het verzamelpunt")
    assert ", groep 2" in shown
    assert "Bel Bas" in shown
    assert 'href="tel:0612345678"' in leader.look().text
    leader.group = 1
    assert "nog niet gemeld" in leader.words()


@pytest.mark.parametrize("group", ["3", "nul", "0", "9" * 30, "²"])
def test_a_group_that_is_not_there_is_no_page(leader: Leader, group: str) -> None:
    assert leader.client.get(f"{leader.path}?groep={group}").status_code in (400, 404)


def test_before_the_evening_the_page_says_when_it_opens_and_what_for(leader: Leader) -> None:
    shown = leader.at(-181).words()
    assert "De knoppen komen hier op dinsdag 2 februari 2027, 14.30 uur" in shown
    assert "Vertrokken bij" not in shown
    assert "Vertrokken bij het verzamelpunt" in leader.at(-180).words()


def test_long_after_the_evening_it_can_only_be_read(leader: Leader) -> None:
    leader.tap("Vertrokken bij het verzamelpunt")
    shown = leader.at(48 * 60 + 1).words()
    assert "te lang geleden" in shown
    assert "17.40 Vertrokken bij het verzamelpunt" in shown
    assert "Maak ongedaan" not in shown


def test_of_an_evening_that_was_called_off_it_says_so(leader: Leader, database: Database) -> None:
    page = leader.look()
    with database.writing.begin() as session:
        session.query(Safari).filter_by(uid=leader.uid).one().state = "cancelled"
    assert "afgelast" in leader.words()
    assert leader.press(page, "Vertrokken bij het").status_code == 409


@pytest.mark.parametrize(
    "melding",
    ["", "arrived", "arrived:x:linde", "danced:5f49b498-f76d-40db-ad78-0eab198d5303:linde"],
)
def test_what_no_button_sends_is_refused(leader: Leader, melding: str) -> None:
    form = sent_by(leader.look(), "Vertrokken bij het")
    form["data"] |= {"melding": melding}  # type: ignore[operator]
    assert leader.client.post(**form).status_code == 400  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["melden", "verder", "ongedaan"])
def test_the_token_is_needed(leader: Leader, path: str, database: Database) -> None:
    leader.look()
    assert leader.client.post(f"{leader.path}/{path}", data={"groep": "1"}).status_code == 400
    with database.reading() as session:
        assert rows(session, RideAction) == 0


def test_looking_changes_nothing(leader: Leader, database: Database) -> None:
    for _ in range(2):
        leader.look()
    leader.client.head(leader.path)
    with database.reading() as session:
        assert rows(session, RideAction) == 0


def test_whoever_works_in_another_wijk_does_not_find_it(
    leader: Leader, app: Flask, database: Database
) -> None:
    page = leader.look()
    with database.writing.begin() as session:
        stranger = create_user(session, wijk="elders").email
    client = app.test_client()
    log_in(client, stranger)
    assert client.get(leader.path).status_code == 404
    form = sent_by(page, "Vertrokken bij het")
    assert client.post(**form).status_code in (400, 404)  # type: ignore[arg-type]


def test_a_programme_that_was_saved_anew_is_the_one_that_is_led(
    leader: Leader, database: Database
) -> None:
    leader.at(40).tap("Vertrokken bij het verzamelpunt")
    leader.at(41).tap("Sla De Linde over")
    with database.writing.begin() as session:
        safari = session.query(Safari).filter_by(uid=leader.uid).one()
        safari.saved_at, safari.sequence = STARTS_AT + timedelta(minutes=42), 1
    shown = leader.at(43).words()
    assert "2. De Linde" in shown
    assert "het programma is daarna gewijzigd" in shown


def test_hostile_names_are_shown_as_text(leader: Leader, database: Database) -> None:
    hostile = "<script>alert(1)</script>"
    with database.writing.begin() as session:
        safari = session.query(Safari).filter_by(uid=leader.uid).one()
        safari.title = hostile
        create_riding_group(session, safari, leader_name=hostile, leader_phone="0612345678")
    assert hostile not in leader.look().text


def test_what_was_forgotten_is_asked_for_after_three_minutes(leader: Leader) -> None:
    assert "geleden verwacht" not in leader.at(12).words()
    assert "Dit werd 25 minuten geleden verwacht." in leader.at(35).words()
    assert "geleden verwacht" not in leader.tap("Vertrokken bij het verzamelpunt")


def test_a_leader_is_told_where_two_groups_would_meet(leader: Leader, database: Database) -> None:
    assert "Twee groepen tegelijk" not in leader.words()
    with database.writing.begin() as session:
        safari = session.scalars(select(Safari)).one()
        for number in (1, 2):
            create_riding_group(session, safari, number=number)
    shown = leader.words()
    assert "Zoals het nu loopt is groep 2 ook bij De Sprong, van" in shown
