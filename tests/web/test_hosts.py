"""The host's page: when which group comes to their stop, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.services.worlds_hosts import MINUTE, Waiting, create_waiting
from tests.web.logins import log_in
from tests.web.rides import at
from tests.web.visitors import address, post_of, words_of
from tests.worlds import ACTOR, POST, STARTS_AT, create_riding_group, create_sign_up
from wijksafari.models import Safari
from wijksafari.planning.words import clock, hours
from wijksafari.services.hosts.links import host_link, revoke_host_link
from wijksafari.services.safaris.decisions import cancel

NOBODY_COMES = "U staat niet (meer) in het programma van deze avond"


@dataclass
class Evening:
    """An evening that tests change in a transaction, and the client of the host of ``stop``."""

    app: Flask
    client: FlaskClient
    safari_id: int
    arrival: datetime
    departs: datetime

    def link(self, stop: str = "baken") -> str:
        with self.app.extensions["wijksafari"].database.writing.begin() as session:
            safari = session.get_one(Safari, self.safari_id)
            return address(self.app, host_link(session, safari, stop, post_of(self.app), STARTS_AT))

    def page(self, minutes: float = 0, stop: str = "baken") -> TestResponse:
        at(self.app, minutes)
        return self.client.get(self.link(stop), follow_redirects=True)

    def words(self, minutes: float = 0, stop: str = "baken") -> str:
        return words_of(self.page(minutes, stop))

    def state(self, minutes: float = 0) -> TestResponse:
        path = self.page(minutes).request.path
        return self.client.get(f"{path}/stand.json")


@pytest.fixture
def evening(app: Flask, anonymous: FlaskClient) -> Evening:
    with app.extensions["wijksafari"].database.writing.begin() as session:
        waiting = create_waiting(session)
        visit = next(v for v in waiting.plan.visits if v.location.id == "baken")
        for _ in range(3):
            create_sign_up(session, waiting.safari)
        return Evening(
            app, anonymous, waiting.safari.id, arrival=visit.arrival, departs=waiting.plan.departs
        )


@pytest.fixture
def under_way(evening: Evening) -> Iterator[Waiting]:
    """The same evening, for what happens on it; committed at the end of ``with``."""
    with evening.app.extensions["wijksafari"].database.writing() as session:
        safari = session.get_one(Safari, evening.safari_id)
        session.commit()  # lets others write until something happens
        yield Waiting(session, safari)


def _say(under_way: Waiting) -> None:
    under_way.session.commit()


def test_before_the_evening_it_tells_the_planned_times(evening: Evening) -> None:
    words = evening.words(-24 * 60)
    assert f"De groep komt {hours(evening.arrival)} tot" in words
    assert f"De groep vertrekt om {clock(evening.departs)} van het verzamelpunt." in words
    assert "3 mensen en hun begeleiders" in words
    assert "was" not in words.split("Vragen?", maxsplit=1)[0]


def test_a_shift_shows_the_new_time_and_what_it_was(evening: Evening, under_way: Waiting) -> None:
    under_way.leave_late(9)
    _say(under_way)
    words = evening.words(20)
    assert f"De groep komt {hours(evening.arrival + 9 * MINUTE)} tot" in words
    assert f"was {hours(evening.arrival)}" in words
    assert "De groep is onderweg naar stop 1 van 5; u bent stop 3." in words
    assert f"Bijgewerkt om {hours(under_way.now)}." in words


def test_it_says_so_when_the_group_is_there_and_when_it_left(
    evening: Evening, under_way: Waiting
) -> None:
    under_way.report("arrived", "baken", evening.arrival)
    _say(under_way)
    assert "De groep is bij u" in evening.words(75)
    under_way.report("departed", "baken", evening.arrival + 20 * MINUTE)
    _say(under_way)
    assert "De groep is geweest" in evening.words(100)


def test_a_stop_that_is_skipped_need_not_wait(evening: Evening, under_way: Waiting) -> None:
    under_way.leave_late(0)
    under_way.skip("baken")
    _say(under_way)
    words = evening.words(20)
    assert "De groep komt niet" in words
    assert "u hoeft niet te wachten" in words


def test_groups_are_told_apart_in_the_order_in_which_they_come(
    evening: Evening, under_way: Waiting
) -> None:
    for number in (1, 2):
        create_riding_group(under_way.session, under_way.safari, number=number)
    under_way.leave_late(30)
    _say(under_way)
    words = evening.words(45)
    assert words.index("Groep 2 komt") < words.index("Groep 1 komt")
    assert "Groep 2 heeft nog niets gemeld" in words


def test_the_leader_can_be_called(evening: Evening, under_way: Waiting) -> None:
    create_riding_group(
        under_way.session, under_way.safari, leader_name="Loes", leader_phone="06-8765 4321"
    )
    _say(under_way)
    assert 'href="tel:0687654321"' in evening.page().text


def test_an_evening_that_is_off_says_so(evening: Evening, under_way: Waiting) -> None:
    under_way.safari.state = "cancelled"
    _say(under_way)
    words = evening.words()
    assert "Deze avond gaat niet door" in words
    assert hours(evening.arrival) not in words


def test_who_waits_when_an_evening_is_broken_off_reads_that_it_was(
    evening: Evening, under_way: Waiting
) -> None:
    under_way.leave_late(0)
    session, safari = under_way.session, under_way.safari
    cancel(session, safari, actor=ACTOR, post=POST, now=under_way.now, reason="IJzel.")
    _say(under_way)
    words = evening.words(30)
    assert "De avond is afgebroken" in words
    assert "Er komt geen groep bij u langs; u hoeft niet te wachten." in words
    assert "Dank u dat wij bij u welkom waren" not in words


def test_a_host_who_was_visited_before_it_was_broken_off_is_thanked(
    evening: Evening, under_way: Waiting
) -> None:
    under_way.report("arrived", "baken", evening.arrival)
    under_way.safari.state = "cancelled"
    _say(under_way)
    words = evening.words(180)
    assert "De avond is afgebroken" in words
    assert "Dank u dat wij bij u welkom waren." in words


def test_a_stop_outside_the_programme_hears_that(evening: Evening) -> None:
    words = evening.words(stop="buitenkans")
    assert NOBODY_COMES in words
    assert "De wijksafari bij De Buitenkans" in words


def test_after_the_evening_it_thanks(evening: Evening) -> None:
    assert "De avond is voorbij." in evening.words(5 * 60)


def test_it_names_no_other_stop_and_no_participant(evening: Evening, under_way: Waiting) -> None:
    under_way.leave_late(9)
    _say(under_way)
    text = evening.page(20).text
    for secret in ("De Linde", "De Letter", "De Sprong", "Deelnemer", "@voorbeeld.test"):
        assert secret not in text


def test_who_is_without_mail_address_is_not_promised_mail(
    evening: Evening, under_way: Waiting
) -> None:
    assert "dan krijgt u een mail" in evening.words()
    under_way.forget_mail("baken")
    _say(under_way)
    assert "mail;" not in evening.words()


def test_its_version_moves_with_what_is_told_and_with_nothing_else(
    evening: Evening, under_way: Waiting
) -> None:
    first = evening.state(20).get_json()
    assert first == evening.state(20).get_json()
    assert first["now"] == (STARTS_AT + 20 * MINUTE).isoformat()
    assert first["version"] == evening.state(21).get_json()["version"]
    under_way.leave_late(9)
    _say(under_way)
    second = evening.state(22).get_json()
    assert second["version"] != first["version"]
    page = evening.page(22).text
    assert f'data-version="{second["version"]}"' in page
    assert f"Bijgewerkt om {hours(under_way.now)}" in page


def test_it_is_kept_out_of_search_engines_and_caches(evening: Evening) -> None:
    page = evening.page()
    assert page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in page.text


@pytest.mark.parametrize(("days", "status"), [(13.9, 200), (14, 410)])
def test_the_link_works_for_two_weeks_after_the_evening(
    evening: Evening, days: float, status: int
) -> None:
    path = evening.page().request.path
    at(evening.app, days * 24 * 60)
    for where in (path, f"{path}/stand.json", evening.link()):
        answer = evening.client.get(where, follow_redirects=True)
        assert answer.status_code == status


def test_a_link_that_was_withdrawn_says_so(evening: Evening, under_way: Waiting) -> None:
    path = evening.page().request.path
    revoke_host_link(under_way.session, under_way.safari, "baken", STARTS_AT)
    _say(under_way)
    answer = evening.client.get(path)
    assert answer.status_code == 410
    assert "ingetrokken" in words_of(answer)


def test_without_the_cookie_the_page_does_not_exist(evening: Evening, app: Flask) -> None:
    path = evening.page().request.path
    assert app.test_client().get(path).status_code == 404


def test_who_leads_the_evening_sees_whom_to_call(evening: Evening, under_way: Waiting) -> None:
    under_way.forget_mail("baken")
    under_way.leave_late(9)
    under_way.tell()
    uid = under_way.safari.uid
    _say(under_way)
    at(evening.app, 22)
    page = log_in(evening.client).get(f"/onderweg/{uid}")
    words = words_of(page)
    assert "Het Baken Heeft geen mailadres. Bel zelf (06-12345678): de groep komt om" in words
    assert "De Letter De mail is onderweg: de groep komt om" in words
    assert ">Bel Fatima van Het Baken</a>" in page.text
