"""Settings come from the environment, checked once."""

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from wijksafari.config import Settings, read_settings
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


SITE = "https://wijksafari.uwregio.nl"
HOSTS = ["0.0.0.0", "192.168.1.4", "example.org", "::"]  # noqa: S104


SMTP = "smtp://wijksafari:geheim@mail.uwregio.nl:587"
MAIL = {"smtp_url": SMTP, "mail_from": "Wijksafari <wijksafari@uwregio.nl>"}


def _read(tmp_path: Path, **given: str) -> Settings:
    if given.get("base_url", "").startswith("https:"):
        given = MAIL | given
    names = {f"WIJKSAFARI_{name.upper()}": value for name, value in given.items()}
    return read_settings({"WIJKSAFARI_INSTANCE": str(tmp_path)} | names)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("base_url", ["", "http://127.0.0.1:8000"])
def test_it_listens_to_others_only_under_an_https_address(
    tmp_path: Path, host: str, base_url: str
) -> None:
    with pytest.raises(InputError, match="https-adres"):
        _read(tmp_path, host=host, base_url=base_url)
    assert _read(tmp_path, host=host, base_url=SITE).base_url == SITE


def test_links_lead_to_this_machine_unless_said_otherwise(tmp_path: Path) -> None:
    assert _read(tmp_path, port="8080").base_url == "http://127.0.0.1:8080"
    assert _read(tmp_path, host="::1").base_url == "http://[::1]:8000"
    assert _read(tmp_path, base_url=f"{SITE}/").base_url == SITE
    assert _read(tmp_path, base_url="http://localhost:81").public is False


def test_a_site_under_https_has_a_proxy_before_it(tmp_path: Path) -> None:
    assert _read(tmp_path).proxies == 0
    assert _read(tmp_path, base_url=SITE).proxies == 1
    assert _read(tmp_path, base_url=SITE, proxies="2").proxies == 2


@pytest.mark.parametrize(
    "base_url",
    [
        *("wijksafari.nl", "ftp://wijksafari.nl", "https://", "https://[::1", "https://a:b"),
        *(f"{SITE}/pad", f"{SITE}?a", "https://naam:woord@wijksafari.nl", f"{SITE}\nX: y"),
        "http://wijksafari.nl",
    ],
)
def test_a_base_url_that_no_link_can_start_with_is_refused(tmp_path: Path, base_url: str) -> None:
    with pytest.raises(InputError, match="WIJKSAFARI_BASE_URL"):
        _read(tmp_path, base_url=base_url)


@pytest.mark.parametrize(
    "secret", ["kort", "a" * 40, "changeme" * 5, "SECRET_KEY_" * 4, "x1y2z3-wachtwoord-" * 2]
)
def test_others_are_not_let_in_on_a_secret_that_can_be_guessed(tmp_path: Path, secret: str) -> None:
    with pytest.raises(InputError, match="te raden") as caught:
        _read(tmp_path, base_url=SITE, secret_key=secret)
    assert secret not in str(caught.value)
    assert _read(tmp_path, secret_key=secret).secret_key == secret


@pytest.mark.parametrize(
    "smtp_url", ["mail.nl", "http://mail.nl", "smtp://", "smtp://u:geheim@mail.nl:0", "smtp://a\nb"]
)
def test_a_mail_server_is_an_address_and_its_password_stays_out_of_sight(
    tmp_path: Path, smtp_url: str
) -> None:
    with pytest.raises(InputError, match="WIJKSAFARI_SMTP_URL") as caught:
        _read(tmp_path, smtp_url=smtp_url, mail_from="post@uwregio.nl")
    assert "geheim" not in str(caught.value)


def test_settings_do_not_show_their_secrets(tmp_path: Path) -> None:
    settings = _read(
        tmp_path,
        smtp_url="smtps://u:geheim@mail.nl",
        mail_from="Wijksafari <post@uwregio.nl>",
        secret_key="0123456789abcdef",
    )
    assert settings.smtp_url.startswith("smtps:")
    assert "geheim" not in repr(settings)
    assert "0123456789abcdef" not in repr(settings)


@pytest.mark.parametrize("sender", ["Wijksafari", "a@", "a@b.nl\nBcc: c@d.nl", "A <a b@c.nl>"])
def test_a_sender_is_an_address_on_one_line(tmp_path: Path, sender: str) -> None:
    with pytest.raises(InputError, match="WIJKSAFARI_MAIL_FROM"):
        _read(tmp_path, mail_from=sender)


def test_a_mail_server_needs_a_sender(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="van welk adres"):
        _read(tmp_path, smtp_url="smtp://mail.nl")


@pytest.mark.parametrize("proxies", ["-1", "6", "een", "²", "1 "])
def test_the_number_of_proxies_is_small_and_whole(tmp_path: Path, proxies: str) -> None:
    with pytest.raises(InputError, match="WIJKSAFARI_PROXIES"):
        _read(tmp_path, proxies=proxies)


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


def test_a_site_for_everybody_does_not_start_without_a_mail_server(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="zonder komt geen uitnodiging aan"):
        _read(tmp_path, base_url=SITE, smtp_url="")


def test_a_clock_of_its_own_is_for_trying_out_only(tmp_path: Path) -> None:
    assert _read(tmp_path).clock_ahead == 0
    assert _read(tmp_path, clock_ahead="-3600").clock_ahead == -3600
    for earnest in ({"base_url": SITE}, MAIL):
        with pytest.raises(InputError, match="alleen op een proefsite"):
            _read(tmp_path, clock_ahead="3600", **earnest)
    for text in ("morgen", "1e9", "1" * 10, "-"):
        with pytest.raises(InputError, match="WIJKSAFARI_CLOCK_AHEAD"):
            _read(tmp_path, clock_ahead=text)
