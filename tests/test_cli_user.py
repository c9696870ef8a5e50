"""Accounts from the command line."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.cli_runs import CommandLine
from tests.databases import copied_database, opened
from tests.worlds import create_neighbourhood
from wijksafari.models import Message, User

PASSWORD = "vier losse woorden hier"


@pytest.fixture
def url(migrated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("WIJKSAFARI_INSTANCE", str(tmp_path))
    with copied_database(migrated, tmp_path) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


@pytest.fixture
def run(url: str, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


def _typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    given = iter(lines)
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: next(given))


def _users(url: str) -> list[User]:
    with opened(url) as database, database.reading() as session:
        return list(session.scalars(select(User).order_by(User.id)))


def test_the_first_account_is_made_with_a_password_that_is_typed_twice(
    url: str, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _typed(monkeypatch, PASSWORD, PASSWORD)
    done = run("user", "add", "Bea@uwregio.nl", "--name", "Bea", "--administrator")
    assert (done.code, done.err) == (0, "")
    assert PASSWORD not in done.out
    (user,) = _users(url)
    assert user.email == "bea@uwregio.nl"
    assert (user.password or "").startswith("$argon2id$")


def test_two_different_passwords_make_no_account(
    url: str, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _typed(monkeypatch, PASSWORD, "iets anders")
    done = run("user", "add", "bea@uwregio.nl", "--name", "Bea")
    assert done.code == 2
    assert "niet gelijk" in done.err
    assert _users(url) == []


def test_a_role_in_a_wijk_is_given_with_the_account(
    url: str, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(url) as database, database.writing.begin() as session:
        create_neighbourhood(session, "proefwijk")
    for email, more in (("a@b.nl", ()), ("c@d.nl", ("--role", "kwartiermaker"))):
        _typed(monkeypatch, PASSWORD)
        arguments = ("--name", "Naam", "--wijk", "proefwijk", *more, "--password-stdin")
        assert run("user", "add", email, *arguments).code == 0
    lines = run("user", "list").out.splitlines()
    assert lines == ["a@b.nl\tNaam\tadviseur proefwijk", "c@d.nl\tNaam\tkwartiermaker proefwijk"]


def test_an_invitation_is_mailed_instead_of_a_password(url: str, run: CommandLine) -> None:
    assert run("user", "add", "bea@uwregio.nl", "--name", "Bea", "--invite").code == 0
    assert _users(url)[0].password is None
    with opened(url) as database, database.reading() as session:
        (message,) = session.scalars(select(Message))
    assert (message.kind, message.to_email) == ("account_invitation", "bea@uwregio.nl")
    assert "nog geen wachtwoord" in run("user", "list").out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("geen-adres", "--name", "Bea", "--invite"), "e-mailadres klopt niet"),
        (("bea@b.nl", "--name", " ", "--invite"), "Vul een naam in"),
        (("bea@b.nl", "--name", "Bea", "--wijk", "nergens", "--invite"), "wijk bestaat niet"),
        (("bea@b.nl", "--name", "Bea", "--role", "koning", "--invite"), "--role"),
        (("bea@b.nl", "--name", "Bea", "--invite", "--password-stdin"), "niet beide"),
        (("bea@b.nl", "--name", "Bea", "--password-stdin"), "minstens 12 tekens"),
        (("bea@b.nl",), "--name"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(
    url: str,
    run: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    _typed(monkeypatch, "kort")
    done = run("user", "add", *arguments)
    assert done.code == 2
    assert sentence in done.err
    assert _users(url) == []
