"""Settings come from the environment, checked once."""

import stat
from concurrent.futures import ThreadPoolExecutor
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


def test_processes_that_start_at_once_agree_on_a_whole_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        started = pool.map(lambda n: read_settings(_environ(tmp_path, n // 8)), range(400))
        keys = [(settings.instance, settings.secret_key) for settings in started]
    assert len(set(keys)) == len({instance for instance, _ in keys}) == 50
    assert all(len(key) >= 43 for _, key in keys)
    assert {path.name for path in tmp_path.glob("*/*")} == {"secret.key"}


def _environ(folder: Path, number: int) -> dict[str, str]:
    return {"WIJKSAFARI_INSTANCE": str(folder / str(number))}


def test_two_installations_have_two_secrets(tmp_path: Path) -> None:
    keys = {read_settings({"WIJKSAFARI_INSTANCE": str(tmp_path / n)}).secret_key for n in "ab"}
    assert len(keys) == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::"])  # noqa: S104
def test_it_refuses_to_listen_to_others_while_there_are_no_accounts(
    tmp_path: Path, host: str
) -> None:
    with pytest.raises(InputError, match="alleen op deze computer"):
        read_settings({"WIJKSAFARI_INSTANCE": str(tmp_path), "WIJKSAFARI_HOST": host})


def test_a_folder_that_cannot_be_written_is_said_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(InputError, match="WIJKSAFARI_INSTANCE"):
        read_settings({"WIJKSAFARI_INSTANCE": str(tmp_path / "bestand")})


@pytest.mark.parametrize("url", ["http://[::1", "http:///pad", "pdok.nl", ""])
def test_an_address_of_a_service_without_a_host_is_refused(tmp_path: Path, url: str) -> None:
    environ = {"WIJKSAFARI_INSTANCE": str(tmp_path), "WIJKSAFARI_PDOK_URL": url}
    with pytest.raises(InputError, match="geen http- of https-adres"):
        read_settings(environ)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000.0", "9" * 5000])
def test_a_port_out_of_range_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(InputError, match="1 tot 65535"):
        read_settings({"WIJKSAFARI_INSTANCE": str(tmp_path), "WIJKSAFARI_PORT": port})


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
