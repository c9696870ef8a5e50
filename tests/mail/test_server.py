"""Which server an address in the settings means."""

import pytest

from wijksafari.errors import InputError
from wijksafari.mail.server import MailServer, read_server


def test_a_server_on_the_network_is_only_talked_to_in_secret() -> None:
    found = read_server("smtp://wijk:ge%3Aheim%40@mail.voorbeeld.nl")
    assert found == MailServer(
        host="mail.voorbeeld.nl",
        port=587,
        encryption="starttls",
        user="wijk",
        password="ge:heim@",
    )
    assert read_server("smtps://mail.voorbeeld.nl:4650").encryption == "implicit"
    assert read_server("smtps://mail.voorbeeld.nl").port == 465


@pytest.mark.parametrize("url", ["smtp://localhost:2525", "smtp://127.0.0.1", "smtp://[::1]:25"])
def test_a_server_on_this_computer_needs_no_encryption(url: str) -> None:
    assert read_server(url).encryption == "none"


@pytest.mark.parametrize(
    "url",
    ["mail.voorbeeld.nl", "http://geheim@mail.nl", "smtp://", "smtp://geheim@x:port", "smtp://[x"],
)
def test_what_is_no_mail_server_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(InputError, match="WIJKSAFARI_SMTP_URL") as refused:
        read_server(url)
    assert "geheim" not in str(refused.value)


def test_a_password_is_not_shown_by_accident() -> None:
    assert "geheim" not in repr(read_server("smtp://wijk:geheim@mail.voorbeeld.nl"))
