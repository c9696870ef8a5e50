"""The evening's private links: nobody else's data behind them, no trace in logs, and an end."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.services.worlds_host_requests import Asking
from tests.services.worlds_hosts import Waiting, create_waiting
from tests.web.logins import log_in
from tests.web.rides import at
from tests.web.visitors import address, post_of
from tests.worlds import (
    STARTS_AT,
    create_invitation,
    create_person,
    create_practice,
    create_riding_group,
    create_sign_up,
)
from wijksafari.database import Database
from wijksafari.models import Base, Link
from wijksafari.services.hosts.links import host_link
from wijksafari.services.riding.walk_ins import NewWalkIn, add_walk_in
from wijksafari.web.permissions import HOST_LINK_HOLDER, PERMISSIONS

# Pages of the evening itself; those of signing up have tests of their own.
ON_THE_EVENING = ("participant_ride", "offline", "paper", "own_cards", "hosts")
LED = (*ON_THE_EVENING, "leading", "attendance", "presence_list")
PARTS = ("Vos", "de Vries", "Bakker")
TWO_WEEKS = 14 * 24 * 60


@dataclass
class Evening:
    """One evening under way. ``links`` are paths by whose they are, ``ids`` those of their rows.

    ``secrets`` is what nobody but the organisers may read.
    """

    app: Flask
    uid: str
    links: dict[str, str]
    ids: dict[str, int]
    secrets: tuple[str, ...]

    def client(self, *whose: str) -> FlaskClient:
        """A browser in which these links were opened."""
        client = self.app.test_client()
        for each in whose:
            assert client.get(self.links[each]).status_code == 303
        return client

    def paths(self, blueprints: tuple[str, ...], scope: str = "", whose: str = "") -> list[str]:
        """The address of every GET page of ``scope``, or of any; with the id of ``whose`` link."""
        return [
            self._path(rule, whose)
            for rule in self.app.url_map.iter_rules()
            if "GET" in (rule.methods or ())
            and rule.endpoint.split(".")[0] in blueprints
            and scope in ("", PERMISSIONS[rule.endpoint].scope)
        ]

    def own_paths(self) -> list[str]:
        """Everything a participant and a host can open of the evening."""
        return self.paths(ON_THE_EVENING, "link") + self.paths(ON_THE_EVENING, "host_link")

    def _path(self, rule: Rule, whose: str) -> str:
        owner = "host" if PERMISSIONS[rule.endpoint] == HOST_LINK_HOLDER else "participant"
        values = {
            "uid": self.uid,
            "code": "linde",
            "token": self.links["participant"].rpartition("/")[2],
            "link_id": self.ids[whose or owner],
        }
        built = rule.build({name: values[name] for name in rule.arguments})
        assert built is not None
        return built[1]


@pytest.fixture
def evening(app: Flask) -> Evening:
    """Four take part, one walked in, hosts agreed, the group left late, and one stop is skipped."""
    with app.extensions["wijksafari"].database.writing.begin() as session:
        waiting = create_waiting(session)
        Asking(session, waiting.safari).everybody_says_yes()
        create_riding_group(session, waiting.safari, leader_name="Loes", leader_phone="0612345678")
        mine = create_sign_up(session, waiting.safari, create_practice(session, "Mijn Praktijk"))
        others = [_other(waiting, name) for name in PARTS]
        walk_in = NewWalkIn(
            key="loper", group=1, name="Wim Wandel", function="gp", practice_name="Walkpraktijk"
        )
        add_walk_in(session, waiting.safari, walk_in, now=waiting.now)
        waiting.leave_late(9)
        waiting.skip("baken")
        waiting.tell()
        owners = {
            "participant": mine.link,
            "other participant": others[0],
            "host": host_link(session, waiting.safari, "linde", post_of(app), STARTS_AT),
            "other host": host_link(session, waiting.safari, "letter", post_of(app), STARTS_AT),
            "practice": create_invitation(session, waiting.safari).link,
            "person": create_invitation(
                session, waiting.safari, person=create_person(session)
            ).link,
        }
        found = Evening(
            app,
            waiting.safari.uid,
            {whose: address(app, link) for whose, link in owners.items()},
            {whose: link.id for whose, link in owners.items()},
            (*_secrets(), "Wim Wandel", "Walkpraktijk", "Anne Adviseur"),
        )
    at(app, 20)
    return found


def _other(waiting: Waiting, name: str) -> Link:
    row = create_sign_up(
        waiting.session,
        waiting.safari,
        create_practice(waiting.session, f"Praktijk {name}"),
        name=f"Iemand {name}",
        email=f"{name.replace(' ', '')}@elders.test",
        diet=f"dieet {name}",
        remark=f"opmerking {name}",
    )
    return row.link


def _secrets() -> Iterator[str]:
    for name in PARTS:
        yield from (f"Iemand {name}", f"Praktijk {name}", f"dieet {name}", f"opmerking {name}")
        yield f"{name.replace(' ', '')}@elders.test"


def _ask(client: FlaskClient, path: str, method: str = "GET") -> TestResponse:
    return client.open(path, method=method, buffered=True)


def _walk(evening: Evening) -> dict[str, TestResponse]:
    """Both look at everything."""
    client = evening.client("participant", "host")
    return {path: _ask(client, path) for path in evening.own_paths()}


def test_no_page_of_the_evening_holds_anybody_elses_data(evening: Evening) -> None:
    answers = _walk(evening)
    assert len(answers) >= 7
    for path, answer in answers.items():
        assert answer.status_code == 200, path
        found = [each for each in evening.secrets if each in answer.text]
        assert found == [], path


def test_every_page_of_the_evening_is_kept_out_of_caches_and_search_engines(
    evening: Evening,
) -> None:
    for path, answer in _walk(evening).items():
        assert answer.headers["Cache-Control"] == "no-store", path
        assert answer.headers["Referrer-Policy"] == "no-referrer", path
        if answer.mimetype == "text/html":
            assert "noindex" in answer.headers["X-Robots-Tag"], path


def test_walking_over_them_leaves_nothing_personal_in_the_logs(
    evening: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        _walk(evening)
        stranger = evening.app.test_client()
        for path in (*evening.links.values(), *evening.own_paths()):
            _ask(stranger, path)
    tokens = [path.rpartition("/")[2] for path in evening.links.values()]
    written = caplog.text + " ".join(str(vars(each)) for each in caplog.records)
    for secret in (*evening.secrets, *tokens, "Deelnemer", "0612345678"):
        assert secret not in written


@pytest.mark.parametrize(
    ("holds", "scope"),
    [
        ("other participant", "link"),
        ("host", "link"),
        ("practice", "link"),
        ("other host", "host_link"),
        ("participant", "host_link"),
    ],
)
def test_one_link_opens_nothing_of_another(evening: Evening, holds: str, scope: str) -> None:
    client = evening.client(holds)
    for path in evening.paths(ON_THE_EVENING, scope):
        assert _ask(client, path).status_code == 404, path


@pytest.mark.parametrize(
    ("whose", "scope"),
    [
        ("host", "link"),
        ("practice", "link"),
        ("person", "link"),
        ("participant", "host_link"),
        ("practice", "host_link"),
        ("person", "host_link"),
    ],
)
def test_a_link_for_something_else_is_no_key_to_the_evening(
    evening: Evening, whose: str, scope: str
) -> None:
    client = evening.client(whose)
    for path in evening.paths(ON_THE_EVENING, scope, whose):
        assert _ask(client, path).status_code == 404, path


def test_two_weeks_after_the_evening_everything_answers_that_it_is_over(evening: Evening) -> None:
    client = evening.client("participant", "host")
    paths = evening.own_paths()
    at(evening.app, TWO_WEEKS - 1)
    assert {_ask(client, path).status_code for path in paths} == {200}
    at(evening.app, TWO_WEEKS)
    for path in paths:
        answer = _ask(client, path)
        assert answer.status_code == 410, path
        assert not any(each in answer.text for each in (*evening.secrets, "Loes", "0612345678"))
    assert _ask(client, evening.links["host"]).status_code == 410


def test_a_link_that_was_withdrawn_opens_nothing_any_more(
    evening: Evening, database: Database
) -> None:
    client = evening.client("participant", "host")
    with database.writing.begin() as session:
        for link in session.scalars(select(Link)):
            link.revoked_at = STARTS_AT
    for path in evening.own_paths():
        assert _ask(client, path).status_code == 410, path


def test_a_link_that_never_was_does_not_exist(evening: Evening) -> None:
    client = evening.client("participant", "host")
    missing = max(evening.ids.values()) + 1
    for path in evening.own_paths():
        changed = [str(missing) if part.isdecimal() else part for part in path.split("/")]
        assert _ask(client, "/".join(changed)).status_code == 404, path
    for path in ("/l/onbekend", "/mee/open/onbekend"):
        assert _ask(client, path).status_code == 404


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_changes_nothing(evening: Evening, database: Database, method: str) -> None:
    client = log_in(evening.client("participant", "host"))
    before = _dump(database)
    for path in (*evening.links.values(), *evening.paths(LED)):
        answer = _ask(client, path, method)
        assert answer.status_code in (200, 303), path
        assert "inloggen" not in answer.headers.get("Location", ""), path
    assert _dump(database) == before


def _dump(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def test_only_hosts_pages_open_by_a_hosts_link(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        for_hosts = PERMISSIONS[rule.endpoint] == HOST_LINK_HOLDER
        assert for_hosts == rule.rule.startswith("/locatie/"), rule
