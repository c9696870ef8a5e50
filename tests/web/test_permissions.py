"""Every route, for everybody: who gets through is what the table in permissions.py says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.databases import copied_database
from tests.web.logins import login_of
from tests.web.permission_world import FORM, ROLES, World, build_world
from tests.web.world import NOW, STREETS
from wijksafari import create_app
from wijksafari.config import PROJECT, Settings
from wijksafari.database import Database
from wijksafari.models import User
from wijksafari.services.accounts.accounts import end_membership
from wijksafari.web.permissions import PERMISSIONS, Permission

LOGGED_IN = frozenset(ROLES[5:])
OWN = {"ros_adviser": "adviser", "kwartiermaker": "kwartiermaker"}
ONLY = {
    "nobody": (),
    "link": ("participant",),
    "host_link": ("host",),
    "administrator": ("administrator",),
}
# These need no more than that the link in their address is right.
BY_ADDRESS = {"calendars.feed"}
# Whoever is in needs no code: they are sent to the first page.
ON_THE_WAY_IN = {"security.two_factor_token_validation"}


def expected(endpoint: str, permission: Permission) -> frozenset[str]:
    """The roles that ``endpoint`` is for."""
    match permission.scope:
        case "everyone":
            return frozenset(ROLES) - (LOGGED_IN if endpoint in ON_THE_WAY_IN else frozenset())
        case "account":
            return LOGGED_IN
        case "wijk" | "safari":
            return frozenset(OWN[role] for role in permission.roles)
        case scope:
            return frozenset(ROLES if endpoint in BY_ADDRESS else ONLY[scope])


@dataclass
class Visits:
    """The site, visited by everybody; whatever a visit changes is undone after it."""

    app: Flask
    world: World
    reached: list[str]

    def go(self, role: str, rule: Rule, method: str, **changed: object) -> TestResponse | None:
        """What ``role`` gets; None where no view was reached."""
        client = self._client(role)
        self.reached.clear()
        with self.undone():
            answer = self._ask(client, rule, method, changed)
        return answer if self.reached == [rule.endpoint] else None

    def may(self, role: str, rule: Rule, method: str, **changed: object) -> bool:
        """Whether ``role`` gets through."""
        answer = self.go(role, rule, method, **changed)
        if answer is not None:
            assert answer.status_code < 500, answer.text
        return answer is not None and answer.status_code not in (401, 403, 404, 410)

    def _ask(
        self, client: FlaskClient, rule: Rule, method: str, changed: dict[str, object]
    ) -> TestResponse:
        given = {name: self._argument(rule.endpoint, name) for name in rule.arguments} | changed
        with self.app.test_request_context():
            path = self.app.url_for(rule.endpoint, **given)
        named = "wijk" not in given and PERMISSIONS[rule.endpoint].scope == "wijk"
        query = FORM.replace("proefwijk", str(changed.get("in_wijk", "proefwijk"))) if named else ""
        if method == "POST":
            form = "application/x-www-form-urlencoded"
            return client.post(path, data=query, content_type=form)
        return client.open(f"{path}?{query}" if query else path, method=method, buffered=True)

    def _argument(self, endpoint: str, name: str) -> object:
        known = self.world.arguments
        value = known.get(f"{endpoint}.{name}", known.get(name))
        assert value is not None, f"permission_world.py has no {name} for {endpoint}"
        return value

    def _client(self, role: str) -> FlaskClient:
        client = self.app.test_client()
        for token in self.world.tokens.get(role, ()):
            assert client.get(f"/l/{token}").status_code == 303
        if role in self.world.emails:
            with client.session_transaction() as session:
                made = self.app.extensions["wijksafari"]
                session.update(login_of(made, self.world.emails[role]))
        return client

    def undone(self) -> _Undone:
        """A while whose changes are undone."""
        return _Undone(self.app)


class _Undone:
    """Runs on one connection, whose transaction is rolled back at the end."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._made = app.extensions["wijksafari"]

    def __enter__(self) -> Database:
        self._connection = self._made.database.engine.connect()
        self._connection.begin()
        sessions = sessionmaker(self._connection, join_transaction_mode="create_savepoint")
        database = Database(self._made.database.engine, sessions, sessions)
        self._app.extensions["wijksafari"] = replace(self._made, database=database)
        return database

    def __exit__(self, *_: object) -> None:
        self._app.extensions["wijksafari"] = self._made
        self._connection.rollback()
        self._connection.close()


@pytest.fixture(scope="module")
def visits(built: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    folder: Path = tmp_path_factory.mktemp("permissions")
    (folder / "streets").mkdir()
    (folder / "streets" / STREETS).symlink_to(PROJECT / "data" / STREETS)
    with copied_database(built, folder) as url:
        settings = Settings(instance=folder, secret_key="secret in tests only", database_url=url)
        app = create_app(settings, now=lambda: NOW)
        app.config["WTF_CSRF_ENABLED"] = False
        made = app.extensions["wijksafari"]
        with made.database.writing.begin() as session:
            world = build_world(session, made.post, settings.mail_folder)
        yield Visits(app, world, _noted(app))
        made.database.close()


def _noted(app: Flask) -> list[str]:
    """The endpoints of the views that are reached, from now on."""
    reached: list[str] = []
    for endpoint, view in list(app.view_functions.items()):

        def seen(*args: object, _view=view, **named: object) -> object:  # type: ignore[no-untyped-def]
            reached.append(request.endpoint or "")
            return _view(*args, **named)

        app.view_functions[endpoint] = seen
    return reached


def _rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def _methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) & {"GET", "HEAD", "POST"})


def test_every_route_is_in_the_table_and_every_line_has_a_route(visits: Visits) -> None:
    assert {rule.endpoint for rule in _rules(visits.app)} == set(PERMISSIONS)


@pytest.mark.parametrize("endpoint", sorted(PERMISSIONS))
def test_whoever_the_table_names_gets_through_and_nobody_else(
    visits: Visits, endpoint: str
) -> None:
    wanted = expected(endpoint, PERMISSIONS[endpoint])
    for rule in visits.app.url_map.iter_rules(endpoint):
        for method in _methods(rule):
            through = {role for role in ROLES if visits.may(role, rule, method)}
            assert through == wanted, f"{method} {rule}"


@pytest.mark.parametrize(
    "endpoint",
    sorted(name for name, each in PERMISSIONS.items() if each.scope in ("wijk", "safari")),
)
def test_what_belongs_elsewhere_is_not_reached_through_ones_own_wijk(
    visits: Visits, endpoint: str
) -> None:
    for rule in visits.app.url_map.iter_rules(endpoint):
        for name in rule.arguments - {"name"}:
            key = f"{endpoint}.{name}"
            strange = visits.world.elsewhere.get(key, visits.world.elsewhere.get(name))
            for method in _methods(rule):
                assert not visits.may("adviser", rule, method, **{name: strange}), f"{rule} {name}"


@pytest.mark.parametrize(
    "endpoint", ["planner.page", "proposals.page", "editor.page", "editor.save"]
)
def test_a_form_that_names_another_wijk_too_is_refused(visits: Visits, endpoint: str) -> None:
    client = visits._client("adviser")
    with visits.app.test_request_context():
        path = visits.app.url_for(endpoint)
    for query in (f"wijk=elders&{FORM}", f"{FORM}&wijk=elders", f"{FORM}&safari=x"):
        answer = (
            client.post(f"{path}?{query}", data=FORM)
            if endpoint == "editor.save"
            else client.get(f"{path}?{query}")
        )
        assert answer.status_code == 404
    foreign = f"{FORM}&safari={visits.world.elsewhere['uid']}&versie=0"
    ask = client.post if endpoint == "editor.save" else client.get
    assert ask(f"{path}?{foreign}").status_code == 404


def test_a_route_without_a_line_is_closed(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PERMISSIONS, "home.page")
    assert visits._client("administrator").get("/").status_code == 404


def test_a_role_that_is_taken_away_works_no_more_in_a_session_that_is_open(
    visits: Visits,
) -> None:
    client = visits._client("adviser")
    uid = visits.world.arguments["uid"]
    assert client.get(f"/safari/{uid}").status_code == 200
    with visits.undone() as database:
        with database.writing.begin() as session:
            user = session.scalars(select(User).filter_by(email=visits.world.emails["adviser"]))
            end_membership(session, user.one(), "proefwijk")
        assert client.get(f"/safari/{uid}").status_code == 404
