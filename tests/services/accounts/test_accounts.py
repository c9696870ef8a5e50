"""Two administrators at once, and what a good password is."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.worlds import create_user
from wijksafari.database import Database
from wijksafari.errors import InputError
from wijksafari.models import User
from wijksafari.services.accounts.accounts import find_user, set_active, set_administrator
from wijksafari.services.accounts.passwords import hashed, password_problem


@pytest.mark.parametrize("leave", ["active", "role"])
def test_two_administrators_who_switch_each_other_off_at_once_leave_one(
    database: Database, leave: str
) -> None:
    with database.writing.begin() as session:
        ids = [create_user(session, role="administrator").id for _ in range(2)]
    begin = Barrier(2)

    def switch_off(user_id: int) -> bool:
        begin.wait()
        try:
            with database.writing.begin() as session:
                user = find_user(session, user_id)
                change = set_active if leave == "active" else set_administrator
                change(session, user, False)
        except InputError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(switch_off, ids)) == [False, True]
    with database.reading() as session:
        left = [user for user in session.query(User) if user.active and user.roles]
    assert len(left) == 1


@pytest.mark.parametrize(
    "password",
    [
        *("wachtwoord123", "Welkom2026!!!", "qwertyuiop123", "123456789012", "0987654321098"),
        *("aaaaaaaaaaaa", "zomer2026zomer", "Wijksafari2026", "asdfghjkl;123", "839201748293"),
    ],
)
def test_what_anybody_would_try_first_is_no_password(password: str) -> None:
    assert password_problem(password, "anne@wijk.nl")


@pytest.mark.parametrize(
    "password",
    ["vier losse woorden hier", "Xk29!mzPq77q", "de kat zit in het raam", "ééééüüüßßññ!"],
)
def test_what_nobody_would_try_is_a_password(password: str) -> None:
    assert password_problem(password, "anne@wijk.nl") == ""


def test_a_password_is_kept_by_argon2_with_salt() -> None:
    one, two = hashed("vier losse woorden hier"), hashed("vier losse woorden hier")
    assert one != two
    assert one.startswith("$argon2id$")
