"""Settings come from the environment, checked once."""

import stat
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from wijksafari.config import read_settings
from wijksafari.errors import InputError


def test_without_any_setting_it_serves_this_machine_only(tmp_path: Path) -> None:
    settings = read_settings({"WIJKSAFARI_INSTANCE": str(tmp_path)})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database_url == f"sqlite:///{tmp_path / 'wijksafari.sqlite3'}"


def test_settings_do_not_change_once_read(tmp_path: Path) -> None:
    settings = read_settings({"WIJKSAFARI_INSTANCE": str(tmp_path)})
    with pytest.raises(FrozenInstanceError):
        settings.port = 9000


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    environ = {"WIJKSAFARI_INSTANCE": str(tmp_path)}
    first, second = read_settings(environ), read_settings(environ)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 43
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_two_installations_have_two_secrets(tmp_path: Path) -> None:
    keys = {read_settings({"WIJKSAFARI_INSTANCE": str(tmp_path / n)}).secret_key for n in "ab"}
    assert len(keys) == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::"])  # noqa: S104
def test_it_refuses_to_listen_to_others_while_there_are_no_accounts(
    tmp_path: Path, host: str
) -> None:
    with pytest.raises(InputError, match="alleen op deze computer"):
        read_settings({"WIJKSAFARI_INSTANCE": str(tmp_path), "WIJKSAFARI_HOST": host})


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    environ = {
        "WIJKSAFARI_INSTANCE": str(tmp_path),
        "WIJKSAFARI_PORT": "veel",
        "WIJKSAFARI_PDOK_URL": "ftp://example.org",
        "WIJKSAFARI_OVERPASS_URL": "file:///etc/passwd",
    }
    with pytest.raises(InputError) as caught:
        read_settings(environ)
    assert len(caught.value.problems) == 3
