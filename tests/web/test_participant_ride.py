"""The participant's page on the evening: what it tells, and to whom."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.rides import Rider, at, create_evening, opened, report, rider_of, skip
from tests.web.visitors import post_of, words_of
from tests.worlds import (
    STARTS_AT,
    create_invitation,
    create_riding_group,
    create_safari,
    create_sign_up,
    create_user,
    rows,
)
from wijksafari.database import Database
from wijksafari.models import JournalEntry, Link, SignUp


@pytest.fixture
def rider(app: Flask, database: Database) -> Rider:
    at(app, 0)
    with database.writing.begin() as session:
        return rider_of(app, create_evening(session))


def test_the_link_is_exchanged_for_a_cookie_and_leaves_the_address_bar(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    answer = anonymous.get(f"/mee/open/{rider.token}")
    assert answer.status_code == 303
    assert answer.location == f"/mee/{rider.link_id}"
    assert anonymous.get(answer.location).status_code == 200


def test_nobody_else_gets_in(app: Flask, anonymous: FlaskClient, rider: Rider) -> None:
    for path in (f"/mee/{rider.link_id}", f"/mee/{rider.link_id}/route.gpx", "/mee/open/onbekend"):
        answer = anonymous.get(path)
        assert answer.status_code == 404
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_link_of_another_kind_opens_no_ride(
    app: Flask, database: Database, anonymous: FlaskClient, rider: Rider
) -> None:
    with database.writing.begin() as session:
        link = create_invitation(session, create_safari(session)).link
        token = post_of(app).links.token(link)
    assert anonymous.get(f"/mee/open/{token}").status_code == 404


def test_it_is_kept_from_search_engines_and_changes_nothing(
    app: Flask, database: Database, anonymous: FlaskClient, rider: Rider
) -> None:
    answer = opened(anonymous, rider)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    with database.reading() as session:
        link = session.get_one(Link, rider.link_id)
        assert (link.revoked_at, rows(session, JournalEntry)) == (None, 0)


def test_only_this_page_may_ask_where_somebody_is(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    policy = opened(anonymous, rider).headers["Permissions-Policy"]
    assert "geolocation=(self)" in policy
    elsewhere = anonymous.get(f"/aanmelding/{rider.link_id}").headers["Permissions-Policy"]
    assert "geolocation=()" in elsewhere


def test_it_tells_the_programme_with_the_way_to_every_stop(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    answer = opened(anonymous, rider)
    words = words_of(answer)
    assert "dinsdag 2 februari 2027, 17.30 tot 20.30 uur" in words
    for told in ("17.30 Verzamelen", "17.45 Stop 1", "De Sprong", "Bezoek 17.47 tot 18.11 uur"):
        assert told in words
    assert "Inloop bij De Sprong, open 17.30 tot 18.45 uur" in words
    assert words.count("Erheen: ") == 6
    assert answer.text.count("https://www.google.com/maps/dir/?api=1") == 8
    assert answer.text.count('rel="noopener noreferrer"') >= 16
    assert 'href="geo:52.0' in answer.text


def test_it_says_whom_to_call_and_links_only_numbers(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    answer = opened(anonymous, rider)
    assert 'href="tel:0612345678">Bel 06-1234 5678</a>' in answer.text
    assert "vraag de balie" in answer.text
    assert 'href="tel:vraag' not in answer.text


def test_without_leader_or_sweeper_the_organiser_is_named(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    at(app, 0)
    with database.writing.begin() as session:
        anne = create_user(session, name="Anne de Adviseur", email="anne@ros.test")
        safari = create_safari(session, state="confirmed", organiser=anne)
        row = create_sign_up(session, safari)
        rider = rider_of(app, row)
    words = words_of(opened(anonymous, rider))
    assert "Anne de Adviseur , organisator" in words
    assert "anne@ros.test" in words


def test_nothing_of_other_participants_is_on_it(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    at(app, 0)
    with database.writing.begin() as session:
        row = create_evening(session)
        other = create_sign_up(
            session, row.safari, name="Petra Patiëntvriend", email="petra@elders.test",
            diet="Zonder noten", remark="Rijd langzaam", group=row.group,
        )  # fmt: skip
        away = create_riding_group(
            session,
            row.safari,
            number=2,
            leader_name="Andere Leider",
            leader_phone="06 nummer zeven",
        )
        rider = rider_of(app, row)
        own, strangers = (
            row.name,
            (other.name, other.email, "noten", "langzaam", away.leader_name, "zeven"),
        )
    page = opened(anonymous, rider)
    for path in (page.request.path, f"{page.request.path}/route.gpx"):
        text = anonymous.get(path).text
        assert not [each for each in strangers if each in text]
        assert own not in text  # on a phone that others look at, too


def test_the_next_stop_stands_out_by_the_time_of_day(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    for minutes, number in ((-60, 0), (5, 0), (12, 1), (30, 1), (43, 2), (165, 6)):
        at(app, minutes)
        text = opened(anonymous, rider).text
        assert re.findall(r'id="plek-(\d)"[^>]*aria-current', text) == [str(number)]
    at(app, 185)
    answer = opened(anonymous, rider)
    assert "aria-current" not in answer.text
    assert "De avond is afgelopen" in words_of(answer)


def test_times_move_with_what_the_leader_reports_and_tell_what_they_were(
    app: Flask, database: Database, anonymous: FlaskClient, rider: Rider
) -> None:
    report(app, rider, "departed", 22)
    at(app, 25)
    words = words_of(opened(anonymous, rider))
    assert "Bijgewerkt om 17.52" in words
    assert "17.57 was 17.45" in words
    assert "Vertrek 17.52 uur" in words


def test_a_stop_that_was_left_early_makes_the_next_one_stand_out(
    app: Flask, database: Database, anonymous: FlaskClient, rider: Rider
) -> None:
    report(app, rider, "departed", 10)
    report(app, rider, "departed", 20, "sprong")
    at(app, 21)
    assert re.search(r'id="plek-2"[^>]*aria-current', opened(anonymous, rider).text)


def test_a_stop_that_falls_out_stays_in_its_place_and_says_so(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    skip(app, rider, 1, 20)
    at(app, 43)
    answer = opened(anonymous, rider)
    words = words_of(answer)
    assert "vervalt De Linde De groep slaat deze stop over." in words
    assert words.index("De Sprong Bezoek") < words.index("vervalt De Linde")
    assert words.index("vervalt De Linde") < words.rindex("Het Baken Bezoek")
    assert "Bijgewerkt om 17.50" in words
    assert re.search(r'id="plek-3"[^>]*aria-current', answer.text)


def test_a_cancelled_evening_says_so_and_keeps_its_programme_readable(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    at(app, 45)
    with database.writing.begin() as session:
        row = create_evening(session, state="cancelled")
        rider = rider_of(app, row)
    answer = opened(anonymous, rider)
    words = words_of(answer)
    assert "Deze avond gaat niet (verder) door" in words
    assert "bel wie hieronder staat" in words
    assert "De Sprong" in words
    assert 'class="ride off"' in answer.text
    assert "aria-current" not in answer.text


def test_an_evening_that_is_not_confirmed_says_that_it_may_not_come(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    with database.writing.begin() as session:
        row = create_evening(session, state="inviting")
        rider = rider_of(app, row)
    assert "Deze avond is nog niet zeker" in words_of(opened(anonymous, rider))


@pytest.mark.parametrize("status", ["waiting", "withdrawn"])
def test_whoever_does_not_take_part_is_told_so(
    app: Flask, database: Database, anonymous: FlaskClient, status: str
) -> None:
    with database.writing.begin() as session:
        row = create_evening(session)
        row.status, row.queued_at = status, STARTS_AT if status == "waiting" else None
        rider = rider_of(app, row)
    answer = opened(anonymous, rider)
    assert answer.status_code == 409
    assert "staat niet bij de deelnemers" in words_of(answer)


def test_two_weeks_after_the_evening_it_is_gone(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    at(app, timedelta(days=14).total_seconds() / 60 - 1)
    assert opened(anonymous, rider).status_code == 200
    at(app, timedelta(days=14).total_seconds() / 60)
    assert opened(anonymous, rider).status_code == 410


def test_a_sheet_printed_before_the_last_change_is_told_to_be_old(
    app: Flask, database: Database, anonymous: FlaskClient, rider: Rider
) -> None:
    version = re.findall(r'data-version="([^"]+)"', opened(anonymous, rider).text)[0]
    old = "Uw papieren blad is van vóór de laatste wijziging"
    assert old not in words_of(opened(anonymous, rider, f"?blad={version}"))
    report(app, rider, "departed", 22)
    at(app, 25)
    assert old not in words_of(opened(anonymous, rider, f"?blad={version}"))
    with database.writing.begin() as session:
        session.get_one(SignUp, rider.sign_up_id).safari.meeting_name = "Buurthuis"
    assert old in words_of(opened(anonymous, rider, f"?blad={version}"))
    assert old not in words_of(opened(anonymous, rider))


def test_it_is_dark_after_sunset_of_that_evening(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    for minutes, dark in ((-60, False), (30, True), (12 * 60, False)):
        at(app, minutes)
        page = opened(anonymous, rider).text
        assert ('data-theme="dark"' in page) == dark
        assert 'data-dark-from="2027-02-02T17:' in page


def test_the_route_is_there_for_other_programs(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    opened(anonymous, rider)
    answer = anonymous.get(f"/mee/{rider.link_id}/route.gpx")
    assert answer.mimetype == "application/gpx+xml"
    assert b"De Sprong" in answer.data


def test_around_the_evening_the_own_link_leads_to_the_ride(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    link = f"/l/{rider.token}"
    for minutes, leads in ((-12 * 60 - 1, False), (-12 * 60, True), (60, True), (8 * 60, False)):
        at(app, minutes)
        assert anonymous.get(link).location.startswith("/mee/") == leads


def test_whoever_waits_is_led_to_their_sign_up_also_on_the_evening(
    app: Flask, database: Database, anonymous: FlaskClient
) -> None:
    at(app, 0)
    with database.writing.begin() as session:
        row = create_evening(session)
        row.status, row.queued_at = "waiting", STARTS_AT
        rider = rider_of(app, row)
    assert anonymous.get(f"/l/{rider.token}").location.startswith("/aanmelding/")


def test_the_own_sign_up_leads_to_the_ride_as_long_as_it_works(
    app: Flask, anonymous: FlaskClient, rider: Rider
) -> None:
    opened(anonymous, rider)
    for minutes, there in ((-60, True), (60, True), (15 * 24 * 60, False)):
        at(app, minutes)
        page = anonymous.get(f"/aanmelding/{rider.link_id}").text
        assert ("Route en programma voor onderweg" in page) == there
        assert ("Naar wie kunt u verwijzen?" in page) == there


def test_links_that_do_not_exist_cannot_be_guessed(app: Flask, anonymous: FlaskClient) -> None:
    answers = [anonymous.get(f"/mee/open/gok{number}").status_code for number in range(62)]
    assert answers[0] == 404
    assert answers[-1] == 429
