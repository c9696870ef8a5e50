"""Failures nobody foresaw end in a page with a number, and a log line without personal data."""

import re

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.web.logins import log_in
from wijksafari.errors import (
    ClosedError,
    InputError,
    LinkExpiredError,
    LinkRevokedError,
    NotFoundError,
    WijksafariError,
)
from wijksafari.web.permissions import EVERYONE, PERMISSIONS


@pytest.fixture
def open_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody reach the page that the test adds."""
    monkeypatch.setitem(PERMISSIONS, "broken", EVERYONE)


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (KeyError("Jansen"), 500, "Er is niets gewijzigd."),
        (OperationalError("select 'Jansen'", {}, Exception("locked")), 503, "over een minuut"),
    ],
)
@pytest.mark.usefixtures("open_door")
def test_an_unforeseen_failure_gets_a_number_and_keeps_names_to_itself(
    app: Flask, caplog: pytest.LogCaptureFixture, error: Exception, status: int, says: str
) -> None:
    @app.get("/stuk")
    def broken() -> str:
        raise error

    answer = app.test_client().get("/stuk")
    assert answer.status_code == status
    assert says in answer.text
    (record,) = [each for each in caplog.records if each.name == "wijksafari.web.failures"]
    reference = re.search(r"failure ([0-9a-f]{8}): ", record.getMessage())
    assert reference
    assert reference[1] in answer.text
    assert f"{type(error).__name__} at " in record.getMessage()
    assert "Jansen" not in answer.text + caplog.text
    assert "Traceback" not in answer.text + caplog.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (NotFoundError("Weg."), "Niet gevonden"),
        (ClosedError("Al bevestigd."), "Dit kan nu niet"),
        (LinkRevokedError("Ingetrokken."), "Deze link werkt niet meer"),
        (LinkExpiredError("Verlopen."), "Deze link werkt niet meer"),
        (InputError("Vul iets in."), "Dit lukte niet"),
    ],
)
@pytest.mark.usefixtures("open_door")
def test_the_heading_says_what_kind_of_failure_it_is(
    app: Flask, error: WijksafariError, heading: str
) -> None:
    @app.get("/stuk")
    def broken() -> str:
        raise error

    page = log_in(app.test_client()).get("/stuk").text
    assert f"<h1>{heading}</h1>" in page
    assert f"<title>{heading} – Wijksafari</title>" in page
    assert "Naar het overzicht" in page
    assert "Opnieuw plannen" not in page
