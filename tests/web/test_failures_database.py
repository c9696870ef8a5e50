"""What the database cannot take ends in a sentence, the same on both."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import DataError, TimeoutError

from wijksafari.web.permissions import EVERYONE, PERMISSIONS


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (TimeoutError("no connection free"), 503, "over een minuut"),
        (DataError("select 'Jansen'", {}, Exception("too long")), 400, "klopt niet"),
    ],
)
def test_a_failure_of_the_database_is_told_in_a_sentence(
    app: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, says: str
) -> None:
    monkeypatch.setitem(PERMISSIONS, "broken", EVERYONE)

    @app.get("/stuk")
    def broken() -> str:
        raise error

    answer = app.test_client().get("/stuk")
    assert (answer.status_code, says in answer.text) == (status, True)
    assert "Jansen" not in answer.text


@pytest.mark.parametrize("number", [2**31, 2**63, 10**40])
def test_a_number_no_row_can_have_is_an_unknown_address(client: FlaskClient, number: int) -> None:
    assert client.get(f"/aanmelden/{number}").status_code == 404
